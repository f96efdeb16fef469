/**
 * Forward-decayed sums of evidence (Cormode et al., ICDE 2009; reference half-lives from how fast attention to papers
 * fades). A contribution of mass m that came at instant t is worth m · 2^(−(T − t) / half-life) at T. Stored is
 * ln Σ m · 2^((t − L) / half-life), with a landmark L: the step from there to T divides every paper alike, so stored order
 * is order at any time, and only papers with new evidence are ever written again.
 *
 * Pure function of contributions keyed by source and date; `assemble-paper.ts` stores what it gives, `rank-papers.ts`
 * orders by it. In logarithms nothing overflows, however far from the landmark. Each score names its landmark, so one can be
 * re-based by writing a later date here: scores of both landmarks compare as before, and none is written again for it.
 */
import { noonInNewYork } from '../calendar/announcement-calendar.ts';
import { ANNOUNCEMENT_SOURCE } from './announcement-prior.ts';
import type { Contribution, PaperScore, Window } from './paper-score.ts';

/** Raised with every change of formula, half-lives or weights; docs/scoring.md has a change log line for each. */
export const FORMULA_VERSION = '2';

/** In days. Most attention on social media comes within a day of announcement, downloads go on for months (arXiv 1202.2461). */
export const HALF_LIFE_DAYS: Readonly<Record<Window, number>> = { day: 1, week: 4, month: 15 };

/** Of scores that are written from now on. */
export const LANDMARK = '2026-01-01';

/**
 * Once a second source of signals speaks, the largest counts at most one and a half times all others together, which is 60 %
 * of the sum (ranking that one kind of crowd can't decide alone). It never counts so little that the second voice lowers the sum.
 */
export const LARGEST_TO_OTHERS = 1.5;

const MS_PER_DAY = 86_400_000;
/** Stored digits. Math.exp and Math.log may differ in the last bit between engines, and a row must not change for that. */
const DECIMALS = 1e9;

/** There are few landmarks, and each score has one. */
const landmarkMs = new Map<string, number>();

const msOf = (landmark: string): number => {
  const ms = landmarkMs.get(landmark) ?? noonInNewYork(landmark).getTime();
  landmarkMs.set(landmark, ms);
  return ms;
};

/** ln of the growth from the landmark to the instant, negative before it. */
const logGrowth = (window: Window, landmark: string, atMs: number): number =>
  (Math.LN2 * (atMs - msOf(landmark))) / (HALF_LIFE_DAYS[window] * MS_PER_DAY);

const keyOf = ({ on, source }: Contribution): string => `${on} ${source}`;

/** Set, not added: of several with one source and date the last counts. In the order of their keys, so that sums are exact repeats. */
const distinctContributions = (contributions: readonly Contribution[]): Contribution[] =>
  [...new Map(contributions.map((contribution) => [keyOf(contribution), contribution]))]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, contribution]) => contribution);

/** What a source's evidence is worth at some instant, and how much of it counts. */
export interface SourcePart {
  readonly source: string;
  readonly worth: number;
  /** Less than `worth` where the source is the largest and others speak as well. */
  readonly counted: number;
}

const countedParts = (worthBySource: ReadonlyMap<string, number>): readonly SourcePart[] => {
  const signals = [...worthBySource].filter(([source]) => source !== ANNOUNCEMENT_SOURCE);
  const largest = Math.max(...signals.map(([, worth]) => worth));
  const others = signals.reduce((sum, [, worth]) => sum + worth, 0) - largest;
  const limit = others > 0 ? Math.max(LARGEST_TO_OTHERS * others, largest - others) : largest;
  let capped = false;
  return [...worthBySource].map(([source, worth]) => {
    const isLargest = source !== ANNOUNCEMENT_SOURCE && worth === largest && !capped;
    capped ||= isLargest;
    return { source, worth, counted: isLargest ? Math.min(worth, limit) : worth };
  });
};

const sumOf = (parts: readonly SourcePart[]): number => parts.reduce((sum, { counted }) => sum + counted, 0);

/** Sums by source of e^(ln mass + growth − shift), sources in order of name. */
const worthBySource = (
  events: readonly { readonly source: string; readonly exponent: number }[],
  shift: number,
): ReadonlyMap<string, number> => {
  const sums = new Map<string, number>();
  for (const { source, exponent } of events) sums.set(source, (sums.get(source) ?? 0) + Math.exp(exponent - shift));
  return new Map([...sums].sort(([a], [b]) => (a < b ? -1 : 1)));
};

/**
 * The score that these contributions make, whatever their order and however often each is given.
 * The event time of a contribution is noon in New York of its date: when on that day it was seen makes no difference.
 * @throws RangeError without any contribution: a mass of zero has no logarithm.
 */
export const scoreFromContributions = (
  contributions: readonly Contribution[],
  { suspect = false, landmark = LANDMARK }: { readonly suspect?: boolean; readonly landmark?: string } = {},
): PaperScore => {
  if (contributions.length === 0) throw new RangeError('A score needs at least one contribution.');
  const distinct = distinctContributions(contributions);
  const dated = distinct.map(({ source, on, mass }) => ({
    source,
    logMass: Math.log(mass),
    atMs: noonInNewYork(on).getTime(),
  }));
  const logMassOf = (window: Window): number => {
    const events = dated.map(({ source, logMass, atMs }) => ({
      source,
      exponent: logMass + logGrowth(window, landmark, atMs),
    }));
    // Relative to the largest, so that no sum leaves the range of numbers.
    const shift = Math.max(...events.map(({ exponent }) => exponent));
    const sum = sumOf(countedParts(worthBySource(events, shift)));
    return Math.round((shift + Math.log(sum)) * DECIMALS) / DECIMALS;
  };
  return {
    formula: FORMULA_VERSION,
    landmark,
    logMass: { day: logMassOf('day'), week: logMassOf('week'), month: logMassOf('month') },
    contributions: distinct,
    ...(suspect && { suspect }),
  };
};

/** ln of what is left at that instant of all that came before it: what papers are ordered by, whatever their landmarks. */
export const decayedLogMass = (score: PaperScore, window: Window, at: Date): number =>
  score.logMass[window] - logGrowth(window, score.landmark, at.getTime());

/** The same in units of the mass of a paper without features. */
export const decayedMass = (score: PaperScore, window: Window, at: Date): number =>
  Math.exp(decayedLogMass(score, window, at));

/** What one contribution is still worth at that instant. */
export const decayedWorth = ({ on, mass }: Contribution, window: Window, at: Date): number =>
  mass * 2 ** (-(at.getTime() - noonInNewYork(on).getTime()) / (HALF_LIFE_DAYS[window] * MS_PER_DAY));

/** The parts whose `counted` make the decayed mass: the explanation is the arithmetic. In order of the source's name. */
export const scoreParts = (score: PaperScore, window: Window, at: Date): readonly SourcePart[] => {
  const worth = new Map<string, number>();
  for (const contribution of score.contributions)
    worth.set(contribution.source, (worth.get(contribution.source) ?? 0) + decayedWorth(contribution, window, at));
  return countedParts(worth);
};
