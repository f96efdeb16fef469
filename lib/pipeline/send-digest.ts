/** Sends what was ordered, one claim and one request a digest. The only function that may send mail. */
import { Duration } from 'aws-cdk-lib';
import { Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { RecursiveLoop } from 'aws-cdk-lib/aws-lambda';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { SendDigestEnv } from '../../lambdas/functions/send-digest/settings.ts';
import { METRICS } from '../../lambdas/runtime/metric-names.ts';
import { domainOf } from '../mail-domain.ts';
import { allowMail } from './mail-access.ts';
import type { PipelineContext } from './pipeline-context.ts';
import { RoundFunction } from './round-function.ts';
import { allowTable } from './table-access.ts';

const NAME = 'send-digest';
/** Time for a batch in which SES takes its full ten seconds for every mail. */
export const SEND_TIMEOUT = Duration.seconds(90);
const BATCH_SIZE = 5;
/** The least that SQS allows. Not a rate: SES's own throttling sets the pace so far. */
const MAX_CONCURRENCY = 2;

export interface SendDigestProps extends PipelineContext {
  readonly queue: Queue;
  /** Origin of the site. */
  readonly siteUrl: string;
}

export class SendDigest extends Construct {
  constructor(scope: Construct, id: string, { data, settings, monitoring, queue, siteUrl }: SendDigestProps) {
    super(scope, id);
    const { Papers, Rankings, Batches, Subscribers, Deliveries, Suppressions } = data.tables;
    const send = new RoundFunction(this, 'Send', {
      name: NAME,
      description: 'Sends the digests that are due, each at most once',
      environment: {
        STAGE: settings.stage,
        PAPERS_TABLE: Papers.tableName,
        RANKINGS_TABLE: Rankings.tableName,
        BATCHES_TABLE: Batches.tableName,
        SUBSCRIBERS_TABLE: Subscribers.tableName,
        DELIVERIES_TABLE: Deliveries.tableName,
        SUPPRESSIONS_TABLE: Suppressions.tableName,
        DIGEST_QUEUE_URL: queue.queueUrl,
        TOKEN_KEYS_SECRET_ARN: data.tokenKeys.secretArn,
        CONFIGURATION_SET: data.mail.configurationSet.configurationSetName,
        SITE_URL: siteUrl,
        SENDER_ADDRESS: settings.senderAddress,
        SENDER_NAME: settings.senderName,
        LIST_DOMAIN: domainOf(settings.senderAddress),
        POSTAL_ADDRESS: settings.postalAddress,
      } satisfies SendDigestEnv,
      timeout: SEND_TIMEOUT,
      memorySize: 1024,
      // An order that SES can't take now goes back to the queue as a new message, for up to a day: no runaway loop.
      recursiveLoop: RecursiveLoop.ALLOW,
    });
    allowTable(send, Papers, ['getMany']);
    allowTable(send, Rankings, ['get']);
    allowTable(send, Batches, ['getMany']);
    allowTable(send, Subscribers, ['get']);
    allowTable(send, Deliveries, ['get', 'query', 'put', 'update', 'remove']);
    allowTable(send, Suppressions, ['get']);
    send.allow(['secretsmanager:GetSecretValue'], data.tokenKeys.secretArn);
    send.allow(['sqs:SendMessage'], queue.queueArn);
    allowMail(send, { data, settings });
    send.lambda.addEventSource(
      new SqsEventSource(queue, {
        batchSize: BATCH_SIZE,
        maxConcurrency: MAX_CONCURRENCY,
        reportBatchItemFailures: true,
      }),
    );

    const period = Duration.minutes(15);
    monitoring.alarm({
      name: 'SendDigestStopped',
      severity: 'page',
      impact:
        'Nobody gets a digest: SES refuses this sender altogether (sandbox, unverified identity, paused account, missing permission).',
      metric: monitoring.metric({ service: NAME, name: METRICS.sendingStopped, statistic: Stats.SUM, period }),
      threshold: 1,
      silence: 'fine',
    });
    monitoring.alarm({
      name: 'DigestsUnknown',
      severity: 'look-within-a-day',
      impact:
        'Some readers may have missed a digest: SES did not say whether it took the mail, and none is sent twice on a guess.',
      metric: monitoring.metric({ service: NAME, name: METRICS.digestsUnknown, statistic: Stats.SUM, period }),
      threshold: 1,
      silence: 'fine',
    });
    monitoring.graphDaily('Digests', NAME, [
      METRICS.digestsSent,
      METRICS.digestsSkipped,
      METRICS.digestsFailed,
      METRICS.digestsUnknown,
      METRICS.digestsPostponed,
    ]);
  }
}
