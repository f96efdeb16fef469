/**
 * What a doubling of the usual gain weighs, by source, where 1 is the prior of an ordinary paper; a test holds docs/scoring.md
 * against this file.
 *
 * Stars and upvotes weigh the same, which is the simplest: upvotes of three times the weight are better in December 2025 and January
 * 2026 (+0.023 ± 0.024 of NDCG@10), worse in February and March. Three, because the prior is a guess: from 2 to 7 the lists are equally
 * good, at 1 they are worse by 0.01 to 0.03 (docs/backtest.md, which also says that these choices saw all four months).
 * Six for a point of Hacker News is judgement: stories about papers are too few to fit it, but one brings some hundred stars
 * within a day (arXiv 2511.04453).
 */
import type { SignalSource } from '../signal/signal.ts';

export const SIGNAL_WEIGHTS: Readonly<Record<SignalSource, number>> = {
  github: 3,
  'hugging-face': 3,
  'hacker-news': 6,
};
