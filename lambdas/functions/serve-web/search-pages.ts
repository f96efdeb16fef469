/** `GET /search` */
import { newYorkDate } from '../../core/calendar/announcement-calendar.ts';
import { BEYOND_ALL_DATES } from '../../core/calendar/new-york-time.ts';
import type { Paper, PaperId } from '../../core/paper/paper.ts';
import { listKey } from '../../core/rank/ranked-list.ts';
import { DEFAULT_CHOICE } from '../../core/render/page/list-href.ts';
import { renderMessagePage } from '../../core/render/page/message-page.ts';
import { SEARCH_PAGE_SIZE } from '../../core/render/page/search-href.ts';
import type { SearchHit } from '../../core/render/page/search-item.ts';
import { plainOf, unmarked } from '../../core/render/page/search-marks.ts';
import { renderSearchPage, type SearchPageInput, type SearchResults } from '../../core/render/page/search-page.ts';
import { findsSomething, parseSearchQuery, type SearchQuery } from '../../core/search/search-query.ts';
import type { RouteHandler } from './route.ts';
import { searchAlternatives } from './search-alternatives.ts';
import { findPapers } from './search-papers.ts';
import { readPage, readSort } from './search-parameters.ts';
import { pageAnswer } from './web-answer.ts';
import type { WebDeps } from './web-deps.ts';
import { parameter } from './web-request.ts';

type SearchDeps = Pick<WebDeps, 'search' | 'papers' | 'rankings'>;

/** Ranks on the newest list of the week over all fields: one read for all papers of a page. */
const readRanks = async ({ rankings }: SearchDeps): Promise<ReadonlyMap<PaperId, number>> => {
  const list = await rankings.latestUpTo(listKey(DEFAULT_CHOICE.category, DEFAULT_CHOICE.window), BEYOND_ALL_DATES);
  // A place by chance says nothing about a paper.
  const earned = list?.papers.filter(({ section }) => section !== 'explore') ?? [];
  return new Map(earned.map(({ paperId, rank }) => [paperId, rank]));
};

const markPapers = async (
  { search }: SearchDeps,
  query: SearchQuery,
  papers: readonly Paper[],
): Promise<readonly Omit<SearchHit, 'rank'>[]> => {
  const texts = papers.flatMap(({ title, abstract }) => [unmarked(title), unmarked(abstract)]);
  const marks = await search.marks(
    query,
    texts.map(({ pieces }) => plainOf(pieces)),
  );
  const marked = (index: number) => ({ pieces: texts[index]?.pieces ?? [], marks: marks[index] ?? [] });
  return papers.map((paper, index) => ({ paper, title: marked(2 * index), abstract: marked(2 * index + 1) }));
};

const readResults = async (
  deps: SearchDeps,
  query: SearchQuery,
  { sort, page }: Pick<SearchPageInput, 'sort' | 'page'>,
): Promise<SearchResults | 'no-index'> => {
  const offset = (page - 1) * SEARCH_PAGE_SIZE;
  const found = await findPapers(deps, query, { sort, limit: SEARCH_PAGE_SIZE, offset });
  if (found === undefined) return 'no-index';
  if (found.total === 0) return { answer: found, hits: [], alternatives: await searchAlternatives(deps.search, query) };
  const [ranks, marked] = await Promise.all([readRanks(deps), markPapers(deps, query, found.papers)]);
  return {
    answer: found,
    hits: marked.map((hit) => ({ ...hit, rank: ranks.get(hit.paper.paperId) })),
    alternatives: [],
  };
};

export const showSearch: RouteHandler = async (deps, { query: parameters }) => {
  const refuse = (body: string) =>
    pageAnswer(renderMessagePage(deps.site, { heading: 'No such search', body }), { status: 400 });
  const sort = readSort(parameters);
  if ('fault' in sort) return refuse(sort.fault);
  const page = readPage(parameters);
  if ('fault' in page) return refuse(page.fault);

  const query = parseSearchQuery(parameter(parameters, 'q') ?? '');
  const choice = { sort: sort.value, page: page.value };
  const results = findsSomething(query) ? await readResults(deps, query, choice) : 'not-asked';
  const { site, clock } = deps;
  return pageAnswer(renderSearchPage({ site, query, ...choice, results, today: newYorkDate(clock()) }), {
    keep: results === 'no-index' ? 'never' : 'list',
  });
};
