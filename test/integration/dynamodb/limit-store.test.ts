import { STORE_MAKERS, useStores } from './store-makers.ts';

const START = Date.parse('2026-11-20T17:00:00Z');
const at = (ms: number): Date => new Date(START + ms);
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

describe.each(STORE_MAKERS)('LimitStore on %s', (_name, open) => {
  const stores = useStores(open);
  const take = (...args: Parameters<ReturnType<typeof stores>['limits']['take']>) => stores().limits.take(...args);

  it('grants up to the limit within any window, to the millisecond', async () => {
    const limits = [{ most: 2, withinMs: 1_000 }];
    expect(await take('a', limits, at(0))).toBe(true);
    expect(await take('a', limits, at(600))).toBe(true);
    expect(await take('a', limits, at(999))).toBe(false);
    expect(await take('a', limits, at(1_000))).toBe(true);
    expect(await take('a', limits, at(1_599))).toBe(false);
    expect(await take('a', limits, at(1_600))).toBe(true);
  });

  it('holds several limits at once, keys apart, and counts no refusal', async () => {
    const limits = [
      { most: 1, withinMs: DAY_MS },
      { most: 3, withinMs: 30 * DAY_MS },
    ];
    const granted: number[] = [];
    for (let hour = 0; hour < 40 * 24; hour += 12)
      if (await take('address#b', limits, at(hour * HOUR_MS))) granted.push(hour / 24);
    expect(granted).toEqual([0, 1, 2, 30, 31, 32]);
    expect(await take('address#c', limits, at(0))).toBe(true);
  });

  it('never grants more than is left to many at once', async () => {
    const limits = [{ most: 5, withinMs: DAY_MS }];
    const outcomes = await Promise.all(Array.from({ length: 30 }, () => take('d', limits, at(0))));
    expect(outcomes.filter(Boolean)).toHaveLength(5);
  });

  it('grants all of a large limit, and no more within its window', async () => {
    const limits = [{ most: 120, withinMs: HOUR_MS }];
    let granted = 0;
    for (let tries = 0; tries < 200; tries += 1) if (await take('all', limits, at(tries * 1_000))) granted += 1;
    expect(granted).toBe(120);
    expect(await take('all', limits, at(HOUR_MS - 1))).toBe(false);
    expect(await take('all', limits, at(HOUR_MS + 60_000))).toBe(true);
  });
});
