/** A row of `Rankings`: one list of one day, with the evidence for each place. Built by `rank-papers.ts`. */
import * as z from 'zod';
import { isoDateSchema, paperIdSchema } from '../paper/paper.ts';
import { WINDOWS, type Window } from '../score/paper-score.ts';
import { SIGNAL_SOURCES } from '../signal/signal.ts';

export const SECTIONS = ['new', 'rising', 'still-hot', 'explore'] as const;
export type Section = (typeof SECTIONS)[number];

/** The list over every field. Not a category of arXiv, hence apart from the taxonomy. */
export const ALL_CATEGORIES = 'all';

export const rankedPaperSchema = z.object({
  paperId: paperIdSchema,
  rank: z.number().int().min(1),
  /** Rank on the previous list of the same key, null when it was not on it. */
  previousRank: z.number().int().min(1).nullable(),
  /** Number of lists of this key in a row that the paper has stood on, this one included. */
  daysOnList: z.number().int().min(1),
  /** Date of the first of those lists. */
  firstSeenOn: isoDateSchema,
  section: z.enum(SECTIONS),
  /** Lines for readers, strongest first. */
  evidence: z.array(z.string()),
  /** Decayed mass at noon New York on the list's date, > 0. */
  score: z.number(),
});
export type RankedPaper = z.infer<typeof rankedPaperSchema>;

/** A source of signals that was not complete when the list was made. Its evidence of these days is missing from the scores. */
export const missingSourceSchema = z.object({
  source: z.enum(SIGNAL_SOURCES),
  /** `off`: not asked at all for want of a token. `unseen`: no night of it is known. */
  state: z.enum(['partial', 'down', 'off', 'unseen']),
  /** First day without it. */
  since: isoDateSchema,
  /** One clause for people. */
  reason: z.string(),
});
export type MissingSource = z.infer<typeof missingSourceSchema>;

export const rankedListSchema = z.object({
  /** `cs.LG#week`. */
  listKey: z.string(),
  date: isoDateSchema,
  category: z.string(),
  window: z.enum(WINDOWS),
  formula: z.string(),
  /** Papers that competed for a place. */
  candidates: z.number().int().min(0),
  /** Sources that were asked and did not answer whole: with any, the list is partial. Those that are switched off stand here, too. */
  missingSources: z.array(missingSourceSchema).default([]),
  papers: z.array(rankedPaperSchema),
});
export type RankedList = z.infer<typeof rankedListSchema>;

export const listKey = (category: string, window: Window): string => `${category}#${window}`;
