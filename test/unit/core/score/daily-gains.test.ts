import * as fc from 'fast-check';
import { addDays } from '../../../../lambdas/core/calendar/new-york-time.ts';
import { dailyGains, type CountLook } from '../../../../lambdas/core/score/daily-gains.ts';

const START = '2026-11-01';
/** Looks on days counted from 1 November, of a count that began that day. */
const looks = (...seen: readonly (readonly [day: number, count: number])[]): readonly CountLook[] =>
  seen.map(([day, count]) => ({ on: addDays(START, day), count, startedOn: START }));
const gainsOf = (given: readonly CountLook[]) =>
  dailyGains(given, '2026-01-01').map(({ on, gain }) => [Number(on.slice(8)) - 1, Number(gain.toFixed(6))]);

describe('daily gains', () => {
  it('are what a look shows above the one before', () => {
    expect(gainsOf(looks([0, 5], [1, 9], [2, 9], [3, 12]))).toEqual([
      [0, 5],
      [1, 4],
      [3, 3],
    ]);
  });

  it('of several days are shared evenly', () => {
    expect(gainsOf(looks([0, 3], [3, 12]))).toEqual([
      [0, 3],
      [1, 3],
      [2, 3],
      [3, 3],
    ]);
  });

  it('of a first look are shared among the days since the beginning, and the last three count', () => {
    expect(gainsOf(looks([9, 50]))).toEqual([
      [7, 5],
      [8, 5],
      [9, 5],
    ]);
    expect(gainsOf(looks([1, 50]))).toEqual([
      [0, 25],
      [1, 25],
    ]);
  });

  it('take a beginning after the look for the day of the look', () => {
    expect(gainsOf([{ on: START, count: 4, startedOn: '2026-11-09' }])).toEqual([[0, 4]]);
  });

  it('do not count what was taken back and given again', () => {
    expect(gainsOf(looks([0, 100], [1, 60], [2, 100], [3, 103]))).toEqual([
      [0, 100],
      [3, 3],
    ]);
  });

  it('leave nothing of a count that jumps by a factor of a thousand and is back the next day', () => {
    expect(gainsOf(looks([0, 5], [1, 5000], [2, 6], [3, 8]))).toEqual([
      [0, 5],
      [1, 0.5],
      [2, 0.5],
      [3, 2],
    ]);
  });

  it('leave nothing of stars that are taken back by more than half, however late', () => {
    expect(gainsOf(looks([0, 10], [1, 900], [2, 910], [9, 12]))).toEqual([
      [0, 10],
      ...Array.from({ length: 9 }, (_, index) => [index + 1, Number((2 / 9).toFixed(6))]),
    ]);
  });

  it('are the same from any cadence of looks while growth is steady', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 40 }),
        fc.subarray(Array.from({ length: 19 }, (_, day) => day + 1)),
        (perDay, days) => {
          const seen = (chosen: readonly number[]) =>
            gainsOf(looks(...chosen.map((day) => [day, perDay * (day + 1)] as const)));
          expect(seen([0, ...days, 20])).toEqual(seen(Array.from({ length: 21 }, (_, day) => day)));
        },
      ),
    );
  });

  it('never sum to more than the highest count, nor are negative', () => {
    const counts = fc.array(fc.integer({ min: 0, max: 5000 }), { minLength: 1, maxLength: 25 });
    fc.assert(
      fc.property(counts, (seen) => {
        const gains = dailyGains(looks(...seen.map((count, day) => [day, count] as const)), '2026-01-01');
        expect(gains.every(({ gain }) => gain > 0)).toBe(true);
        expect(gains.reduce((sum, { gain }) => sum + gain, 0)).toBeLessThanOrEqual(Math.max(...seen) + 1e-6);
      }),
    );
  });

  it('begin where one asks for them', () => {
    expect(dailyGains(looks([0, 5], [4, 45]), '2026-11-04').map(({ on }) => on)).toEqual(['2026-11-04', '2026-11-05']);
  });
});
