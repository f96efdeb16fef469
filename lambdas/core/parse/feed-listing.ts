/** What an announcement feed says beside the paper: announce type, list date, and which categories the list is of. */
import { archiveOf, canonicalCategory, CATEGORIES, type FoldedCategories } from '../paper/category.ts';
import type { ListingKind, PaperRecord } from '../paper/paper.ts';
import type { DocumentProblem } from './parsed-document.ts';
import { excerptOf } from './record-reading.ts';

/** `announce_type` of the feeds since 2024, and the marks of their titles before. */
const KINDS: ReadonlyMap<string, ListingKind> = new Map([
  ['new', 'new'],
  ['cross', 'cross-list'],
  ['cross listed', 'cross-list'],
  ['replace', 'replacement'],
  ['replace-cross', 'replacement'],
  ['updated', 'replacement'],
]);
/** Types of papers whose primary category is not among those asked for. */
const CROSS_TYPES: ReadonlySet<string> = new Set(['cross', 'cross listed', 'replace-cross']);

const ACTIVE_CATEGORIES: ReadonlySet<string> = new Set(CATEGORIES.map(({ id }) => id));

/** What a feed says of all its items. */
export interface FeedHead {
  /** Categories or archives that the feed was asked for; empty when it doesn't tell. */
  readonly terms: readonly string[];
  readonly listDate: string | undefined;
  /** The feed is the answer to a wrong query. */
  readonly problem?: DocumentProblem | undefined;
}

/** The query out of a feed's address (`…/rss/cs.LG+cs.CL`) or title (`cs.LG, cs.CL updates on arXiv.org`). */
export const feedTerms = ({
  title,
  address,
}: {
  readonly title: string;
  readonly address: string;
}): readonly string[] => {
  const fromAddress = /\/(?:rss|atom)\/([A-Za-z.+-]+)/.exec(address)?.[1];
  const query = fromAddress ?? /^(.+?) updates on arXiv\.org/.exec(title)?.[1] ?? '';
  return query.split(/[+,\s]+/).filter((term) => term !== '');
};

/** A wrong query is answered by a feed without items whose title says so. */
export const feedError = (title: string): DocumentProblem | undefined =>
  /^feed error\b/i.test(title)
    ? { kind: 'api-error', message: `the feed is an error: ${excerptOf(title, 160)}` }
    : undefined;

/** What an item says of its place. */
export interface FeedItem {
  /** As the item has it; undefined in the feeds of early February 2024. */
  readonly announceType: string | undefined;
  /** The category whose list was asked for, when the caller knows. */
  readonly category: string | undefined;
}

/**
 * The listing of an item whose paper has these categories. An item stands in those of its categories that the feed
 * was asked for, by name or by archive. `new` and `cross` are relative to what was asked for; without a type the
 * primary category decides. A cross-list whose category can't be told (old feeds name only the primary one) keeps its
 * date, without categories.
 */
export const listingOf = (
  { terms, listDate }: FeedHead,
  { announceType, category }: FeedItem,
  { primaryCategory, categories }: FoldedCategories,
): PaperRecord['listing'] => {
  if (listDate === undefined) return undefined;
  const asked = (category === undefined ? terms : [category]).map((term) => term.toLowerCase());
  const type = announceType?.trim().toLowerCase() ?? '';
  const isAsked = (id: string): boolean =>
    asked.some((term) => canonicalCategory(term) === id || term === archiveOf(id).toLowerCase());
  const within = categories.filter(isAsked);
  const [only] = asked;
  const single = asked.length === 1 && only !== undefined ? canonicalCategory(only) : undefined;
  const named = single !== undefined && ACTIVE_CATEGORIES.has(single) ? [single] : [];
  const unnamed = CROSS_TYPES.has(type) ? [] : [primaryCategory];
  const listed = [within, named, unnamed].find((each) => each.length > 0) ?? [];
  const kind = KINDS.get(type) ?? (listed.includes(primaryCategory) ? 'new' : 'cross-list');
  return { date: listDate, kind, categories: listed };
};
