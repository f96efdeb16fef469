/** The answer for nothing found: what each part of the query costs, and what else can be tried. */
import type { SearchSort } from '../../ports/search.ts';
import type { SearchQuery } from '../../search/search-query.ts';
import { html, type SafeHtml } from '../html.ts';
import { countOf } from '../mail/mail-text.ts';
import { dayWords } from '../mail/spoken-date.ts';
import { searchHref } from './search-href.ts';
import { searchLanguage } from './search-language.ts';

/** The query with something left out, and how many papers that finds. */
export interface SearchAlternative {
  /** What is changed: completes "… with …", e.g. `without cat:cs.LG`. */
  readonly change: string;
  /** The whole query, to be typed so. */
  readonly text: string;
  readonly total: number;
}

export interface NothingFound {
  readonly query: SearchQuery;
  readonly sort: SearchSort;
  /** Tried, in order; those that find nothing either are among them. */
  readonly alternatives: readonly SearchAlternative[];
  /** Papers announced before this date were not searched. */
  readonly searchedFrom: string;
  /** Papers from this date on are indexed as well; `undefined` when nothing older is. */
  readonly olderSince: string | undefined;
  /** Date by which its year is said or not. */
  readonly today: string;
}

const alternativeList = (alternatives: readonly SearchAlternative[], sort: SearchSort): SafeHtml =>
  html`<p>The words are here, but not together with everything else that was asked for:</p>
    <ul class="instead ui">
      ${alternatives.map(
        ({ change, text, total }) =>
          html`<li><a href="${searchHref({ text, sort })}">${change}</a> <span>${countOf(total, 'paper')}</span></li>`,
      )}
    </ul>`;

/** Nothing helps but other words. */
const otherWords = ({ words, phrases }: SearchQuery): SafeHtml => {
  const count = words.length + phrases.length;
  if (count === 0) return html`<p>No paper that was searched is so.</p>`;
  return html`<p>
    ${
      count === 1
        ? 'It stands in no title and no abstract that was searched.'
        : 'No title and no abstract that was searched has any of that.'
    }
    Another spelling may help, the word written out instead of its letters, or a broader one.
  </p>`;
};

const yearOf = (date: string): number => Number(date.slice(0, 4));

/** Older years are searched when `after:` reaches back to them: a year or so at a time, as each takes seconds to come. */
const furtherBack = ({ query, sort, searchedFrom, olderSince, today }: NothingFound): SafeHtml | false => {
  if (query.after !== undefined || olderSince === undefined) return false;
  const text = `${query.text} after:${Math.max(yearOf(olderSince), yearOf(searchedFrom) - 1)}`;
  return html`<p>
    Papers from before ${dayWords(searchedFrom, today)} were not searched; this site holds some since
    ${dayWords(olderSince, today)}, and
    <a href="${searchHref({ text, sort })}">“after:” with an earlier year</a> includes them.
  </p>`;
};

export const nothingFound = (input: NothingFound): SafeHtml => {
  const { query, sort, alternatives } = input;
  const helpful = alternatives.filter(({ total }) => total > 0);
  return html`<div class="empty">
    ${helpful.length > 0 ? alternativeList(helpful, sort) : otherWords(query)} ${furtherBack(input)} ${searchLanguage()}
  </div>`;
};
