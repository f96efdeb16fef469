/** Wires `serve-web`. */
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { S3Client } from '@aws-sdk/client-s3';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SQSClient } from '@aws-sdk/client-sqs';
import { createSqsConfirmationQueue } from '../../adapters/queue/sqs-confirmation-queue.ts';
import { createPaperSearch } from '../../adapters/search/paper-search.ts';
import { createS3IndexStorage } from '../../adapters/search/s3-index-storage.ts';
import { readDeploymentKeys } from '../../runtime/deployment-keys.ts';
import { httpFunction } from '../../runtime/http-function.ts';
import { describeError } from '../../runtime/logger.ts';
import { readOriginSecret } from '../../runtime/origin-secret.ts';
import { openStores } from './open-stores.ts';
import { guardOrigin } from './origin-guard.ts';
import { createWebHandler } from './serve-web.ts';
import { serveWebSettings } from './settings.ts';

/** Nobody reads the box, types an address and sends it sooner. */
const MIN_FILL_MS = 2_000;

export const handler = httpFunction({
  name: 'serve-web',
  settings: serveWebSettings,
  buildDeps: async (env, { clock, log }) => {
    const secrets = new SecretsManagerClient({});
    const [keys, originSecret] = await Promise.all([
      readDeploymentKeys(secrets, env.TOKEN_KEYS_SECRET_ARN),
      readOriginSecret(secrets, env.ORIGIN_SECRET_ARN),
    ]);
    const handle = createWebHandler({
      ...openStores(env, clock),
      ...keys,
      search: createPaperSearch({
        storage: createS3IndexStorage({ client: new S3Client({}), bucket: env.SEARCH_BUCKET }),
        temporaryDirectory: join(tmpdir(), 'search'),
        clock,
        onError: (error) => log.error('SEARCH INDEX FAILED', describeError(error)),
      }),
      confirmations: createSqsConfirmationQueue({ client: new SQSClient({}), queueUrl: env.CONFIRMATION_QUEUE_URL }),
      minFillMs: MIN_FILL_MS,
      clock,
      site: { baseUrl: env.SITE_URL, sample: false, categories: env.PAPER_ROUND_CATEGORIES },
      onError: (error, route) => log.error('REQUEST FAILED', { route, ...describeError(error) }),
    });
    return guardOrigin(handle, originSecret);
  },
});
