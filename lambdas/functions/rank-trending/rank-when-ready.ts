/**
 * Ranks the day as soon as all of its batches are complete and the signals of the night are collected, once; runs that
 * come before or after that do nothing. The last run of the night ranks whatever there is, so that a batch that never came
 * costs its papers, a collection that never ended its signals, and neither of them the lists. Runs by day make up for a
 * list date that no night has ranked.
 */
import type { BatchState } from '../../core/batch.ts';
import { isListDate, previousListDate } from '../../core/calendar/announcement-calendar.ts';
import { newYorkDateAndHour } from '../../core/calendar/new-york-time.ts';
import { CANONICAL_CATEGORIES } from '../../core/paper/category.ts';
import type { Clock } from '../../core/ports/outside.ts';
import type { BatchStore } from '../../core/ports/stores.ts';
import { SIGNAL_SOURCES } from '../../core/signal/signal.ts';
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
/** A collection that has not come by then is waited for no longer: by day no run is the last. */
const EVENING_HOUR = 20;

export const rankWhenReady = async (deps: RankWhenReadyDeps, options: RankWhenReadyOptions): Promise<RankReport> => {
  const { date: today, hour } = newYorkDateAndHour(deps.clock().getTime());
  if (!options.last && (hour >= MORNING_HOUR || !isListDate(today))) return rankLate(deps, options, { today, hour });
  if (!isListDate(today)) return { date: today, state: 'quiet', lists: 0 };
  if (options.last) return rank(deps, today);
  if (await isRanked(deps, today)) return { date: today, state: 'ranked-before', lists: 0 };
  const states = await statesOf(deps, options, today);
  return states.every((state) => state === 'complete') && (await isCollected(deps, today))
    ? rank(deps, today)
    : { date: today, state: 'waiting', lists: 0 };
};

/**
 * By day: the newest list date, when no night has ranked it, as for a new deployment. Its first harvest goes back over some
 * days; the list date before is closed when that has come so far. Signals are collected by day, too, once the batches of today
 * are settled; those of a day that is over can't be had any more.
 */
const rankLate = async (
  deps: RankWhenReadyDeps,
  options: RankWhenReadyOptions,
  { today, hour }: { readonly today: string; readonly hour: number },
): Promise<RankReport> => {
  const date = isListDate(today) ? today : previousListDate(today);
  if (await isRanked(deps, date)) return { date, state: 'ranked-before', lists: 0 };
  const states = await statesOf(deps, options, date);
  const before = await statesOf(deps, options, previousListDate(date));
  const isThere = states.every((state) => state !== undefined);
  const isClosedBefore = before.every(isSettled);
  if (!isThere || !isClosedBefore) return { date, state: 'waiting', lists: 0 };
  const awaitsSignals = date === today && hour < EVENING_HOUR && states.every(isSettled);
  if (awaitsSignals && !(await isCollected(deps, date))) return { date, state: 'waiting', lists: 0 };
  return rank(deps, date);
};

const isSettled = (state: BatchState | undefined): boolean => state === 'complete' || state === 'short';

const isRanked = async ({ rankings }: RankWhenReadyDeps, date: string): Promise<boolean> =>
  (await rankings.get(LAST_LIST, date)) !== undefined;

/** Every source has been asked: what it did not answer it will hardly answer in the same night. */
const isCollected = async ({ collection }: RankWhenReadyDeps, date: string): Promise<boolean> => {
  const nights = await Promise.all(SIGNAL_SOURCES.map((source) => collection.night(source, date)));
  return nights.every((night) => night !== undefined && night.state !== 'collecting');
};

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
