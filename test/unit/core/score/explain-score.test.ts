import fc from 'fast-check';
import { noonInNewYork } from '../../../../lambdas/core/calendar/announcement-calendar.ts';
import { addDays } from '../../../../lambdas/core/calendar/new-york-time.ts';
import { explainScore } from '../../../../lambdas/core/score/explain-score.ts';
import { decayedMass, scoreFromContributions } from '../../../../lambdas/core/score/forward-decay.ts';
import { WINDOWS, type Contribution } from '../../../../lambdas/core/score/paper-score.ts';
import { SIGNAL_SOURCES } from '../../../../lambdas/core/signal/signal.ts';

const DATE = '2026-11-20';
const contribution = (source: string, on: string, mass: number): Contribution => ({ source, on, mass, features: [] });

const anyContributions = fc
  .array(
    fc.record({
      source: fc.constantFrom('announcement', ...SIGNAL_SOURCES),
      age: fc.integer({ min: 0, max: 40 }),
      mass: fc.double({ min: 0.005, max: 20, noNaN: true }),
    }),
    { minLength: 1, maxLength: 30 },
  )
  .map((all) => all.map(({ source, age, mass }) => contribution(source, addDays(DATE, -age), mass)));

describe('a score taken apart', () => {
  it('adds up: what counts of each source makes the score that lists are ordered by', () => {
    fc.assert(
      fc.property(anyContributions, (contributions) => {
        const score = scoreFromContributions(contributions);
        const { sources, totals } = explainScore(score, DATE);
        for (const window of WINDOWS) {
          const counted = sources.reduce((sum, share) => sum + share.counted[window], 0);
          const ordered = decayedMass(score, window, noonInNewYork(DATE));
          expect(Math.abs(totals[window] / ordered - 1)).toBeLessThan(1e-6);
          expect(counted).toBeCloseTo(totals[window], 9);
          for (const { worth, contributions: days } of sources) {
            expect(days.reduce((sum, { left }) => sum + left[window], 0)).toBeCloseTo(worth[window], 9);
          }
        }
      }),
    );
  });

  it('knows no more than the lists of the date', () => {
    const early = [contribution('announcement', '2026-11-18', 2), contribution('github', '2026-11-19', 3)];
    const known = explainScore(scoreFromContributions(early), DATE);
    const later = explainScore(scoreFromContributions([...early, contribution('github', '2026-11-21', 9)]), DATE);
    expect(later.totals).toEqual(known.totals);
    expect([known.later, later.later]).toEqual([0, 1]);
  });

  it('is explained as of its first day where the lists are older than the paper', () => {
    const { date, totals } = explainScore(
      scoreFromContributions([contribution('announcement', '2026-11-23', 2)]),
      DATE,
    );
    expect(date).toBe('2026-11-23');
    expect(totals.week).toBeCloseTo(2, 12);
  });

  it('names the announcement first, then the sources in their order', () => {
    const score = scoreFromContributions(
      ['hacker-news', 'announcement', 'github', 'hugging-face'].map((source) => contribution(source, DATE, 1)),
    );
    expect(explainScore(score, DATE).sources.map(({ source }) => source)).toEqual([
      'announcement',
      'github',
      'hugging-face',
      'hacker-news',
    ]);
  });

  it('tells what the cap takes from the largest of two sources', () => {
    const score = scoreFromContributions([contribution('github', DATE, 9), contribution('hacker-news', DATE, 4)]);
    const [github, news] = explainScore(score, DATE).sources;
    expect([github?.worth.week, github?.counted.week]).toEqual([9, 6]);
    expect([news?.worth.week, news?.counted.week]).toEqual([4, 4]);
  });
});
