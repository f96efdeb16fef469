/** In how many of the papers announced on one day each term stands: a row of the harvest's notes in `Batches`. */
import * as z from 'zod';
import { isoDateSchema } from '../paper/paper.ts';

export const termCountsSchema = z.object({
  date: isoDateSchema,
  /** Papers announced on the day. */
  papers: z.number().int().min(0),
  /** Papers that hold the term in title or abstract, by term; rare terms are left out. */
  terms: z.record(z.string(), z.number().int().min(1)),
});
export type TermCounts = z.infer<typeof termCountsSchema>;
