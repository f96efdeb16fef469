/** Wires `send-digest`. */
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SQSClient } from '@aws-sdk/client-sqs';
import { createPostponeOrder } from '../../adapters/queue/postpone-order.ts';
import { buildMime } from '../../adapters/ses/mime.ts';
import { createSesClient, createSesMailSender } from '../../adapters/ses/ses-mail-sender.ts';
import { digestOrderSchema } from '../../core/delivery.ts';
import { readDeploymentKeys } from '../../runtime/deployment-keys.ts';
import { queueFunction } from '../../runtime/queue-function.ts';
import { handleOrder } from './handle-order.ts';
import { openStores } from './open-stores.ts';
import { mailSiteOf, sendDigestSettings } from './settings.ts';

export const handler = queueFunction({
  name: 'send-digest',
  settings: sendDigestSettings,
  message: digestOrderSchema,
  buildDeps: async (env, { clock, log, metrics }) => {
    const sender = createSesMailSender({ client: createSesClient(), configurationSet: env.CONFIGURATION_SET });
    const postpone = createPostponeOrder({ client: new SQSClient({}), queueUrl: env.DIGEST_QUEUE_URL });
    const { tokenKeys } = await readDeploymentKeys(new SecretsManagerClient({}), env.TOKEN_KEYS_SECRET_ARN);
    return {
      ...openStores(env, clock),
      sender,
      buildMime,
      clock,
      log,
      site: mailSiteOf(env),
      tokenKeys,
      sample: false,
      postpone,
      random: Math.random,
      count: (metric, value) => metrics.count(metric, value),
    };
  },
  handle: handleOrder,
});
