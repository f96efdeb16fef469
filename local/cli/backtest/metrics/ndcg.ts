/**
 * Normalised discounted cumulative gain (Järvelin & Kekäläinen 2002): Σ gain / log2(place + 1) over the first k places, divided
 * by the largest that the same gains allow. 1 for the best order, 0 when the first k places gained nothing.
 */

const discounted = (gains: readonly number[], k: number): number =>
  gains.slice(0, k).reduce((sum, gain, index) => sum + gain / Math.log2(index + 2), 0);

/**
 * @param gains in the order to be judged, each ≥ 0
 * @returns undefined when nothing was gained at all: then every order is as good
 */
export const ndcg = (gains: readonly number[], k: number): number | undefined => {
  const ideal = discounted(
    gains.toSorted((a, b) => b - a),
    k,
  );
  // The sums of one order may differ in the last bit from those of another one.
  return ideal > 0 ? Math.min(1, discounted(gains, k) / ideal) : undefined;
};
