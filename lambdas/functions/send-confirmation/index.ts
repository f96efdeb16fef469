/** Wires `send-confirmation`. */
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SQSClient } from '@aws-sdk/client-sqs';
import { createDocumentClient } from '../../adapters/dynamodb/document-client.ts';
import { createLimitStore } from '../../adapters/dynamodb/limit-store.ts';
import { createSubscriberStore } from '../../adapters/dynamodb/subscriber-store.ts';
import { createSuppressionStore } from '../../adapters/dynamodb/suppression-store.ts';
import { createPostponeConfirmation } from '../../adapters/queue/sqs-confirmation-queue.ts';
import { buildMime } from '../../adapters/ses/mime.ts';
import { createSesClient, createSesMailSender } from '../../adapters/ses/ses-mail-sender.ts';
import { confirmationOrderSchema } from '../../core/subscriber/confirmation-request.ts';
import { readDeploymentKeys } from '../../runtime/deployment-keys.ts';
import { queueFunction } from '../../runtime/queue-function.ts';
import { handleRequest } from './handle-request.ts';
import { sendConfirmationSettings } from './settings.ts';

export const handler = queueFunction({
  name: 'send-confirmation',
  settings: sendConfirmationSettings,
  message: confirmationOrderSchema,
  buildDeps: async (env, { clock, log, metrics }) => {
    const tables = createDocumentClient();
    const { tokenKeys, hashKey } = await readDeploymentKeys(new SecretsManagerClient({}), env.TOKEN_KEYS_SECRET_ARN);
    return {
      subscribers: createSubscriberStore(tables, env.SUBSCRIBERS_TABLE, clock),
      suppressions: createSuppressionStore(tables, env.SUPPRESSIONS_TABLE),
      limits: createLimitStore(tables, env.LIMITS_TABLE),
      sender: createSesMailSender({ client: createSesClient(), configurationSet: env.CONFIGURATION_SET }),
      buildMime,
      clock,
      log,
      site: {
        baseUrl: env.SITE_URL,
        from: env.SENDER_ADDRESS,
        fromName: env.SENDER_NAME,
        listDomain: env.LIST_DOMAIN,
        postalAddress: env.POSTAL_ADDRESS,
      },
      tokenKeys,
      hashKey,
      allowedMailDomains: env.ALLOWED_MAIL_DOMAINS,
      sample: false,
      postpone: createPostponeConfirmation({
        client: new SQSClient({}),
        queueUrl: env.CONFIRMATION_QUEUE_URL,
      }),
      random: Math.random,
      count: (metric, value) => metrics.count(metric, value),
    };
  },
  handle: handleRequest,
});
