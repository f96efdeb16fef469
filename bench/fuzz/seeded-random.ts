/** Fast randomness from a number: a fuzz takes hundreds of draws a body, and a body is made again from its number. */

export interface SeededRandom {
  /** In [0, 1). */
  next(): number;
  /** Whole number in [from, to]. */
  between(from: number, to: number): number;
  chance(probability: number): boolean;
  /** @throws RangeError for an empty list */
  pick<T>(list: ArrayLike<T>): T;
}

/** Spreads neighbouring seeds apart: 2^32 divided by the golden ratio, as hashes of whole numbers use it. */
const GOLDEN = 0x9e3779b1;

/** Mulberry32 (Tommy Ettinger, public domain): 32 bits of state, good enough to choose mutations with. */
export const createSeededRandom = (seed: number): SeededRandom => {
  let state = Math.imul(seed + 1, GOLDEN);
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const between = (from: number, to: number): number => from + Math.floor(next() * (to - from + 1));
  return {
    next,
    between,
    chance: (probability) => next() < probability,
    pick: (list) => {
      if (list.length === 0) throw new RangeError('There is nothing to pick from.');
      return list[between(0, list.length - 1)] as (typeof list)[number];
    },
  };
};
