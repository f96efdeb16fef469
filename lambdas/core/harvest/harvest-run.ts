/** What the last run of each kind did, for operators: requests, bytes, records, and how it ended. */
import * as z from 'zod';
import { isoInstantSchema } from '../paper/paper.ts';

/** `poll`: feeds and listing pages of the night. `repair`: OAI windows and missing papers. `backfill`: days gone by. `round`: a local round. */
export const HARVEST_TASKS = ['poll', 'repair', 'backfill', 'round'] as const;
export type HarvestTask = (typeof HARVEST_TASKS)[number];

const count = z.number().int().min(0);

export const harvestRunSchema = z.object({
  task: z.enum(HARVEST_TASKS),
  startedAt: isoInstantSchema,
  endedAt: isoInstantSchema,
  /** HTTP requests to arXiv, retries and redirects included. */
  requests: count,
  /** Of the bodies received. */
  bytes: count,
  /** Answers by which arXiv turned us away: 403, 406, 429, 503. */
  refusals: count,
  records: count,
  new: count,
  updated: count,
  rejected: count,
  /** One clause: what it achieved or why it ended early. */
  outcome: z.string(),
});
export type HarvestRun = z.infer<typeof harvestRunSchema>;
