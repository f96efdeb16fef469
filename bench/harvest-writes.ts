/**
 * What the commands of a harvest would cost in DynamoDB, on demand. Sizes and units as AWS counts them:
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html
 */
import { TABLES } from '../lambdas/adapters/dynamodb/table-schema.ts';
import type { SeenCommand } from './harvest-tables.ts';

/** Of one table; units as they are billed. */
export interface TableCost {
  writes: number;
  /** Index rows included. */
  writeUnits: number;
  /** Rows that were put into or taken out of an index with them. */
  indexWrites: number;
  readUnits: number;
}

/** us-east-1 since November 2024, dollars for a million request units. https://aws.amazon.com/dynamodb/pricing/on-demand/ */
export const DOLLARS_PER_MILLION = { writes: 0.625, reads: 0.125 } as const;

const WRITE_UNIT_BYTES = 1024;
const READ_UNIT_BYTES = 4096;

type Row = Readonly<Record<string, unknown>>;

/** Names and values in UTF-8; numbers about half of their digits; 3 bytes for a list or map and 1 for each of its entries. */
const bytesOf = (value: unknown): number => {
  if (typeof value === 'string') return Buffer.byteLength(value);
  if (typeof value === 'number') return Math.ceil(String(value).length / 2) + 1;
  if (Array.isArray(value)) return value.reduce((sum: number, entry) => sum + 1 + bytesOf(entry), 3);
  if (typeof value !== 'object' || value === null) return 1;
  return Object.entries(value).reduce(
    (sum, [name, entry]) => (entry === undefined ? sum : sum + 1 + Buffer.byteLength(name) + bytesOf(entry)),
    3,
  );
};

/** A row has no overhead of a map. */
const rowBytes = (row: Row): number =>
  Object.entries(row).reduce((sum, [name, value]) => sum + Buffer.byteLength(name) + bytesOf(value), 0);

const units = (bytes: number, unit: number): number => Math.max(1, Math.ceil(bytes / unit));

export interface CostMeter {
  note(command: SeenCommand): void;
  /** By table, since the call before. */
  take(): ReadonlyMap<string, TableCost>;
}

/** Remembers the keys of index rows, to tell a put that changes them from one that does not. */
export const createCostMeter = (): CostMeter => {
  const indexKeys = new Map<string, string>();
  let costs = new Map<string, TableCost>();

  const costOf = (table: string): TableCost => {
    const known = costs.get(table) ?? { writes: 0, writeUnits: 0, indexWrites: 0, readUnits: 0 };
    costs.set(table, known);
    return known;
  };
  const indexWritesOf = (table: string, row: Row): number => {
    const schema = Object.entries(TABLES).find(([name]) => name === table)?.[1];
    if (schema === undefined) return 0;
    return schema.indexes.reduce((sum, index) => {
      const isIndexed = index.sortKey in row && index.partitionKey in row;
      const key = `${table} ${index.name} ${String(row[schema.partitionKey])}`;
      const before = indexKeys.get(key);
      const after = isIndexed ? `${String(row[index.partitionKey])} ${String(row[index.sortKey])}` : undefined;
      if (after === undefined) indexKeys.delete(key);
      else indexKeys.set(key, after);
      return before === after ? sum : sum + (before === undefined ? 0 : 1) + (after === undefined ? 0 : 1);
    }, 0);
  };
  const noteWrite = (table: string, row: Row, isMade: boolean): void => {
    const cost = costOf(table);
    const indexWrites = isMade ? indexWritesOf(table, row) : 0;
    cost.writes += 1;
    cost.indexWrites += indexWrites;
    // Keys alone are below a unit.
    cost.writeUnits += units(rowBytes(row), WRITE_UNIT_BYTES) + indexWrites;
  };
  const noteRows = (table: string, rows: readonly Row[], wanted: number): void => {
    const found = rows.reduce((sum, row) => sum + units(rowBytes(row), READ_UNIT_BYTES), 0);
    costOf(table).readUnits += found + Math.max(0, wanted - rows.length);
  };

  return {
    note: ({ name, input, output }) => {
      const table = String(input.TableName);
      switch (name) {
        case 'PutItemCommand':
          noteWrite(table, input.Item as Row, output !== undefined);
          break;
        case 'UpdateItemCommand':
        case 'DeleteItemCommand':
          // The turn and listings: far below a unit.
          noteWrite(table, input.Key as Row, false);
          break;
        case 'GetItemCommand':
          noteRows(table, [output?.Item ?? []].flat() as Row[], 1);
          break;
        case 'QueryCommand': {
          const rows = (output?.Items ?? []) as Row[];
          costOf(table).readUnits += units(
            rows.reduce((sum, row) => sum + rowBytes(row), 0),
            READ_UNIT_BYTES,
          );
          break;
        }
        case 'BatchGetItemCommand': {
          const requested = input.RequestItems as Readonly<Record<string, { readonly Keys: readonly unknown[] }>>;
          const responses = output?.Responses as Readonly<Record<string, readonly Row[]>> | undefined;
          for (const [each, { Keys }] of Object.entries(requested))
            noteRows(each, responses?.[each] ?? [], Keys.length);
          break;
        }
      }
    },
    take: () => {
      const taken = costs;
      costs = new Map();
      return taken;
    },
  };
};
