/**
 * Answers requests to sign up by mail, at most one a request. Only here is it decided, by what is stored and by the limits, who
 * gets one; the site that took the request knows nothing of it.
 */
import { Duration } from 'aws-cdk-lib';
import { Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { RecursiveLoop } from 'aws-cdk-lib/aws-lambda';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { SendConfirmationEnv } from '../../lambdas/functions/send-confirmation/settings.ts';
import { METRICS } from '../../lambdas/runtime/metric-names.ts';
import { domainOf } from '../mail-domain.ts';
import { allowMail } from './mail-access.ts';
import type { PipelineContext } from './pipeline-context.ts';
import { RoundFunction } from './round-function.ts';
import { allowTable } from './table-access.ts';

const NAME = 'send-confirmation';
/** Time for a batch in which SES takes its full ten seconds for every mail. */
export const CONFIRMATION_TIMEOUT = Duration.seconds(90);
const BATCH_SIZE = 5;
/** The least that SQS allows. */
const MAX_CONCURRENCY = 2;

export interface SendConfirmationProps extends PipelineContext {
  readonly queue: Queue;
  /** Origin of the site. */
  readonly siteUrl: string;
}

export class SendConfirmation extends Construct {
  constructor(scope: Construct, id: string, props: SendConfirmationProps) {
    super(scope, id);
    const { data, settings, monitoring, queue, siteUrl } = props;
    const { Subscribers, Suppressions, Limits } = data.tables;
    const send = new RoundFunction(this, 'Confirm', {
      name: NAME,
      description: 'Mails those who sign up, within limits',
      environment: {
        STAGE: settings.stage,
        SUBSCRIBERS_TABLE: Subscribers.tableName,
        SUPPRESSIONS_TABLE: Suppressions.tableName,
        LIMITS_TABLE: Limits.tableName,
        CONFIRMATION_QUEUE_URL: queue.queueUrl,
        TOKEN_KEYS_SECRET_ARN: data.tokenKeys.secretArn,
        CONFIGURATION_SET: data.mail.configurationSet.configurationSetName,
        SITE_URL: siteUrl,
        SENDER_ADDRESS: settings.senderAddress,
        SENDER_NAME: settings.senderName,
        LIST_DOMAIN: domainOf(settings.senderAddress),
        POSTAL_ADDRESS: settings.postalAddress,
        ALLOWED_MAIL_DOMAINS: settings.allowedMailDomains.join(',') || undefined,
      } satisfies SendConfirmationEnv,
      timeout: CONFIRMATION_TIMEOUT,
      memorySize: 512,
      // A request that SES can't take now goes back to the queue as a new message, for up to a day: no runaway loop.
      recursiveLoop: RecursiveLoop.ALLOW,
    });
    allowTable(send, Subscribers, ['get', 'put']);
    allowTable(send, Suppressions, ['get']);
    allowTable(send, Limits, ['get', 'put']);
    send.allow(['secretsmanager:GetSecretValue'], data.tokenKeys.secretArn);
    send.allow(['sqs:SendMessage'], queue.queueArn);
    allowMail(send, props);
    send.lambda.addEventSource(
      new SqsEventSource(queue, {
        batchSize: BATCH_SIZE,
        maxConcurrency: MAX_CONCURRENCY,
        reportBatchItemFailures: true,
      }),
    );

    const period = Duration.minutes(15);
    const sum = (name: (typeof METRICS)[keyof typeof METRICS]) =>
      monitoring.metric({ service: NAME, name, statistic: Stats.SUM, period });
    monitoring.alarm({
      name: 'SubscribeFlood',
      severity: 'page',
      impact:
        'Nobody who signs up gets a mail for up to an hour: so many came at once that the limit for all together is used up.',
      metric: sum(METRICS.confirmationsOverLimit),
      threshold: 1,
      silence: 'fine',
    });
    monitoring.alarm({
      name: 'ConfirmationsNotSent',
      severity: 'look-within-a-day',
      impact: 'Some who signed up got no mail to confirm it, and have to sign up again on another day.',
      metric: sum(METRICS.confirmationsFailed),
      threshold: 1,
      silence: 'fine',
    });
    monitoring.graphDaily('Sign-ups', NAME, [
      METRICS.confirmationsSent,
      METRICS.confirmationsWithheld,
      METRICS.confirmationsOverLimit,
      METRICS.confirmationsFailed,
    ]);
  }
}
