/**
 * A query put to one or several index files. All words first; where few papers hold them all, those that hold any are appended.
 * Scores of several files are of one kind (shares of words' rarity in each), so their matches are merged by them.
 */
import type { SearchAnswer, SearchOptions } from '../../core/ports/search.ts';
import { findsSomething, type SearchQuery } from '../../core/search/search-query.ts';
import { matchAll, matchAny, type MatchExpression } from './match-expression.ts';
import type { DayRange, Match, SearchIndex } from './search-index.ts';

export interface Searched {
  /** The hot one first. */
  readonly parts: readonly {
    readonly index: SearchIndex;
    /** What is searched of it: days stand in two files while the years overlap with the hot one. */
    readonly days: DayRange;
    /** The first day that the file holds. */
    readonly from: string;
  }[];
}

/** Fewer papers with all words than this are few. */
const FEW = 10;
/** Nobody pages further. */
const MAX_DEPTH = 5_000;

type Place = Match & { readonly part: number };

const firstOf = (
  { parts }: Searched,
  expression: MatchExpression | undefined,
  { sort, limit }: { readonly sort: SearchOptions['sort']; readonly limit: number },
): readonly Place[] => {
  const found = parts.flatMap(({ index, days }, part) =>
    index.first(expression, { sort, limit, days }).map((match) => ({ ...match, part })),
  );
  return (parts.length > 1 ? found.toSorted((a, b) => b.key - a.key) : found).slice(0, limit);
};

const countIn = ({ parts }: Searched, match: string | undefined): number =>
  parts.reduce((sum, { index, days }) => sum + index.count(match, days), 0);

/** Counting takes a walk through all of them, which a query of the whole file can do without. */
const papersIn = ({ parts }: Searched): number =>
  parts.reduce(
    (sum, { index, days, from }) =>
      sum +
      ((days.from === undefined || days.from <= from) && days.to === undefined
        ? index.papers
        : index.count(undefined, days)),
    0,
  );

const idsOf = ({ parts }: Searched, places: readonly Place[]): SearchAnswer['paperIds'] => {
  const ids = parts.map(({ index }, part) => {
    const own = places.filter((place) => place.part === part).map(({ place }) => place);
    return new Map(own.length > 0 ? index.paperIds(own) : []);
  });
  return places.flatMap(({ part, place }) => ids[part]?.get(place) ?? []);
};

export const findIn = (
  searched: Searched,
  query: SearchQuery,
  { sort, limit, offset }: SearchOptions,
): Omit<SearchAnswer, 'builtAt'> => {
  const { parts } = searched;
  const about = {
    searchedFrom: parts.map(({ from }) => from).reduce((earliest, from) => (from < earliest ? from : earliest)),
    papersSearched: papersIn(searched),
  };
  if (!findsSomething(query)) return { total: 0, paperIds: [], matched: 'all', ...about };
  const depth = Math.min(offset + limit, MAX_DEPTH);
  const all = matchAll(query);
  const found = firstOf(searched, all, { sort, limit: Math.max(depth, FEW) });
  const page = (places: readonly Place[]) => idsOf(searched, places.slice(offset, depth));
  const any = found.length < FEW ? matchAny(query) : undefined;
  if (!any) {
    const total = found.length < FEW ? found.length : countIn(searched, all?.match);
    return { total, paperIds: page(found), matched: 'all', ...about };
  }
  const keyOf = ({ part, place }: Place): string => `${part}#${place}`;
  const have = new Set(found.map(keyOf));
  const others = firstOf(searched, any, { sort, limit: depth + found.length }).filter(
    (place) => !have.has(keyOf(place)),
  );
  const total = countIn(searched, any.match);
  return { total, paperIds: page([...found, ...others]), matched: total > found.length ? 'any' : 'all', ...about };
};

/** How many papers hold all that the query asks for, of how many. */
export const countMatches = (
  searched: Searched,
  query: SearchQuery,
): { readonly matches: number; readonly papers: number } => ({
  matches: findsSomething(query) ? countIn(searched, matchAll(query)?.match) : 0,
  papers: papersIn(searched),
});
