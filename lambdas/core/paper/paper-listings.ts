/**
 * The rows of `Listings` that follow from records and papers. A list that was seen gives `listed` rows; a paper's own
 * categories give `inferred` rows on the day it was announced, so that every paper reaches the lists of all its fields.
 */
import { dateKey, type Listing, type PaperFacts, type PaperRecord } from './paper.ts';

/**
 * What the list in which the record stood says: one row per listing category. Empty for records from no list. A list over
 * several categories calls a paper new when its primary one is among them; for each of the others it is a cross-list.
 */
export const listedRows = ({ paperId, primaryCategory, listing }: PaperRecord): readonly Listing[] =>
  listing === undefined
    ? []
    : listing.categories.map((category) => ({
        category,
        listedKey: dateKey(listing.date, paperId),
        paperId,
        listedOn: listing.date,
        kind: listing.kind === 'new' && category !== primaryCategory ? 'cross-list' : listing.kind,
        basis: 'listed',
      }));

/** What the paper's categories let expect on the day of its announcement: new in the primary one, cross-listed in the others. */
export const inferredRows = ({ paperId, announcedOn, categories, primaryCategory }: PaperFacts): readonly Listing[] =>
  categories.map((category) => ({
    category,
    listedKey: dateKey(announcedOn, paperId),
    paperId,
    listedOn: announcedOn,
    kind: category === primaryCategory ? 'new' : 'cross-list',
    basis: 'inferred',
  }));
