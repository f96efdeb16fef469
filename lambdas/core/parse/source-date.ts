/** Dates as sources write them. Only whole forms with a zone are taken: `Date.parse` alone makes a date of almost anything. */
import { newYorkDate } from '../calendar/announcement-calendar.ts';

/** `Fri, 15 Aug 2025 12:57:35 GMT` */
const RFC_822 =
  /^(?:[A-Z][a-z]{2}, *)?\d{1,2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}(?::\d{2})? (?:GMT|UTC?|E[SD]T|[+-]\d{4})$/;
/** `2025-08-20T04:00:19.866337+00:00` */
const ISO_8601 = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:\d{2})$/;

/**
 * What arXiv can have meant. Its oldest submission dates are of the 1980s, of papers that older collections brought in;
 * a year beyond is damage, and one of five digits would be no date of the calendar any more.
 */
const FIRST_YEAR = 1980;
const LAST_YEAR = 2099;

/** Milliseconds, or NaN for a date that is none or lies outside of arXiv's years. */
const withinYears = (time: number): number => {
  const year = new Date(time).getUTCFullYear();
  return year >= FIRST_YEAR && year <= LAST_YEAR ? time : Number.NaN;
};

const timeOf = (text: string): number =>
  RFC_822.test(text) || ISO_8601.test(text) ? withinYears(Date.parse(text)) : Number.NaN;

/** The instant in ISO 8601, UTC; undefined when the text is none. */
export const instantOf = (text: string): string | undefined => {
  const time = timeOf(text);
  return Number.isNaN(time) ? undefined : new Date(time).toISOString().replace('.000Z', 'Z');
};

/** The text when it is a date of the calendar in arXiv's years, `YYYY-MM-DD`; otherwise undefined. */
export const dateOf = (text: string): string | undefined => {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return undefined;
  const time = withinYears(Date.parse(`${text}T00:00:00Z`));
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text) ? text : undefined;
};

/** arXiv announces at 20:00 in New York what stands on the next day's list. */
const HOURS_BEFORE_MIDNIGHT = 4;

/**
 * The list date of a feed's `pubDate` or `published`: the date in New York, where feeds since 2024 say midnight of the
 * list's date, and older ones the evening before. Undefined when it is no date.
 */
export const listDateOf = (text: string): string | undefined => {
  const time = timeOf(text);
  return Number.isNaN(time) ? undefined : newYorkDate(new Date(time + HOURS_BEFORE_MIDNIGHT * 3_600_000));
};
