/**
 * One source's night: how far the collection is, whether the source answered, and what is usual in each category. A row
 * of the harvest's notes in `Batches`, one for each source and day.
 */
import * as z from 'zod';
import { isoDateSchema, isoInstantSchema, paperIdSchema } from '../paper/paper.ts';
import { SIGNAL_SOURCES } from './signal.ts';

/**
 * `collecting`: begun and not finished. `complete`: everything that was due was looked at, but for a few that failed alone. `partial`: the source answered
 * for some and then no more. `down`: nothing came of it. `off`: it is not asked at all, for want of a token.
 */
export const SOURCE_STATES = ['collecting', 'complete', 'partial', 'down', 'off'] as const;
export type SourceState = (typeof SOURCE_STATES)[number];

/** Sums over earlier days, those of a day weighted by 2^(−age / 60 days): what the usual gain is computed from. */
export const gainSumsSchema = z.object({
  /** Of log2(1 + gain of a day). */
  doublings: z.number().min(0),
  /** Of paper-days with a gain. */
  days: z.number().min(0),
});
export type GainSums = z.infer<typeof gainSumsSchema>;

/** Keeps the row small. */
export const MAX_REVIVED = 2_000;

/** More than these mean that the source does not answer. */
export const MAX_UNANSWERED = 300;

export const sourceNightSchema = z.object({
  source: z.enum(SIGNAL_SOURCES),
  date: isoDateSchema,
  state: z.enum(SOURCE_STATES),
  /** First of the days in a row, this one included, on which the source was not complete; absent when it is. */
  since: isoDateSchema.optional(),
  /** One clause for people: why it is not complete. */
  reason: z.string().optional(),
  /** Papers due, and those of them that were looked at. */
  due: z.number().int().min(0),
  looked: z.number().int().min(0),
  /** HTTP requests of all runs of the night. */
  requests: z.number().int().min(0),
  /** The source asks to be left alone until then. */
  retryAt: isoInstantSchema.optional(),
  /** The last repository, or list, in order of the night that was asked for: where a killed run goes on. */
  cursor: z.string().optional(),
  /** Those up to the cursor that were not answered for, and are asked for once more. */
  unanswered: z.array(z.string()).max(MAX_UNANSWERED).optional(),
  /** This day's own sums by primary category, of all up to the cursor that was answered for. */
  today: z.record(z.string(), gainSumsSchema),
  /** Decayed sums of all days before this one, by primary category. */
  before: z.record(z.string(), gainSumsSchema),
  /**
   * Papers announced `CATCH_UP_DAYS` days or more before `date` that have new evidence of this source tonight, up to the cursor, in
   * order of identifier: by it they stay on or come back onto the lists when listings no longer reach back to them. At most 2,000.
   */
  revived: z.array(paperIdSchema).max(MAX_REVIVED),
  updatedAt: isoInstantSchema,
});
export type SourceNight = z.infer<typeof sourceNightSchema>;
