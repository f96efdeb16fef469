import * as fc from 'fast-check';
import { addDays } from '../../../../lambdas/core/calendar/new-york-time.ts';
import { signalEvidence } from '../../../../lambdas/core/score/signal-evidence.ts';
import { signalSchema, type Signal } from '../../../../lambdas/core/signal/signal.ts';
import { afterLook, starsLook, upvotesLook } from './invented-looks.ts';

const START = '2026-11-11';
const day = (number: number): string => addDays(START, number);
/** Contributions without what each look says of itself. */
const massesOf = (rows: readonly Signal[]) =>
  signalEvidence(rows).contributions.map(({ source, on, mass }) => ({ source, on, mass }));

describe('a row of Signals', () => {
  it('counts the gain since the look of an earlier day, and names that day', () => {
    const rows = afterLook(afterLook([], day(2), starsLook(30)), day(5), starsLook(42));
    expect(rows[1]).toMatchObject({ count: 42, gain: 12, previousOn: day(2), observedKey: `${day(5)}#github` });
    expect(signalSchema.parse(rows[1])).toEqual(rows[1]);
  });

  it('of a first look has the whole count, and since when it grew', () => {
    expect(afterLook([], day(2), starsLook(30))[0]).toMatchObject({ gain: 30, startedOn: START });
    expect(afterLook([], day(2), starsLook(30))[0]).not.toHaveProperty('previousOn');
  });

  it('of a second look of the same day takes the place of the first, with all that the day has gained', () => {
    const once = afterLook([], day(2), starsLook(30));
    const twice = afterLook(afterLook(once, day(3), starsLook(35)), day(3), starsLook(37));
    expect(twice).toEqual(afterLook(once, day(3), starsLook(37)));
    expect(twice[1]).toMatchObject({ gain: 7 });
  });

  it('has a negative gain when stars were taken back', () => {
    const rows = afterLook(afterLook([], day(2), starsLook(30)), day(3), starsLook(28));
    expect(rows[1]).toMatchObject({ gain: -2 });
  });

  it('begins anew with another repository, and goes on with a renamed one', () => {
    const before = afterLook([], day(2), starsLook(30));
    const other = afterLook(before, day(3), starsLook(500, { repositoryId: 'R_2' }));
    expect(other[1]).toMatchObject({ gain: 500 });
    expect(other[1]).not.toHaveProperty('previousOn');
    const renamed = afterLook(before, day(3), starsLook(31, { renamedTo: 'falk/unfold' }));
    expect(renamed[1]).toMatchObject({ gain: 1, previousOn: day(2) });
  });

  it('of one source has nothing to do with rows of another', () => {
    const rows = afterLook(afterLook([], day(2), starsLook(30)), day(3), upvotesLook(5, day(3)));
    expect(rows[1]).toMatchObject({ source: 'hugging-face', gain: 5 });
    expect(rows[1]).not.toHaveProperty('previousOn');
  });

  it('never begins later than it was seen, whatever the source says', () => {
    expect(afterLook([], day(2), upvotesLook(5, day(3)))[0]).toMatchObject({ startedOn: day(2) });
  });

  it('is made of rows before its day only: a look made up for changes no later gain', () => {
    const rows = afterLook(afterLook([], day(2), starsLook(30)), day(6), starsLook(42));
    expect(afterLook(rows, day(4), starsLook(36))[1]).toMatchObject({
      observedOn: day(4),
      gain: 6,
      previousOn: day(2),
    });
  });
});

describe('the cadence of looks', () => {
  it('makes no difference to the score of steady growth', () => {
    fc.assert(
      fc.property(
        fc.record({
          stars: fc.integer({ min: 0, max: 60 }),
          upvotes: fc.integer({ min: 0, max: 20 }),
          starNights: fc.uniqueArray(fc.integer({ min: 4, max: 29 })),
          upvoteNights: fc.uniqueArray(fc.integer({ min: 4, max: 29 })),
        }),
        ({ stars, upvotes, starNights, upvoteNights }) => {
          const polled = (nightsOf: { readonly stars: ReadonlySet<number>; readonly upvotes: ReadonlySet<number> }) => {
            let rows: readonly Signal[] = [];
            for (let night = 3; night <= 30; night += 1) {
              const isEnd = night === 3 || night === 30;
              if (isEnd || nightsOf.stars.has(night))
                rows = afterLook(rows, day(night), starsLook(stars * (night + 1)));
              if (isEnd || nightsOf.upvotes.has(night))
                rows = afterLook(rows, day(night), upvotesLook(upvotes * (night + 1), START));
            }
            return massesOf(rows);
          };
          const nightly = new Set(Array.from({ length: 31 }, (_, night) => night));
          expect(polled({ stars: new Set(starNights), upvotes: new Set(upvoteNights) })).toEqual(
            polled({ stars: nightly, upvotes: nightly }),
          );
        },
      ),
    );
  });

  it('of several looks a day is that of the last one, however the counts went', () => {
    const counts = fc.array(fc.array(fc.integer({ min: 0, max: 5000 }), { minLength: 1, maxLength: 4 }), {
      minLength: 1,
      maxLength: 12,
    });
    fc.assert(
      fc.property(counts, (nights) => {
        let often: readonly Signal[] = [];
        let once: readonly Signal[] = [];
        for (const [index, looks] of nights.entries()) {
          for (const count of looks) often = afterLook(often, day(index), starsLook(count));
          once = afterLook(once, day(index), starsLook(looks.at(-1) ?? 0));
        }
        expect(often).toEqual(once);
      }),
    );
  });

  it('gains of all rows sum up to the last count', () => {
    const walk = fc.array(fc.tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 0, max: 100_000 })), {
      minLength: 1,
    });
    fc.assert(
      fc.property(walk, (steps) => {
        let rows: readonly Signal[] = [];
        let on = 0;
        for (const [wait, count] of steps) {
          on += wait;
          rows = afterLook(rows, day(on), starsLook(count));
        }
        expect(rows.reduce((sum, { gain }) => sum + gain, 0)).toBe(rows.at(-1)?.count);
      }),
    );
  });
});
