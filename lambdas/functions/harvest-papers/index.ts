/** Wires `harvest-papers`. */
import { S3Client } from '@aws-sdk/client-s3';
import { createBatchStore } from '../../adapters/dynamodb/batch-store.ts';
import { createDocumentClient } from '../../adapters/dynamodb/document-client.ts';
import { createListingStore } from '../../adapters/dynamodb/listing-store.ts';
import { createPaperStore } from '../../adapters/dynamodb/paper-store.ts';
import { createS3Archive } from '../../adapters/storage/s3-archive.ts';
import { METRICS } from '../../runtime/metric-names.ts';
import { nightInput, scheduledFunction } from '../../runtime/scheduled-function.ts';
import { createArxivAnnouncements } from './ask-arxiv.ts';
import { pollAnnouncements } from './poll-announcements.ts';
import { arxivMannersOf, harvestPapersSettings } from './settings.ts';

export const handler = scheduledFunction({
  name: 'harvest-papers',
  settings: harvestPapersSettings,
  input: nightInput,
  buildDeps: (env, { clock, metrics }) => {
    const tables = createDocumentClient();
    const onRequests = (requests: number): void => metrics.count(METRICS.requestsToArxiv, requests);
    return {
      categories: env.PAPER_ROUND_CATEGORIES,
      papers: createPaperStore(tables, env.PAPERS_TABLE),
      listings: createListingStore(tables, env.LISTINGS_TABLE),
      batches: createBatchStore(tables, env.BATCHES_TABLE),
      archive: createS3Archive({ client: new S3Client({}), bucket: env.RAW_BUCKET }),
      clock,
      announcements: createArxivAnnouncements({ ...arxivMannersOf(env), clock, onRequests }),
    };
  },
  run: async (deps, { last }, { metrics }) => {
    const report = await pollAnnouncements(deps, { categories: deps.categories, last });
    metrics.count(METRICS.recordsRead, report.records);
    metrics.count(METRICS.recordsRejected, report.rejected);
    if (last) metrics.count(METRICS.batchesShort, report.missing.length);
    return { ...report };
  },
});
