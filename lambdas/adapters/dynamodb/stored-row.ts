/** Rows are parsed when they are read and measured before they are written: a wrong one is named, never passed on. */
import type * as z from 'zod';

export type RowKey = Readonly<Record<string, string>>;

const keyText = (key: RowKey): string =>
  Object.entries(key)
    .map(([name, value]) => `${name} ${JSON.stringify(value)}`)
    .join(', ');

/** A stored row is not what its schema says. Names table, key and fields, never the values in them. */
export class StoredRowError extends Error {
  override readonly name = 'StoredRowError';
  readonly tableName: string;
  readonly key: RowKey;
  constructor({
    tableName,
    key,
    faults,
  }: {
    readonly tableName: string;
    readonly key: RowKey;
    readonly faults: string;
  }) {
    super(`The row with ${keyText(key)} in table ${tableName} is not as it should be: ${faults}.`);
    this.tableName = tableName;
    this.key = key;
  }
}

/** A row is too large for DynamoDB, and nothing of it was written. */
export class RowTooLargeError extends Error {
  override readonly name = 'RowTooLargeError';
  readonly tableName: string;
  readonly key: RowKey;
  readonly bytes: number;
  constructor({ tableName, key, bytes }: { readonly tableName: string; readonly key: RowKey; readonly bytes: number }) {
    super(`The row with ${keyText(key)} has ${bytes} bytes; table ${tableName} takes at most ${MAX_ROW_BYTES}.`);
    this.tableName = tableName;
    this.key = key;
    this.bytes = bytes;
  }
}

const keyOf = (row: Readonly<Record<string, unknown>>, keyNames: readonly string[]): RowKey =>
  Object.fromEntries(keyNames.map((name) => [name, String(row[name])]));

/** Describes one table to `parseRow` and `checkRowSize`. */
export interface RowShape<Schema extends z.ZodType> {
  readonly tableName: string;
  readonly keyNames: readonly string[];
  readonly schema: Schema;
}

/** @throws StoredRowError */
export const parseRow = <Schema extends z.ZodType>(
  { tableName, keyNames, schema }: RowShape<Schema>,
  row: Readonly<Record<string, unknown>>,
): z.infer<Schema> => {
  const parsed = schema.safeParse(row);
  if (parsed.success) return parsed.data;
  // Paths and codes only: messages of some checks repeat the value, and a row may hold an address.
  const faults = parsed.error.issues.slice(0, 5).map(({ path, code }) => `${path.join('.') || 'the row'} (${code})`);
  throw new StoredRowError({ tableName, key: keyOf(row, keyNames), faults: faults.join(', ') });
};

/** DynamoDB takes 400 KB (409,600 bytes); the rest is left for attributes that are added to the row later. */
const MAX_ROW_BYTES = 380 * 1024;

/** Most that a number can take: 38 digits in pairs, exponent and sign. */
const NUMBER_BYTES = 21;

/**
 * Upper bound of what DynamoDB counts for a value: UTF-8 bytes of names and texts, 3 bytes for a list or map and 1 for each
 * of its entries. https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html
 */
const valueBytes = (value: unknown): number => {
  if (typeof value === 'string') return Buffer.byteLength(value);
  if (typeof value === 'number') return NUMBER_BYTES;
  if (value instanceof Uint8Array) return value.byteLength;
  if (Array.isArray(value)) return value.reduce((sum: number, entry) => sum + 1 + valueBytes(entry), 3);
  if (typeof value !== 'object' || value === null) return 1;
  return Object.entries(value).reduce(
    (sum, [name, entry]) => (entry === undefined ? sum : sum + 1 + Buffer.byteLength(name) + valueBytes(entry)),
    3,
  );
};

/** @throws RowTooLargeError */
export const checkRowSize = (
  { tableName, keyNames }: Pick<RowShape<z.ZodType>, 'tableName' | 'keyNames'>,
  row: Readonly<Record<string, unknown>>,
): void => {
  const bytes = valueBytes(row);
  if (bytes > MAX_ROW_BYTES) throw new RowTooLargeError({ tableName, key: keyOf(row, keyNames), bytes });
};
