/** A row of `Batches`: what arXiv announced in one category on one list date, and what of it is stored. */
import * as z from 'zod';
import { isoDateSchema, isoInstantSchema } from './paper/paper.ts';

/** `complete`: all announced is stored. `quiet`: none was due. `pending`: still being fetched. `short`: some is missing, and why is said. */
export const BATCH_STATES = ['complete', 'quiet', 'pending', 'short'] as const;
export type BatchState = (typeof BATCH_STATES)[number];

export const batchSchema = z.object({
  category: z.string(),
  date: isoDateSchema,
  /** Papers that arXiv announced in this category: new and cross-listed ones, replacements not counted. */
  announced: z.number().int().min(0),
  /** Of these, how many are stored. */
  stored: z.number().int().min(0),
  /** Records of this batch that were rejected; they lie beside the raw responses. */
  rejected: z.number().int().min(0),
  sources: z.array(z.string()),
  state: z.enum(BATCH_STATES),
  /** Why the batch is short, one sentence. */
  reason: z.string().optional(),
  updatedAt: isoInstantSchema,
});
export type Batch = z.infer<typeof batchSchema>;
