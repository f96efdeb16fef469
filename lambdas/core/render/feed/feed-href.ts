/** Addresses of feeds: of a ranked list, and of what is new under a saved query. */
import { listFeedHref, type ListChoice } from '../page/list-href.ts';
import { searchFeedHref } from '../page/search-href.ts';

export type FeedFormat = 'atom' | 'json';

/** What a feed follows. */
export type FeedSource = ListChoice | { readonly query: string };

/** Path and query; defaults are left out, so that each feed has one address in each format. */
export const feedHref = (source: FeedSource, format: FeedFormat): string =>
  'query' in source ? searchFeedHref(source.query, format) : listFeedHref(format, source);
