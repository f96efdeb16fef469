/** A range of past days that is to be harvested through OAI, however many runs it takes. */
import * as z from 'zod';
import { isoDateSchema, isoInstantSchema } from '../paper/paper.ts';

export const backfillJobSchema = z.object({
  /** Datestamps, UTC, both inclusive. */
  from: isoDateSchema,
  to: isoDateSchema,
  /** Canonical categories. */
  categories: z.array(z.string()).min(1),
  state: z.enum(['open', 'done']),
  createdAt: isoInstantSchema,
  /** When it was worked on last. */
  updatedAt: isoInstantSchema,
  /** The last date whose batches have been counted after its days were in. */
  settledThrough: isoDateSchema.optional(),
});
export type BackfillJob = z.infer<typeof backfillJobSchema>;
