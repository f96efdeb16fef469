/**
 * Builds an index file out of a stream of documents, in memory of a few thousand of them. They may come in any order, but the
 * nearer to that of their days the faster: the engine empties its buffer whenever a row's number falls.
 * Each document is a row: a paper that comes twice stands twice.
 */
import type { Database } from 'node-sqlite3-wasm';
import { rm } from 'node:fs/promises';
import {
  dateOfPlace,
  firstPlaceOn,
  authorsText,
  categoryWord,
  INDEX_FORMAT,
  PLACES_PER_DAY,
  SCHEMA,
} from './index-schema.ts';
import type { IndexDocument } from './index-document.ts';
import { IndexFileError } from './search-index.ts';
import { openSqlite, rowsOf } from './sqlite.ts';

/** Sorted by day before they are written. */
const DOCUMENTS_PER_BATCH = 4_000;

/** No journal and no syncs: a file whose writing was broken off is thrown away. */
const FAST_AND_LOOSE = `
  PRAGMA page_size = 8192;
  PRAGMA journal_mode = OFF;
  PRAGMA synchronous = OFF;
  PRAGMA locking_mode = EXCLUSIVE;
  PRAGMA cache_size = -65536;
`;
/** What the engine gathers before it writes a segment. */
const ENGINE_BUFFER_BYTES = 32 * 1024 * 1024;

export interface WrittenIndex {
  readonly papers: number;
  /** The day of the oldest. */
  readonly oldest?: string;
}

/** Writes rows into the tables of an index; the caller opens the transaction. */
const createDocumentWriter = (
  database: Database,
  lastPlaces: ReadonlyMap<string, number> = new Map(),
): { readonly write: (documents: readonly IndexDocument[]) => void; readonly close: () => void } => {
  const nextPlaces = new Map([...lastPlaces].map(([date, place]) => [date, place + 1]));
  const insertText = database.prepare(
    'INSERT INTO papers(rowid, title, abstract, authors, categories) VALUES (?, ?, ?, ?, ?)',
  );
  const insertDocument = database.prepare('INSERT INTO documents(place, paper_id, hotness) VALUES (?, ?, ?)');
  const placeFor = (date: string): number => {
    const place = nextPlaces.get(date) ?? firstPlaceOn(date);
    if (place >= firstPlaceOn(date) + PLACES_PER_DAY) throw new Error(`The index holds no more papers of ${date}.`);
    nextPlaces.set(date, place + 1);
    return place;
  };
  return {
    write: (documents) => {
      for (const document of documents.toSorted((a, b) => (a.announcedOn < b.announcedOn ? -1 : 1))) {
        const place = placeFor(document.announcedOn);
        insertText.run([
          place,
          document.title,
          document.abstract,
          authorsText(document.authors),
          document.categories.map(categoryWord).join(' '),
        ]);
        insertDocument.run([place, document.paperId, document.hotness]);
      }
    },
    close: () => {
      insertText.finalize();
      insertDocument.finalize();
    },
  };
};

/** What queries read once at opening: how many papers, and how hot the middle one and the hottest hundredth are. */
const noteFacts = (database: Database): WrittenIndex => {
  const papers = Number(database.get('SELECT count(*) AS papers FROM documents')?.papers ?? 0);
  const hotnessAt = (share: number): number =>
    Number(
      database.get('SELECT hotness FROM documents ORDER BY hotness LIMIT 1 OFFSET ?', [
        Math.min(Math.floor(papers * share), Math.max(papers - 1, 0)),
      ])?.hotness ?? 0,
    );
  const facts = { format: INDEX_FORMAT, papers, usualHotness: hotnessAt(0.5), topHotness: hotnessAt(0.99) };
  for (const [name, value] of Object.entries(facts))
    database.run('INSERT OR REPLACE INTO facts(name, value) VALUES (?, ?)', [name, value]);
  if (papers === 0) return { papers };
  const place = Number(database.get('SELECT min(place) AS place FROM documents')?.place);
  return { papers, oldest: dateOfPlace(place) };
};

/** Opens a file for building, runs the work in one transaction, and writes what came of it to `file`, without gaps. */
const buildAside = async <Result>(
  { part, file }: { readonly part: string; readonly file: string },
  work: (database: Database) => Promise<Result>,
): Promise<Result> => {
  const database = await openSqlite(part);
  try {
    database.exec(FAST_AND_LOOSE);
    database.run(`BEGIN`);
    const result = await work(database);
    database.run(`COMMIT`);
    // Merging leaves a fifth of the pages empty.
    database.run('VACUUM INTO ?', [file]);
    return result;
  } finally {
    database.close();
    await rm(part, { force: true });
  }
};

const writeBatches = async (
  database: Database,
  documents: AsyncIterable<IndexDocument> | Iterable<IndexDocument>,
  lastPlaces?: ReadonlyMap<string, number>,
): Promise<void> => {
  database.run(`INSERT INTO papers(papers, rank) VALUES ('hashsize', ?)`, [ENGINE_BUFFER_BYTES]);
  const writer = createDocumentWriter(database, lastPlaces);
  try {
    let batch: IndexDocument[] = [];
    for await (const document of documents) {
      batch.push(document);
      if (batch.length < DOCUMENTS_PER_BATCH) continue;
      writer.write(batch);
      batch = [];
    }
    writer.write(batch);
  } finally {
    writer.close();
  }
  database.run(`INSERT INTO papers(papers) VALUES ('optimize')`);
};

/** Writes a new file; there is none of the name yet, and none after an error. */
export const writeSearchIndex = (
  file: string,
  documents: AsyncIterable<IndexDocument> | Iterable<IndexDocument>,
): Promise<WrittenIndex> =>
  buildAside({ part: `${file}.part`, file }, async (database) => {
    database.exec(SCHEMA);
    await writeBatches(database, documents);
    return noteFacts(database);
  });

/** What a new build takes over from the one before. */
export interface IndexChanges {
  /** Papers announced before that day are dropped. */
  readonly from: string;
  /** Papers whose documents come anew, or are no longer to be found. */
  readonly replaced: ReadonlySet<string>;
  readonly documents: AsyncIterable<IndexDocument> | Iterable<IndexDocument>;
}

/**
 * Writes `file` from the index file `before`, which is used up: it is changed and deleted.
 * @throws IndexFileError when `before` has another format
 */
export const updateSearchIndex = (
  file: string,
  before: string,
  { from, replaced, documents }: IndexChanges,
): Promise<WrittenIndex> =>
  buildAside({ part: before, file }, async (database) => {
    if (Number(database.get("SELECT value FROM facts WHERE name = 'format'")?.value) !== INDEX_FORMAT)
      throw new IndexFileError('The search index before has another format.');
    const lastPlaces = new Map<string, number>();
    const gone: number[] = [];
    for (const row of rowsOf(database, 'SELECT place, paper_id FROM documents ORDER BY place')) {
      const place = Number(row.place);
      lastPlaces.set(dateOfPlace(place), place);
      if (place < firstPlaceOn(from) || replaced.has(String(row.paper_id))) gone.push(place);
    }
    for (const table of ['papers WHERE rowid', 'documents WHERE place'])
      database.run(`DELETE FROM ${table} IN (SELECT value FROM json_each(?))`, [JSON.stringify(gone)]);
    await writeBatches(database, documents, lastPlaces);
    return noteFacts(database);
  });
