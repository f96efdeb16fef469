/** Reads the parameters of search. What is typed into the box is never wrong; what a link or a program gives may be. */
import { SEARCH_SORTS, type SearchSort } from '../../core/ports/search.ts';
import { shortenText } from '../../core/render/mail/mail-text.ts';
import {
  DEFAULT_SEARCH_SORT,
  MAX_SEARCH_OFFSET,
  MAX_SEARCH_PAGES,
  SEARCH_PAGE_SIZE,
} from '../../core/render/page/search-href.ts';
import type { Asked } from './trending-query.ts';
import { parameter } from './web-request.ts';

const QUOTED_BYTES = 60;
const quoted = (text: string): string => `“${shortenText(text, QUOTED_BYTES)}”`;

const isSort = (text: string): text is SearchSort => SEARCH_SORTS.some((sort) => sort === text);

export const readSort = (query: URLSearchParams): Asked<SearchSort> => {
  const text = parameter(query, 'sort');
  if (text === undefined) return { value: DEFAULT_SEARCH_SORT };
  return isSort(text)
    ? { value: text }
    : {
        fault: `There is no order ${quoted(text)}: it is ${SEARCH_SORTS.slice(0, -1).join(', ')} or ${SEARCH_SORTS.at(-1)}.`,
      };
};

interface Bounds {
  readonly name: string;
  readonly from: number;
  readonly to: number;
  readonly fallback: number;
}

const readWhole = (query: URLSearchParams, { name, from, to, fallback }: Bounds): Asked<number> => {
  const text = parameter(query, name);
  if (text === undefined) return { value: fallback };
  const value = /^\d{1,6}$/.test(text) ? Number(text) : NaN;
  return value >= from && value <= to
    ? { value }
    : { fault: `${quoted(text)} is no ${name}: it is a whole number from ${from} to ${to}.` };
};

/** In openapi.json as well. */
const MAX_API_LIMIT = 100;

export const readPage = (query: URLSearchParams): Asked<number> =>
  readWhole(query, { name: 'page', from: 1, to: MAX_SEARCH_PAGES, fallback: 1 });

export const readSearchLimit = (query: URLSearchParams): Asked<number> =>
  readWhole(query, { name: 'limit', from: 1, to: MAX_API_LIMIT, fallback: SEARCH_PAGE_SIZE });

export const readOffset = (query: URLSearchParams): Asked<number> =>
  readWhole(query, { name: 'offset', from: 0, to: MAX_SEARCH_OFFSET, fallback: 0 });
