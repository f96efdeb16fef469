/** `ListingStore` in memory. */
import { listingStrength } from '../../lambdas/adapters/dynamodb/listing-strength.ts';
import type { Listing } from '../../lambdas/core/paper/paper.ts';
import type { ListingStore } from '../../lambdas/core/ports/stores.ts';

const keyOf = ({ category, listedKey }: Listing): string => `${category} ${listedKey}`;

/** `rows` is the table itself, keyed `category listedKey`. */
export const createFakeListingStore = (
  initial: readonly Listing[] = [],
): ListingStore & { readonly rows: Map<string, Listing> } => {
  const rows = new Map(initial.map((listing) => [keyOf(listing), structuredClone(listing)]));
  const select = (category: string, from: string, to: string): readonly Listing[] =>
    [...rows.values()]
      .filter((row) => row.category === category && row.listedOn >= from && row.listedOn <= to)
      .sort((a, b) => (a.listedKey < b.listedKey ? -1 : 1));
  return {
    rows,
    putMany: (listings) => {
      for (const listing of listings) {
        const known = rows.get(keyOf(listing));
        if (!known || listingStrength(known) < listingStrength(listing))
          rows.set(keyOf(listing), structuredClone(listing));
      }
      return Promise.resolve();
    },
    removeInferred: (listings) => {
      for (const listing of listings) {
        if (rows.get(keyOf(listing))?.basis === 'inferred') rows.delete(keyOf(listing));
      }
      return Promise.resolve();
    },
    remove: (listings) => {
      for (const listing of listings) rows.delete(keyOf(listing));
      return Promise.resolve();
    },
    between: (category, from, to) => Promise.resolve(structuredClone(select(category, from, to))),
    countListed: (category, date) =>
      Promise.resolve(
        select(category, date, date).filter(({ basis, kind }) => basis === 'listed' && kind !== 'replacement').length,
      ),
  };
};
