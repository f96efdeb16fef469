/**
 * Ranks the day as soon as all of its batches are complete, once; runs that come before or after that do nothing. The
 * last run of the night ranks whatever there is, so that a batch that never came costs its papers and not the lists.
 */
import { isListDate, newYorkDate } from '../../core/calendar/announcement-calendar.ts';
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

export const rankWhenReady = async (
  deps: RankWhenReadyDeps,
  { categories, last }: RankWhenReadyOptions,
): Promise<RankReport> => {
  const date = newYorkDate(deps.clock());
  if (!isListDate(date)) return { date, state: 'quiet', lists: 0 };
  if (!last) {
    const before = await deps.rankings.get(LAST_LIST, date);
    if (before !== undefined) return { date, state: 'ranked-before', lists: 0 };
    const batches = await deps.batches.getMany(categories.map((category) => ({ category, date })));
    const complete = batches.filter(({ state }) => state === 'complete').length;
    if (complete < categories.length) return { date, state: 'waiting', lists: 0 };
  }
  // Cross-lists reach categories that are not harvested themselves: they have lists, too.
  const { lists } = await rankTrending(deps, { date, categories: CANONICAL_CATEGORIES });
  return { date, state: 'ranked', lists };
};
