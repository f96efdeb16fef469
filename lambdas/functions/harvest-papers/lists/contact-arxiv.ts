/**
 * The first question to arXiv: it tells whether there is an arXiv at all from here, before anything else is decided. Its
 * answer is kept for the harvest that asks the same next, so that finding out costs no request.
 */
import { isListDate, newYorkDate } from '../../../core/calendar/announcement-calendar.ts';
import { ArxivUnreachableError, type Arxiv, type Fetched } from '../../../core/ports/arxiv.ts';
import type { Clock } from '../../../core/ports/outside.ts';
import { firstSliceOf, newestListDate } from './last-list.ts';

export interface ContactOptions {
  readonly categories: readonly string[];
  readonly clock: Clock;
}

/** @throws ArxivUnreachableError when none of its hosts can be reached */
export const contactArxiv = async (arxiv: Arxiv, { categories, clock }: ContactOptions): Promise<Arxiv> => {
  const [first = ''] = categories;
  const slice = firstSliceOf({ categories, listDate: newestListDate(clock()) });
  const kept = new Map<string, Fetched>();
  const reasons: string[] = [];
  const isAnswered = (question: string, fetched: Fetched): boolean => {
    kept.set(question, fetched);
    if (fetched.outcome === 'unreachable') reasons.push(fetched.reason);
    return fetched.outcome !== 'unreachable';
  };
  const answered =
    (isListDate(newYorkDate(clock())) && isAnswered(feedQuestion(first), await arxiv.feed(first))) ||
    isAnswered(JSON.stringify(slice), await arxiv.submissions(slice)) ||
    isAnswered('identify', await arxiv.identify());
  if (!answered) throw new ArxivUnreachableError(`No arXiv host can be reached (${reasons.join('; ')}).`);

  const keptOr = (question: string, ask: () => Promise<Fetched>): Promise<Fetched> => {
    const answer = kept.get(question);
    kept.delete(question);
    return answer ? Promise.resolve(answer) : ask();
  };
  return {
    ...arxiv,
    feed: (category, knownTag) => keptOr(feedQuestion(category), () => arxiv.feed(category, knownTag)),
    submissions: (asked) => keptOr(JSON.stringify(asked), () => arxiv.submissions(asked)),
  };
};

const feedQuestion = (category: string): string => `feed ${category}`;
