import * as fc from 'fast-check';
import { noonInNewYork } from '../../../../lambdas/core/calendar/announcement-calendar.ts';
import { addDays } from '../../../../lambdas/core/calendar/new-york-time.ts';
import { decayedMass, HALF_LIFE_DAYS, scoreFromContributions } from '../../../../lambdas/core/score/forward-decay.ts';
import { paperScoreSchema, WINDOWS, type Contribution } from '../../../../lambdas/core/score/paper-score.ts';

const contribution = (over: Partial<Contribution> = {}): Contribution => ({
  source: 'announcement',
  on: '2026-11-20',
  mass: 1,
  features: [],
  ...over,
});

const anyContribution: fc.Arbitrary<Contribution> = fc.record({
  source: fc.constantFrom('announcement', 'github', 'hacker-news'),
  on: fc.integer({ min: 0, max: 400 }).map((days) => addDays('2025-12-01', days)),
  mass: fc.double({ min: 1e-3, max: 1e4, noNaN: true }),
  features: fc.constant<Contribution['features']>([]),
});
const contributions = fc.array(anyContribution, { minLength: 1, maxLength: 8 });
const distinctContributions = fc.uniqueArray(anyContribution, {
  minLength: 1,
  maxLength: 8,
  selector: ({ source, on }) => `${source} ${on}`,
});

describe('forward decay', () => {
  it('is worth the whole mass at noon of its day, and half of it a half-life later', () => {
    const score = scoreFromContributions([contribution({ mass: 3 })]);
    for (const window of WINDOWS) {
      expect(decayedMass(score, window, noonInNewYork('2026-11-20'))).toBeCloseTo(3, 6);
      const later = new Date(noonInNewYork('2026-11-20').getTime() + HALF_LIFE_DAYS[window] * 86_400_000);
      expect(decayedMass(score, window, later)).toBeCloseTo(1.5, 6);
    }
  });

  it('sums what each contribution is still worth', () => {
    fc.assert(
      fc.property(distinctContributions, fc.constantFrom(...WINDOWS), (events, window) => {
        const at = noonInNewYork('2027-01-06');
        const expected = events.reduce((sum, { on, mass }) => {
          const days = (at.getTime() - noonInNewYork(on).getTime()) / 86_400_000;
          return sum + mass * 2 ** (-days / HALF_LIFE_DAYS[window]);
        }, 0);
        const actual = decayedMass(scoreFromContributions(events), window, at);
        expect(Math.abs(actual / expected - 1)).toBeLessThan(1e-6);
      }),
    );
  });

  it('never changes the order of two papers as time goes by', () => {
    fc.assert(
      fc.property(
        contributions,
        contributions,
        fc.constantFrom(...WINDOWS),
        fc.array(fc.integer({ min: 0, max: 60 }), { minLength: 2, maxLength: 5 }),
        (one, other, window, days) => {
          const [a, b] = [scoreFromContributions(one), scoreFromContributions(other)];
          const signs = days.map((day) => {
            const at = noonInNewYork(addDays('2027-01-05', day));
            return Math.sign(decayedMass(a, window, at) - decayedMass(b, window, at));
          });
          const stored = Math.sign(a.logMass[window] - b.logMass[window]);
          expect(new Set([...signs, stored]).size).toBe(1);
        },
      ),
    );
  });

  it('counts a contribution once, however often it is set, and whatever the order', () => {
    fc.assert(
      fc.property(
        distinctContributions.chain((events) =>
          fc.tuple(fc.constant(events), fc.shuffledSubarray([...events, ...events], { minLength: 2 * events.length })),
        ),
        ([events, delivered]) => {
          expect(scoreFromContributions(delivered)).toEqual(scoreFromContributions(events));
        },
      ),
    );
  });

  it('replaces a contribution of the same source and day', () => {
    const set = scoreFromContributions([contribution({ mass: 5 }), contribution({ mass: 2 })]);
    expect(set).toEqual(scoreFromContributions([contribution({ mass: 2 })]));
  });

  it('stays within numbers decades from the landmark', () => {
    const score = scoreFromContributions([contribution({ on: '1991-08-14' }), contribution({ on: '2060-01-02' })]);
    expect(paperScoreSchema.safeParse(score).success).toBe(true);
    for (const value of Object.values(score.logMass)) expect(Number.isFinite(value)).toBe(true);
  });

  it('refuses a score of nothing', () => {
    expect(() => scoreFromContributions([])).toThrow(RangeError);
  });
});
