/** A row of `Batches`: what arXiv announced in one category on one list date, and what of it is stored. */
import * as z from 'zod';
import { isoDateSchema, isoInstantSchema, paperIdSchema } from './paper/paper.ts';

/** `complete`: all announced is stored. `quiet`: none was due. `pending`: still being fetched. `short`: some is missing, and why is said. */
export const BATCH_STATES = ['complete', 'quiet', 'pending', 'short'] as const;
export type BatchState = (typeof BATCH_STATES)[number];

/**
 * How `announced` is known, best first. `listing-page`: arXiv's own "showing X of Y". `feed`: the items of the feed.
 * `recording`: a list that somebody else recorded. `oai`: papers whose first submission the calendar puts on that date,
 * all days of modification since having been harvested. `api`: the same through the query API.
 */
export const BATCH_COUNTS = ['listing-page', 'feed', 'recording', 'oai', 'api'] as const;
export type BatchCount = (typeof BATCH_COUNTS)[number];

/** Identifiers that a row names at most; what is missing beyond is in the counts. */
export const MAX_MISSING_IDS = 200;

export const batchSchema = z.object({
  category: z.string(),
  date: isoDateSchema,
  /** Papers that arXiv announced in this category: new and cross-listed ones, replacements not counted. */
  announced: z.number().int().min(0),
  /** Of these, how many are stored. */
  stored: z.number().int().min(0),
  /** Records of this batch that were rejected; they lie beside the raw responses. */
  rejected: z.number().int().min(0),
  /** Kinds of documents that it was taken from: `rss`, `listing-page`, `oai`, `atom-api`, …, in order of name. */
  sources: z.array(z.string()),
  /** Absent when nothing tells how many were announced. */
  countedBy: z.enum(BATCH_COUNTS).optional(),
  state: z.enum(BATCH_STATES),
  /** Why the batch is quiet, pending or short: clauses, no personal data. */
  reason: z.string().optional(),
  /** Papers that are known to have been announced and are not stored, in order; at most `MAX_MISSING_IDS` of them. */
  missingIds: z.array(paperIdSchema).max(MAX_MISSING_IDS).optional(),
  /** When the next repair of a short batch begins. Absent when none follows any more. */
  nextRepairAt: isoInstantSchema.optional(),
  /** Entity tag of the feed that was taken in last, for conditional requests. */
  feedTag: z.string().optional(),
  updatedAt: isoInstantSchema,
});
export type Batch = z.infer<typeof batchSchema>;
