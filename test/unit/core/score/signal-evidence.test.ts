import * as fc from 'fast-check';
import { addDays } from '../../../../lambdas/core/calendar/new-york-time.ts';
import type { PaperId } from '../../../../lambdas/core/paper/paper.ts';
import { EVIDENCE_DAYS, signalEvidence } from '../../../../lambdas/core/score/signal-evidence.ts';
import { UNSUPPORTED_TRUST } from '../../../../lambdas/core/score/unsupported-stars.ts';
import { SIGNAL_WEIGHTS } from '../../../../lambdas/core/score/signal-weights.ts';
import { observedKey, signalSchema, type Signal, type SignalOf } from '../../../../lambdas/core/signal/signal.ts';

const DAY = '2026-11-20';
const look = (observedOn: string, count: number, usualGain: number) => ({
  ...{ paperId: '2611.00001' as PaperId, observedOn, observedAt: `${observedOn}T05:30:00Z`, count, usualGain },
  ...{ gain: 0, startedOn: '2026-11-01' },
});
const stars = (
  observedOn: string,
  count: number,
  details: Partial<SignalOf<'github'>['details']> = {},
): SignalOf<'github'> => ({
  ...look(observedOn, count, 6),
  source: 'github',
  observedKey: observedKey(observedOn, 'github'),
  details: {
    ...{ repository: 'lind/fold', repositoryId: 'R_1', forks: Math.round(count / 10), issues: 0 },
    ...{ createdOn: '2026-11-01', credit: 'own', ...details },
  },
});
const upvotes = (observedOn: string, count: number): SignalOf<'hugging-face'> => ({
  ...look(observedOn, count, 5),
  source: 'hugging-face',
  observedKey: observedKey(observedOn, 'hugging-face'),
  startedOn: observedOn,
  details: { listedOn: observedOn, rank: 4, comments: 0 },
});
const before = stars('2026-11-19', 100);
const brief = (rows: readonly Signal[]) =>
  signalEvidence(rows)
    .contributions.filter(({ on }) => on >= DAY)
    .map(({ source, on, mass }) => [source, on, mass]);

describe('evidence of signals', () => {
  it('is the damped gain of a day over what is usual, as docs/scoring.md works it out', () => {
    expect(brief([before, stars(DAY, 138), upvotes(DAY, 20)])).toEqual([
      ['github', DAY, Number((3 * Math.log2(1 + 38 / 6)).toFixed(6))],
      ['hugging-face', DAY, Number((3 * Math.log2(1 + 20 / 5)).toFixed(6))],
    ]);
  });

  it('keeps the whole sum beside the mass', () => {
    const [first] = signalEvidence([before, stars(DAY, 138)]).contributions.filter(({ on }) => on === DAY);
    expect(first?.signal).toEqual({ gain: 38, usualGain: 6, weight: SIGNAL_WEIGHTS.github, trust: 1, count: 138 });
    const [place] = signalEvidence([upvotes(DAY, 20)]).contributions;
    expect(place?.signal).toMatchObject({ rank: 4, rankedOn: DAY });
  });

  it('does not depend on the order of the rows', () => {
    const rows = [before, stars(DAY, 138), upvotes('2026-11-18', 9), upvotes(DAY, 20)];
    fc.assert(
      fc.property(fc.shuffledSubarray(rows, { minLength: rows.length }), (shuffled) => {
        expect(signalEvidence(shuffled)).toEqual(signalEvidence(rows));
      }),
    );
  });

  it.each(['shared', 'framework'] as const)('gives a paper nothing for a repository that is %s', (credit) => {
    expect(signalEvidence([stars('2026-11-19', 100, { credit }), stars(DAY, 9000, { credit })])).toEqual({
      contributions: [],
      suspect: false,
    });
  });

  it('begins anew with another repository: its stars are no gain over those of the first', () => {
    const other = { repositoryId: 'R_2', forks: 900, createdOn: DAY };
    const rows = [before, { ...stars(DAY, 5000, other), startedOn: '2026-08-13' }];
    const [first] = signalEvidence(rows).contributions.filter(({ on }) => on === DAY);
    expect(first?.signal?.gain).toBe(50);
  });

  it('trusts stars less that look bought, and says so of the paper', () => {
    const bought = [stars('2026-11-19', 100, { forks: 0 }), stars(DAY, 400, { forks: 0 })];
    const { contributions, suspect } = signalEvidence(bought);
    expect(suspect).toBe(true);
    expect(contributions.at(-1)?.signal?.trust).toBe(UNSUPPORTED_TRUST);
    expect(signalEvidence([...bought, upvotes(DAY, 40)]).suspect).toBe(false);
  });

  it('forgets a suspicion after a month, and evidence after two', () => {
    const bought = [stars('2026-09-01', 100, { forks: 0 }), stars('2026-09-02', 400, { forks: 0 })];
    const later = (days: number) => signalEvidence([...bought, stars(addDays('2026-09-02', days), 401, { forks: 0 })]);
    expect(later(29).suspect).toBe(true);
    expect(later(30).suspect).toBe(false);
    const latest = addDays('2026-09-02', 70);
    const { contributions } = signalEvidence([...bought, stars(latest, 9000)]);
    expect(contributions[0]?.on).toBe(addDays(latest, 1 - EVIDENCE_DAYS));
  });

  it('is none without rows or gains', () => {
    expect(signalEvidence([])).toEqual({ contributions: [], suspect: false });
    expect(signalEvidence([stars(DAY, 0)]).contributions).toEqual([]);
  });

  it('reads rows as they are stored', () => {
    expect(signalSchema.parse(before)).toEqual(before);
  });
});
