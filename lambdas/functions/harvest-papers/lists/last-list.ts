/**
 * A list through the query API, for days on which the feeds hold nothing: on weekends and holidays they are empty. A window
 * of submission times is not exactly the announced batch (papers held in moderation are missing), so it stands in for a
 * list and never proves one complete.
 */
import {
  isListDate,
  newYorkDate,
  previousListDate,
  submissionWindow,
} from '../../../core/calendar/announcement-calendar.ts';
import type { Arxiv, SubmissionSlice } from '../../../core/ports/arxiv.ts';
import { takeAnswer, type Answer } from './ask-lists.ts';
import type { Intake } from '../intake/intake.ts';

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
  readonly stopped: boolean;
}

/** The newest list on or before today in New York. */
export const newestListDate = (now: Date): string => {
  const today = newYorkDate(now);
  return isListDate(today) ? today : previousListDate(today);
};

export interface TakeListOptions {
  readonly categories: readonly string[];
  readonly listDate: string;
}

/** What a list begins with. */
export const firstSliceOf = ({ categories, listDate }: TakeListOptions): SubmissionSlice => ({
  categories,
  window: submissionWindow(listDate),
  start: 0,
  pageSize: PAGE_SIZE,
});

export const takeListThroughApi = async (
  deps: { readonly arxiv: Arxiv; readonly intake: Intake },
  options: TakeListOptions,
): Promise<ListTaken> => {
  const { listDate } = options;
  let entries = 0;
  for (let pages = 0; pages < MAX_PAGES; pages += 1) {
    const ask = async (): Promise<Answer> =>
      takeAnswer(deps.intake, await deps.arxiv.submissions({ ...firstSliceOf(options), start: entries }), ['atom-api']);
    let page = await ask();
    // An empty page comes at random, so it is asked for once more before it is believed.
    if (page.failure === undefined && countOf(page) === 0) page = await ask();
    entries += countOf(page);
    if (page.failure !== undefined) return { listDate, entries, failure: page.failure, stopped: page.stop };
    const total = page.document?.totalResults ?? entries;
    if (entries >= total) return { listDate, entries, stopped: false };
    if (countOf(page) === 0) return { listDate, entries, failure: `no more came of ${total} papers`, stopped: false };
  }
  return { listDate, entries, failure: `more than ${entries} papers, the rest was not asked for`, stopped: false };
};

const countOf = ({ document }: Answer): number =>
  document === undefined ? 0 : document.records.length + document.rejects.length;
