/**
 * Ranks the day as soon as all of its batches are complete, once; runs that come before or after that do nothing. The
 * last run of the night ranks whatever there is, so that a batch that never came costs its papers and not the lists.
 * Runs by day make up for a list date that no night has ranked.
 */
import type { BatchState } from '../../core/batch.ts';
import { isListDate, previousListDate } from '../../core/calendar/announcement-calendar.ts';
import { newYorkDateAndHour } from '../../core/calendar/new-york-time.ts';
import { CANONICAL_CATEGORIES } from '../../core/paper/category.ts';
import type { Clock } from '../../core/ports/outside.ts';
import type { BatchStore } from '../../core/ports/stores.ts';
import { LAST_LIST, rankTrending, type RankTrendingDeps } from './rank-trending.ts';

export interface RankWhenReadyDeps extends RankTrendingDeps {
  readonly batches: BatchStore;
  readonly clock: Clock;
}

export interface RankWhenReadyOptions {
  /** Categories that are harvested. */
  readonly categories: readonly string[];
  /** No run follows tonight. */
  readonly last: boolean;
}

export interface RankReport {
  readonly date: string;
  readonly state: 'quiet' | 'waiting' | 'ranked' | 'ranked-before';
  readonly lists: number;
}

/** By then the last run of the night has been. */
const MORNING_HOUR = 7;

export const rankWhenReady = async (deps: RankWhenReadyDeps, options: RankWhenReadyOptions): Promise<RankReport> => {
  const { date: today, hour } = newYorkDateAndHour(deps.clock().getTime());
  if (!options.last && (hour >= MORNING_HOUR || !isListDate(today))) return rankLate(deps, options, today);
  if (!isListDate(today)) return { date: today, state: 'quiet', lists: 0 };
  if (options.last) return rank(deps, today);
  if (await isRanked(deps, today)) return { date: today, state: 'ranked-before', lists: 0 };
  const states = await statesOf(deps, options, today);
  return states.every((state) => state === 'complete')
    ? rank(deps, today)
    : { date: today, state: 'waiting', lists: 0 };
};

/**
 * By day: the newest list date, when no night has ranked it, as for a new deployment. Its first harvest goes back over some
 * days; the list date before is closed when that has come so far.
 */
const rankLate = async (deps: RankWhenReadyDeps, options: RankWhenReadyOptions, today: string): Promise<RankReport> => {
  const date = isListDate(today) ? today : previousListDate(today);
  if (await isRanked(deps, date)) return { date, state: 'ranked-before', lists: 0 };
  const states = await statesOf(deps, options, date);
  const before = await statesOf(deps, options, previousListDate(date));
  const isThere = states.every((state) => state !== undefined);
  const isClosedBefore = before.every((state) => state === 'complete' || state === 'short');
  return isThere && isClosedBefore ? rank(deps, date) : { date, state: 'waiting', lists: 0 };
};

const isRanked = async ({ rankings }: RankWhenReadyDeps, date: string): Promise<boolean> =>
  (await rankings.get(LAST_LIST, date)) !== undefined;

/** One for each category; undefined where there is no row. */
const statesOf = async (
  { batches }: RankWhenReadyDeps,
  { categories }: RankWhenReadyOptions,
  date: string,
): Promise<readonly (BatchState | undefined)[]> => {
  const rows = await batches.getMany(categories.map((category) => ({ category, date })));
  const states = new Map(rows.map(({ category, state }) => [category, state]));
  return categories.map((category) => states.get(category));
};

/** Cross-lists reach categories that are not harvested themselves: they have lists, too. */
const rank = async (deps: RankWhenReadyDeps, date: string): Promise<RankReport> => {
  const { lists } = await rankTrending(deps, { date, categories: CANONICAL_CATEGORIES });
  return { date, state: 'ranked', lists };
};
