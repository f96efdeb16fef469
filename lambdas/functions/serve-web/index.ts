/** Wires `serve-web`. */
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { createBatchStore } from '../../adapters/dynamodb/batch-store.ts';
import { createCollectionLedger } from '../../adapters/dynamodb/collection-ledger.ts';
import { createDocumentClient } from '../../adapters/dynamodb/document-client.ts';
import { createHarvestLedger } from '../../adapters/dynamodb/harvest-ledger.ts';
import { createPaperStore } from '../../adapters/dynamodb/paper-store.ts';
import { createRankingStore } from '../../adapters/dynamodb/ranking-store.ts';
import { createSignalStore } from '../../adapters/dynamodb/signal-store.ts';
import { createSubscriberStore } from '../../adapters/dynamodb/subscriber-store.ts';
import { readDeploymentKeys } from '../../runtime/deployment-keys.ts';
import { httpFunction } from '../../runtime/http-function.ts';
import { describeError } from '../../runtime/logger.ts';
import { createWebHandler } from './serve-web.ts';
import { serveWebSettings } from './settings.ts';

export const handler = httpFunction({
  name: 'serve-web',
  settings: serveWebSettings,
  buildDeps: async (env, { clock, log }) => {
    const tables = createDocumentClient();
    const { tokenKeys } = await readDeploymentKeys(new SecretsManagerClient({}), env.TOKEN_KEYS_SECRET_ARN);
    return createWebHandler({
      papers: createPaperStore(tables, env.PAPERS_TABLE),
      rankings: createRankingStore(tables, env.RANKINGS_TABLE),
      batches: createBatchStore(tables, env.BATCHES_TABLE),
      ledger: createHarvestLedger(tables, env.BATCHES_TABLE),
      signals: createSignalStore(tables, env.SIGNALS_TABLE),
      collection: createCollectionLedger(tables, env.BATCHES_TABLE),
      subscribers: createSubscriberStore(tables, env.SUBSCRIBERS_TABLE, clock),
      tokenKeys,
      clock,
      site: { baseUrl: env.SITE_URL, sample: false, categories: env.PAPER_ROUND_CATEGORIES },
      onError: (error, route) => log.error('REQUEST FAILED', { route, ...describeError(error) }),
    });
  },
});
