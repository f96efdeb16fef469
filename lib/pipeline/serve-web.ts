/**
 * The site: an HTTP API behind CloudFront. It reads papers, lists, batches and the search index; of subscribers it reads and
 * changes only the one whose token it was shown, and whoever signs up it hands on, alike in every case, to `send-confirmation`.
 */
import { Duration, RemovalPolicy, Size, Validations } from 'aws-cdk-lib';
import { HttpApi, HttpStage, LogGroupLogDestination } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { ServeWebEnv } from '../../lambdas/functions/serve-web/settings.ts';
import { allowMissing, allowObjects } from './bucket-access.ts';
import { FrontDoor } from './front-door.ts';
import type { PipelineContext } from './pipeline-context.ts';
import { LOG_RETENTION, RoundFunction } from './round-function.ts';
import { watchSite } from './site-alarms.ts';
import { allowTable } from './table-access.ts';

const NAME = 'serve-web';
/** Requests per second that the cache does not answer, over all readers: a burst of a mailing fits, a flood costs little. */
const THROTTLE = { rateLimit: 50, burstLimit: 100 };
/** The index of the last months, twice while it is renewed, and some years. */
const INDEX_SPACE = Size.gibibytes(2);
/** No address of a reader, no path and no query: paths name papers, queries hold tokens. */
const ACCESS_LOG_FIELDS = {
  requestId: '$context.requestId',
  method: '$context.httpMethod',
  status: '$context.status',
  responseLength: '$context.responseLength',
  latencyMs: '$context.responseLatency',
  error: '$context.integrationErrorMessage',
};

export interface ServeWebProps extends PipelineContext {
  /** Where requests to sign up go. */
  readonly confirmations: Queue;
}

export class ServeWeb extends Construct {
  /** Origin of the site, without a slash at the end. */
  readonly siteUrl: string;

  constructor(scope: Construct, id: string, { data, settings, monitoring, confirmations }: ServeWebProps) {
    super(scope, id);
    const api = new HttpApi(this, 'Api', { description: `Paper Round ${settings.stage}`, createDefaultStage: false });
    const frontDoor = new FrontDoor(this, 'FrontDoor', { api, settings, monitoring });
    this.siteUrl = frontDoor.siteUrl;
    const { Papers, Rankings, Batches, Signals, Subscribers, Deliveries, Suppressions, Limits } = data.tables;
    const web = new RoundFunction(this, 'Web', {
      name: NAME,
      description: 'Serves pages, search and API, and takes sign-ups, preferences and unsubscribes',
      environment: {
        STAGE: settings.stage,
        PAPER_ROUND_CATEGORIES: settings.categories.join(','),
        PAPERS_TABLE: Papers.tableName,
        RANKINGS_TABLE: Rankings.tableName,
        BATCHES_TABLE: Batches.tableName,
        SIGNALS_TABLE: Signals.tableName,
        SUBSCRIBERS_TABLE: Subscribers.tableName,
        DELIVERIES_TABLE: Deliveries.tableName,
        SUPPRESSIONS_TABLE: Suppressions.tableName,
        LIMITS_TABLE: Limits.tableName,
        CONFIRMATION_QUEUE_URL: confirmations.queueUrl,
        SEARCH_BUCKET: data.searchBucket.bucketName,
        TOKEN_KEYS_SECRET_ARN: data.tokenKeys.secretArn,
        ORIGIN_SECRET_ARN: frontDoor.originSecret.secretArn,
        SITE_URL: this.siteUrl,
      } satisfies ServeWebEnv,
      timeout: Duration.seconds(15),
      memorySize: 1024,
      ephemeralStorageSize: INDEX_SPACE,
    });
    allowTable(web, Papers, ['getMany']);
    allowTable(web, Rankings, ['query', 'get']);
    // The grid of /status, what the harvest remembers of its last runs, and how far the sources of signals are.
    allowTable(web, Batches, ['getMany', 'query']);
    // The star curve of a paper's page.
    allowTable(web, Signals, ['query']);
    allowTable(web, Subscribers, ['get', 'update', 'remove']);
    // What a reader is shown of what they were sent, and the end of it when they erase themselves.
    allowTable(web, Deliveries, ['query', 'remove']);
    allowTable(web, Suppressions, ['get', 'put', 'remove']);
    allowTable(web, Limits, ['get', 'put']);
    web.allow(['sqs:SendMessage'], confirmations.queueArn);
    web.allow(['secretsmanager:GetSecretValue'], data.tokenKeys.secretArn, frontDoor.originSecret.secretArn);
    allowObjects(web, {
      data,
      bucket: data.searchBucket,
      prefix: 'search/',
      actions: ['get'],
      reason: 'The files of the index are named by their content; the function may only read them.',
    });
    allowMissing(web, data.searchBucket);

    this.addRoutes(api, web);
    this.addStage(api);
    watchSite(monitoring, api);
  }

  private addRoutes(api: HttpApi, web: RoundFunction): void {
    const routes = api.addRoutes({ path: '/{proxy+}', integration: new HttpLambdaIntegration('Web', web.lambda) });
    const root = api.addRoutes({ path: '/', integration: new HttpLambdaIntegration('WebRoot', web.lambda) });
    for (const route of [...routes, ...root]) {
      Validations.of(route).acknowledge({
        id: 'AwsSolutions-APIG4',
        reason: 'A public site: everybody may read it, and what changes something asks for a signed token.',
      });
    }
  }

  private addStage(api: HttpApi): void {
    const accessLog = new LogGroup(this, 'AccessLog', {
      retention: LOG_RETENTION,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    new HttpStage(this, 'Stage', {
      httpApi: api,
      stageName: '$default',
      autoDeploy: true,
      throttle: THROTTLE,
      accessLogSettings: {
        destination: new LogGroupLogDestination(accessLog),
        format: AccessLogFormat.custom(JSON.stringify(ACCESS_LOG_FIELDS)),
      },
    });
  }
}
