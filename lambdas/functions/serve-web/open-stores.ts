/** The tables of `serve-web`. */
import type * as z from 'zod';
import { createBatchStore } from '../../adapters/dynamodb/batch-store.ts';
import { createCollectionLedger } from '../../adapters/dynamodb/collection-ledger.ts';
import { createDeliveryStore } from '../../adapters/dynamodb/delivery-store.ts';
import { createDocumentClient } from '../../adapters/dynamodb/document-client.ts';
import { createHarvestLedger } from '../../adapters/dynamodb/harvest-ledger.ts';
import { createLimitStore } from '../../adapters/dynamodb/limit-store.ts';
import { createPaperStore } from '../../adapters/dynamodb/paper-store.ts';
import { createRankingStore } from '../../adapters/dynamodb/ranking-store.ts';
import { createSignalStore } from '../../adapters/dynamodb/signal-store.ts';
import { createSubscriberStore } from '../../adapters/dynamodb/subscriber-store.ts';
import { createSuppressionStore } from '../../adapters/dynamodb/suppression-store.ts';
import type { Clock } from '../../core/ports/outside.ts';
import type { serveWebSettings } from './settings.ts';
import type { WebDeps } from './web-deps.ts';

type WebStores = Pick<
  WebDeps,
  | 'papers'
  | 'rankings'
  | 'batches'
  | 'ledger'
  | 'signals'
  | 'collection'
  | 'subscribers'
  | 'deliveries'
  | 'suppressions'
  | 'limits'
>;

/** All on one client. */
export const openStores = (env: z.output<typeof serveWebSettings>, clock: Clock): WebStores => {
  const tables = createDocumentClient();
  return {
    papers: createPaperStore(tables, env.PAPERS_TABLE),
    rankings: createRankingStore(tables, env.RANKINGS_TABLE),
    batches: createBatchStore(tables, env.BATCHES_TABLE),
    ledger: createHarvestLedger(tables, env.BATCHES_TABLE),
    signals: createSignalStore(tables, env.SIGNALS_TABLE),
    collection: createCollectionLedger(tables, env.BATCHES_TABLE),
    subscribers: createSubscriberStore(tables, env.SUBSCRIBERS_TABLE, clock),
    deliveries: createDeliveryStore(tables, env.DELIVERIES_TABLE, clock),
    suppressions: createSuppressionStore(tables, env.SUPPRESSIONS_TABLE),
    limits: createLimitStore(tables, env.LIMITS_TABLE),
  };
};
