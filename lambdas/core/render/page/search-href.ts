/** Addresses of search: its page, its feeds, its answer as JSON; and how many papers one can page through. */
import type { SearchSort } from '../../ports/search.ts';

/** Papers on a page. */
export const SEARCH_PAGE_SIZE = 20;
/** Nobody reads on; who wants more narrows the query. */
export const MAX_SEARCH_PAGES = 50;
/** Where the last page that is ever shown begins; the API goes no further either. */
export const MAX_SEARCH_OFFSET = (MAX_SEARCH_PAGES - 1) * SEARCH_PAGE_SIZE;

export const DEFAULT_SEARCH_SORT: SearchSort = 'relevance';

export interface SearchChoice {
  /** As typed. */
  readonly text: string;
  readonly sort: SearchSort;
}

const parametersOf = ({ text, sort }: SearchChoice): URLSearchParams => {
  const parameters = new URLSearchParams({ q: text });
  if (sort !== DEFAULT_SEARCH_SORT) parameters.set('sort', sort);
  return parameters;
};

/** Defaults are left out, so that each page has one address. @param page from 1 */
export const searchHref = (choice: SearchChoice, page = 1): string => {
  const parameters = parametersOf(choice);
  if (page > 1) parameters.set('page', String(page));
  return `/search?${parameters.toString()}`;
};

/** The answer for programs. */
export const searchApiHref = (choice: SearchChoice): string => `/api/v1/search?${parametersOf(choice).toString()}`;

/** What is new under this query, in the format of that ending. */
export const searchFeedHref = (text: string, ending: 'atom' | 'json'): string =>
  `/feed.${ending}?${new URLSearchParams({ q: text }).toString()}`;

/** How many pages there are to a number of papers; at least one. */
export const searchPageCount = (total: number): number =>
  Math.min(MAX_SEARCH_PAGES, Math.max(1, Math.ceil(total / SEARCH_PAGE_SIZE)));
