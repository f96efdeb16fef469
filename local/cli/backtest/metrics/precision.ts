/** Precision at k: which share of the first k places are hits. */

/** @returns undefined with at most k judged: then every order has the same */
export const precision = (hits: readonly boolean[], k: number): number | undefined =>
  hits.length > k ? hits.slice(0, k).filter(Boolean).length / k : undefined;
