/** Which of two rows for the same category, day and paper stays: the stronger one, whatever order they come in. */
import type { Listing, ListingKind } from '../../core/paper/paper.ts';

const KIND_STRENGTH: Readonly<Record<ListingKind, number>> = { new: 3, 'cross-list': 2, replacement: 1 };
const LISTED_STRENGTH = 10;

/** A list that was seen beats what categories let expect; then new over cross-list over replacement. Higher is stronger. */
export const listingStrength = ({ basis, kind }: Pick<Listing, 'basis' | 'kind'>): number =>
  (basis === 'listed' ? LISTED_STRENGTH : 0) + KIND_STRENGTH[kind];

/** Category and key as one text, to look rows up by. */
export const listingKeyText = ({ category, listedKey }: Listing): string => `${category} ${listedKey}`;

/** One row per key, the strongest; the first of equals. Order of first appearance. */
export const strongestListings = (listings: readonly Listing[]): readonly Listing[] => {
  const byKey = new Map<string, Listing>();
  for (const listing of listings) {
    const key = listingKeyText(listing);
    const known = byKey.get(key);
    if (!known || listingStrength(listing) > listingStrength(known)) byKey.set(key, listing);
  }
  return [...byKey.values()];
};
