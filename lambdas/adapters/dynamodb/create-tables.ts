/** Makes the tables on an engine that is not managed by the CDK app: a local round, the store tests. */
import { setTimeout as sleep } from 'node:timers/promises';
import {
  CreateTableCommand,
  DescribeTableCommand,
  ResourceInUseException,
  type CreateTableCommandInput,
  type GlobalSecondaryIndex,
  type KeySchemaElement,
  type Projection,
} from '@aws-sdk/client-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { TABLES, type IndexSchema, type KeySchema, type TableSchema } from './table-schema.ts';

const POLL_MS = 20;
/** Far above what any engine takes for an empty table. */
const MAX_POLLS = 1500;

const keyElements = ({ partitionKey, sortKey }: KeySchema): KeySchemaElement[] => [
  { AttributeName: partitionKey, KeyType: 'HASH' },
  ...(sortKey === undefined ? [] : [{ AttributeName: sortKey, KeyType: 'RANGE' } as const]),
];

const projectionOf = ({ projection }: IndexSchema): Projection => {
  if (typeof projection === 'object') return { ProjectionType: 'INCLUDE', NonKeyAttributes: [...projection.include] };
  return { ProjectionType: projection === 'all' ? 'ALL' : 'KEYS_ONLY' };
};

const createTableInput = (tableName: string, schema: TableSchema): CreateTableCommandInput => {
  const indexes = schema.indexes.map((index): GlobalSecondaryIndex => ({
    IndexName: index.name,
    KeySchema: keyElements(index),
    Projection: projectionOf(index),
  }));
  const keyAttributes = new Set(
    [schema, ...schema.indexes].flatMap((keys: KeySchema) =>
      keys.sortKey === undefined ? [keys.partitionKey] : [keys.partitionKey, keys.sortKey],
    ),
  );
  return {
    TableName: tableName,
    KeySchema: keyElements(schema),
    AttributeDefinitions: [...keyAttributes].map((name) => ({ AttributeName: name, AttributeType: 'S' })),
    BillingMode: 'PAY_PER_REQUEST',
    ...(indexes.length === 0 ? {} : { GlobalSecondaryIndexes: indexes }),
  };
};

const waitUntilActive = async (client: DynamoDBDocumentClient, tableName: string): Promise<void> => {
  for (let poll = 0; poll < MAX_POLLS; poll += 1) {
    const { Table } = await client.send(new DescribeTableCommand({ TableName: tableName }));
    if (Table?.TableStatus === 'ACTIVE') return;
    await sleep(POLL_MS);
  }
  throw new Error(`Table ${tableName} has not become active within ${(MAX_POLLS * POLL_MS) / 1000} s.`);
};

/**
 * Creates those of the tables that are missing, under their logical names, and waits until all can be used. Tables that
 * are there stay untouched, their indexes included. Does not switch TTL on: no local engine expires rows, the stores look at the attribute.
 */
export const createTables = async (
  client: DynamoDBDocumentClient,
  tables: Readonly<Record<string, TableSchema>> = TABLES,
): Promise<void> => {
  for (const [tableName, schema] of Object.entries(tables)) {
    try {
      await client.send(new CreateTableCommand(createTableInput(tableName, schema)));
    } catch (error) {
      if (!(error instanceof ResourceInUseException)) throw error;
    }
  }
  for (const tableName of Object.keys(tables)) await waitUntilActive(client, tableName);
};
