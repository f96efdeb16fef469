/**
 * The last batch through the query API, for when the feeds hold nothing: on weekends and holidays they are empty.
 * A window of submission times is not exactly the announced batch (papers held in moderation are missing), so it stands
 * in for a list and never proves one complete.
 */
import {
  isListDate,
  newYorkDate,
  previousListDate,
  submissionWindow,
} from '../../core/calendar/announcement-calendar.ts';
import type { RawResponse } from '../../core/ports/outside.ts';
import type { LiveAnnouncementsOptions } from './announcement-source.ts';
import { readAnswer, type Answer } from './answer.ts';

/** Entries asked for at once. The API takes up to 2,000, but large answers are slow and fail more often. */
const PAGE_SIZE = 1000;
/** The largest list on record, after a holiday, holds about 3,100 new papers over all of arXiv. */
const MAX_PAGES = 4;

export interface ListTaken {
  readonly listDate: string;
  /** Entries received. */
  readonly entries: number;
  /** Why it is not all; absent when it is. */
  readonly failure?: string;
  readonly unreachable: boolean;
}

/** The newest list on or before today in New York. */
export const newestListDate = (now: Date): string => {
  const today = newYorkDate(now);
  return isListDate(today) ? today : previousListDate(today);
};

/** Gives the pages of one list as they come, and tells at the end whether that was all. */
export async function* listThroughApi(
  options: LiveAnnouncementsOptions,
  listDate: string,
): AsyncGenerator<RawResponse, ListTaken> {
  let entries = 0;
  for (let pages = 0; pages < MAX_PAGES; pages += 1) {
    const page = await askPage(options, { listDate, start: entries });
    if (page.response) yield page.response;
    entries += page.entries;
    if (page.failure !== undefined) return { listDate, entries, failure: page.failure, unreachable: page.unreachable };
    if (entries >= page.total) return { listDate, entries, unreachable: false };
    if (page.entries === 0)
      return { listDate, entries, failure: `no more came of ${page.total} papers`, unreachable: false };
  }
  return { listDate, entries, failure: `more than ${entries} papers, the rest was not asked for`, unreachable: false };
}

/** An empty page comes at random, so it is asked for once more before it is believed. */
const askPage = async (
  { client, endpoints, categories }: LiveAnnouncementsOptions,
  { listDate, start }: { readonly listDate: string; readonly start: number },
): Promise<Answer> => {
  const url = endpoints.submissions({ categories, window: submissionWindow(listDate), start, pageSize: PAGE_SIZE });
  const ask = async (): Promise<Answer> => readAnswer(await client.get(url), ['atom-api']);
  const answer = await ask();
  return answer.failure === undefined && answer.entries === 0 ? ask() : answer;
};
