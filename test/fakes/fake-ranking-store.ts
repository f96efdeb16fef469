/** `RankingStore` in memory. */
import type { RankingStore } from '../../lambdas/core/ports/stores.ts';
import type { RankedList } from '../../lambdas/core/rank/ranked-list.ts';

const keyOf = (listKey: string, date: string): string => `${listKey} ${date}`;

/** `rows` is the table itself, keyed `listKey date`. */
export const createFakeRankingStore = (
  initial: readonly RankedList[] = [],
): RankingStore & { readonly rows: Map<string, RankedList> } => {
  const rows = new Map(initial.map((list) => [keyOf(list.listKey, list.date), structuredClone(list)]));
  const newest = (listKey: string, fits: (date: string) => boolean): RankedList | undefined => {
    const lists = [...rows.values()].filter((list) => list.listKey === listKey && fits(list.date));
    return structuredClone(lists.sort((a, b) => (a.date < b.date ? -1 : 1)).at(-1));
  };
  return {
    rows,
    put: (list) => {
      rows.set(keyOf(list.listKey, list.date), structuredClone(list));
      return Promise.resolve();
    },
    get: (listKey, date) => Promise.resolve(structuredClone(rows.get(keyOf(listKey, date)))),
    latestBefore: (listKey, date) => Promise.resolve(newest(listKey, (other) => other < date)),
    latestUpTo: (listKey, date) => Promise.resolve(newest(listKey, (other) => other <= date)),
  };
};
