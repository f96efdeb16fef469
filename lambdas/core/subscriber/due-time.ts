/** When a digest is due: once per local date at the reader's hour, in every IANA zone and across changes of its clock. */
import { createHash } from 'node:crypto';
import { addDays, weekdayOf } from '../calendar/new-york-time.ts';
import type { Stream } from '../delivery.ts';
import type { Preferences, SubscriberId } from './subscriber.ts';

const MS_PER_HOUR = 3_600_000;
/** More than any zone is from UTC (−12 to +14 hours). */
const MAX_OFFSET_MS = 15 * MS_PER_HOUR;

/** Zones change their clocks at full quarters of an hour. */
const MS_PER_QUARTER = MS_PER_HOUR / 4;

/**
 * A zone's formatter, dear to make, and the offsets asked of it, as readers of a zone share their hours. Some four hundred
 * zones at most; offsets are let go when they grow too many.
 */
interface Zone {
  readonly formatter: Intl.DateTimeFormat;
  readonly offsets: Map<number, number>;
}
const zones = new Map<string, Zone>();
const MAX_OFFSETS_PER_ZONE = 2_000;

/** @throws RangeError for a zone that is unknown */
const zoneOf = (timeZone: string): Zone => {
  const known = zones.get(timeZone);
  if (known) return known;
  const formatter = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  const zone: Zone = { formatter, offsets: new Map() };
  zones.set(timeZone, zone);
  return zone;
};

/** `11/20/2026, 07:00:00` as if it were UTC. */
const shownMs = (formatter: Intl.DateTimeFormat, instantMs: number): number => {
  const [month = NaN, day = NaN, year = NaN, hour = NaN, minute = NaN, second = NaN] = formatter
    .format(instantMs)
    .split(/\D+/)
    .map(Number);
  return Date.UTC(year, month - 1, day, hour, minute, second);
};

const offsetMs = (instantMs: number, timeZone: string): number => {
  const { formatter, offsets } = zoneOf(timeZone);
  const quarter = Math.floor(instantMs / MS_PER_QUARTER);
  const known = offsets.get(quarter);
  if (known !== undefined) return known;
  if (offsets.size >= MAX_OFFSETS_PER_ZONE) offsets.clear();
  const startMs = quarter * MS_PER_QUARTER;
  const offset = shownMs(formatter, startMs) - startMs;
  offsets.set(quarter, offset);
  return offset;
};

/** What the zone's clocks show at an instant, as if that were UTC. */
const wallTimeMs = (instantMs: number, timeZone: string): number => instantMs + offsetMs(instantMs, timeZone);

const dateOfMs = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

/** The calendar date in a zone. @throws RangeError for an unknown zone or an invalid instant */
export const localDateOf = (instant: Date, timeZone: string): string =>
  dateOfMs(wallTimeMs(instant.getTime(), timeZone));

/**
 * The instant at which the digest of a local date is due. An hour that the clocks show twice counts the first time. One
 * that they skip is due when they are put forward, and if that is at midnight, an hour before, since the mail belongs to this
 * date. `undefined` for a date that the zone never had (Samoa, 30 December 2011).
 */
const dueOnDate = (
  date: string,
  { localHour, timeZone }: Pick<Preferences, 'localHour' | 'timeZone'>,
): number | undefined => {
  for (let hour = localHour; hour >= 0; hour -= 1) {
    const wallMs = Date.parse(date) + hour * MS_PER_HOUR;
    // Offsets well before and well after that time of day: one change of the clocks at most lies between.
    const before = offsetMs(wallMs - MAX_OFFSET_MS, timeZone);
    const after = offsetMs(wallMs + MAX_OFFSET_MS, timeZone);
    const shown = [wallMs - before, wallMs - after].filter((instantMs) => wallTimeMs(instantMs, timeZone) === wallMs);
    if (shown.length > 0) return Math.min(...shown);
    const putForward = wallMs - before;
    if (dateOfMs(wallTimeMs(putForward, timeZone)) === date) return putForward;
  }
  return undefined;
};

/** 1 Monday to 7 Sunday, as preferences count. */
const isoWeekdayOf = (date: string): number => weekdayOf(date) || 7;

/** Whether the reader gets a digest on that local date: daily readers always, weekly ones on their weekday. */
export const hasDigestOn = (
  { frequency, weekday }: Pick<Preferences, 'frequency' | 'weekday'>,
  date: string,
): boolean => frequency === 'daily' || isoWeekdayOf(date) === weekday;

/** Two weeks hold a digest of every reader, even where a zone skips a date. */
const MAX_DAYS_AHEAD = 15;

/**
 * The first instant after the given one at which a digest is due; exactly one falls on each local date that has a digest.
 * @throws RangeError for an unknown time zone
 */
export const nextDueAt = (preferences: Preferences, after: Date): string => {
  const today = localDateOf(after, preferences.timeZone);
  for (let ahead = 0; ahead <= MAX_DAYS_AHEAD; ahead += 1) {
    const date = addDays(today, ahead);
    if (!hasDigestOn(preferences, date)) continue;
    const dueMs = dueOnDate(date, preferences);
    if (dueMs !== undefined && dueMs > after.getTime()) return new Date(dueMs).toISOString();
  }
  throw new RangeError('No due time within two weeks.');
};

/**
 * When the next digest is due after a change of the preferences. One that is due already, and which the planner has not come to
 * yet, is not lost by it: it stays due unless the new rhythm has none on its date, or has it later on.
 * @throws RangeError for an unknown time zone
 */
export const dueAfterChange = (
  before: { readonly preferences: Preferences; readonly dueAt: string },
  preferences: Preferences,
  now: Date,
): string => {
  const next = nextDueAt(preferences, now);
  const due = new Date(before.dueAt);
  if (due.getTime() > now.getTime() || streamOf(before.preferences) !== streamOf(preferences)) return next;
  const date = localDateOf(due, before.preferences.timeZone);
  const keepsDate = localDateOf(due, preferences.timeZone) === date && hasDigestOn(preferences, date);
  return keepsDate && localDateOf(new Date(next), preferences.timeZone) !== date ? before.dueAt : next;
};

/** The ledger's stream of these preferences: daily and weekly digests are counted apart. */
export const streamOf = ({ frequency }: Pick<Preferences, 'frequency'>): Stream => frequency;

const SHARD_COUNT = 16;

/** Partition keys of the `dueAt` index: one would be a hot spot, since most readers share a few hours. */
export const DUE_SHARDS: readonly string[] = Array.from({ length: SHARD_COUNT }, (_, shard) =>
  String(shard).padStart(2, '0'),
);

/** The shard of a subscriber, always the same one. */
export const dueShardOf = (id: SubscriberId): string => {
  const [byte = 0] = createHash('sha256').update(id).digest();
  return String(byte % SHARD_COUNT).padStart(2, '0');
};
