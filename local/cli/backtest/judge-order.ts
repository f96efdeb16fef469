/** How good an order of papers was, by what they gained in the days after it. */
import type { PaperId } from '../../../lambdas/core/paper/paper.ts';
import { ndcg } from './metrics/ndcg.ts';
import { precision } from './metrics/precision.ts';

/** `ndcg…` weigh a paper by its gain, as reference tables do; `logNdcg10` by log2(1 + gain), so that no single paper decides a day. */
export const JUDGED_FIGURES = ['ndcg10', 'ndcg20', 'logNdcg10', 'precision20'] as const;
export type JudgedFigure = (typeof JUDGED_FIGURES)[number];

/** With fewer papers of known outcome a day says little, and is not judged. */
export const MIN_JUDGED = 5;

const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b);
  return ((sorted[(sorted.length - 1) >> 1] ?? 0) + (sorted[sorted.length >> 1] ?? 0)) / 2;
};

export interface Verdict {
  /** Papers of known outcome. */
  readonly judged: number;
  /** Undefined where every order would have the same. */
  readonly figures: Readonly<Record<JudgedFigure, number | undefined>>;
}

/**
 * The papers of known outcome alone, in the order given. A hit is a paper that gained more than half of them did.
 *
 * @returns undefined with fewer than `MIN_JUDGED` of them, or when none gained anything
 */
export const judgeOrder = (
  order: readonly PaperId[],
  gainOf: (paperId: PaperId) => number | undefined,
): Verdict | undefined => {
  const gains = order.flatMap((paperId) => gainOf(paperId) ?? []);
  if (gains.length < MIN_JUDGED || gains.every((gain) => gain === 0)) return undefined;
  const usual = median(gains);
  const figures = {
    ndcg10: ndcg(gains, 10),
    ndcg20: ndcg(gains, 20),
    logNdcg10: ndcg(
      gains.map((gain) => Math.log2(1 + gain)),
      10,
    ),
    precision20: precision(
      gains.map((gain) => gain > usual),
      20,
    ),
  };
  return { judged: gains.length, figures };
};
