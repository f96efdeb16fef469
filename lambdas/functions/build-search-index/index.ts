/** Wires `build-search-index`. */
import { tmpdir } from 'node:os';
import { S3Client } from '@aws-sdk/client-s3';
import * as z from 'zod';
import { createDocumentClient } from '../../adapters/dynamodb/document-client.ts';
import { createListingStore } from '../../adapters/dynamodb/listing-store.ts';
import { createPaperStore } from '../../adapters/dynamodb/paper-store.ts';
import { createS3IndexStorage } from '../../adapters/search/s3-index-storage.ts';
import { METRICS } from '../../runtime/metric-names.ts';
import { scheduledFunction } from '../../runtime/scheduled-function.ts';
import { buildSearchIndex } from './build-search-index.ts';
import { buildSearchIndexSettings } from './settings.ts';

/** arXiv began in 1991. */
const FIRST_YEAR = 1991;
const input = z.union([
  z.strictObject({ year: z.number().int().min(FIRST_YEAR).max(9999) }).transform(({ year }) => year),
  z.object({ task: z.enum(['renew', 'rebuild']).default('renew') }).transform(({ task }) => task),
]);

export const handler = scheduledFunction({
  name: 'build-search-index',
  settings: buildSearchIndexSettings,
  input,
  buildDeps: (env, { clock }) => {
    const tables = createDocumentClient();
    return {
      categories: env.PAPER_ROUND_CATEGORIES,
      papers: createPaperStore(tables, env.PAPERS_TABLE),
      listings: createListingStore(tables, env.LISTINGS_TABLE),
      storage: createS3IndexStorage({ client: new S3Client({}), bucket: env.SEARCH_BUCKET }),
      temporaryDirectory: tmpdir(),
      clock,
    };
  },
  run: async (deps, task, { metrics }) => {
    const report = await buildSearchIndex(deps, { categories: deps.categories, task });
    metrics.count(METRICS.searchIndexPapers, report.papers);
    metrics.count(METRICS.searchIndexSeconds, report.seconds);
    metrics.count(METRICS.searchIndexAgeHours, report.ageHours);
    return { ...report };
  },
});
