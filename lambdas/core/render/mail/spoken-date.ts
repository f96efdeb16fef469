/** Dates as a mail says them, from `YYYY-MM-DD`; no clock and no zone involved. */

/** Formatters are dear to make and cheap to use. */
const WEEKDAY = new Intl.DateTimeFormat('en-GB', { weekday: 'long', timeZone: 'UTC' });
const MONTH = new Intl.DateTimeFormat('en-GB', { month: 'long', timeZone: 'UTC' });

/** `Friday 20 November`: for dates within some days of the mail. */
export const shortSpokenDate = (date: string): string => {
  const utc = new Date(`${date}T00:00:00Z`);
  return `${WEEKDAY.format(utc)} ${utc.getUTCDate()} ${MONTH.format(utc)}`;
};

/** `Friday 20 November 2026` */
export const spokenDate = (date: string): string => `${shortSpokenDate(date)} ${date.slice(0, 4)}`;

const MONTH_DAY = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', timeZone: 'UTC' });
const MONTH_DAY_YEAR = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  timeZone: 'UTC',
});

/** `17 November`, with the year when it isn't that of the list it is said on. */
export const dayWords = (date: string, listDate: string): string =>
  (date.slice(0, 4) === listDate.slice(0, 4) ? MONTH_DAY : MONTH_DAY_YEAR).format(new Date(`${date}T00:00:00Z`));

/** `17 Nov`, with the year as above, unbroken: where there is little room. */
export const shortDayWords = (date: string, listDate: string): string =>
  dayWords(date, listDate).replace(/^(\d+) (\p{L}{3})\p{L}*/u, '$1\u00A0$2');

/** By time zone: some hundreds at most. */
const days = new Map<string, Intl.DateTimeFormat>();

/** `3 October 2026`: the calendar day of an instant in a time zone. Throws RangeError for an unknown zone. */
export const spokenDayOf = (instant: string, timeZone: string): string => {
  const format =
    days.get(timeZone) ??
    new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone });
  days.set(timeZone, format);
  return format.format(new Date(instant));
};
