/**
 * The stored score of a paper: contributions keyed by source and day, and their forward-decayed sums.
 * How they are computed is in `forward-decay.ts` and `announcement-prior.ts`; the formula in words is docs/scoring.md.
 */
import * as z from 'zod';

/** Ranking windows and what each is called everywhere. */
export const WINDOWS = ['day', 'week', 'month'] as const;
export type Window = (typeof WINDOWS)[number];

/** One explainable reason inside a contribution: `weight` is its share in the exponent (natural log of mass). */
export const scoreFeatureSchema = z.object({
  /** Stable name of the feature, e.g. `code-link`. */
  name: z.string(),
  weight: z.number(),
  /** What a reader is shown, e.g. `code released`; absent for features that say nothing to a reader. */
  evidence: z.string().optional(),
});
export type ScoreFeature = z.infer<typeof scoreFeatureSchema>;

/** The sum behind the mass of a signal's contribution: mass = weight · trust · log2(1 + gain / usualGain). */
export const gainSumSchema = z.object({
  /** Gained on that day; of a look after several days the even share of each, so that it need not be whole. */
  gain: z.number().positive(),
  /** σ: what is usual in a day for this source in the paper's primary category, shrunken towards the source's. */
  usualGain: z.number().positive(),
  /** Of the source, see `signal-weights.ts`. */
  weight: z.number().positive(),
  /** 1, or less where the gain looks bought. */
  trust: z.number().positive().max(1),
  /** Stars, upvotes or points in all at the look. */
  count: z.number().int().min(0),
  /** Place on the source's own list, when it has one. */
  rank: z.number().int().min(1).optional(),
  /** The day of that list. */
  rankedOn: z.string().optional(),
});
export type GainSum = z.infer<typeof gainSumSchema>;

/** One piece of evidence: a mass that came at an instant and decays from then on. Keyed by `source` and `on`: set, never added. */
export const contributionSchema = z.object({
  source: z.string(),
  /** Date of the evidence, New York. */
  on: z.string(),
  /** Undecayed mass, > 0. */
  mass: z.number().positive(),
  features: z.array(scoreFeatureSchema),
  /** Of contributions that come from `Signals`; the announcement-time prior has features instead. */
  signal: gainSumSchema.optional(),
});
export type Contribution = z.infer<typeof contributionSchema>;

/** Of scores that were stored before each named its own. */
const FIRST_LANDMARK = '2026-01-01';

export const paperScoreSchema = z.object({
  /** Version of the formula and its weights, `docs/scoring.md` has a change log line for each. */
  formula: z.string(),
  /** Date to whose noon in New York `logMass` is relative. */
  landmark: z.string().default(FIRST_LANDMARK),
  /** ln of the forward-decayed mass per window, relative to the landmark. Order by it within a window never changes with time. */
  logMass: z.object({ day: z.number(), week: z.number(), month: z.number() }),
  contributions: z.array(contributionSchema).min(1),
  /** The latest star gain looks bought, and no other source speaks: such a paper is not placed among the first (docs/scoring.md). */
  suspect: z.boolean().optional(),
});
export type PaperScore = z.infer<typeof paperScoreSchema>;
