/**
 * One index file, open for reading: matches of an expression in an order, and how many there are. Everything here is
 * synchronous, so that a file can be closed between two queries and never during one.
 */
import type { PaperId } from '../../core/paper/paper.ts';
import type { SearchSort } from '../../core/ports/search.ts';
import { firstPlaceOn, INDEX_FORMAT } from './index-schema.ts';
import type { Lift, MatchExpression } from './match-expression.ts';
import { openSqlite, rowsOf } from './sqlite.ts';

/** A row that matches; the higher its `key`, the further in front. */
export interface Match {
  readonly place: number;
  readonly key: number;
}

/** Days that are searched, `from` inclusive, `to` exclusive. */
export interface DayRange {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

export interface SearchIndex {
  readonly papers: number;
  count(match: string | undefined, days: DayRange): number;
  /** The first `limit` in that order. Without an expression every paper matches. */
  first(
    expression: MatchExpression | undefined,
    options: { readonly sort: SearchSort; readonly limit: number; readonly days: DayRange },
  ): readonly Match[];
  paperIds(places: readonly number[]): readonly (readonly [place: number, paperId: PaperId])[];
  close(): void;
}

/** The file is no index, or one of another format. */
export class IndexFileError extends Error {
  override readonly name = 'IndexFileError';
}

/** So many of the best by words alone are ordered again with everything known of them. */
const RERANKED = 200;
/**
 * Up to so many matches each is scored by its words; that costs some 5 µs each, fifteen times as much as finding it. Of more,
 * the likely ones are scored, and all others follow, newest first.
 */
const SCORED_AT_MOST = 600;
/** Numbers of matches that are remembered; the file never changes. */
const COUNTS_KEPT = 500;
/** Of a word that many papers have, so many are looked at, the newest. */
const LISTED_AT_MOST = 2_000;
/** Of the words' score (BM25), what a condition adds: a share, so that it weighs the same for rare words and common ones. */
export const LIFTS: Readonly<Record<Lift | 'hotness', number>> = {
  titleBegins: 0.2,
  phraseInTitle: 0.5,
  phraseInAbstract: 0.25,
  wordsInTitle: 0.25,
  wordsNear: 0.3,
  hotness: 0.05,
};

const EVERY_PLACE = Number.MAX_SAFE_INTEGER;

const placesOf = ({ from, to }: DayRange): readonly [first: number, beyond: number] => [
  from === undefined ? 0 : firstPlaceOn(from),
  to === undefined ? EVERY_PLACE : firstPlaceOn(to),
];

/** A range that holds every row is left out: a walk with bounds costs half as much again. */
const isWhole = ({ from, to }: DayRange): boolean => from === undefined && to === undefined;
const within = (days: DayRange): string => (isWhole(days) ? '' : 'AND rowid >= ? AND rowid < ?');
const boundsOf = (days: DayRange): readonly number[] => (isWhole(days) ? [] : placesOf(days));

/** Rows of a list. The plus keeps the engine from looking each of them up; the walk begins and ends with the list. */
const AMONG = 'AND rowid >= ? AND rowid <= ? AND +rowid IN (SELECT value FROM json_each(?))';
const amongValues = (places: readonly number[]): readonly (number | string)[] => [
  places.reduce((least, place) => Math.min(least, place), EVERY_PLACE),
  places.reduce((most, place) => Math.max(most, place), 0),
  JSON.stringify(places),
];

/**
 * @param file in a folder that can be written to and where nobody else opens it
 * @throws IndexFileError
 */
export const openSearchIndex = async (file: string): Promise<SearchIndex> => {
  const database = await openSqlite(file, { readOnly: true });
  try {
    database.exec('PRAGMA cache_size = -16384; PRAGMA query_only = 1;');
    const facts = new Map(
      rowsOf(database, 'SELECT name, value FROM facts').map(({ name, value }) => [name, Number(value)]),
    );
    if (facts.get('format') !== INDEX_FORMAT) throw new IndexFileError('The search index has another format.');
    const usualHotness = facts.get('usualHotness') ?? 0;
    const topHotness = facts.get('topHotness') ?? 0;
    const heatOf = (hotness: number): number =>
      topHotness > usualHotness ? Math.min(Math.max((hotness - usualHotness) / (topHotness - usualHotness), 0), 1) : 0;

    const papers = facts.get('papers') ?? 0;

    const counted = new Map<string, number>();
    /** A query asks several times, and each page of it again. */
    const count = (match: string | undefined, days: DayRange): number => {
      const key = JSON.stringify([match, ...placesOf(days)]);
      const known = counted.get(key);
      if (known !== undefined) return known;
      const sql =
        match === undefined
          ? 'SELECT count(*) AS matches FROM documents WHERE place >= ? AND place < ?'
          : `SELECT count(*) AS matches FROM papers WHERE papers MATCH ? ${within(days)}`;
      const values = match === undefined ? placesOf(days) : [match, ...boundsOf(days)];
      const matching = Number(rowsOf(database, sql, values)[0]?.matches ?? 0);
      if (counted.size >= COUNTS_KEPT) counted.clear();
      counted.set(key, matching);
      return matching;
    };

    const matches = (sql: string, values: readonly (string | number)[]): readonly Match[] =>
      rowsOf(database, sql, values).map(({ place, key }) => ({ place: Number(place), key: Number(key) }));

    const byWords = (match: string, limit: number, days: DayRange): readonly Match[] =>
      matches(
        `SELECT rowid AS place, -rank AS key FROM papers WHERE papers MATCH ? ${within(days)} ORDER BY rank LIMIT ?`,
        [match, ...boundsOf(days), limit],
      );

    const liftsOf = (expression: MatchExpression, places: readonly number[]): ReadonlyMap<number, number> => {
      const lifts = new Map(places.map((place) => [place, 1]));
      const list = JSON.stringify(places);
      const add = (place: number, lift: number): void => {
        lifts.set(place, (lifts.get(place) ?? 1) + lift);
      };
      const met = new Set<Lift>();
      for (const { match, lift, onlyWith } of expression.lifts) {
        if (onlyWith !== undefined && !met.has(onlyWith)) continue;
        const lifted = rowsOf(database, `SELECT rowid AS place FROM papers WHERE papers MATCH ? ${AMONG}`, [
          match,
          ...amongValues(places),
        ]);
        for (const { place } of lifted) add(Number(place), LIFTS[lift]);
        if (lifted.length > 0) met.add(lift);
      }
      const heats = rowsOf(
        database,
        'SELECT place, hotness FROM documents WHERE place IN (SELECT value FROM json_each(?))',
        [list],
      );
      for (const { place, hotness } of heats) add(Number(place), LIFTS.hotness * heatOf(Number(hotness)));
      return lifts;
    };

    const newest = (match: string, limit: number, days: DayRange): readonly number[] =>
      rowsOf(
        database,
        `SELECT rowid AS place FROM papers WHERE papers MATCH ? ${within(days)} ORDER BY rowid DESC LIMIT ?`,
        [match, ...boundsOf(days), limit],
      ).map(({ place }) => Number(place));

    /** The first expressions first; what is left of the room goes to the newest. */
    const likelyOfAll = ({ match, likely }: MatchExpression, days: DayRange): readonly number[] => {
      const places = new Set<number>();
      for (const each of [...likely.matches, match]) {
        if (places.size >= RERANKED) break;
        for (const place of newest(each, RERANKED, days)) if (places.size < RERANKED) places.add(place);
      }
      return [...places];
    };

    /** Those with the most, and the rarest, of the words. */
    const likelyOfAny = ({ likely }: MatchExpression, days: DayRange): readonly number[] => {
      const rarity = new Map<number, number>();
      for (const each of likely.matches) {
        const places = newest(each, LISTED_AT_MOST, days);
        const weight = Math.log(1 + papers / (1 + places.length));
        for (const place of places) rarity.set(place, (rarity.get(place) ?? 0) + weight);
      }
      return [...rarity]
        .toSorted((a, b) => b[1] - a[1] || b[0] - a[0])
        .slice(0, RERANKED)
        .map(([place]) => place);
    };

    const scored = (match: string, places: readonly number[]): readonly Match[] =>
      matches(`SELECT rowid AS place, -rank AS key FROM papers WHERE papers MATCH ? ${AMONG}`, [
        match,
        ...amongValues(places),
      ]).toSorted((a, b) => b.key - a.key);

    /** In an order that is the same for every `limit`, so that pages neither repeat nor leave out a paper. */
    const byWordsOfLikely = (expression: MatchExpression, limit: number, days: DayRange): readonly Match[] => {
      const likely = (expression.likely.of === 'all' ? likelyOfAll : likelyOfAny)(expression, days);
      const first = scored(expression.match, likely);
      if (first.length >= limit) return first;
      const have = new Set(first.map(({ place }) => place));
      const others = newest(expression.match, limit + have.size, days).filter((place) => !have.has(place));
      return [...first, ...others.map((place) => ({ place, key: 0 }))];
    };

    const byRelevance = (expression: MatchExpression, limit: number, days: DayRange): readonly Match[] => {
      const isMany = count(expression.match, days) > SCORED_AT_MOST;
      const found = isMany
        ? byWordsOfLikely(expression, limit, days)
        : byWords(expression.match, Math.max(limit, RERANKED), days);
      const best = found.slice(0, RERANKED);
      const lifts = liftsOf(
        expression,
        best.map(({ place }) => place),
      );
      const reranked = best.map(({ place, key }) => ({ place, key: key * (lifts.get(place) ?? 1) }));
      return [...reranked.toSorted((a, b) => b.key - a.key || b.place - a.place), ...found.slice(RERANKED)].slice(
        0,
        limit,
      );
    };

    return {
      papers,
      count,
      first: (expression, { sort, limit, days }) => {
        if (sort === 'relevance' && expression !== undefined) return byRelevance(expression, limit, days);
        const order = sort === 'trending' ? 'hotness' : 'place';
        if (expression === undefined)
          return matches(
            `SELECT place, ${order} AS key FROM documents WHERE place >= ? AND place < ? ORDER BY ${order} DESC, place DESC LIMIT ?`,
            [...placesOf(days), limit],
          );
        if (order === 'place')
          return matches(
            `SELECT rowid AS place, rowid AS key FROM papers WHERE papers MATCH ? ${within(days)} ORDER BY rowid DESC LIMIT ?`,
            [expression.match, ...boundsOf(days), limit],
          );
        return matches(
          `SELECT place, hotness AS key FROM papers JOIN documents ON place = papers.rowid
           WHERE papers MATCH ? AND papers.rowid >= ? AND papers.rowid < ? ORDER BY hotness DESC, place DESC LIMIT ?`,
          [expression.match, ...placesOf(days), limit],
        );
      },
      paperIds: (places) =>
        rowsOf(database, 'SELECT place, paper_id FROM documents WHERE place IN (SELECT value FROM json_each(?))', [
          JSON.stringify(places),
        ]).map(({ place, paper_id: id }) => [Number(place), id as PaperId]),
      close: () => {
        database.close();
      },
    };
  } catch (error) {
    database.close();
    if (error instanceof IndexFileError) throw error;
    throw new IndexFileError('The search index can’t be read.', { cause: error });
  }
};
