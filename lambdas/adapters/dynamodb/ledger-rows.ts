/**
 * Rows of the `Batches` table beside the batches: their partition keys hold a `#`, which no category does, so that a query
 * for a category never meets one.
 */
import { GetCommand, PutCommand, type DynamoDBDocumentClient, type QueryCommandInput } from '@aws-sdk/lib-dynamodb';
import type * as z from 'zod';
import { queryRows } from './read-rows.ts';
import { checkRowSize, parseRow } from './stored-row.ts';

/** Keys of the `Batches` table, under the names that they have there. */
export interface LedgerKey {
  readonly category: string;
  readonly date: string;
}

export interface LedgerRows {
  get<Schema extends z.ZodType>(schema: Schema, key: LedgerKey): Promise<z.infer<Schema> | undefined>;
  /** Of one partition, in order of sort key. */
  all<Schema extends z.ZodType>(schema: Schema, category: string): Promise<z.infer<Schema>[]>;
  /** Those with `from <= date <= to`, in order. */
  between<Schema extends z.ZodType>(
    schema: Schema,
    category: string,
    span: { readonly from: string; readonly to: string },
  ): Promise<z.infer<Schema>[]>;
  newestBefore<Schema extends z.ZodType>(schema: Schema, key: LedgerKey): Promise<z.infer<Schema> | undefined>;
  /** Replaces the row of the key. */
  put(key: LedgerKey, row: Readonly<Record<string, unknown>>): Promise<void>;
}

/** Reads are strongly consistent and throw StoredRowError; `put` throws RowTooLargeError. */
export const createLedgerRows = (client: DynamoDBDocumentClient, tableName: string): LedgerRows => {
  const keys = { tableName, keyNames: ['category', 'date'] };
  const read = async <Schema extends z.ZodType>(
    schema: Schema,
    query: Omit<QueryCommandInput, 'TableName' | 'ConsistentRead'>,
  ): Promise<z.infer<Schema>[]> => {
    const rows: z.infer<Schema>[] = [];
    for await (const row of queryRows(client, { TableName: tableName, ConsistentRead: true, ...query })) {
      rows.push(parseRow({ ...keys, schema }, row));
      if (rows.length === query.Limit) break;
    }
    return rows;
  };
  return {
    get: async (schema, { category, date }) => {
      const { Item } = await client.send(
        new GetCommand({ TableName: tableName, Key: { category, date }, ConsistentRead: true }),
      );
      return Item && parseRow({ ...keys, schema }, Item);
    },
    all: (schema, category) =>
      read(schema, {
        KeyConditionExpression: 'category = :category',
        ExpressionAttributeValues: { ':category': category },
      }),
    between: async (schema, category, { from, to }) =>
      // DynamoDB refuses bounds in the wrong order.
      from > to
        ? []
        : read(schema, {
            KeyConditionExpression: 'category = :category AND #date BETWEEN :from AND :to',
            ExpressionAttributeNames: { '#date': 'date' },
            ExpressionAttributeValues: { ':category': category, ':from': from, ':to': to },
          }),
    newestBefore: async (schema, { category, date }) => {
      const [newest] = await read(schema, {
        KeyConditionExpression: 'category = :category AND #date < :date',
        ExpressionAttributeNames: { '#date': 'date' },
        ExpressionAttributeValues: { ':category': category, ':date': date },
        ScanIndexForward: false,
        Limit: 1,
      });
      return newest;
    },
    put: async (key, row) => {
      const item = { ...row, ...key };
      checkRowSize(keys, item);
      await client.send(new PutCommand({ TableName: tableName, Item: item }));
    },
  };
};
