/** When the archive shows a list where, in arXiv's own order. Source: reference on arXiv, "The sources side by side". */
import {
  announcementInstant,
  newYorkDate,
  previousListDate,
} from '../../lambdas/core/calendar/announcement-calendar.ts';

/** OAI follows the announcement of 20:00 at about 22:30. */
const OAI_DELAY_MS = 2.5 * 3_600_000;

/** Before the first list, the archive shows what it held before. */
const newestList = (
  listDates: readonly string[],
  { now, isOut }: { readonly now: Date; readonly isOut: (listDate: string) => boolean },
): string => listDates.findLast(isOut) ?? previousListDate(listDates[0] ?? newYorkDate(now));

/** The newest list on the listing pages: from 20:00 in New York on the evening before its date. */
export const listOnPages = (listDates: readonly string[], now: Date): string =>
  newestList(listDates, { now, isOut: (listDate) => announcementInstant(listDate) <= now });

/** The newest list whose records OAI has: from 22:30. */
export const listInOai = (listDates: readonly string[], now: Date): string =>
  newestList(listDates, {
    now,
    isOut: (listDate) => announcementInstant(listDate).getTime() + OAI_DELAY_MS <= now.getTime(),
  });

/** The newest list that the query API knows: from midnight. */
export const listInApi = (listDates: readonly string[], now: Date): string =>
  newestList(listDates, { now, isOut: (listDate) => listDate <= newYorkDate(now) });

/** The date of the feeds of this moment, built at the last midnight in New York. They are empty unless it is a list date. */
export const dateOfFeeds = (now: Date): string => newYorkDate(now);
