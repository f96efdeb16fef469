/** Wires `plan-digests`. */
import { SQSClient } from '@aws-sdk/client-sqs';
import * as z from 'zod';
import { createDocumentClient } from '../../adapters/dynamodb/document-client.ts';
import { createRankingStore } from '../../adapters/dynamodb/ranking-store.ts';
import { createSubscriberStore } from '../../adapters/dynamodb/subscriber-store.ts';
import { createSqsDigestQueue } from '../../adapters/queue/sqs-digest-queue.ts';
import { METRICS } from '../../runtime/metric-names.ts';
import { scheduledFunction } from '../../runtime/scheduled-function.ts';
import { planDigests } from './plan-digests.ts';
import { listDatesBehind } from './ranking-freshness.ts';
import { planDigestsSettings } from './settings.ts';

export const handler = scheduledFunction({
  name: 'plan-digests',
  settings: planDigestsSettings,
  input: z.object({}),
  buildDeps: (env, { clock }) => {
    const tables = createDocumentClient();
    return {
      subscribers: createSubscriberStore(tables, env.SUBSCRIBERS_TABLE, clock),
      rankings: createRankingStore(tables, env.RANKINGS_TABLE),
      queue: createSqsDigestQueue({ client: new SQSClient({}), queueUrl: env.DIGEST_QUEUE_URL }),
      clock,
    };
  },
  run: async (deps, _input, { metrics }) => {
    const { due, planned } = await planDigests(deps, { wholeDay: false });
    const behind = await listDatesBehind(deps.rankings, deps.clock());
    metrics.count(METRICS.digestsDue, due);
    metrics.count(METRICS.digestsPlanned, planned);
    metrics.count(METRICS.listDatesBehind, behind);
    return { due, planned, listDatesBehind: behind };
  },
});
