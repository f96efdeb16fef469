/**
 * A row of `Signals`: what one source showed of one paper on one day, and how much that is more than before. A day has one
 * row for each source: a later look of the same day takes its place, so how often a day is looked at leaves no trace.
 * Rows are kept for good. What they are worth is computed in `core/score/signal-evidence.ts`.
 */
import * as z from 'zod';
import { isoDateSchema, isoInstantSchema, paperIdSchema } from '../paper/paper.ts';

/** `github`: stars of the paper's repository. `hugging-face`: upvotes on the daily papers page. `hacker-news`: points of the stories that link the paper. */
export const SIGNAL_SOURCES = ['github', 'hugging-face', 'hacker-news'] as const;
export type SignalSource = (typeof SIGNAL_SOURCES)[number];

const count = z.number().int().min(0);

/** What GitHub says beside the stars. */
export const repositoryDetailsSchema = z.object({
  /** `owner/name` as the paper links it. */
  repository: z.string(),
  /** GitHub's own identifier, which outlives a change of name: a baseline of stars is good for this one only. */
  repositoryId: z.string(),
  /** Present name, when it is another one. */
  renamedTo: z.string().optional(),
  forks: count,
  /** Issues ever opened. */
  issues: count,
  createdOn: isoDateSchema,
  archived: z.boolean().optional(),
  /** Whether its stars speak for this paper; see `repository-credit.ts`. */
  credit: z.enum(['own', 'shared', 'framework']),
});

/** What Hugging Face says beside the upvotes. */
export const dailyPaperDetailsSchema = z.object({
  /** Day of Hugging Face's list, which is not arXiv's. */
  listedOn: isoDateSchema,
  /** Place by upvotes on that day's list at this look, 1 the first. */
  rank: z.number().int().min(1),
  comments: count,
  /** `owner/name` on GitHub that the page names. */
  repository: z.string().optional(),
});

/** Stories of a paper that a row names one by one; of more only those with most points count. */
export const MAX_STORIES = 50;

/** What Hacker News says beside the points, which are those of all stories together. */
export const storiesDetailsSchema = z.object({
  stories: z.number().int().min(1),
  /** Each story as it was seen last: those that are too old to be asked for still count. Most points first. */
  each: z.array(z.object({ storyId: z.string(), points: count, comments: count })).max(MAX_STORIES),
  comments: count,
  /** Identifier of the story with most points. */
  topStory: z.string(),
});

const lookSchema = z.object({
  paperId: paperIdSchema,
  /** `2026-11-20#github`. */
  observedKey: z.string(),
  /** Date of the look, New York. */
  observedOn: isoDateSchema,
  observedAt: isoInstantSchema,
  /** Stars, upvotes or points in all, as shown. */
  count,
  /** `count` less that of the look before; of a first look `count` itself when `startedOn` tells since when it grew, else 0. Negative when stars were taken back. */
  gain: z.number().int(),
  /** Day of the look before; absent on the first look. */
  previousOn: isoDateSchema.optional(),
  /** Day on which the count began at nought: the repository was made, the paper put on the list, the first story submitted. */
  startedOn: isoDateSchema,
  /** Usual gain a day in the paper's primary category, as known before that day, > 0: σ of docs/scoring.md. */
  usualGain: z.number().positive(),
});

export const signalSchema = z.discriminatedUnion('source', [
  lookSchema.extend({ source: z.literal('github'), details: repositoryDetailsSchema }),
  lookSchema.extend({ source: z.literal('hugging-face'), details: dailyPaperDetailsSchema }),
  lookSchema.extend({ source: z.literal('hacker-news'), details: storiesDetailsSchema }),
]);
export type Signal = z.infer<typeof signalSchema>;
export type SignalOf<Source extends SignalSource> = Extract<Signal, { source: Source }>;

/** Sort key of the row: the rows of a paper stand in order of date. */
export const observedKey = (observedOn: string, source: SignalSource): string => `${observedOn}#${source}`;
