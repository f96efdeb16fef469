import { signalEvidence } from '../../../../lambdas/core/score/signal-evidence.ts';
import type { Signal } from '../../../../lambdas/core/signal/signal.ts';
import { afterLook, starsLook, upvotesLook } from '../signal/invented-looks.ts';
import { addDays } from '../../../../lambdas/core/calendar/new-york-time.ts';
import { dailyGains } from '../../../../lambdas/core/score/daily-gains.ts';

const look = (day: number, count: number) => ({ on: addDays('2026-11-01', day), count, startedOn: '2025-11-01' });
const total = (from: string, counts: readonly number[]) =>
  dailyGains(
    counts.map((count, day) => look(day, count)),
    from,
  ).reduce((sum, { gain }) => sum + gain, 0);

describe('a count that is misread as a thousandth for one night', () => {
  it('gains nothing on the day it is read right again', () => {
    expect(total('2026-11-03', [5000, 5, 5000])).toBeLessThan(100);
  });

  it('of stars taken back and given again counts once, as docs/scoring.md says', () => {
    expect(total('2026-11-03', [1000, 400, 1000])).toBeLessThan(10);
  });
});

describe('the same, as evidence', () => {
  it('does not lead a list for a day, with full trust', () => {
    const details = { forks: 500, issues: 40, createdOn: '2025-11-01' };
    const stars = (count: number) => ({ ...starsLook(count, details), startedOn: '2025-11-01' });
    let rows: readonly Signal[] = [];
    for (const [index, count] of [5000, 5, 5000].entries())
      rows = afterLook(rows, addDays('2026-11-18', index), stars(count));
    const today = signalEvidence(rows).contributions.filter(({ on }) => on === '2026-11-20');
    expect(today.map(({ mass, signal }) => [mass, signal?.gain, signal?.trust])).toEqual([]);
  });

  it('does not void a count of upvotes for good', () => {
    let rows: readonly Signal[] = [];
    for (const [index, count] of [100, 0, 100].entries())
      rows = afterLook(rows, addDays('2026-11-18', index), upvotesLook(count, '2026-11-18'));
    const gains = signalEvidence(rows).contributions.map(({ on, signal }) => [on, signal?.gain]);
    expect(gains).toEqual([['2026-11-18', 100]]);
  });
});
