/** Instants and wall-clock time in New York, where arXiv's clock stands, with daylight saving from Intl. */

const MS_PER_HOUR = 3_600_000;
const MS_PER_DAY = 24 * MS_PER_HOUR;

const wallClock = new Intl.DateTimeFormat('en-US', {
  timeZone: 'America/New_York',
  hourCycle: 'h23',
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  hour: 'numeric',
  minute: 'numeric',
  second: 'numeric',
});

const computeOffsetMs = (hourStartMs: number): number => {
  const parts = new Map(wallClock.formatToParts(hourStartMs).map(({ type, value }) => [type, Number(value)]));
  const part = (type: Intl.DateTimeFormatPartTypes): number => parts.get(type) ?? Number.NaN;
  const wall = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
  return wall - hourStartMs;
};

/** Intl costs microseconds, and the papers of one batch share their hours. Bounded: emptied when full. */
const offsetByHour = new Map<number, number>();
const MAX_CACHED_HOURS = 20_000;

/** Offsets change only at full hours. */
const offsetMsAt = (instantMs: number): number => {
  const hour = Math.floor(instantMs / MS_PER_HOUR);
  const cached = offsetByHour.get(hour);
  if (cached !== undefined) return cached;
  const offset = computeOffsetMs(hour * MS_PER_HOUR);
  if (offsetByHour.size >= MAX_CACHED_HOURS) offsetByHour.clear();
  offsetByHour.set(hour, offset);
  return offset;
};

/** Midnight UTC of a date `YYYY-MM-DD`, as milliseconds; a RangeError for anything that is no date. */
const dateMs = (date: string): number => {
  const ms = /^\d{4}-\d{2}-\d{2}$/.test(date) ? Date.parse(date) : Number.NaN;
  if (Number.isNaN(ms)) throw new RangeError(`No calendar date: ${date.slice(0, 40)}`);
  return ms;
};

const dateOfMs = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

/** The date so many days later (earlier when negative). */
export const addDays = (date: string, days: number): string => dateOfMs(dateMs(date) + days * MS_PER_DAY);

/** Whole days from one date to another, negative when the other is earlier. */
export const daysBetween = (from: string, to: string): number => (dateMs(to) - dateMs(from)) / MS_PER_DAY;

/** 0 Sunday to 6 Saturday. */
export const weekdayOf = (date: string): number => new Date(dateMs(date)).getUTCDay();

/** New York's date and hour of an instant; a RangeError for an invalid one. */
export const newYorkDateAndHour = (instantMs: number): { readonly date: string; readonly hour: number } => {
  if (Number.isNaN(instantMs)) throw new RangeError('Invalid instant');
  const wallMs = instantMs + offsetMsAt(instantMs);
  return { date: dateOfMs(wallMs), hour: Math.floor((wallMs % MS_PER_DAY) / MS_PER_HOUR) };
};

/** The instant at which New York's clocks show a full hour of a date; not for the hours 1 to 3, which a night may lack or double. */
export const newYorkInstant = (date: string, hour: number): Date => {
  const wallMs = dateMs(date) + hour * MS_PER_HOUR;
  // Winter time as the first guess is at most an hour off, and clocks change at night only.
  return new Date(wallMs - offsetMsAt(wallMs + 5 * MS_PER_HOUR));
};

/** Sorts after every list date: asks for the newest there is. */
export const BEYOND_ALL_DATES = '9999-12-31';
