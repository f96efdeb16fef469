import * as fc from 'fast-check';
import { noonInNewYork } from '../../../../lambdas/core/calendar/announcement-calendar.ts';
import { addDays } from '../../../../lambdas/core/calendar/new-york-time.ts';
import {
  decayedLogMass,
  decayedMass,
  HALF_LIFE_DAYS,
  scoreFromContributions,
  scoreParts,
} from '../../../../lambdas/core/score/forward-decay.ts';
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
  selector: ({ on }) => on,
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
        const ofOneSource = events.map((event) => ({ ...event, source: 'github' }));
        const expected = ofOneSource.reduce((sum, { on, mass }) => {
          const days = (at.getTime() - noonInNewYork(on).getTime()) / 86_400_000;
          return sum + mass * 2 ** (-days / HALF_LIFE_DAYS[window]);
        }, 0);
        const actual = decayedMass(scoreFromContributions(ofOneSource), window, at);
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

  it('can be re-based: scores of any landmarks compare as before', () => {
    const landmarks = fc.constantFrom('2020-01-01', '2026-01-01', '2026-07-01', '2031-03-15');
    fc.assert(
      fc.property(contributions, contributions, landmarks, landmarks, fc.constantFrom(...WINDOWS), (...given) => {
        const [one, other, first, second, window] = given;
        const at = noonInNewYork('2027-01-06');
        const compare = (a: string, b: string): number =>
          decayedLogMass(scoreFromContributions(one, { landmark: a }), window, at) -
          decayedLogMass(scoreFromContributions(other, { landmark: b }), window, at);
        expect(Math.abs(compare(first, second) - compare('2026-01-01', '2026-01-01'))).toBeLessThan(1e-7);
      }),
    );
  });

  it('refuses a score of nothing', () => {
    expect(() => scoreFromContributions([])).toThrow(RangeError);
  });
});

describe('several sources', () => {
  const at = noonInNewYork('2026-11-20');
  const worthOf = (masses: Readonly<Record<string, number>>) => {
    const events = Object.entries(masses).map(([source, mass]) => contribution({ source, mass }));
    return decayedMass(scoreFromContributions(events), 'week', at);
  };

  it('let the largest count for 60 % at most once another speaks', () => {
    // docs/scoring.md works this out: 38 stars, 20 upvotes at three times the weight.
    expect(worthOf({ github: 2.87, 'hugging-face': 6.97 })).toBeCloseTo(2.87 * 2.5, 6);
    expect(worthOf({ github: 6.97 })).toBeCloseTo(6.97, 6);
  });

  it('never score less for a further voice, nor for a louder one', () => {
    const mass = fc.double({ min: 0.01, max: 50, noNaN: true });
    fc.assert(
      fc.property(mass, mass, mass, fc.double({ min: 1, max: 9, noNaN: true }), (a, b, c, factor) => {
        const alone = worthOf({ github: a });
        const two = worthOf({ github: a, 'hugging-face': b });
        const three = worthOf({ github: a, 'hugging-face': b, 'hacker-news': c });
        expect(two).toBeGreaterThanOrEqual(alone * (1 - 1e-8));
        expect(three).toBeGreaterThanOrEqual(two * (1 - 1e-8));
        expect(worthOf({ github: a * factor, 'hugging-face': b })).toBeGreaterThanOrEqual(two * (1 - 1e-8));
      }),
    );
  });

  it('do not cap the announcement-time prior, which is no signal', () => {
    expect(worthOf({ announcement: 4, github: 1 })).toBeCloseTo(5, 6);
  });

  it('give parts that add up to the score: the explanation is the arithmetic', () => {
    fc.assert(
      fc.property(contributions, fc.constantFrom(...WINDOWS), (events, window) => {
        const score = scoreFromContributions(events);
        const parts = scoreParts(score, window, at);
        const total = parts.reduce((sum, { counted }) => sum + counted, 0);
        expect(Math.abs(total / decayedMass(score, window, at) - 1)).toBeLessThan(1e-6);
        expect(parts.every(({ counted, worth }) => counted <= worth)).toBe(true);
      }),
    );
  });
});
