/**
 * Fits the weights of the prior and tests them on what they never saw. Pure: the same examples give the same file, byte for byte.
 *
 * Listing is walked forward: weights see the days whose fortnight was over before the test begins, and are tested on the days
 * after. Citations have no days; they are tested in folds, each predicted by weights fitted without it. The weights in the file are
 * those that the days of the test never saw.
 */
import { addDays } from '../../lambdas/core/calendar/new-york-time.ts';
import type { PriorFeatureName } from '../../lambdas/core/score/announcement-features.ts';
import type { PriorFit } from '../../lambdas/core/score/prior-weights.ts';
import { createSampleRandom } from '../sample-random.ts';
import { FEATURE_NAMES, LISTING_DAYS, type CitedExample, type ListedExample } from './examples.ts';
import { fitJointly, type CitationRow, type ListingRow } from './joint-fit.ts';
import { listPrecisions, readable } from './list-precision.ts';
import { UNKNOWN_TO_CITATIONS } from './read-citations.ts';

export interface FitPriorOptions {
  /** First day of the test. */
  readonly testFrom: string;
  readonly command: string;
  readonly seed: number;
}

/** Chosen on the listings of October to January and the folds: more weight on citations costs listing more than it gains. */
const OPTIONS = { citationWeight: 30, ridge: 10 };
const FOLDS = 5;
const REPEATS = 10;
/** Fields with fewer papers share an intercept. */
const MIN_FIELD = 200;

/**
 * The masses between a third and three: a usual day's stars are 1, so the best prior is worth what a paper has that gains seven times
 * the usual on its first day, and is ahead of one without features by a half-life and a half.
 */
const LOG_MASS = { min: -1.1, max: 1.1 };
/** All weights are multiplied by one factor, which changes no order of the prior alone, so that this share of papers stays below the cap. */
const SHARE_BELOW_CAP = 0.99;

/** Weights that are no outcome of the fit, with their reason. */
const SET_BY_HAND: Partial<Record<PriorFeatureName, { readonly weight: number; readonly reason: string }>> = {
  venue: {
    weight: 0.1,
    reason:
      'review says something of quality; papers that name a venue are listed less, as many were seen before, and of their citations nothing is known',
  },
};

const meanOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** To mean 0 and standard deviation 1. */
const standardise = (values: readonly number[]): readonly number[] => {
  const mean = meanOf(values);
  const deviation = Math.sqrt(meanOf(values.map((value) => (value - mean) ** 2)));
  return values.map((value) => (value - mean) / (deviation || 1));
};

const correlate = (one: readonly number[], other: readonly number[]): number => {
  const standard = standardise(other);
  return meanOf(standardise(one).map((value, index) => value * (standard[index] ?? 0)));
};

const ranksOf = (values: readonly number[]): readonly number[] => {
  const ranks = new Array<number>(values.length).fill(0);
  const order = values.map((value, index) => ({ value, index })).sort((a, b) => a.value - b.value);
  order.forEach(({ index }, rank) => (ranks[index] = rank));
  return ranks;
};

const listingRows = (examples: readonly ListedExample[]): readonly ListingRow[] => {
  const sizes = new Map<string, number>();
  for (const { primaryCategory } of examples) sizes.set(primaryCategory, (sizes.get(primaryCategory) ?? 0) + 1);
  return examples.map(({ values, primaryCategory, listed }) => ({
    values,
    field: (sizes.get(primaryCategory) ?? 0) >= MIN_FIELD ? primaryCategory : 'other',
    listed,
  }));
};

/** Standardised over all of them: that tells a fold nothing about a paper. */
const citationRows = (examples: readonly CitedExample[]): readonly CitationRow[] => {
  const targets = standardise(examples.map(({ citations }) => Math.log(1 + citations)));
  return examples.map(({ values }, index) => ({ values, target: targets[index] ?? 0 }));
};

const isSet = (name: PriorFeatureName): boolean => SET_BY_HAND[name] !== undefined;

/** The sum before the cap. A weight that is set by hand is no part of it until the factor is known. */
const sumOf = (values: Float64Array, weights: Float64Array): number =>
  values.reduce((sum, value, place) => sum + value * (weights[place] ?? 0), 0);

const withoutSet = (weights: Float64Array): Float64Array =>
  weights.map((weight, place) => (isSet(FEATURE_NAMES[place] ?? 'venue') ? 0 : weight));

const quantile = (values: readonly number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.floor(share * (values.length - 1))] ?? 0;

/** Rounded as the file has them. */
const finalWeights = (fitted: Float64Array, trained: readonly ListedExample[]): Float64Array => {
  const bare = withoutSet(fitted);
  const high = quantile(
    trained.map(({ values }) => sumOf(values, bare)),
    SHARE_BELOW_CAP,
  );
  const factor = high > 0 ? LOG_MASS.max / high : 1;
  return bare.map((weight, place) => {
    const set = SET_BY_HAND[FEATURE_NAMES[place] ?? 'venue'];
    return Math.round((set?.weight ?? weight * factor) * 1000) / 1000;
  });
};

