/**
 * What a doubling of the usual gain weighs, by source, where 1 is the prior of an ordinary paper; a test holds docs/scoring.md
 * against this file.
 *
 * Stars and upvotes weigh the same: replayed over December 2025 and January 2026, a heavier upvote is no better, so the simplest. Three,
 * because the prior is a guess: from 2 to 7 the lists are equally good, at 1 they are worse by 0.01 to 0.03 of NDCG@10 (docs/backtest.md).
 * Six for a point of Hacker News is judgement: stories about papers are too few to fit it, but one brings some hundred stars
 * within a day (arXiv 2511.04453).
 */
import type { SignalSource } from '../signal/signal.ts';

export const SIGNAL_WEIGHTS: Readonly<Record<SignalSource, number>> = {
  github: 3,
  'hugging-face': 3,
  'hacker-news': 6,
};
