/**
 * What was granted lately under one key, and whether one more may be: a sliding log, for any number of limits at once.
 *
 * Few grants are kept by their instants, so that the answer is exact. Under a limit of many, grants that came close together
 * share an entry, which counts as old only once its newest grant is: never more than the limit within its window, at times
 * a little less, and a row that stays small.
 */
import type { Limit } from '../ports/subscribing.ts';

/** Grants that came close together; instants in milliseconds since 1970. */
export interface GrantEntry {
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

/** Of an exact log; above it entries are shared. */
const MAX_EXACT = 50;
/** Shares of the window for which one entry stands: a minute of an hour. */
const SHARES = 60;

/** How long before `at` anything still counts. */
export const longestWindowMs = (limits: readonly Limit[]): number =>
  Math.max(...limits.map(({ withinMs }) => withinMs));

const countSince = (entries: readonly GrantEntry[], afterMs: number): number =>
  entries.reduce((sum, { to, count }) => (to > afterMs ? sum + count : sum), 0);

/**
 * The log with one more grant, without what no longer counts; `undefined` when a limit is reached. A grant counts until its
 * window is over to the millisecond.
 */
export const withOneMore = (
  entries: readonly GrantEntry[],
  limits: readonly Limit[],
  at: Date,
): readonly GrantEntry[] | undefined => {
  const now = at.getTime();
  if (limits.some(({ most, withinMs }) => countSince(entries, now - withinMs) >= most)) return undefined;
  const windowMs = longestWindowMs(limits);
  const living = entries.filter(({ to }) => to > now - windowMs);
  const widthMs = Math.max(...limits.map(({ most }) => most)) > MAX_EXACT ? windowMs / SHARES : 0;
  const newest = living.at(-1);
  // Clocks of two workers differ a little: an entry spans from its earliest to its latest.
  const from = Math.min(newest?.from ?? now, now);
  const to = Math.max(newest?.to ?? now, now);
  return newest !== undefined && to - from < widthMs
    ? [...living.slice(0, -1), { from, to, count: newest.count + 1 }]
    : [...living, { from: now, to: now, count: 1 }];
};