/** Wilson's interval of a share of so many. */
const wilson = (share: number, count: number): [number, number] => {
  const z = 1.96;
  const centre = (share + z ** 2 / (2 * count)) / (1 + z ** 2 / count);
  const half = (z / (1 + z ** 2 / count)) * Math.sqrt((share * (1 - share)) / count + z ** 2 / (4 * count ** 2));
  return [readable(centre - half), readable(centre + half)];
};

/** Share of `isTop` among the tenth of `places` with the largest scores. */
const topDecile = (places: readonly number[], scores: readonly number[], isTop: readonly boolean[]): number => {
  const order = places.toSorted((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0) || a - b);
  const first = order.slice(0, Math.round(places.length / 10));
  return first.filter((place) => isTop[place]).length / first.length;
};

const citationFigures = (
  listing: readonly ListingRow[],
  examples: readonly CitedExample[],
  seed: number,
): PriorFit['metrics']['citations'] => {
  const rows = citationRows(examples);
  const impacts = examples.map(({ impact }) => impact);
  const least = quantile(impacts, 0.9);
  const isTop = impacts.map((impact) => impact > least);
  const places = rows.map((_, place) => place);
  const repeats = Array.from({ length: REPEATS }, (_, repeat) => {
    const order = createSampleRandom(`${seed} ${repeat}`).shuffle(places);
    const foldOf = new Map(order.map((place, index) => [place, index % FOLDS]));
    const scores = new Array<number>(rows.length).fill(0);
    const precisions = Array.from({ length: FOLDS }, (__, fold) => {
      const weights = withoutSet(
        fitJointly(
          listing,
          rows.filter((___, place) => foldOf.get(place) !== fold),
          OPTIONS,
        ),
      );
      const held = places.filter((place) => foldOf.get(place) === fold);
      for (const place of held) scores[place] = sumOf(rows[place]?.values ?? new Float64Array(), weights);
      return topDecile(held, scores, isTop);
    });
    return { precision: meanOf(precisions), spearman: correlate(ranksOf(scores), ranksOf(impacts)) };
  });
  const precisions = repeats.map(({ precision }) => precision);
  const precision = meanOf(precisions);
  return {
    topDecilePrecision: readable(precision),
    interval: wilson(precision, Math.round(rows.length / 10)),
    ofRepeats: [readable(Math.min(...precisions)), readable(Math.max(...precisions))],
    base: readable(isTop.filter(Boolean).length / isTop.length),
    spearman: readable(meanOf(repeats.map(({ spearman }) => spearman))),
  };
};

const spanOf = (examples: readonly ListedExample[]): PriorFit['listing']['trained'] => ({
  from: examples[0]?.day ?? '',
  to: examples.at(-1)?.day ?? '',
  papers: examples.length,
  positive: examples.filter(({ listed }) => listed).length,
});

const featuresOf = (
  weights: Float64Array,
  trained: readonly ListedExample[],
  cited: readonly CitedExample[],
): PriorFit['features'] => {
  const targets = citationRows(cited).map(({ target }) => target);
  const isListed = trained.map(({ listed }) => Number(listed));
  return Object.fromEntries(
    FEATURE_NAMES.map((name, place) => {
      const inCited = cited.map(({ values }) => values[place] ?? 0);
      const inListing = trained.map(({ values }) => values[place] ?? 0);
      const set = SET_BY_HAND[name];
      return [
        name,
        {
          weight: weights[place] ?? 0,
          citations: UNKNOWN_TO_CITATIONS.includes(name) ? null : readable(correlate(inCited, targets)),
          listing: readable(correlate(inListing, isListed)),
          ...(set && { set: set.reason }),
        },
      ];
    }),
  );
};

/** @param listed in order of day */
export const fitPrior = (
  listed: readonly ListedExample[],
  cited: readonly CitedExample[],
  { testFrom, command, seed }: FitPriorOptions,
): PriorFit => {
  const trained = listed.filter(({ day }) => addDays(day, LISTING_DAYS) < testFrom);
  const tested = listed.filter(({ day }) => day >= testFrom);
  const rows = listingRows(trained);
  const weights = finalWeights(fitJointly(rows, citationRows(cited), OPTIONS), trained);
  const judged = tested.map(({ paperId, day, categories, listed: isListed, values }) => ({
    ...{ paperId, day, categories, listed: isListed },
    logMass: Math.max(LOG_MASS.min, Math.min(LOG_MASS.max, sumOf(values, weights))),
  }));
  return {
    version: 1,
    command,
    seed,
    listing: { trained: spanOf(trained), tested: spanOf(tested) },
    citations: { papers: cited.length, folds: FOLDS, repeats: REPEATS },
    metrics: { listing: listPrecisions(judged), citations: citationFigures(rows, cited, seed) },
    logMass: LOG_MASS,
    features: featuresOf(weights, trained, cited),
  };
};
