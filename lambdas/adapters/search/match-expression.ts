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
  /** Conditions that lift a match, each with its weight (`rank-matches.ts`). */
  readonly lifts: readonly { readonly match: string; readonly lift: Lift }[];
}

export type Lift = 'phraseInTitle' | 'phraseInAbstract' | 'wordsInTitle' | 'wordsNear';

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
  const lifts: { match: string; lift: Lift }[] = [{ match: `title : (${allOf(terms)})`, lift: 'wordsInTitle' }];
  if (terms.length > 1) lifts.push({ match: `NEAR(${terms.join(' ')}, ${NEAR_WORDS})`, lift: 'wordsNear' });
  const phrases = runs.filter((run) => run.length > 1).map(phraseOf);
  if (phrases.length === 0) return lifts;
  return [
    { match: `title : ${anyOf(phrases)}`, lift: 'phraseInTitle' },
    { match: `abstract : ${anyOf(phrases)}`, lift: 'phraseInAbstract' },
    ...lifts,
  ];
};

/** All words, phrases and names; `undefined` when the query has nothing that the engine can look for. */
export const matchAll = (query: SearchQuery): MatchExpression | undefined => {
  const terms = [...query.words.map(quoted), ...query.phrases.map(phraseOf)];
  const wanted = [...terms, ...filtersOf(query)];
  if (wanted.length === 0) return undefined;
  return { match: without(allOf(wanted), query), lifts: liftsOf([query.words, ...query.phrases], terms) };
};

/** Any word that says something, or any phrase, under the same filters; `undefined` when that is no more than `matchAll`. */
export const matchAny = (query: SearchQuery): MatchExpression | undefined => {
  const words = tellingWords(query.words);
  const terms = [...new Set([...words.map(quoted), ...query.phrases.map(phraseOf)])];
  if (query.words.length + query.phrases.length < 2) return undefined;
  return {
    match: without(allOf([anyOf(terms), ...filtersOf(query)]), query),
    lifts: [],
  };
};

/** Any of the words that say something and of the phrases, without conditions: what is marked in a text. */
export const markedTerms = ({ words, phrases }: SearchQuery): string | undefined => {
  const terms = [...tellingWords(words).map(quoted), ...phrases.map(phraseOf)];
  return terms.length > 0 ? terms.join(' OR ') : undefined;
};
