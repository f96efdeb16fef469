/**
 * arXiv's announcement calendar. What is received before 14:00 in New York is announced at 20:00 and stands on the
 * list of the next day; nothing is announced on Friday and Saturday evenings, so Friday's papers come on Sunday
 * evening and those of the weekend on Monday evening (Tuesday's list, about twice the size of the others).
 * Source: info.arxiv.org/help/availability.html. Lists that were seen outrank what is computed here.
 */
import { ARXIV_HOLIDAYS } from './holidays.ts';
import { addDays, newYorkDateAndHour, newYorkInstant, weekdayOf } from './new-york-time.ts';

/** Submissions close at 14:00 and are announced at 20:00, New York. */
const CUTOFF_HOUR = 14;
const ANNOUNCEMENT_HOUR = 20;
const SUNDAY = 0;
const MONDAY = 1;
const FRIDAY = 5;
const SATURDAY = 6;

const isWeekend = (date: string): boolean => {
  const weekday = weekdayOf(date);
  return weekday === SUNDAY || weekday === SATURDAY;
};

/** The holiday that takes away the list of this working day: the evening before it, or for a Monday the Friday before. */
const holidayBefore = (date: string): string | undefined =>
  ARXIV_HOLIDAYS.get(addDays(date, weekdayOf(date) === MONDAY ? -3 : -1));

/** Today in New York. */
export const newYorkDate = (instant: Date): string => newYorkDateAndHour(instant.getTime()).date;

/** Noon in New York on that date: where every clock of a round with a fixed date stands. */
export const noonInNewYork = (date: string): Date => newYorkInstant(date, 12);

/** Why no list is expected on this date ("weekend" or the holiday's name); `undefined` when one is. */
export const quietReason = (date: string): string | undefined => (isWeekend(date) ? 'weekend' : holidayBefore(date));

/** Whether arXiv is expected to publish a list on this date. */
export const isListDate = (date: string): boolean => quietReason(date) === undefined;

const stepToListDate = (date: string, days: 1 | -1): string => {
  let step = addDays(date, days);
  while (!isListDate(step)) step = addDays(step, days);
  return step;
};

/** The first list date after this date. */
export const nextListDate = (date: string): string => stepToListDate(date, 1);

/** The last list date before this date. */
export const previousListDate = (date: string): string => stepToListDate(date, -1);

/** The last working day whose 14:00 still counts for a list. */
const cutoffDate = (listDate: string): string => addDays(listDate, weekdayOf(listDate) === MONDAY ? -3 : -1);

/** The list on which a paper received at this ISO instant is expected. A RangeError for an invalid instant. */
export const listDateOfSubmission = (instant: string): string => {
  const { date, hour } = newYorkDateAndHour(Date.parse(instant));
  const isOpen = hour < CUTOFF_HOUR && !isWeekend(date);
  let closing = isOpen ? date : addDays(date, 1);
  while (isWeekend(closing)) closing = addDays(closing, 1);
  const listDate = addDays(closing, weekdayOf(closing) === FRIDAY ? 3 : 1);
  return isListDate(listDate) ? listDate : nextListDate(listDate);
};

/** The instants between which a list's papers were received: `from` inclusive, `to` exclusive. */
export const submissionWindow = (listDate: string): { readonly from: string; readonly to: string } => {
  const closingBefore = cutoffDate(previousListDate(listDate));
  return {
    from: newYorkInstant(closingBefore, CUTOFF_HOUR).toISOString(),
    to: newYorkInstant(cutoffDate(listDate), CUTOFF_HOUR).toISOString(),
  };
};

const LONGEST_DAY_MS = 25 * 3_600_000;

/**
 * Whether a list holds the submissions of more than one day and is about twice as large as others: Tuesday's, which covers
 * the weekend, and those after an evening without announcement. Medians of 2026: 2,211 new papers on Tuesdays, 957 to 1,251
 * on other days.
 */
export const isDoubleList = (listDate: string): boolean => {
  const { from, to } = submissionWindow(listDate);
  return Date.parse(to) - Date.parse(from) > LONGEST_DAY_MS;
};

/** When arXiv announces a list: 20:00 in New York on the evening before its date. */
export const announcementInstant = (listDate: string): Date => newYorkInstant(addDays(listDate, -1), ANNOUNCEMENT_HOUR);
