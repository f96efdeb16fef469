/**
 * A query as FTS5 expressions. Every word stands in double quotes, where no operator means anything; a word with signs inside
 * (`state-of-the-art`) is thereby a phrase of its parts, as the index sees it.
 */
import type { SearchPhrase, SearchQuery } from '../../core/search/search-query.ts';
import { tellingWords } from '../../core/search/stop-words.ts';
import { categoryWord } from './index-schema.ts';

export interface MatchExpression {
  /** Rows that match. */
  readonly match: string;
  /**
   * Where more rows match than can be looked at one by one: expressions whose rows are most likely to be the best, each a part of
   * `match`, the best first. `any`: the words one by one, of which a row that has several, or rare ones, is likely.
   */
  readonly likely: { readonly of: 'all' | 'any'; readonly matches: readonly string[] };
  /** Conditions that lift a match, each with its weight. `onlyWith`: hardly a row has it that has not that one, which stands before it. */
  readonly lifts: readonly { readonly match: string; readonly lift: Lift; readonly onlyWith?: Lift }[];
}

export type Lift = 'titleBegins' | 'phraseInTitle' | 'phraseInAbstract' | 'wordsInTitle' | 'wordsNear';

/** All words within so many others count as near. */
const NEAR_WORDS = 8;

const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
const phraseOf = (words: SearchPhrase): string => quoted(words.join(' '));
const allOf = (terms: readonly string[]): string => terms.join(' AND ');
const anyOf = (terms: readonly string[]): string => `(${terms.join(' OR ')})`;

/** Names in whatever order, with an initial between them or not; the index keeps neighbours further apart than that. */
const authorTerm = (name: SearchPhrase): string =>
  `authors : ${name.length > 1 ? `NEAR(${name.map(quoted).join(' ')}, 1)` : phraseOf(name)}`;

const filtersOf = ({ categories, authors }: SearchQuery): readonly string[] => [
  ...authors.map(authorTerm),
  ...(categories.length > 0 ? [`categories : ${anyOf(categories.map(categoryWord).map(quoted))}`] : []),
];

/** FTS5 takes what is left of NOT first, so the whole of it stands in brackets. */
const without = (match: string, { excluded }: SearchQuery): string =>
  excluded.length > 0 ? `(${match}) NOT ${anyOf(excluded.map(phraseOf))}` : match;

const liftsOf = (runs: readonly SearchPhrase[], terms: readonly string[]): MatchExpression['lifts'] => {
  if (terms.length === 0) return [];
  const inTitle = { match: `title : (${allOf(terms)})`, lift: 'wordsInTitle' } as const;
  if (terms.length === 1) return [inTitle];
  const near = { match: `NEAR(${terms.join(' ')}, ${NEAR_WORDS})`, lift: 'wordsNear' } as const;
  const phrases = runs.filter((run) => run.length > 1).map(phraseOf);
  if (phrases.length === 0) return [inTitle, near];
  return [
    inTitle,
    { match: `title : ${anyOf(phrases)}`, lift: 'phraseInTitle', onlyWith: 'wordsInTitle' },
    // A title typed in full comes before one that quotes it.
    ...phrases.map(
      (phrase) => ({ match: `title : ^${phrase}`, lift: 'titleBegins', onlyWith: 'phraseInTitle' }) as const,
    ),
    near,
    { match: `abstract : ${anyOf(phrases)}`, lift: 'phraseInAbstract', onlyWith: 'wordsNear' },
  ];
};

/**
 * All words that say something, phrases and names (the others are nearly everywhere, and count where they stand between these);
 * `undefined` when the query has nothing that the engine can look for.
 */
export const matchAll = (query: SearchQuery): MatchExpression | undefined => {
  const terms = [
    ...(query.words.length > 0 ? tellingWords(query.words) : []).map(quoted),
    ...query.phrases.map(phraseOf),
  ];
  const filters = filtersOf(query);
  const wanted = [...terms, ...filters];
  if (wanted.length === 0) return undefined;
  const lifts = liftsOf([query.words, ...query.phrases], terms);
  return {
    match: without(allOf(wanted), query),
    likely: { of: 'all', matches: lifts.map(({ match }) => without(allOf([match, ...wanted]), query)) },
    lifts,
  };
};

/** Any word that says something, or any phrase, under the same filters; `undefined` when that is no more than `matchAll`. */
export const matchAny = (query: SearchQuery): MatchExpression | undefined => {
  const words = tellingWords(query.words);
  const terms = [...new Set([...words.map(quoted), ...query.phrases.map(phraseOf)])];
  if (query.words.length + query.phrases.length < 2) return undefined;
  const filters = filtersOf(query);
  return {
    match: without(allOf([anyOf(terms), ...filters]), query),
    likely: { of: 'any', matches: terms.map((term) => without(allOf([term, ...filters]), query)) },
    lifts: [],
  };
};

/** Any of the words that say something and of the phrases, without conditions: what is marked in a text. */
export const markedTerms = ({ words, phrases }: SearchQuery): string | undefined => {
  const terms = [...tellingWords(words).map(quoted), ...phrases.map(phraseOf)];
  return terms.length > 0 ? terms.join(' OR ') : undefined;
};
