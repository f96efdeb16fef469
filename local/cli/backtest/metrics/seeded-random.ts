/** Random numbers that are the same on every run. */

/** Uniform in (0, 1): the multiplicative congruential generator of Park & Miller (1988) with the multiplier 48,271. */
export const seededRandom = (seed: number): (() => number) => {
  const modulus = 2 ** 31 - 1;
  let state = seed % modulus || 1;
  return () => (state = (state * 48_271) % modulus) / modulus;
};
