/**
 * One day of OAI-PMH datestamps in one set: the unit of a harvest that can be interrupted anywhere. Closed days are asked
 * for alone, since pages are cut by offset and a record that is stamped anew moves all those behind it.
 */
import * as z from 'zod';
import { isoDateSchema, isoInstantSchema } from '../paper/paper.ts';

export const oaiWindowSchema = z.object({
  /** `cs:cs:LG`, `cs:cs`, `cs`, or `all`: no set. */
  set: z.string().min(1),
  /** Datestamps of this day, UTC. */
  day: isoDateSchema,
  /** `done`: every page of it is stored. */
  state: z.enum(['open', 'done']),
  /** The page to ask for next; only while open, and after at least one page has been stored. */
  token: z.string().optional(),
  /** Pages and records that were stored since it was begun. */
  pages: z.number().int().min(0),
  records: z.number().int().min(0),
  /** Of those that were read, how many were rejected: which papers they are is not known. */
  rejected: z.number().int().min(0),
  /** Canonical categories whose papers are taken from it, in order of name: a set may hold others. */
  follows: z.array(z.string()),
  /** Runs in a row that could not end it although arXiv answered. */
  failures: z.number().int().min(0),
  /** When its first page was asked for. What is stamped later than that may be missing in it. */
  startedAt: isoInstantSchema,
  /** Instant of the last step. */
  updatedAt: isoInstantSchema,
  /** When the pass that ended it was begun; stays while a later pass is under way. */
  harvestedAt: isoInstantSchema.optional(),
  /** Why it is still open, one clause. */
  fault: z.string().optional(),
});
export type OaiWindow = z.infer<typeof oaiWindowSchema>;

/** Whether its papers of all these categories are taken from it. */
export const isFollowing = ({ follows }: OaiWindow, categories: readonly string[]): boolean => {
  const taken = new Set(follows);
  return categories.every((category) => taken.has(category));
};
