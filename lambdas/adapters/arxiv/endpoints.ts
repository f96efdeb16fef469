/** The URLs that Paper Round asks arXiv for, from the settings that docs/architecture.md lists. */

/** Bases without a trailing slash: `ARXIV_FEED_URL`, `ARXIV_OAI_URL`, `ARXIV_API_URL`. */
export interface ArxivBases {
  readonly feedUrl: string;
  readonly oaiUrl: string;
  readonly apiUrl: string;
}

/** The live service, where no setting says otherwise. */
export const ARXIV_BASES: ArxivBases = {
  feedUrl: 'https://rss.arxiv.org',
  oaiUrl: 'https://oaipmh.arxiv.org/oai',
  apiUrl: 'https://export.arxiv.org/api/query',
};

/** One page of the papers first submitted in a window, oldest first. */
export interface SubmissionQuery {
  readonly categories: readonly string[];
  /** Instants; `from` inclusive, `to` exclusive. */
  readonly window: { readonly from: string; readonly to: string };
  readonly start: number;
  readonly pageSize: number;
}

export interface ArxivEndpoints {
  /** The RSS feed of one category: its current batch. */
  feed(category: string): string;
  submissions(query: SubmissionQuery): string;
  /** The cheapest question that the OAI server answers. */
  identify(): string;
}

/** `YYYYMMDDHHMM` in UTC, as `submittedDate` wants it. */
const apiMinute = (instant: Date): string => instant.toISOString().replace(/\D/g, '').slice(0, 12);

const MINUTE_MS = 60_000;

export const arxivEndpoints = ({ feedUrl, oaiUrl, apiUrl }: ArxivBases): ArxivEndpoints => ({
  feed: (category) => `${feedUrl}/rss/${encodeURIComponent(category)}`,
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
  identify: () => `${oaiUrl}?verb=Identify`,
});
