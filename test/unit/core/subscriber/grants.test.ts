import fc from 'fast-check';
import type { Limit } from '../../../../lambdas/core/ports/subscribing.ts';
import { withOneMore, type GrantEntry } from '../../../../lambdas/core/subscriber/grants.ts';

const HOUR_MS = 3_600_000;

/** Instants of the grants among attempts with the given gaps, and the entries that were kept. */
const attempt = (gaps: readonly number[], limits: readonly Limit[]) => {
  let entries: readonly GrantEntry[] = [];
  let now = Date.parse('2026-11-20T17:00:00Z');
  const granted: number[] = [];
  const refused: number[] = [];
  let mostEntries = 0;
  for (const gap of gaps) {
    now += gap;
    const next = withOneMore(entries, limits, new Date(now));
    if (next === undefined) refused.push(now);
    else {
      granted.push(now);
      entries = next;
    }
    mostEntries = Math.max(mostEntries, entries.length);
  }
  return { granted, refused, mostEntries };
};
const countIn = (instants: readonly number[], upTo: number, withinMs: number): number =>
  instants.filter((ms) => ms > upTo - withinMs && ms <= upTo).length;

const gapsUpTo = (max: number) => fc.array(fc.integer({ min: 0, max }), { minLength: 1, maxLength: 400 });

describe('grants', () => {
  it('of small limits are exact: refused when and only when a window is full', () => {
    const limits: readonly Limit[] = [
      { most: 2, withinMs: 1_000 },
      { most: 5, withinMs: 10_000 },
    ];
    fc.assert(
      fc.property(gapsUpTo(1_500), (gaps) => {
        const { granted, refused } = attempt(gaps, limits);
        for (const { most, withinMs } of limits)
          for (const ms of granted) expect(countIn(granted, ms, withinMs)).toBeLessThanOrEqual(most);
        for (const ms of refused)
          expect(limits.some(({ most, withinMs }) => countIn(granted, ms, withinMs) >= most)).toBe(true);
      }),
    );
  });

  it('of a large limit never exceed it in any window, lose a sixtieth of the window at most, and stay few to store', () => {
    const [most, withinMs] = [100, HOUR_MS];
    fc.assert(
      fc.property(gapsUpTo(60_000), (gaps) => {
        const { granted, refused, mostEntries } = attempt(gaps, [{ most, withinMs }]);
        for (const ms of granted) expect(countIn(granted, ms, withinMs)).toBeLessThanOrEqual(most);
        for (const ms of refused) expect(countIn(granted, ms, withinMs + withinMs / 60)).toBeGreaterThanOrEqual(most);
        expect(mostEntries).toBeLessThanOrEqual(62);
      }),
    );
  });

  it('count for a clock that is behind as well', () => {
    const limits = [{ most: 1, withinMs: 1_000 }];
    const entries = withOneMore([], limits, new Date(10_000)) ?? [];
    expect(withOneMore(entries, limits, new Date(9_500))).toBeUndefined();
  });
});
