/** Wires `harvest-papers`. */
import { S3Client } from '@aws-sdk/client-s3';
import * as z from 'zod';
import { createArxiv } from '../../adapters/arxiv/arxiv.ts';
import { PATIENT_RETRIES } from '../../adapters/arxiv/retry-policy.ts';
import { createBatchStore } from '../../adapters/dynamodb/batch-store.ts';
import { createDocumentClient } from '../../adapters/dynamodb/document-client.ts';
import { createHarvestLedger } from '../../adapters/dynamodb/harvest-ledger.ts';
import { createListingStore } from '../../adapters/dynamodb/listing-store.ts';
import { createPaperStore } from '../../adapters/dynamodb/paper-store.ts';
import { createTableTurn } from '../../adapters/dynamodb/request-turn.ts';
import { createS3Archive } from '../../adapters/storage/s3-archive.ts';
import { ArxivUnreachableError, type ArxivUsage } from '../../core/ports/arxiv.ts';
import { METRICS } from '../../runtime/metric-names.ts';
import { nightInput, scheduledFunction } from '../../runtime/scheduled-function.ts';
import { runTask } from './run-task.ts';
import { arxivMannersOf, harvestPapersSettings } from './settings.ts';

/** What an OAI page takes at most, and then to be stored: no further one is asked for when less time is left. */
const LAST_PAGE_MS = 270_000;

/** Of one run: what fits into a quarter of an hour at one request in three seconds. */
const MAX_REQUESTS = 300;

export const handler = scheduledFunction({
  name: 'harvest-papers',
  settings: harvestPapersSettings,
  input: nightInput.extend({ task: z.enum(['poll', 'repair', 'backfill']).default('poll') }),
  buildDeps: (env, { clock, metrics }) => {
    const tables = createDocumentClient();
    const archive = createS3Archive({ client: new S3Client({}), bucket: env.RAW_BUCKET });
    const turn = createTableTurn(tables, env.BATCHES_TABLE);
    return {
      categories: env.PAPER_ROUND_CATEGORIES,
      papers: createPaperStore(tables, env.PAPERS_TABLE, clock),
      listings: createListingStore(tables, env.LISTINGS_TABLE),
      batches: createBatchStore(tables, env.BATCHES_TABLE),
      ledger: createHarvestLedger(tables, env.BATCHES_TABLE),
      archive,
      clock,
      onUsage: ({ requests, bytes, refusals }: ArxivUsage): void => {
        metrics.count(METRICS.requestsToArxiv, requests);
        metrics.count(METRICS.bytesFromArxiv, bytes);
        metrics.count(METRICS.arxivRefusals, refusals);
      },
      openArxiv: () =>
        createArxiv({
          ...arxivMannersOf(env),
          turn,
          clock,
          retries: PATIENT_RETRIES,
          maxRequests: MAX_REQUESTS,
          onRetried: (response) => archive.keep(response),
        }),
    };
  },
  run: async (deps, { task, last }, { metrics, remainingMs }) => {
    const { counts, usage, night, shortOverADay, outcome, unreachable } = await runTask(deps, {
      task,
      last,
      categories: deps.categories,
      isTimeUp: () => remainingMs() < LAST_PAGE_MS,
    });
    metrics.count(METRICS.harvestRuns, 1);
    metrics.count(METRICS.recordsRead, counts.records);
    metrics.count(METRICS.recordsRejected, counts.rejected);
    if (night) {
      metrics.count(METRICS.batchesShort, night.short);
      metrics.count(METRICS.batchesAbsent, night.absent);
    }
    if (shortOverADay !== undefined) metrics.count(METRICS.batchesShortOverADay, shortOverADay);
    if (unreachable !== undefined) throw new ArxivUnreachableError(`arXiv cannot be reached (${unreachable}).`);
    return { task, outcome, ...counts, ...usage };
  },
});
