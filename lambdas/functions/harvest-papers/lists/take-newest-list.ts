/**
 * The newest list that arXiv has published, whatever the hour: what a local round begins with. On a day without a list the
 * feeds are empty, and the last one comes through the query API.
 */
import { isListDate, newYorkDate, previousListDate } from '../../../core/calendar/announcement-calendar.ts';
import type { Clock } from '../../../core/ports/outside.ts';
import { askLists, countLists, type AskListsDeps } from './ask-lists.ts';
import { newestListDate, takeListThroughApi } from './last-list.ts';

export interface TakeNewestListOptions {
  readonly categories: readonly string[];
  readonly clock: Clock;
  /** A list date that is wanted whatever arXiv shows now. */
  readonly wantedDate?: string | undefined;
}

export interface NewestListTaken {
  /** Entity tags of the feeds that were taken in. */
  readonly feedTags: ReadonlyMap<string, string>;
  /** Whether papers came through the query API instead of a list. */
  readonly isFromApi: boolean;
}

/** What failed stands in the intake's tally. */
export const takeNewestList = async (
  deps: AskListsDeps,
  { categories, clock, wantedDate }: TakeNewestListOptions,
): Promise<NewestListTaken> => {
  const today = newYorkDate(clock());
  let feedTags: ReadonlyMap<string, string> = new Map();
  let why = `no list is announced on ${today}`;
  if (isListDate(today)) {
    const asked = await askLists(deps, { categories });
    feedTags = asked.feedTags;
    const isThere = wantedDate === undefined || deps.intake.tally.latestListDate() === wantedDate;
    if (asked.stopped || (asked.entries > 0 && isThere)) return { feedTags, isFromApi: false };
    why = asked.unreachable ?? 'the feeds gave no paper';
  }
  const newest = wantedDate !== undefined && isListDate(wantedDate) ? wantedDate : newestListDate(clock());
  await takeThroughApi(deps, { categories, dates: [newest, previousListDate(newest)], why });
  // On a list date the pages have been asked for already.
  if (!isListDate(today)) await countLists(deps, categories);
  return { feedTags, isFromApi: true };
};

/** The newest of the dates of which the query API, which lags by hours or days, has anything. */
const takeThroughApi = async (
  deps: AskListsDeps,
  {
    categories,
    dates,
    why,
  }: { readonly categories: readonly string[]; readonly dates: readonly string[]; readonly why: string },
): Promise<void> => {
  const failAll = async (failure: string): Promise<void> => {
    for (const category of categories) await deps.intake.take({ category, failure });
  };
  for (const listDate of dates) {
    const taken = await takeListThroughApi(deps, { categories, listDate });
    if (taken.failure !== undefined) {
      await failAll(`${why}, and the query API gave ${taken.entries} of the list of ${listDate}: ${taken.failure}`);
      return;
    }
    if (taken.entries > 0) return;
    await failAll(`${why}, and the query API has nothing of the list of ${listDate}`);
  }
};
