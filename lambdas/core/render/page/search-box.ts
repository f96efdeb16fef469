/** The search box: in the masthead of every page, and larger on the page of results. A plain GET form. */
import type { SearchSort } from '../../ports/search.ts';
import { MAX_QUERY_LENGTH } from '../../search/search-query.ts';
import { html, type SafeHtml } from '../html.ts';
import { DEFAULT_SEARCH_SORT } from './search-href.ts';

export interface SearchBox {
  /** What was searched for. @default '' */
  readonly query?: string;
  /** Kept for the next search. @default relevance */
  readonly sort?: SearchSort;
  /** `page`: the one that the page is about. At most one of each on a page: the fields' ids differ. @default 'masthead' */
  readonly place?: 'masthead' | 'page';
}

export const searchBox = ({ query = '', sort = DEFAULT_SEARCH_SORT, place = 'masthead' }: SearchBox = {}): SafeHtml => {
  const id = place === 'page' ? 'search-text' : 'mast-search';
  return html`<form
    class="${place === 'page' ? 'find big ui' : 'find ui'}"
    role="search"
    action="/search"
    method="get"
    aria-label="${place === 'page' ? 'Papers' : 'All papers'}"
  >
    <label class="sr" for="${id}">Search titles and abstracts</label
    ><input
      id="${id}"
      type="search"
      name="q"
      value="${query}"
      placeholder="Search titles and abstracts"
      maxlength="${MAX_QUERY_LENGTH}"
      autocomplete="off"
      autocapitalize="none"
      spellcheck="false"
    />${sort !== DEFAULT_SEARCH_SORT && html`<input type="hidden" name="sort" value="${sort}" />`}<button>
      Search
    </button>
  </form>`;
};
