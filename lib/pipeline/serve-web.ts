/**
 * The site behind an HTTP API. It reads papers, lists and batches, and of subscribers it can only change the state of one
 * whose token it was shown: it may not read them.
 */
import { CfnOutput, Duration, RemovalPolicy, Validations } from 'aws-cdk-lib';
import { DomainName, HttpApi, HttpStage, LogGroupLogDestination } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { ServeWebEnv } from '../../lambdas/functions/serve-web/settings.ts';
import type { PipelineContext } from './pipeline-context.ts';
import { LOG_RETENTION, RoundFunction } from './round-function.ts';
import { allowTable } from './table-access.ts';

const NAME = 'serve-web';
/** Requests per second over all readers: a burst of a mailing fits, a flood costs little. */
const THROTTLE = { rateLimit: 50, burstLimit: 100 };
/** No address of a reader, no path and no query: paths name papers, queries hold tokens. */
const ACCESS_LOG_FIELDS = {
  requestId: '$context.requestId',
  method: '$context.httpMethod',
  status: '$context.status',
  responseLength: '$context.responseLength',
  latencyMs: '$context.responseLatency',
  error: '$context.integrationErrorMessage',
};

export class ServeWeb extends Construct {
  /** Origin of the site, without a slash at the end. */
  readonly siteUrl: string;

  constructor(scope: Construct, id: string, { data, settings, monitoring }: PipelineContext) {
    super(scope, id);
    const { Papers, Rankings, Batches, Signals, Subscribers } = data.tables;
    const api = new HttpApi(this, 'Api', { description: `Paper Round ${settings.stage}`, createDefaultStage: false });
    this.siteUrl = settings.customDomain === undefined ? api.apiEndpoint : `https://${settings.customDomain.name}`;
    const web = new RoundFunction(this, 'Web', {
      name: NAME,
      description: 'Serves pages and API, and takes unsubscribes',
      environment: {
        STAGE: settings.stage,
        PAPER_ROUND_CATEGORIES: settings.categories.join(','),
        PAPERS_TABLE: Papers.tableName,
        RANKINGS_TABLE: Rankings.tableName,
        BATCHES_TABLE: Batches.tableName,
        SIGNALS_TABLE: Signals.tableName,
        SUBSCRIBERS_TABLE: Subscribers.tableName,
        TOKEN_KEYS_SECRET_ARN: data.tokenKeys.secretArn,
        SITE_URL: this.siteUrl,
      } satisfies ServeWebEnv,
      timeout: Duration.seconds(15),
      memorySize: 1024,
    });
    allowTable(web, Papers, ['getMany']);
    allowTable(web, Rankings, ['query']);
    // The grid of /status, what the harvest remembers of its last runs, and how far the sources of signals are.
    allowTable(web, Batches, ['getMany', 'query']);
    // The star curve of a paper's page.
    allowTable(web, Signals, ['query']);
    allowTable(web, Subscribers, ['update']);
    web.allow(['secretsmanager:GetSecretValue'], data.tokenKeys.secretArn);

    const routes = api.addRoutes({ path: '/{proxy+}', integration: new HttpLambdaIntegration('Web', web.lambda) });
    const root = api.addRoutes({ path: '/', integration: new HttpLambdaIntegration('WebRoot', web.lambda) });
    for (const route of [...routes, ...root]) {
      Validations.of(route).acknowledge({
        id: 'AwsSolutions-APIG4',
        reason: 'A public site: everybody may read it, and what changes something asks for a signed token.',
      });
    }
    this.addStage(api, settings.customDomain);

    monitoring.alarm({
      name: 'ServeWebFailing',
      severity: 'page',
      impact: 'Readers of the site get errors, and unsubscribe links in mails fail.',
      metric: api.metricServerError({ period: Duration.minutes(5), statistic: Stats.SUM }),
      threshold: 5,
      silence: 'fine',
    });
    monitoring.graph(
      'Site: requests',
      api.metricCount({ period: Duration.hours(1) }),
      api.metricServerError({ period: Duration.hours(1) }),
    );
    monitoring.graph(
      'Site: latency p95',
      api.metricLatency({ period: Duration.hours(1), statistic: Stats.percentile(95) }),
    );
    new CfnOutput(this, 'SiteUrl', { value: this.siteUrl }).overrideLogicalId('SiteUrl');
  }

  private addStage(api: HttpApi, customDomain: PipelineContext['settings']['customDomain']): void {
    const accessLog = new LogGroup(this, 'AccessLog', {
      retention: LOG_RETENTION,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const domainName =
      customDomain &&
      new DomainName(this, 'Domain', {
        domainName: customDomain.name,
        certificate: Certificate.fromCertificateArn(this, 'Certificate', customDomain.certificateArn),
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
      ...(domainName && { domainMapping: { domainName } }),
    });
    if (domainName)
      new CfnOutput(this, 'DnsSite', {
        value: `CNAME ${domainName.name} ${domainName.regionalDomainName}`,
      }).overrideLogicalId('DnsSite');
  }
}
