/** What an announcement feed says beside the paper: announce type, list date, and which categories the list is of. */
import { newYorkDate } from '../calendar/announcement-calendar.ts';
import { archiveOf, canonicalCategory, foldCategories } from '../paper/category.ts';
import type { ListingKind, PaperRecord } from '../paper/paper.ts';

/** `announce_type` of the feeds since 2024, and the marks of their titles before. */
const KINDS: Readonly<Record<string, ListingKind>> = {
  new: 'new',
  cross: 'cross-list',
  'cross listed': 'cross-list',
  replace: 'replacement',
  'replace-cross': 'replacement',
  updated: 'replacement',
};

export interface FeedHead {
  /** What the feed was asked for: categories or archives. */
  readonly terms: readonly string[];
  readonly listDate: string | undefined;
}

/** The query out of a feed's title (`cs.AI updates on arXiv.org`) or address (`…/rss/cs.LG+cs.CL`). */
export const feedTerms = ({ title, address }: { readonly title: string; readonly address: string }): readonly string[] => {
  const fromAddress = /\/(?:rss|atom)\/([A-Za-z.+-]+)/.exec(address)?.[1];
  const query = fromAddress ?? /^(.+?) updates on arXiv\.org/.exec(title)?.[1] ?? '';
  return query.split(/[+,\s]+/).filter((term) => term !== '');
};

/** The date in New York of a feed's `pubDate` or `published`; undefined when it is no date. */
export const listDateOf = (text: string): string | undefined => {
  const time = Date.parse(text);
  return Number.isNaN(time) ? undefined : newYorkDate(new Date(time));
};

/**
 * The listing of one item. `new` and `cross` are relative to the feed. A joined or archive feed lists an item in those of
 * its categories that were asked for. Items of the first half of February 2024 carry no type: then the primary category decides.
 */
export const listingOf = (
  { terms, listDate }: FeedHead,
  { categories, announceType, category }: { readonly categories: readonly string[]; readonly announceType: string | undefined; readonly category: string | undefined },
): PaperRecord['listing'] => {
  const folded = foldCategories(categories);
  if (listDate === undefined || folded === undefined) return undefined;
  const asked = category === undefined ? terms : [category];
  const single = asked.length === 1 ? canonicalCategory(asked[0] ?? '') : undefined;
  const within = single === undefined ? folded.categories.filter((each) => asked.some((term) => canonicalCategory(term) === each || term === archiveOf(each))) : [single];
  const listed = within.length > 0 ? within : [folded.primaryCategory];
  const kind = KINDS[announceType?.toLowerCase() ?? ''] ?? (listed.includes(folded.primaryCategory) ? 'new' : 'cross-list');
  return { date: listDate, kind, categories: listed };
};
