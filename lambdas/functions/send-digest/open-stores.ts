/** The tables of `send-digest`. */
import type * as z from 'zod';
import { createBatchStore } from '../../adapters/dynamodb/batch-store.ts';
import { createDeliveryStore } from '../../adapters/dynamodb/delivery-store.ts';
import { createDocumentClient } from '../../adapters/dynamodb/document-client.ts';
import { createPaperStore } from '../../adapters/dynamodb/paper-store.ts';
import { createRankingStore } from '../../adapters/dynamodb/ranking-store.ts';
import { createSubscriberStore } from '../../adapters/dynamodb/subscriber-store.ts';
import { createSuppressionStore } from '../../adapters/dynamodb/suppression-store.ts';
import type { Clock } from '../../core/ports/outside.ts';
import type { SendDigestDeps } from './send-digest.ts';
import type { sendDigestSettings } from './settings.ts';

type DigestStores = Pick<
  SendDigestDeps,
  'papers' | 'rankings' | 'batches' | 'subscribers' | 'deliveries' | 'suppressions'
>;

/** All on one client. */
export const openStores = (env: z.output<typeof sendDigestSettings>, clock: Clock): DigestStores => {
  const tables = createDocumentClient();
  return {
    papers: createPaperStore(tables, env.PAPERS_TABLE),
    rankings: createRankingStore(tables, env.RANKINGS_TABLE),
    batches: createBatchStore(tables, env.BATCHES_TABLE),
    subscribers: createSubscriberStore(tables, env.SUBSCRIBERS_TABLE, clock),
    deliveries: createDeliveryStore(tables, env.DELIVERIES_TABLE, clock),
    suppressions: createSuppressionStore(tables, env.SUPPRESSIONS_TABLE),
  };
};
