/** Counts the papers of a day by their listings, for batches that came from no list that was seen (the query API). */
import type { ListingStore } from '../../../core/ports/stores.ts';

export interface ListedCount {
  readonly category: string;
  readonly stored: number;
}

/** Categories without any paper that day are left out. */
export const papersListed = async (
  listings: Pick<ListingStore, 'between'>,
  { categories, date }: { readonly categories: readonly string[]; readonly date: string },
): Promise<readonly ListedCount[]> => {
  const counted = await Promise.all(
    categories.map(async (category) => ({ category, stored: (await listings.between(category, date, date)).length })),
  );
  return counted.filter(({ stored }) => stored > 0);
};
