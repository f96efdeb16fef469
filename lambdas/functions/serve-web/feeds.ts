/**
 * `GET /feed.atom` and `GET /feed.json`: the newest ranked list (`?category=&window=`), or what is new under a saved query
 * (`?q=`, in the language of search).
 */
import { newYorkDate } from '../../core/calendar/announcement-calendar.ts';
import { BEYOND_ALL_DATES } from '../../core/calendar/new-york-time.ts';
import type { Paper } from '../../core/paper/paper.ts';
import { evidenceFor } from '../../core/rank/place-evidence.ts';
import { listKey } from '../../core/rank/ranked-list.ts';
import { ATOM_TYPE, renderAtomFeed } from '../../core/render/feed/atom-feed.ts';
import type { FeedFormat } from '../../core/render/feed/feed-href.ts';
import { listFeed, MAX_FEED_ENTRIES, queryFeed, type Feed } from '../../core/render/feed/feed.ts';
import { JSON_FEED_TYPE, renderJsonFeed } from '../../core/render/feed/json-feed.ts';
import { DEFAULT_CHOICE } from '../../core/render/page/list-href.ts';
import { findsSomething, parseSearchQuery, type SearchQuery } from '../../core/search/search-query.ts';
import { readTrending } from './read-trending.ts';
import type { RouteHandler } from './route.ts';
import { findPapers } from './search-papers.ts';
import { readListChoice } from './trending-query.ts';
import { problemAnswer, textAnswer, type WebAnswer } from './web-answer.ts';
import type { WebDeps } from './web-deps.ts';
import { parameter } from './web-request.ts';

/** An index is built within minutes of the first harvest. */
const RETRY_AFTER_SECONDS = 600;

const FORMATS: Readonly<Record<FeedFormat, { readonly type: string; readonly render: (feed: Feed) => string }>> = {
  atom: { type: ATOM_TYPE, render: renderAtomFeed },
  json: { type: JSON_FEED_TYPE, render: renderJsonFeed },
};

const badRequest = (detail: string): WebAnswer => problemAnswer(400, detail);

const readListFeed = async (deps: WebDeps, parameters: URLSearchParams): Promise<Feed | WebAnswer> => {
  const choice = readListChoice(parameters);
  if ('fault' in choice) return badRequest(choice.fault);
  const { list, papers, date } = await readTrending(deps, { ...choice.value, limit: MAX_FEED_ENTRIES });
  return listFeed({ site: deps.site, choice: choice.value, date, places: list?.papers ?? [], papers });
};

/**
 * The newest papers that hold all that the query asks for. Where those are few, search fills up with papers that hold some of
 * it, behind them: a help for somebody who looks on, but no news for somebody who waits.
 */
const readNewest = async (deps: WebDeps, query: SearchQuery) => {
  const found = await findPapers(deps, query, { sort: 'newest', limit: MAX_FEED_ENTRIES, offset: 0 });
  if (found?.matched !== 'any') return found;
  const counted = await deps.search.count(query);
  const whole = new Set(found.paperIds.slice(0, counted?.matches ?? 0));
  return { ...found, papers: found.papers.filter(({ paperId }) => whole.has(paperId)) };
};

/** The reasons that would stand beside the paper on a list of that date, but for its place there. */
const evidenceOn = (paper: Paper, date: string): readonly string[] =>
  evidenceFor(paper, {
    window: DEFAULT_CHOICE.window,
    date,
    daysOnList: 1,
    percentile: undefined,
    isPickedAtRandom: false,
  });

const readQueryFeed = async (deps: WebDeps, text: string): Promise<Feed | WebAnswer> => {
  const query = parseSearchQuery(text);
  if (!findsSomething(query)) {
    return badRequest('q is to hold what is searched for: words, a "phrase", cat:, author: or after:.');
  }
  const [found, edition] = await Promise.all([
    readNewest(deps, query),
    deps.rankings.latestUpTo(listKey(DEFAULT_CHOICE.category, DEFAULT_CHOICE.window), BEYOND_ALL_DATES),
  ]);
  if (found === undefined) {
    const headers = { 'retry-after': String(RETRY_AFTER_SECONDS) };
    return problemAnswer(503, 'The search index has not been built yet.', { headers });
  }
  const date = edition?.date ?? newYorkDate(deps.clock());
  return queryFeed({
    site: deps.site,
    query: query.text,
    found: found.papers.map((paper) => ({ paper, evidence: evidenceOn(paper, date) })),
    builtAt: found.builtAt,
  });
};

const LIST_PARAMETERS = ['category', 'window'] as const;

const readFeed = (deps: WebDeps, parameters: URLSearchParams): Promise<Feed | WebAnswer> | WebAnswer => {
  if (!parameters.has('q')) return readListFeed(deps, parameters);
  if (LIST_PARAMETERS.some((name) => parameter(parameters, name) !== undefined)) {
    return badRequest('A feed follows a list (category, window) or a query (q), not both; cat:cs.LG can stand in q.');
  }
  return readQueryFeed(deps, parameter(parameters, 'q') ?? '');
};

const answerIn =
  (format: FeedFormat): RouteHandler =>
  async (deps, { query }) => {
    const feed = await readFeed(deps, query);
    if ('status' in feed) return feed;
    const { type, render } = FORMATS[format];
    return textAnswer(render(feed), { type, keep: 'list' });
  };

export const showAtomFeed = answerIn('atom');
export const showJsonFeed = answerIn('json');
