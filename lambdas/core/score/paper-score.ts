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

/** One piece of evidence: a mass that came at an instant and decays from then on. Keyed by `source` and `on`: set, never added. */
export const contributionSchema = z.object({
  source: z.string(),
  /** Date of the evidence, New York. */
  on: z.string(),
  /** Undecayed mass, > 0. */
  mass: z.number().positive(),
  features: z.array(scoreFeatureSchema),
});
export type Contribution = z.infer<typeof contributionSchema>;

export const paperScoreSchema = z.object({
  /** Version of the formula and its weights, `docs/scoring.md` has a change log line for each. */
  formula: z.string(),
  /** ln of the forward-decayed mass per window, relative to the landmark of `forward-decay.ts`. Order by it within a window never changes with time. */
  logMass: z.object({ day: z.number(), week: z.number(), month: z.number() }),
  contributions: z.array(contributionSchema).min(1),
});
export type PaperScore = z.infer<typeof paperScoreSchema>;
