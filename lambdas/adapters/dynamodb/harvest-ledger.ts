/** `HarvestLedger`, in rows of the `Batches` table beside the batches. */
import { createHash } from 'node:crypto';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { backfillJobSchema, type BackfillJob } from '../../core/harvest/backfill-job.ts';
import { harvestRunSchema } from '../../core/harvest/harvest-run.ts';
import { oaiWindowSchema } from '../../core/harvest/oai-window.ts';
import type { HarvestLedger } from '../../core/ports/stores.ts';
import { createLedgerRows } from './ledger-rows.ts';

const RUNS = 'run#harvest';
const BACKFILLS = 'job#backfill';
const windowsOf = (set: string): string => `oai#${set}`;

/** `FROM..TO#HASH`; 64 bits of the categories' names, in order, tell apart the jobs of one range. */
const backfillKey = ({ from, to, categories }: BackfillJob): string => {
  const names = [...new Set(categories)].sort().join(' ');
  return `${from}..${to}#${createHash('sha256').update(names).digest('hex').slice(0, 16)}`;
};

/** Reads are strongly consistent and throw StoredRowError; a `put` throws RowTooLargeError. */
export const createHarvestLedger = (client: DynamoDBDocumentClient, tableName: string): HarvestLedger => {
  const rows = createLedgerRows(client, tableName);
  return {
    window: (set, day) => rows.get(oaiWindowSchema, { category: windowsOf(set), date: day }),
    windows: (set, from, to) => rows.between(oaiWindowSchema, windowsOf(set), { from, to }),
    putWindow: (window) => rows.put({ category: windowsOf(window.set), date: window.day }, window),
    putRun: (run) => rows.put({ category: RUNS, date: run.task }, run),
    runs: () => rows.all(harvestRunSchema, RUNS),
    putBackfill: (job) => rows.put({ category: BACKFILLS, date: backfillKey(job) }, job),
    backfills: () => rows.all(backfillJobSchema, BACKFILLS),
  };
};
