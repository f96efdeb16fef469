/** The page at `/search`: the box, what was found, in which order, and what was searched. */
import { SEARCH_SORTS, type SearchAnswer, type SearchSort } from '../../ports/search.ts';
import type { SearchQuery } from '../../search/search-query.ts';
import { html, type SafeHtml } from '../html.ts';
import { countOf, shortenText, spokenNumber } from '../mail/mail-text.ts';
import { dayWords, spokenDayOf } from '../mail/spoken-date.ts';
import { renderPage, type PageSite } from './page-frame.ts';
import type { FeedLink } from './page-head.ts';
import { searchBox } from './search-box.ts';
import {
  MAX_SEARCH_PAGES,
  SEARCH_PAGE_SIZE,
  searchApiHref,
  searchFeedHref,
  searchHref,
  searchPageCount,
} from './search-href.ts';
import { searchItem, type SearchHit } from './search-item.ts';
import { searchLanguage } from './search-language.ts';
import { nothingFound, type SearchAlternative } from './search-nothing-found.ts';

/** What a query has found. */
export interface SearchResults {
  readonly answer: Pick<
    SearchAnswer,
    'total' | 'matched' | 'searchedFrom' | 'olderSince' | 'papersSearched' | 'builtAt'
  >;
  readonly hits: readonly SearchHit[];
  /** Only tried when nothing was found. */
  readonly alternatives: readonly SearchAlternative[];
}

export interface SearchPageInput {
  readonly site: PageSite;
  readonly query: SearchQuery;
  readonly sort: SearchSort;
  /** From 1. */
  readonly page: number;
  /** `not-asked`: the query asks for nothing. `no-index`: none has been built yet. */
  readonly results: SearchResults | 'not-asked' | 'no-index';
  /** Date by which years are said or not. */
  readonly today: string;
}

const SORT_NAMES: Readonly<Record<SearchSort, string>> = {
  relevance: 'Relevance',
  trending: 'Trending',
  newest: 'Newest',
};
const QUOTED_BYTES = 120;
const INDEX_ZONE = 'America/New_York';

const sortTabs = (text: string, sort: SearchSort): SafeHtml =>
  html`<nav aria-label="Order">
    <ul class="tabs">
      ${SEARCH_SORTS.map(
        (each) =>
          html`<li>
            <a href="${searchHref({ text, sort: each })}" ${each === sort && html` aria-current="page"`}
              >${SORT_NAMES[each]}</a
            >
          </li>`,
      )}
    </ul>
  </nav>`;

const noteList = ({ notes }: SearchQuery): SafeHtml | false =>
  notes.length > 0 &&
  html`<ul class="notes ui">
    ${notes.map((note) => html`<li>${note}</li>`)}
  </ul>`;

/** What was searched: an answer is only as good as that. */
const searchedWords = (
  { papersSearched, searchedFrom, builtAt }: SearchResults['answer'],
  { query: { after = '' }, today }: SearchPageInput,
): string => {
  const since = dayWords(after > searchedFrom ? after : searchedFrom, today);
  return `Searched ${countOf(papersSearched, 'paper')} announced since ${since}, as of ${spokenDayOf(builtAt, INDEX_ZONE)}.`;
};

const followLinks = (text: string, sort: SearchSort): SafeHtml =>
  html`<ul class="links ui" aria-label="This search elsewhere">
    <li><a href="${searchFeedHref(text, 'atom')}">Atom feed</a></li>
    <li><a href="${searchFeedHref(text, 'json')}">JSON feed</a></li>
    <li><a href="${searchApiHref({ text, sort })}">Results as JSON</a></li>
  </ul>`;

const paging = ({ query: { text }, sort, page }: SearchPageInput, total: number): SafeHtml | false => {
  const last = searchPageCount(total);
  if (last === 1) return false;
  const cut = total > MAX_SEARCH_PAGES * SEARCH_PAGE_SIZE;
  return html`<nav class="pages ui" aria-label="Pages">
      ${page > 1 && html`<a rel="prev" href="${searchHref({ text, sort }, page - 1)}">← Previous</a>`}
      <span>Page ${page} of ${last}</span>
      ${page < last && html`<a rel="next" href="${searchHref({ text, sort }, page + 1)}">Next →</a>`}
    </nav>
    ${
      cut &&
      page === last &&
      html`<p class="ui">
        The first ${spokenNumber(MAX_SEARCH_PAGES * SEARCH_PAGE_SIZE)} can be paged through: narrow the search to see
        others.
      </p>`
    }`;
};

const resultsMarkup = (input: SearchPageInput, results: SearchResults): SafeHtml => {
  const { query, sort, page, today } = input;
  const { answer, hits } = results;
  if (answer.total === 0)
    return html`${followLinks(query.text, sort)}
    ${nothingFound({
      ...{ query, sort, today, alternatives: results.alternatives },
      ...{ searchedFrom: answer.searchedFrom, olderSince: answer.olderSince },
    })}`;
  const last = searchPageCount(answer.total);
  const shown =
    page > last
      ? html`<p class="empty">
          The results end with <a href="${searchHref({ text: query.text, sort }, last)}">page ${last}</a>.
        </p>`
      : html`${hits.map((hit) => searchItem(hit, today))} ${paging(input, answer.total)}`;
  return html`<div class="order ui">${sortTabs(query.text, sort)} ${followLinks(query.text, sort)}</div>
    ${shown}`;
};

const noIndexMarkup = html`<p>
  The index of titles and abstracts has not been built yet: that happens after papers have been taken in. Please come
  back later; the <a href="/">trending papers</a> are there already.
</p>`;

/** Everything between the box and the papers. */
const headOf = (input: SearchPageInput): SafeHtml => {
  const { results } = input;
  if (results === 'not-asked') return html`<h1>Search</h1>`;
  if (results === 'no-index') return html`<h1>Search isn’t ready yet</h1>`;
  const { answer } = results;
  return html`<h1>${answer.total === 0 ? 'Nothing found' : `${countOf(answer.total, 'paper')} found`}</h1>
    ${
      answer.matched === 'any' &&
      answer.total > 0 &&
      html`<p>Few papers have all of these words, so those with some of them follow behind.</p>`
    }
    <p class="ui">${searchedWords(answer, input)}</p>`;
};

const bodyOf = (input: SearchPageInput): SafeHtml => {
  const { results } = input;
  if (results === 'not-asked') return searchLanguage();
  if (results === 'no-index') return noIndexMarkup;
  return resultsMarkup(input, results);
};

const feedsOf = (text: string): readonly FeedLink[] => {
  const title = `Search: ${shortenText(text, QUOTED_BYTES)}`;
  return [
    { type: 'application/atom+xml', href: searchFeedHref(text, 'atom'), title },
    { type: 'application/feed+json', href: searchFeedHref(text, 'json'), title },
  ];
};

/** Results are no pages of their own for search engines: the whole page is left out there. */
export const renderSearchPage = (input: SearchPageInput): string => {
  const { site, query, sort, results } = input;
  const hasResults = typeof results !== 'string';
  return renderPage({
    site,
    title: query.text === '' ? 'Search' : `${shortenText(query.text, QUOTED_BYTES)} · Search`,
    ...(hasResults && { feeds: feedsOf(query.text) }),
    hasSearchBox: true,
    content: html`<div class="search">
      ${searchBox({ query: query.text, sort, place: 'page' })}
      <div class="lead">${headOf(input)}${noteList(query)}</div>
      ${bodyOf(input)}
    </div>`,
  });
};
