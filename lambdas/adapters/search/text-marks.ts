/**
 * Where a query's words stand in texts, found by the engine that found the paper: the texts go into a table in memory with the
 * index's own tokenizer, and `highlight()` says what matched.
 */
import type { Database } from 'node-sqlite3-wasm';
import type { TextRange } from '../../core/ports/search.ts';
import type { SearchQuery } from '../../core/search/search-query.ts';
import { TOKENIZER } from './index-schema.ts';
import { markedTerms } from './match-expression.ts';
import { openSqlite, rowsOf } from './sqlite.ts';

const FROM = '\u0001';
const TO = '\u0002';
/** The marks themselves and the end of a C string: spaces to the tokenizer anyway. */
const CONTROL = /\p{Cc}/gu;
/** A half of a surrogate pair becomes one unit of another kind in UTF-8, so that places stay. */
const HALF_PAIR = /\p{Cs}/gu;

export interface TextMarks {
  of(query: SearchQuery, texts: readonly string[]): readonly (readonly TextRange[])[];
  close(): void;
}

const rangesOf = (highlighted: string): readonly TextRange[] => {
  const ranges: TextRange[] = [];
  let signs = 0;
  let from = 0;
  for (let at = 0; at < highlighted.length; at += 1) {
    const sign = highlighted[at];
    if (sign !== FROM && sign !== TO) continue;
    if (sign === FROM) from = at - signs;
    else ranges.push({ from, to: at - signs });
    signs += 1;
  }
  return ranges;
};

const marksIn = (database: Database, match: string, texts: readonly string[]): readonly (readonly TextRange[])[] => {
  database.run('DELETE FROM texts');
  texts.forEach((text, index) => {
    database.run('INSERT INTO texts(rowid, text) VALUES (?, ?)', [
      index,
      text.replace(CONTROL, ' ').replace(HALF_PAIR, '\uFFFD'),
    ]);
  });
  const found = new Map(
    rowsOf(database, 'SELECT rowid AS place, highlight(texts, 0, ?, ?) AS marked FROM texts WHERE texts MATCH ?', [
      FROM,
      TO,
      match,
    ]).map(({ place, marked }) => [Number(place), rangesOf(String(marked))]),
  );
  return texts.map((_text, index) => found.get(index) ?? []);
};

export const openTextMarks = async (): Promise<TextMarks> => {
  const database = await openSqlite(':memory:');
  database.exec(`CREATE VIRTUAL TABLE texts USING fts5(text, tokenize='${TOKENIZER}')`);
  return {
    of: (query, texts) => {
      const match = markedTerms(query);
      return match === undefined ? texts.map(() => []) : marksIn(database, match, texts);
    },
    close: () => {
      database.close();
    },
  };
};
