/** Reads of more than one row: all pages of a query or scan, all keys of a batch. */
import { setTimeout as sleep } from 'node:timers/promises';
import {
  BatchGetCommand,
  QueryCommand,
  ScanCommand,
  type DynamoDBDocumentClient,
  type QueryCommandInput,
  type ScanCommandInput,
} from '@aws-sdk/lib-dynamodb';
import type { RowKey } from './stored-row.ts';

type Row = Readonly<Record<string, unknown>>;

/**
 * Rows looked at per page. Stated always: without it dynalite reads to the end of the partition for each page of 1 MB.
 */
const PAGE_ROWS = 1000;
/** What BatchGetItem takes. */
const KEYS_PER_BATCH = 100;
const MAX_BARREN_TRIES = 8;
const FIRST_BACKOFF_MS = 25;

type StartKey = Record<string, unknown> | undefined;

/** Pages until there is none left, each begun where the one before ended. */
async function* pagesOf<Page extends { readonly LastEvaluatedKey?: StartKey }>(
  read: (startKey: StartKey) => Promise<Page>,
): AsyncGenerator<Page> {
  let startKey: StartKey;
  do {
    const page = await read(startKey);
    yield page;
    startKey = page.LastEvaluatedKey;
  } while (startKey !== undefined);
}

/** The pages of a query, in the order of the index. */
export const queryPages = (client: DynamoDBDocumentClient, query: QueryCommandInput) =>
  pagesOf((startKey) => client.send(new QueryCommand({ Limit: PAGE_ROWS, ...query, ExclusiveStartKey: startKey })));

const scanPages = (client: DynamoDBDocumentClient, scan: ScanCommandInput) =>
  pagesOf((startKey) =>
    client.send(new ScanCommand({ Limit: PAGE_ROWS, ConsistentRead: true, ...scan, ExclusiveStartKey: startKey })),
  );

/** All rows of a query, in the order of the index. */
export async function* queryRows(client: DynamoDBDocumentClient, query: QueryCommandInput): AsyncGenerator<Row> {
  for await (const page of queryPages(client, query)) yield* page.Items ?? [];
}

/** Number of rows that a query finds. */
export const countRows = async (client: DynamoDBDocumentClient, query: QueryCommandInput): Promise<number> => {
  let count = 0;
  for await (const page of queryPages(client, { ...query, Select: 'COUNT' })) count += page.Count ?? 0;
  return count;
};

/** All rows of a table, strongly consistent, in no order. */
export async function* scanRows(client: DynamoDBDocumentClient, tableName: string): AsyncGenerator<Row> {
  for await (const page of scanPages(client, { TableName: tableName })) yield* page.Items ?? [];
}

/** Number of rows of a table, by reading all of it. */
export const countTable = async (client: DynamoDBDocumentClient, tableName: string): Promise<number> => {
  let count = 0;
  for await (const page of scanPages(client, { TableName: tableName, Select: 'COUNT' })) count += page.Count ?? 0;
  return count;
};

/**
 * The rows with these keys, strongly consistent, in no order; keys without a row are left out, repeated keys read once.
 * Keys that the engine left unprocessed are asked for again: at once when it only had no room for more, ever later when it
 * processed none.
 * @throws Error when it processes none eight times in a row
 */
export const getRows = async (
  client: DynamoDBDocumentClient,
  tableName: string,
  keys: readonly RowKey[],
): Promise<readonly Row[]> => {
  const distinct = [...new Map(keys.map((key) => [JSON.stringify(Object.values(key)), key])).values()];
  const rows: Row[] = [];
  for (let start = 0; start < distinct.length; start += KEYS_PER_BATCH) {
    let wanted: Record<string, unknown>[] = distinct.slice(start, start + KEYS_PER_BATCH);
    for (let barren = 0; wanted.length > 0;) {
      const { Responses, UnprocessedKeys } = await client.send(
        new BatchGetCommand({ RequestItems: { [tableName]: { Keys: wanted, ConsistentRead: true } } }),
      );
      rows.push(...(Responses?.[tableName] ?? []));
      const unread = UnprocessedKeys?.[tableName]?.Keys ?? [];
      barren = unread.length < wanted.length ? 0 : barren + 1;
      if (barren === MAX_BARREN_TRIES)
        throw new Error(`Table ${tableName} left ${unread.length} keys unread ${barren} times in a row.`);
      if (barren > 0) await sleep(FIRST_BACKOFF_MS * 2 ** (barren - 1));
      wanted = unread;
    }
  }
  return rows;
};
