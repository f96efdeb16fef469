/** Paths to answers: what arXiv would say at this moment, with nothing going wrong. */
import { previousListDate } from '../../lambdas/core/calendar/announcement-calendar.ts';
import type { Answer, Protocol } from './answer.ts';
import { feedAnswer } from './feeds.ts';
import { listingAnswer } from './listing-pages.ts';
import { createOaiServer } from './oai-server.ts';
import type { PaperArchive } from './paper-archive.ts';
import { dateOfFeeds, listOnPages } from './publication-times.ts';
import { createQueryApi } from './query-api.ts';
import { MOVED_PATH } from './refusals.ts';

export interface SiteOptions {
  readonly archive: PaperArchive;
  readonly clock: () => Date;
  readonly pageSize?: number;
  readonly listingPageSize?: number;
}

export interface Site {
  /** Undefined for a path that arXiv does not have. */
  protocolOf(path: string): Protocol | undefined;
  answer(path: string): Answer;
  /** Of a feed: the batch before under today's dates; of a listing page: the page of the batch before. */
  staleAnswer(path: string): Answer;
}

const DEFAULT_PAGE_SIZE = 1_300;
const DEFAULT_LISTING_SIZE = 2_000;

const NOT_FOUND: Answer = { status: 404, headers: {}, body: 'Not found' };

/** `/rss/cs.LG+cs.CL`, `/list/cs.LG/new`, … */
const ROUTES: readonly { readonly protocol: Protocol; readonly path: RegExp }[] = [
  { protocol: 'rss', path: /^\/rss\/([^/]+)$/ },
  { protocol: 'atom', path: /^\/atom\/([^/]+)$/ },
  { protocol: 'oai', path: /^\/oai$/ },
  { protocol: 'api', path: /^\/api\/query$/ },
  { protocol: 'listing', path: /^\/list\/([^/]+)\/new$/ },
];

interface Place {
  readonly protocol: Protocol;
  /** The category or query in the path. */
  readonly name: string;
  readonly parameters: URLSearchParams;
}

const placeOf = (address: string): Place | undefined => {
  const path = address.startsWith(`${MOVED_PATH}/`) ? address.slice(MOVED_PATH.length) : address;
  const { pathname, searchParams } = new URL(path, 'http://127.0.0.1');
  for (const { protocol, path: route } of ROUTES) {
    const found = route.exec(pathname);
    if (found) return { protocol, name: decodeURIComponent(found[1] ?? ''), parameters: searchParams };
  }
  return undefined;
};

const numberIn = (parameters: URLSearchParams, name: string): number | undefined =>
  /^\d{1,6}$/.test(parameters.get(name) ?? '') ? Number(parameters.get(name)) : undefined;

export const createSite = (options: SiteOptions): Site => {
  const { archive, clock, pageSize = DEFAULT_PAGE_SIZE, listingPageSize = DEFAULT_LISTING_SIZE } = options;
  const oai = createOaiServer({ archive, clock, pageSize });
  const api = createQueryApi({ archive, clock });

  const listing = ({ name, parameters }: Place, listDate: string): Answer =>
    listingAnswer(archive, {
      category: name,
      listDate,
      skip: numberIn(parameters, 'skip') ?? 0,
      show: Math.min(numberIn(parameters, 'show') ?? listingPageSize, listingPageSize),
    });

  const listBefore = (date: string): string =>
    archive.listDates.findLast((each) => each < date) ?? previousListDate(date);

  return {
    protocolOf: (path) => placeOf(path)?.protocol,
    answer: (path) => {
      const place = placeOf(path);
      switch (place?.protocol) {
        case 'rss':
        case 'atom':
          return feedAnswer(archive, { format: place.protocol, query: place.name, builtOn: dateOfFeeds(clock()) });
        case 'oai':
          return oai(place.parameters);
        case 'api':
          return api(place.parameters);
        case 'listing':
          return listing(place, listOnPages(archive.listDates, clock()));
        default:
          return NOT_FOUND;
      }
    },
    staleAnswer: (path) => {
      const place = placeOf(path);
      if (place === undefined) return NOT_FOUND;
      if (place.protocol === 'listing') return listing(place, listBefore(listOnPages(archive.listDates, clock())));
      const builtOn = dateOfFeeds(clock());
      const format = place.protocol === 'atom' ? 'atom' : 'rss';
      return feedAnswer(archive, { format, query: place.name, builtOn, listDate: listBefore(builtOn) });
    },
  };
};
