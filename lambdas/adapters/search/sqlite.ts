/**
 * SQLite in WebAssembly, loaded on first use: it takes some 30 ms and a search is rare among the requests of a cold start.
 * In a bundle the package reads `node-sqlite3-wasm.wasm` beside it (see `lib/bundling.ts`).
 *
 * Opening a file makes a directory `FILE.lock`, even for reading, and a killed process leaves it behind. Whoever opens a file
 * therefore does it in a folder of its own (`scratch-folders.ts`), where nobody else's lock can lie.
 */
import type { Database, JSValue } from 'node-sqlite3-wasm';

export type SqliteValue = number | bigint | string | Uint8Array | null;
export type SqliteRow = Readonly<Record<string, SqliteValue>>;

/** @param path `:memory:` for one without a file */
export const openSqlite = async (
  path: string,
  { readOnly = false }: { readonly readOnly?: boolean } = {},
): Promise<Database> => {
  const sqlite = await import('node-sqlite3-wasm');
  return new sqlite.default.Database(path, { readOnly, fileMustExist: readOnly });
};

/** Every row; none of our queries nests them. */
export const rowsOf = (database: Database, sql: string, values: readonly JSValue[] = []): readonly SqliteRow[] =>
  database.all(sql, [...values]) as readonly SqliteRow[];
