/**
 * How far the lists are behind arXiv's calendar. Measured in list dates, so that weekends and holidays never look like a
 * failure, and measured here because planning runs day and night: it sees it when nothing before it runs at all.
 */
import { isListDate, newYorkDate, nextListDate, previousListDate } from '../../core/calendar/announcement-calendar.ts';
import type { RankingStore } from '../../core/ports/stores.ts';
import { ALL_CATEGORIES, listKey } from '../../core/rank/ranked-list.ts';

/** Beyond that the number says nothing more. */
const MAX_BEHIND = 10;

/**
 * List dates up to today in New York that are later than the newest ranked one. 1 is normal from midnight in New York
 * until the batches of the night are in.
 */
export const listDatesBehind = async (rankings: RankingStore, now: Date): Promise<number> => {
  const today = newYorkDate(now);
  const expected = isListDate(today) ? today : previousListDate(today);
  const newest = await rankings.latestUpTo(listKey(ALL_CATEGORIES, 'day'), expected);
  if (newest === undefined) return MAX_BEHIND;
  let behind = 0;
  for (let date = newest.date; date < expected && behind < MAX_BEHIND; date = nextListDate(date)) behind += 1;
  return behind;
};
