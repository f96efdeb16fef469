/** How much of a list is exchanged from one day to the next: 1 − Jaccard index of the two sets, 0 the same papers, 1 all others. */

/** @returns undefined when both are empty */
export const churn = (before: readonly string[], after: readonly string[]): number | undefined => {
  const [first, second] = [new Set(before), new Set(after)];
  const union = new Set([...first, ...second]).size;
  if (union === 0) return undefined;
  const common = [...first].filter((item) => second.has(item)).length;
  return 1 - common / union;
};
