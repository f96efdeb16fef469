/** The URLs that Paper Round asks arXiv for, from the settings that docs/architecture.md lists. */
import { ALL_RECORDS } from '../../core/harvest/oai-set.ts';
import type { PaperId } from '../../core/paper/paper.ts';
import { MAX_IDS_PER_REQUEST, type OaiPage, type SubmissionSlice } from '../../core/ports/arxiv.ts';

/** Bases without a trailing slash: `ARXIV_FEED_URL`, `ARXIV_OAI_URL`, `ARXIV_API_URL`, `ARXIV_LISTING_URL`. */
export interface ArxivBases {
  readonly feedUrl: string;
  readonly oaiUrl: string;
  readonly apiUrl: string;
  readonly listingUrl: string;
}

/** The live service, where no setting says otherwise. */
export const ARXIV_BASES: ArxivBases = {
  feedUrl: 'https://rss.arxiv.org',
  oaiUrl: 'https://oaipmh.arxiv.org/oai',
  apiUrl: 'https://export.arxiv.org/api/query',
  listingUrl: 'https://arxiv.org/list',
};

export interface ArxivEndpoints {
  /** The RSS feed of one category: its current batch. */
  feed(category: string): string;
  /** The page that states date, kinds and counts of a category's current batch. */
  listingPage(category: string): string;
  /** @throws RangeError for no identifier or more than `MAX_IDS_PER_REQUEST` */
  papersById(ids: readonly PaperId[]): string;
  submissions(slice: SubmissionSlice): string;
  oaiRecords(page: OaiPage): string;
  oaiIdentifiers(page: OaiPage): string;
  /** The cheapest question that the OAI server answers. */
  identify(): string;
}

/** `YYYYMMDDHHMM` in UTC, as `submittedDate` wants it. */
const apiMinute = (instant: Date): string => instant.toISOString().replace(/\D/g, '').slice(0, 12);

const MINUTE_MS = 60_000;

/** Only `arXivRaw` has the true first date and all versions, and text as the author typed it. */
const OAI_FORMAT = 'arXivRaw';

/** With a token nothing else may be said: the server takes any further parameter as a bad argument. */
const oaiQuery = (verb: string, page: OaiPage): string =>
  'token' in page
    ? new URLSearchParams({ verb, resumptionToken: page.token }).toString()
    : new URLSearchParams({
        verb,
        metadataPrefix: OAI_FORMAT,
        ...(page.set !== ALL_RECORDS && { set: page.set }),
        from: page.day,
        until: page.day,
      }).toString();

export const arxivEndpoints = ({ feedUrl, oaiUrl, apiUrl, listingUrl }: ArxivBases): ArxivEndpoints => ({
  feed: (category) => `${feedUrl}/rss/${encodeURIComponent(category)}`,
  listingPage: (category) => `${listingUrl}/${encodeURIComponent(category)}/new`,
  papersById: (ids) => {
    if (ids.length === 0 || ids.length > MAX_IDS_PER_REQUEST)
      throw new RangeError(`${ids.length} identifiers in one request; it takes 1 to ${MAX_IDS_PER_REQUEST}.`);
    // Without max_results the API gives ten.
    return `${apiUrl}?id_list=${ids.map(encodeURIComponent).join(',')}&max_results=${ids.length}`;
  },
  submissions: ({ categories, window, start, pageSize }) => {
    const anyCategory = categories.map((category) => `cat:${category}`).join(' OR ');
    const from = apiMinute(new Date(window.from));
    // The API's range includes its end, and the cut-off minute belongs to the next batch.
    const to = apiMinute(new Date(Date.parse(window.to) - MINUTE_MS));
    const parameters = new URLSearchParams({
      search_query: `(${anyCategory}) AND submittedDate:[${from} TO ${to}]`,
      sortBy: 'submittedDate',
      sortOrder: 'ascending',
      start: String(start),
      max_results: String(pageSize),
    });
    return `${apiUrl}?${parameters.toString()}`;
  },
  oaiRecords: (page) => `${oaiUrl}?${oaiQuery('ListRecords', page)}`,
  oaiIdentifiers: (page) => `${oaiUrl}?${oaiQuery('ListIdentifiers', page)}`,
  identify: () => `${oaiUrl}?verb=Identify`,
});
