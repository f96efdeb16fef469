/** The file of `subscribers import`: CSV with a header line, or JSON lines. No message repeats what stands in it: that is personal. */
import { readFile } from 'node:fs/promises';
import { CsvError, parse as parseCsv } from 'csv-parse/sync';
import { errorCode } from '../../error-code.ts';
import { UsageError } from '../../round-flags.ts';
import { SUBSCRIBER_FIELDS, type SubscriberField, type SubscriberInput } from './read-subscriber.ts';

/** A row of the file, the header being row 1 as in a spreadsheet; in JSON lines it is the line. */
export type ImportRow = { readonly row: number } & ({ readonly input: SubscriberInput } | { readonly fault: string });

const KNOWN = `known are ${SUBSCRIBER_FIELDS.join(', ')}`;

/** Names are known whatever their case, as spreadsheets capitalise them. */
const fieldOf = (name: string): SubscriberField | undefined =>
  SUBSCRIBER_FIELDS.find((field) => field.toLowerCase() === name.trim().toLowerCase());

/** @throws UsageError when the file as a whole can't be taken; a bad row is only a fault of its own */
export const readImportFile = async (path: string): Promise<readonly ImportRow[]> => {
  const bytes = await readFile(path).catch((error: unknown) => {
    throw new UsageError(`${path} can't be read (${errorCode(error)}): check the path and its permissions.`);
  });
  const rows = parseImport(decode(path, bytes), path);
  if (rows.length === 0) throw new UsageError(`${path} holds no subscriber.`);
  return rows;
};

/** Without a byte order mark. */
const decode = (path: string, bytes: Uint8Array): string => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new UsageError(`${path} is not in UTF-8: save it as "CSV UTF-8".`);
  }
};

/** JSON lines when the first character is `{`. @throws UsageError */
export const parseImport = (text: string, path: string): readonly ImportRow[] =>
  text.trimStart().startsWith('{') ? parseJsonLines(text) : parseCsvRows(text, path);

const parseJsonLines = (text: string): readonly ImportRow[] =>
  text.split('\n').flatMap((line, index) => (line.trim() === '' ? [] : [{ row: index + 1, ...readJsonLine(line) }]));

const readJsonLine = (line: string): { readonly input: SubscriberInput } | { readonly fault: string } => {
  const value = parseJson(line);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return { fault: 'is no JSON object' };
  const entries = Object.entries(value as Readonly<Record<string, unknown>>);
  const known = entries.flatMap(([name, content]) => {
    const field = fieldOf(name);
    return field === undefined ? [] : [[field, content] as const];
  });
  return known.length < entries.length
    ? { fault: `has an unknown field; ${KNOWN}` }
    : { input: Object.fromEntries<unknown>(known) };
};

const parseJson = (line: string): unknown => {
  try {
    return JSON.parse(line) as unknown;
  } catch {
    return undefined;
  }
};

const parseCsvRows = (text: string, path: string): readonly ImportRow[] => {
  const [head = [], ...records] = readRecords(text, path);
  const fields = readHead(head, path);
  return records.flatMap((record, index): readonly ImportRow[] => {
    const row = index + 2;
    if (record.every((cell) => cell.trim() === '')) return [];
    if (record.length !== fields.length)
      return [{ row, fault: `has ${record.length} cells, and the header line ${fields.length}` }];
    return [{ row, input: Object.fromEntries(fields.map((field, column) => [field, record[column]])) }];
  });
};

const readRecords = (text: string, path: string): readonly (readonly string[])[] => {
  try {
    return parseCsv(text, { relax_column_count: true, relax_quotes: true });
  } catch (error) {
    const { code, lines } = error instanceof CsvError ? (error as CsvError & { readonly lines?: number }) : {};
    throw new UsageError(
      `${path} is no CSV from line ${lines ?? 1} on (${code ?? 'unknown error'}), and nothing was imported: look for a quote that is never closed.`,
    );
  }
};

const readHead = (head: readonly string[], path: string): readonly SubscriberField[] => {
  const fields = head.map((name, index) => {
    const field = fieldOf(name);
    if (field === undefined)
      throw new UsageError(`${path}: the name of column ${index + 1} in the header line is unknown; ${KNOWN}.`);
    return field;
  });
  if (!fields.includes('email')) throw new UsageError(`${path} has no column email; ${KNOWN}.`);
  if (new Set(fields).size < fields.length) throw new UsageError(`${path} names a column twice in its header line.`);
  return fields;
};
