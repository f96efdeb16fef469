/** Wires `rank-trending`. */
import { createBatchStore } from '../../adapters/dynamodb/batch-store.ts';
import { createCollectionLedger } from '../../adapters/dynamodb/collection-ledger.ts';
import { createDocumentClient } from '../../adapters/dynamodb/document-client.ts';
import { createListingStore } from '../../adapters/dynamodb/listing-store.ts';
import { createPaperStore } from '../../adapters/dynamodb/paper-store.ts';
import { createRankingStore } from '../../adapters/dynamodb/ranking-store.ts';
import { METRICS } from '../../runtime/metric-names.ts';
import { nightInput, scheduledFunction } from '../../runtime/scheduled-function.ts';
import { rankWhenReady } from './rank-when-ready.ts';
import { rankTrendingSettings } from './settings.ts';

export const handler = scheduledFunction({
  name: 'rank-trending',
  settings: rankTrendingSettings,
  input: nightInput,
  buildDeps: (env, { clock, log }) => {
    const tables = createDocumentClient();
    return {
      categories: env.PAPER_ROUND_CATEGORIES,
      papers: createPaperStore(tables, env.PAPERS_TABLE),
      listings: createListingStore(tables, env.LISTINGS_TABLE),
      rankings: createRankingStore(tables, env.RANKINGS_TABLE),
      batches: createBatchStore(tables, env.BATCHES_TABLE),
      collection: createCollectionLedger(tables, env.BATCHES_TABLE),
      clock,
      log,
    };
  },
  run: async (deps, { last }, { metrics }) => {
    const report = await rankWhenReady(deps, { categories: deps.categories, last });
    metrics.count(METRICS.listsRanked, report.lists);
    return { ...report };
  },
});
