/**
 * What is due for a look on a night, by age. Attention to most papers is over within days, so they are looked at every night
 * while it may move, and every third night afterwards. The gain between two looks is spread evenly over the days
 * between them (`daily-gains.ts`), so a steady growth scores the same under either cadence.
 */
import { createHash } from 'node:crypto';
import { addDays, daysBetween } from '../calendar/new-york-time.ts';
import { WATCH_DAYS } from '../paper/watch.ts';
import type { WatchedPaper } from '../ports/stores.ts';

/** After announcement and after each day with new evidence, a look every night. */
export const NIGHTLY_DAYS = 7;
/** Later ones. A third of them is due each night. */
export const LATER_EVERY_DAYS = 3;

/** Newest lists of Hugging Face, newest first, that are looked at. */
export const LIST_DAYS = 30;
/** Stories of these days, tonight's included: on Hacker News hardly anything is voted for after the second day. */
export const STORY_DAYS = 7;

const dayNumber = (date: string): number => daysBetween('1970-01-01', date);

/** 0, 1 or 2: its papers are due on the nights of one remainder, so that the nights are of a size. */
const phaseOf = (paperId: string): number => (createHash('sha256').update(paperId).digest()[0] ?? 0) % LATER_EVERY_DAYS;

/**
 * Whether the paper's repository is to be looked at. In the first week a repository that isn't there yet is asked for every
 * night as well: code is often announced before it is published.
 */
export const isRepositoryDue = (
  { paperId, watchUntil }: Pick<WatchedPaper, 'paperId' | 'watchUntil'>,
  date: string,
): boolean => {
  const latestEvent = addDays(watchUntil, -WATCH_DAYS);
  return (
    daysBetween(latestEvent, date) <= NIGHTLY_DAYS || (dayNumber(date) + phaseOf(paperId)) % LATER_EVERY_DAYS === 0
  );
};

/** A list of Hugging Face that is due. */
export interface DueList {
  /** Sorts newest first. */
  readonly key: string;
  readonly date: string;
}

/**
 * @param date of the night, New York
 * @param now Hugging Face's day is UTC's, which begins some hours before New York's: that list is due, too
 */
export const dueLists = (date: string, now: Date): readonly DueList[] => {
  const newest = now.toISOString().slice(0, 10) > date ? addDays(date, 1) : date;
  return Array.from({ length: LIST_DAYS + 1 }, (_, index) => ({
    key: String(index).padStart(2, '0'),
    date: addDays(date, 1 - index),
  })).filter(
    (list) =>
      list.date <= newest &&
      (daysBetween(list.date, date) < NIGHTLY_DAYS ||
        (dayNumber(date) + dayNumber(list.date)) % LATER_EVERY_DAYS === 0),
  );
};

/** Days whose stories are looked at, newest first. */
export const storyDays = (date: string): readonly string[] =>
  Array.from({ length: STORY_DAYS }, (_, index) => addDays(date, -index));
