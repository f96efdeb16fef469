/** `BatchStore` in memory. */
import type { Batch } from '../../lambdas/core/batch.ts';
import type { BatchStore } from '../../lambdas/core/ports/stores.ts';

const keyOf = (category: string, date: string): string => `${category} ${date}`;

/** `rows` is the table itself, keyed `category date`. */
export const createFakeBatchStore = (
  initial: readonly Batch[] = [],
): BatchStore & { readonly rows: Map<string, Batch> } => {
  const rows = new Map(initial.map((batch) => [keyOf(batch.category, batch.date), structuredClone(batch)]));
  return {
    rows,
    put: (batch) => {
      rows.set(keyOf(batch.category, batch.date), structuredClone(batch));
      return Promise.resolve();
    },
    replace: (batch, before) => {
      const key = keyOf(batch.category, batch.date);
      if (rows.get(key)?.updatedAt !== before?.updatedAt) return Promise.resolve(false);
      rows.set(key, structuredClone(batch));
      return Promise.resolve(true);
    },
    get: (category, date) => Promise.resolve(structuredClone(rows.get(keyOf(category, date)))),
    between: (category, from, to) =>
      Promise.resolve(
        [...rows.values()]
          .filter((batch) => batch.category === category && batch.date >= from && batch.date <= to)
          .sort((a, b) => (a.date < b.date ? -1 : 1))
          .map((batch) => structuredClone(batch)),
      ),
    getMany: (keys) =>
      Promise.resolve(
        [...new Set(keys.map(({ category, date }) => keyOf(category, date)))].flatMap((key) => {
          const batch = rows.get(key);
          return batch ? [structuredClone(batch)] : [];
        }),
      ),
  };
};
