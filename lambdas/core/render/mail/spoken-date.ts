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

/** Whole days from one date to another. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
