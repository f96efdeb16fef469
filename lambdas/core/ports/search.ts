/** Search over titles and abstracts, as the functions see it. The index is a file that is built aside and only read here. */
import type { PaperId } from '../paper/paper.ts';
import type { SearchQuery } from '../search/search-query.ts';

export const SEARCH_SORTS = ['relevance', 'trending', 'newest'] as const;
export type SearchSort = (typeof SEARCH_SORTS)[number];

export interface SearchOptions {
  readonly sort: SearchSort;
  readonly limit: number;
  readonly offset: number;
}

export interface SearchAnswer {
  /** Papers that match, all pages together. */
  readonly total: number;
  /** Those of the page, in order. */
  readonly paperIds: readonly PaperId[];
  /** `any`: few papers hold all words, so those that hold some of them were taken as well, behind the others. */
  readonly matched: 'all' | 'any';
  /** Papers announced from this date on were searched. */
  readonly searchedFrom: string;
  /** Papers from this earlier date on are indexed as well: `after:` reaches them. Absent when nothing older is indexed. */
  readonly olderSince?: string;
  /** Papers that were searched. */
  readonly papersSearched: number;
  /** Instant at which the newest index was built. */
  readonly builtAt: string;
}

/** Places in a text that match, in order, in UTF-16 units: `from` inclusive, `to` exclusive. They don't overlap. */
export interface TextRange {
  readonly from: number;
  readonly to: number;
}

export interface PaperSearch {
  /** `undefined` while no index has been built yet. Every query is answered. */
  search(query: SearchQuery, options: SearchOptions): Promise<SearchAnswer | undefined>;
  /** How many papers of the hot index match but for `after:`, of how many: how broad a query is. `undefined` while there is none. */
  count(query: SearchQuery): Promise<{ readonly matches: number; readonly papers: number } | undefined>;
  /** Where words and phrases of the query stand in each text, found as the index finds them (case, accents, word endings). */
  marks(query: SearchQuery, texts: readonly string[]): Promise<readonly (readonly TextRange[])[]>;
}
