import * as fc from 'fast-check';
import { addDays } from '../../../../lambdas/core/calendar/new-york-time.ts';
import type { Signal } from '../../../../lambdas/core/signal/signal.ts';
import {
  addSums,
  FIRST_USUAL_GAIN,
  sumsBefore,
  sumsOfRows,
  usualGains,
} from '../../../../lambdas/core/signal/usual-gain.ts';
import { afterLook, starsLook } from './invented-looks.ts';

const START = '2026-11-11';
const inVision = (rows: readonly Signal[]) => rows.map((row) => ({ row, category: 'cs.CV' }));
/** What the nights add after the first look of nought stars. */
const sumsOf = (looks: readonly (readonly [day: number, stars: number])[]) => {
  let rows = afterLook([], START, starsLook(0));
  for (const [day, stars] of looks) rows = afterLook(rows, addDays(START, day), starsLook(stars));
  return sumsOfRows(inVision(rows))['cs.CV'] ?? { doublings: 0, days: 0 };
};

describe('the usual gain', () => {
  it('is the first guess before anything was seen', () => {
    expect(usualGains('github', {})('cs.CV')).toBe(FIRST_USUAL_GAIN.github);
  });

  it('is drawn from the source towards the category as days come in', () => {
    const usual = usualGains('github', {
      'math.CO': { doublings: 400, days: 400 },
      'cs.CV': { doublings: 1600, days: 400 },
    });
    expect(usual('math.CO')).toBeLessThan(usual('econ.EM'));
    expect(usual('econ.EM')).toBeLessThan(usual('cs.CV'));
    const ofSource = (2000 + 200 * Math.log2(1 + FIRST_USUAL_GAIN.github)) / 1000;
    expect(usual('cs.CV')).toBeCloseTo(2 ** ((1600 + 200 * ofSource) / 600) - 1, 4);
  });

  it('forgets by half in sixty days, and counts nothing of the day itself', () => {
    const night = {
      date: '2026-09-21',
      before: { 'cs.CV': { doublings: 60, days: 6 } },
      today: { 'cs.CV': { doublings: 20, days: 2 } },
    };
    expect(sumsBefore(night, '2026-11-20')['cs.CV']?.doublings).toBeCloseTo(40, 9);
    expect(sumsBefore(undefined, '2026-11-20')).toEqual({});
  });
});

describe('what a night adds to it', () => {
  it('is the gain of each paper on a day with a gain', () => {
    expect(
      sumsOf([
        [1, 6],
        [2, 6],
        [3, 5],
        [4, 9],
      ]),
    ).toEqual({ doublings: Math.log2(7) + Math.log2(5), days: 2 });
  });

  it('of a first look is one day’s share', () => {
    const [row] = afterLook([], addDays(START, 9), starsLook(50));
    expect(sumsOfRows(row ? inVision([row]) : [])).toEqual({ 'cs.CV': { doublings: Math.log2(6), days: 1 } });
  });

  it('does not depend on the cadence, for growth of one star or more a day', () => {
    const nights = fc.uniqueArray(fc.integer({ min: 1, max: 29 }));
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 30 }), nights, (daily, chosen) => {
        const polled = [...chosen.sort((a, b) => a - b), 30].map((day) => [day, day * daily] as const);
        const sums = sumsOf(polled);
        expect(sums.doublings).toBeCloseTo(30 * Math.log2(1 + daily), 9);
        expect(sums.days).toBeCloseTo(30, 9);
      }),
    );
  });

  it('does not depend on it for a single star either', () => {
    expect(
      sumsOf([
        [1, 0],
        [2, 1],
        [3, 1],
      ]),
    ).toEqual({ doublings: 1, days: 1 });
    const rare = sumsOf([[3, 1]]);
    expect(rare.doublings).toBeCloseTo(1, 9);
    expect(rare.days).toBeCloseTo(1, 9);
  });

  it('changes what is usual little by a number that is wrong by a factor of a thousand', () => {
    const usual = (stars: number) =>
      usualGains(
        'github',
        addSums({ 'cs.CV': { doublings: 250, days: 100 } }, { 'cs.CV': sumsOf([[1, stars]]) }),
      )('cs.CV');
    expect(usual(40_000) / usual(40)).toBeLessThan(1.05);
  });

  it('has nothing of repositories that are not the paper’s own', () => {
    const rows = afterLook([], START, starsLook(40, { credit: 'framework' }));
    expect(sumsOfRows(inVision(rows))).toEqual({});
  });

  it('adds up by category, in any order', () => {
    const a = { 'cs.CV': { doublings: 1, days: 1 } };
    const b = { 'cs.CL': { doublings: 4, days: 2 }, 'cs.CV': { doublings: 2, days: 1 } };
    expect(addSums(a, b)).toEqual(addSums(b, a));
    expect(addSums(a, b)).toEqual({ 'cs.CL': { doublings: 4, days: 2 }, 'cs.CV': { doublings: 3, days: 2 } });
  });
});
