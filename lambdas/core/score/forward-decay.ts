/**
 * Forward-decayed sums of evidence (Cormode et al., ICDE 2009; reference half-lives from how fast attention to papers
 * fades). A contribution of mass m that came at instant t is worth m · 2^(−(T − t) / half-life) at T. Stored is
 * ln Σ m · 2^((t − L) / half-life), with a fixed landmark L: the step from there to T divides every paper alike, so
 * stored order is order at any time, and only papers with new evidence are ever written again.
 *
 * Pure function of contributions keyed by source and date; `assemble-paper.ts` stores what it gives, `rank-papers.ts`
 * orders by it. In logarithms nothing overflows, however far from the landmark.
 */
import { noonInNewYork } from '../calendar/announcement-calendar.ts';
import type { Contribution, PaperScore, Window } from './paper-score.ts';

/** Raised with every change of formula, half-lives or weights; docs/scoring.md has a change log line for each. */
export const FORMULA_VERSION = '1';

/** In days. Most attention on social media comes within a day of announcement, downloads go on for months (arXiv 1202.2461). */
export const HALF_LIFE_DAYS: Readonly<Record<Window, number>> = { day: 1, week: 4, month: 15 };

/** Never moved: stored scores are relative to it. 2026-01-01, noon in New York. */
const LANDMARK_MS = Date.UTC(2026, 0, 1, 17);

const MS_PER_DAY = 86_400_000;
/** Stored digits. Math.exp and Math.log may differ in the last bit between engines, and a row must not change for that. */
const DECIMALS = 1e9;

/** ln of the growth from the landmark to the instant, negative before it. */
const logGrowth = (window: Window, atMs: number): number =>
  (Math.LN2 * (atMs - LANDMARK_MS)) / (HALF_LIFE_DAYS[window] * MS_PER_DAY);

/** ln Σ e^x, without leaving the range of numbers. */
const logSumExp = (exponents: readonly number[]): number => {
  const largest = Math.max(...exponents);
  return largest + Math.log(exponents.reduce((sum, exponent) => sum + Math.exp(exponent - largest), 0));
};

const keyOf = ({ on, source }: Contribution): string => `${on} ${source}`;

/** Set, not added: of several with one source and date the last counts. In the order of their keys, so that sums are exact repeats. */
const distinctContributions = (contributions: readonly Contribution[]): Contribution[] =>
  [...new Map(contributions.map((contribution) => [keyOf(contribution), contribution]))]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, contribution]) => contribution);

/**
 * The score that these contributions make, whatever their order and however often each is given.
 * The event time of a contribution is noon in New York of its date: when on that day it was seen makes no difference.
 * @throws RangeError without any contribution: a mass of zero has no logarithm.
 */
export const scoreFromContributions = (contributions: readonly Contribution[]): PaperScore => {
  if (contributions.length === 0) throw new RangeError('A score needs at least one contribution.');
  const distinct = distinctContributions(contributions);
  const events = distinct.map(({ on, mass }) => ({ logMass: Math.log(mass), atMs: noonInNewYork(on).getTime() }));
  const logMassOf = (window: Window): number =>
    Math.round(logSumExp(events.map(({ logMass, atMs }) => logMass + logGrowth(window, atMs))) * DECIMALS) / DECIMALS;
  return {
    formula: FORMULA_VERSION,
    logMass: { day: logMassOf('day'), week: logMassOf('week'), month: logMassOf('month') },
    contributions: distinct,
  };
};

/** What is left at that instant of all that came before it, in units of the mass of a paper without features. */
export const decayedMass = (score: PaperScore, window: Window, at: Date): number =>
  Math.exp(score.logMass[window] - logGrowth(window, at.getTime()));
