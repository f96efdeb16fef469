/** All rows of the tables that a round fills for readers, in a form that two rounds can be compared by. */
import { ScanCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { createDocumentClient } from '../../../lambdas/adapters/dynamodb/document-client.ts';
import type { TableName } from '../../../lambdas/adapters/dynamodb/table-schema.ts';
import { startDynalite } from '../../../local/dynalite-engine.ts';
import { LOCAL_ACCESS } from '../../../local/local-tables.ts';

const COMPARED = ['Papers', 'Listings', 'Signals', 'Batches', 'Rankings'] as const satisfies readonly TableName[];

export type TableRows = Readonly<Record<(typeof COMPARED)[number], readonly string[]>>;

export const localClient = (endpoint: string): DynamoDBDocumentClient =>
  createDocumentClient({ endpoint, ...LOCAL_ACCESS });

const scanAll = async (client: DynamoDBDocumentClient, table: string): Promise<readonly Record<string, unknown>[]> => {
  const rows: Record<string, unknown>[] = [];
  let start: Record<string, unknown> | undefined;
  do {
    const page = await client.send(new ScanCommand({ TableName: table, ExclusiveStartKey: start }));
    rows.push(...(page.Items ?? []));
    start = page.LastEvaluatedKey;
  } while (start !== undefined);
  return rows;
};

/** Rows as JSON with sorted keys, sorted; without the instant at which a batch was counted. */
const canonicalRow = (row: Record<string, unknown>): string =>
  JSON.stringify(row, (key, value: unknown) => {
    if (key === 'updatedAt') return undefined;
    return value !== null && typeof value === 'object' && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value;
  });

export const rowsAt = async (endpoint: string): Promise<TableRows> => {
  const client = localClient(endpoint);
  try {
    const tables = await Promise.all(
      COMPARED.map(async (table) => [table, (await scanAll(client, table)).map(canonicalRow).sort()] as const),
    );
    return Object.fromEntries(tables) as unknown as TableRows;
  } finally {
    client.destroy();
  }
};

/** The tables of a data directory that no process has open. */
export const rowsIn = async (directory: string): Promise<TableRows> => {
  const engine = await startDynalite({ directory: `${directory}/tables` });
  try {
    return await rowsAt(engine.endpoint);
  } finally {
    await engine.close();
  }
};
