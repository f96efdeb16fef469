/**
 * Weights of the announcement-time prior. `prior-weights.json` is written by `scripts/fit-prior.ts` from data outside the
 * repository and holds, beside the weights, what they were fitted on and how well they do on what they never saw. Another file is a
 * change of the formula: raise `FORMULA_VERSION` and add a line to the change log; a test holds the table of docs/scoring.md
 * against it.
 */
import * as z from 'zod';
import { PRIOR_FEATURES, type PriorFeatureName } from './announcement-features.ts';
import fitted from './prior-weights.json' with { type: 'json' };

const interval = z.tuple([z.number(), z.number()]);
const span = z.object({ from: z.string(), to: z.string(), papers: z.number().int(), positive: z.number().int() });

const listPrecisionSchema = z.object({
  days: z.number().int(),
  /** Papers that are listed, among the first 20 of a day's papers in order of the prior, with its 95 % interval by day. */
  precision20: z.number(),
  interval,
  /** The same, newest first: of a day's papers in an order by chance. */
  newestFirst: z.number(),
  /** Newest first by the number in the identifier, which follows the minute of submission. */
  byIdentifier: z.number(),
  /** Of the best possible order. */
  bestPossible: z.number(),
  /** `precision20` by `newestFirst`. */
  ratio: z.number(),
  ratioInterval: interval,
});
export type ListPrecision = z.infer<typeof listPrecisionSchema>;

export const priorFitSchema = z.object({
  version: z.literal(1),
  command: z.string(),
  seed: z.number().int(),
  listing: z.object({
    /** Papers of days whose fortnight was over before the first day of the test. */
    trained: span,
    /** Days that no weight saw. */
    tested: span,
  }),
  citations: z.object({ papers: z.number().int(), folds: z.number().int(), repeats: z.number().int() }),
  metrics: z.object({
    /** By list: `all`, and each category with days of 40 papers. */
    listing: z.record(z.string(), listPrecisionSchema),
    /** Of papers in folds that the weights never saw. */
    citations: z.object({
      /** Share of the most cited tenth among the tenth that the prior puts first. */
      topDecilePrecision: z.number(),
      /** Wilson, for as many papers as that tenth. */
      interval,
      /** Smallest and largest of the repeats: what the choice of folds alone does. */
      ofRepeats: interval,
      base: z.number(),
      spearman: z.number(),
    }),
  }),
  /** ln of the smallest and the largest mass. */
  logMass: z.object({ min: z.number(), max: z.number() }),
  features: z.record(
    z.string(),
    z.object({
      /** Added to ln of the mass per unit of the feature. */
      weight: z.number(),
      /** Correlations; null where the data do not tell the feature. */
      citations: z.number().nullable(),
      listing: z.number().nullable(),
      /** The weight is no outcome of the fit, for this reason. */
      set: z.string().optional(),
    }),
  ),
});
export type PriorFit = z.infer<typeof priorFitSchema>;

export interface PriorWeight {
  /** Added to ln of the mass, per unit of the feature. */
  readonly weight: number;
  /** What the feature counts. */
  readonly unit: string;
  readonly source: string;
}

export const PRIOR_FIT: PriorFit = priorFitSchema.parse(fitted);

const correlation = (value: number | null): string => (value === null ? 'unknown' : value.toFixed(3).replace('-', '−'));

const weightOf = ([name, unit]: readonly [string, string]): readonly [string, PriorWeight] => {
  const feature = PRIOR_FIT.features[name];
  if (feature === undefined) throw new RangeError(`prior-weights.json has no weight of ${name}.`);
  const { weight, citations, listing, set } = feature;
  const source = `ρ ${correlation(citations)} with citations, ${correlation(listing)} with listing`;
  return [name, { weight, unit, source: set === undefined ? source : `set by hand: ${set}; ${source}` }];
};

/** Every feature has one, in order of tables. @throws when the file lacks a feature, at start and in every test */
export const PRIOR_WEIGHTS = Object.fromEntries(Object.entries(PRIOR_FEATURES).map(weightOf)) as Readonly<
  Record<PriorFeatureName, PriorWeight>
>;

/**
 * A weak prior may not outlive real attention: at the cap a paper is ahead of one without features by as much as a good day's signal.
 */
export const LOG_MASS_RANGE = PRIOR_FIT.logMass;
