/**
 * For a query that finds nothing: which part of it is to blame. Each kind of condition is left out of the typed text in turn,
 * the rest is read and searched as if it had been typed, so that a suggested link finds what is said beside it.
 */
import type { PaperSearch } from '../../core/ports/search.ts';
import type { SearchAlternative } from '../../core/render/page/search-nothing-found.ts';
import { parseSearchQuery, type SearchQuery } from '../../core/search/search-query.ts';

/** A word or phrase with what stands before it, as `parseSearchQuery` divides a text. */
const TERM = /-?(?:(?:cat|category|author|after):)?(?:"[^"]*"|[^\s"]+)/gi;
const QUOTES = /[“”„‟«»＂]/g;

type Fits = (term: string) => boolean;

const isCategory: Fits = (term) => /^cat(?:egory)?:/i.test(term);
const isAuthor: Fits = (term) => /^author:/i.test(term);
const isAfter: Fits = (term) => /^after:/i.test(term);
const isExcluded: Fits = (term) => term.startsWith('-');
const isPhrase: Fits = (term) => term.startsWith('"');

const termsOf = (text: string): readonly string[] => text.replace(QUOTES, '"').match(TERM) ?? [];
const without = (text: string, leftOut: Fits): string =>
  termsOf(text)
    .filter((term) => !leftOut(term))
    .join(' ');
const unquoted = (text: string): string =>
  termsOf(text)
    .map((term) => (isPhrase(term) ? term.replaceAll('"', '') : term))
    .join(' ');

interface Change {
  readonly change: string;
  readonly text: string;
}

/** Filters by their name, what they are in words, and whether the query has them. */
const FILTERS: readonly (readonly [change: string, leftOut: Fits, has: (query: SearchQuery) => boolean])[] = [
  ['In every category', isCategory, ({ categories }) => categories.length > 0],
  ['By any author', isAuthor, ({ authors }) => authors.length > 0],
  ['Without the date', isAfter, ({ after }) => after !== undefined],
  ['Without leaving anything out', isExcluded, ({ excluded }) => excluded.length > 0],
];

const changesOf = (query: SearchQuery): readonly Change[] => {
  const { text, phrases } = query;
  const filters = FILTERS.filter(([, , has]) => has(query));
  const changes = filters.map(([change, leftOut]) => ({ change, text: without(text, leftOut) }));
  if (phrases.length > 0) changes.push({ change: 'The words in any order', text: unquoted(text) });
  if (changes.length > 1) {
    const bare = without(text, (term) => filters.some(([, leftOut]) => leftOut(term)));
    changes.push({ change: 'The words alone', text: phrases.length > 0 ? unquoted(bare) : bare });
  }
  return changes.filter((change) => change.text !== '' && change.text !== text);
};

/** At most six searches. */
export const searchAlternatives = (
  search: Pick<PaperSearch, 'search'>,
  query: SearchQuery,
): Promise<readonly SearchAlternative[]> =>
  Promise.all(
    changesOf(query).map(async (change) => {
      const answer = await search.search(parseSearchQuery(change.text), { sort: 'newest', limit: 1, offset: 0 });
      return { ...change, total: answer?.total ?? 0 };
    }),
  );
