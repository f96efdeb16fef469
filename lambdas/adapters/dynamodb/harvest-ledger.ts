/**
 * `HarvestLedger`, in rows of the `Batches` table beside the batches: their partition keys hold a `#`, which no category
 * does, so that a query for a category never meets one.
 */
import { createHash } from 'node:crypto';
import { GetCommand, PutCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type * as z from 'zod';
import { backfillJobSchema, type BackfillJob } from '../../core/harvest/backfill-job.ts';
import { harvestRunSchema } from '../../core/harvest/harvest-run.ts';
import { oaiWindowSchema } from '../../core/harvest/oai-window.ts';
import type { HarvestLedger } from '../../core/ports/stores.ts';
import { queryRows } from './read-rows.ts';
import { checkRowSize, parseRow } from './stored-row.ts';

const RUNS = 'run#harvest';
const BACKFILLS = 'job#backfill';
const windowsOf = (set: string): string => `oai#${set}`;

/** `FROM..TO#HASH`; 64 bits of the categories' names, in order, tell apart the jobs of one range. */
const backfillKey = ({ from, to, categories }: BackfillJob): string => {
  const names = [...new Set(categories)].sort().join(' ');
  return `${from}..${to}#${createHash('sha256').update(names).digest('hex').slice(0, 16)}`;
};

/** Keys of the `Batches` table, under the names that they have there. */
interface LedgerKey {
  readonly category: string;
  readonly date: string;
}

/** Reads are strongly consistent and throw StoredRowError; a `put` throws RowTooLargeError. */
export const createHarvestLedger = (client: DynamoDBDocumentClient, tableName: string): HarvestLedger => {
  const shapeOf = <Schema extends z.ZodType>(schema: Schema) => ({
    tableName,
    keyNames: ['category', 'date'],
    schema,
  });
  const windowShape = shapeOf(oaiWindowSchema);
  const runShape = shapeOf(harvestRunSchema);
  const backfillShape = shapeOf(backfillJobSchema);

  const put = async (key: LedgerKey, row: Readonly<Record<string, unknown>>): Promise<void> => {
    const item = { ...key, ...row };
    checkRowSize(windowShape, item);
    await client.send(new PutCommand({ TableName: tableName, Item: item }));
  };
  const all = (category: string) =>
    queryRows(client, {
      TableName: tableName,
      ConsistentRead: true,
      KeyConditionExpression: 'category = :category',
      ExpressionAttributeValues: { ':category': category },
    });

  return {
    window: async (set, day) => {
      const { Item } = await client.send(
        new GetCommand({
          TableName: tableName,
          Key: { category: windowsOf(set), date: day },
          ConsistentRead: true,
        }),
      );
      return Item && parseRow(windowShape, Item);
    },
    windows: async (set, from, to) => {
      const windows = [];
      const rows = queryRows(client, {
        TableName: tableName,
        ConsistentRead: true,
        KeyConditionExpression: 'category = :category AND #date BETWEEN :from AND :to',
        ExpressionAttributeNames: { '#date': 'date' },
        ExpressionAttributeValues: { ':category': windowsOf(set), ':from': from, ':to': to },
      });
      for await (const row of rows) windows.push(parseRow(windowShape, row));
      return windows;
    },
    putWindow: (window) => put({ category: windowsOf(window.set), date: window.day }, window),
    putRun: (run) => put({ category: RUNS, date: run.task }, run),
    runs: async () => {
      const runs = [];
      for await (const row of all(RUNS)) runs.push(parseRow(runShape, row));
      return runs;
    },
    putBackfill: (job) => put({ category: BACKFILLS, date: backfillKey(job) }, job),
    backfills: async () => {
      const jobs = [];
      for await (const row of all(BACKFILLS)) jobs.push(parseRow(backfillShape, row));
      return jobs;
    },
  };
};
