/**
 * Daily papers of Hugging Face as JSON lines, one look at one paper a line: its upvotes at `fetchedAt` and, where the page
 * named a repository, its stars. A count of stars that is null was not shown; 0 beside a repository is a count.
 */
import * as z from 'zod';
import { newYorkDate } from '../../../lambdas/core/calendar/announcement-calendar.ts';
import { parseArxivId } from '../../../lambdas/core/paper/arxiv-id.ts';
import { isoDateSchema } from '../../../lambdas/core/paper/paper.ts';
import { NO_SIGNALS, type RecordedLook, type RecordedSignals } from './recorded-look.ts';
import { repositoryName } from './repository-name.ts';

const count = z.number().int().min(0).nullish();
const instant = z.string().refine((text) => !Number.isNaN(Date.parse(text)), 'no instant');

export const huggingFaceLineSchema = z.object({
  id: z.string(),
  /** Day of the list. */
  date: isoDateSchema,
  fetchedAt: instant,
  upvotes: count,
  numComments: count,
  githubRepo: z.string().nullish(),
  githubStars: count,
  /** First submission to arXiv. */
  publishedAt: instant.nullish(),
});
type HuggingFaceLine = z.infer<typeof huggingFaceLineSchema>;

/** @returns undefined when the identifier is not arXiv's */
export const signalsOfLine = (line: HuggingFaceLine): RecordedSignals | undefined => {
  const paperId = parseArxivId(line.id)?.paperId;
  if (paperId === undefined) return undefined;
  const observedOn = newYorkDate(new Date(line.fetchedAt));
  const repository = repositoryName(line.githubRepo ?? '');
  const named = repository === undefined ? {} : { repository };
  const looks: RecordedLook[] = [];
  if (typeof line.upvotes === 'number')
    looks.push({
      source: 'hugging-face',
      paperId,
      observedOn,
      count: line.upvotes,
      listedOn: line.date,
      comments: line.numComments ?? 0,
      ...named,
    });
  if (typeof line.githubStars === 'number' && repository !== undefined)
    looks.push({ source: 'github', paperId, observedOn, count: line.githubStars, ...named });
  const submittedOn = line.publishedAt ? [[paperId, newYorkDate(new Date(line.publishedAt))] as const] : [];
  return { ...NO_SIGNALS, looks, submittedOn };
};
