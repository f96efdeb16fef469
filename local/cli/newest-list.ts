/** The newest ranked list there is, whatever the day, or the newest one of a day gone by. */
import { BEYOND_ALL_DATES } from '../../lambdas/core/calendar/new-york-time.ts';
import type { RankingStore } from '../../lambdas/core/ports/stores.ts';
import { ALL_CATEGORIES, listKey, type RankedList } from '../../lambdas/core/rank/ranked-list.ts';
import type { Window } from '../../lambdas/core/score/paper-score.ts';

/** By default of all fields and the week: the list that every round makes. */
export const newestList = (
  rankings: RankingStore,
  {
    category = ALL_CATEGORIES,
    window = 'week',
    date = BEYOND_ALL_DATES,
  }: { readonly category?: string; readonly window?: Window; readonly date?: string | undefined } = {},
): Promise<RankedList | undefined> => rankings.latestUpTo(listKey(category, window), date);
