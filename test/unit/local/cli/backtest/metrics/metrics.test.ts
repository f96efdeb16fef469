import fc from 'fast-check';
import { churn } from '../../../../../../local/cli/backtest/metrics/churn.ts';
import { meanByDay } from '../../../../../../local/cli/backtest/metrics/mean-by-day.ts';
import { ndcg } from '../../../../../../local/cli/backtest/metrics/ndcg.ts';
import { precision } from '../../../../../../local/cli/backtest/metrics/precision.ts';

const gains = fc.array(fc.integer({ min: 0, max: 5000 }), { minLength: 1, maxLength: 60 });
const depth = fc.integer({ min: 1, max: 30 });

describe('NDCG', () => {
  it('is what a hand computes', () => {
    // Gains 1, 3, 0, 2: (1 + 3 / log2 3 + 2 / log2 5) / (3 + 2 / log2 3 + 1 / 2) = 3.75413 / 4.76186.
    expect(ndcg([1, 3, 0, 2], 10)).toBeCloseTo(0.78838, 4);
    // The first two places alone: (1 + 3 / log2 3) / (3 + 2 / log2 3) = 2.89279 / 4.26186.
    expect(ndcg([1, 3, 0, 2], 2)).toBeCloseTo(0.67876, 4);
    expect(ndcg([0, 0, 7], 2)).toBe(0);
    expect(ndcg([7, 0, 0], 2)).toBe(1);
  });

  it('says nothing where nothing was gained', () => {
    expect(ndcg([0, 0, 0], 10)).toBeUndefined();
    expect(ndcg([], 10)).toBeUndefined();
  });

  it('is between 0 and 1 for every order', () => {
    fc.assert(
      fc.property(gains, depth, (given, k) => {
        const value = ndcg(given, k) ?? 0;
        expect(value).toBeGreaterThanOrEqual(0);
        expect(value).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('is 1 for the ideal order', () => {
    fc.assert(
      fc.property(gains, depth, (given, k) => {
        fc.pre(given.some((gain) => gain > 0));
        expect(
          ndcg(
            given.toSorted((a, b) => b - a),
            k,
          ),
        ).toBe(1);
      }),
    );
  });

  it('never falls when a larger gain moves before a smaller one', () => {
    fc.assert(
      fc.property(gains, depth, fc.nat(), fc.nat(), (given, k, one, other) => {
        const [first, second] = [one % given.length, other % given.length].sort((a, b) => a - b);
        const [before = 0, after = 0] = [given[first ?? 0], given[second ?? 0]];
        fc.pre(before < after);
        const swapped = given.with(first ?? 0, after).with(second ?? 0, before);
        expect(ndcg(swapped, k) ?? 0).toBeGreaterThanOrEqual((ndcg(given, k) ?? 0) - 1e-12);
      }),
    );
  });
});

describe('precision', () => {
  it('is the share of hits in the first places', () => {
    expect(precision([true, false, true, true, false], 4)).toBe(0.75);
  });

  it('says nothing where every order has the same', () => {
    expect(precision([true, false], 2)).toBeUndefined();
  });
});

describe('churn', () => {
  it('is one less the Jaccard index', () => {
    expect(churn(['a', 'b', 'c'], ['c', 'b', 'd'])).toBe(0.5);
    expect(churn(['a', 'b'], ['b', 'a'])).toBe(0);
    expect(churn(['a'], ['b'])).toBe(1);
    expect(churn([], [])).toBeUndefined();
  });

  it('is the same in both directions', () => {
    const list = fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'));
    fc.assert(fc.property(list, list, (one, other) => expect(churn(one, other)).toBe(churn(other, one))));
  });
});

describe('the mean by day', () => {
  it('lies in its interval, which a spread of days widens', () => {
    const calm = meanByDay([0.5, 0.5, 0.5, 0.5]);
    expect(calm).toEqual({ mean: 0.5, low: 0.5, high: 0.5, days: 4 });
    const wild = meanByDay([0, 1, 0, 1, 0, 1, 0, 1]);
    expect(wild?.mean).toBe(0.5);
    // Half a standard deviation of a coin over the root of 8 is 0.177; 1.96 of them are 0.35.
    expect(wild?.low).toBeGreaterThan(0.1);
    expect(wild?.low).toBeLessThan(0.26);
    expect(wild?.high).toBeGreaterThan(0.74);
    expect(wild?.high).toBeLessThan(0.9);
  });

  it('is the same on every run, and nothing without days', () => {
    expect(meanByDay([0.1, 0.4, 0.9])).toEqual(meanByDay([0.1, 0.4, 0.9]));
    expect(meanByDay([])).toBeUndefined();
  });

  it('covers the true mean of normal days about 19 times in 20', () => {
    // Sums of twelve uniform numbers from a fixed sequence are near enough to normal.
    let state = 1;
    const uniform = (): number => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
    const normal = (): number => Array.from({ length: 12 }, uniform).reduce((sum, value) => sum + value, -6);
    const covered = Array.from({ length: 100 }, () => meanByDay(Array.from({ length: 40 }, normal))).filter(
      (interval) => interval !== undefined && interval.low <= 0 && interval.high >= 0,
    );
    expect(covered.length).toBeGreaterThanOrEqual(88);
    expect(covered.length).toBeLessThanOrEqual(99);
  });
});
