/**
 * CloudFront before the site's API: one address for readers, TLS, compression, and a cache that does as the site's own
 * `Cache-Control` says.
 *
 * It adds a secret header to every request that it passes on; the site refuses what comes without it
 * (lambdas/functions/serve-web/origin-guard.ts). CloudFront needs the API's address only, and the API itself needs no
 * function, so functions take the address of the site from here, and nothing goes round in a circle.
 */
import { CfnOutput, Duration, Fn, RemovalPolicy, Validations } from 'aws-cdk-lib';
import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import {
  AllowedMethods,
  CacheCookieBehavior,
  CachedMethods,
  CacheHeaderBehavior,
  CachePolicy,
  CacheQueryStringBehavior,
  Distribution,
  HttpVersion,
  OriginProtocolPolicy,
  OriginRequestCookieBehavior,
  OriginRequestHeaderBehavior,
  OriginRequestPolicy,
  OriginRequestQueryStringBehavior,
  OriginSslPolicy,
  PriceClass,
  SecurityPolicyProtocol,
  ViewerProtocolPolicy,
  type BehaviorOptions,
  type DistributionProps,
} from 'aws-cdk-lib/aws-cloudfront';
import { HttpOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { AaaaRecord, ARecord, RecordTarget } from 'aws-cdk-lib/aws-route53';
import { CloudFrontTarget } from 'aws-cdk-lib/aws-route53-targets';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { ORIGIN_SECRET_HEADER } from '../../lambdas/functions/serve-web/settings.ts';
import type { CustomDomain } from '../settings.ts';
import { zoneOf } from '../site-zone.ts';
import type { PipelineContext } from './pipeline-context.ts';

/** Raised by one, it makes a new secret: docs/deploy.md. */
const SECRET_REVISION = 1;
/** What a reader does with a form or with a link from a mail: never kept, and the only places that take a POST. */
const FORMS = ['/subscribe*', '/confirm*', '/preferences*', '/unsubscribe*'];
/** The longest that the site's `Cache-Control` asks for; what says nothing is not kept at all. */
const MAX_KEPT = Duration.days(1);
/** What CloudFront says of a reader, told to the forms only: what is kept for all can't depend on one. */
const OF_THE_READER = ['CloudFront-Viewer-Address', 'CloudFront-Viewer-Time-Zone'];
/** Errors for which CloudFront would give one reader's answer to others for ten seconds, whatever their query. */
const ERRORS = [400, 403, 404, 405, 414, 416, 500, 501, 502, 503, 504];
/** CloudFront's metrics are there and nowhere else. */
const METRICS_REGION = 'us-east-1';

export interface FrontDoorProps extends Pick<PipelineContext, 'settings' | 'monitoring'> {
  readonly api: HttpApi;
}

export class FrontDoor extends Construct {
  /** Origin of the site, without a slash at the end. */
  readonly siteUrl: string;
  /** What the site must find in the header. */
  readonly originSecret: Secret;

  constructor(scope: Construct, id: string, { api, settings, monitoring }: FrontDoorProps) {
    super(scope, id);
    this.originSecret = this.createOriginSecret();
    const origin = new HttpOrigin(Fn.select(2, Fn.split('/', api.apiEndpoint)), {
      protocolPolicy: OriginProtocolPolicy.HTTPS_ONLY,
      originSslProtocols: [OriginSslPolicy.TLS_V1_2],
      // In the template it is a reference to the secret, which CloudFormation resolves.
      customHeaders: { [ORIGIN_SECRET_HEADER]: this.originSecret.secretValue.unsafeUnwrap() },
    });
    const shared = { origin, compress: true, viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS };
    const forms: BehaviorOptions = {
      ...shared,
      allowedMethods: AllowedMethods.ALLOW_ALL,
      cachePolicy: CachePolicy.CACHING_DISABLED,
      originRequestPolicy: this.createFormPolicy(),
    };
    const named = nameOf(this, settings.customDomain);
    const distribution = new Distribution(this, 'Distribution', {
      comment: `Paper Round ${settings.stage}`,
      httpVersion: HttpVersion.HTTP2_AND_3,
      priceClass: PriceClass.PRICE_CLASS_100,
      defaultBehavior: {
        ...shared,
        allowedMethods: AllowedMethods.ALLOW_GET_HEAD_OPTIONS,
        cachedMethods: CachedMethods.CACHE_GET_HEAD,
        cachePolicy: this.createPagePolicy(),
      },
      additionalBehaviors: Object.fromEntries(FORMS.map((path) => [path, forms])),
      errorResponses: ERRORS.map((httpStatus) => ({ httpStatus, ttl: Duration.seconds(0) })),
      ...named,
    });
    acknowledgeFindings(distribution, named !== undefined);
    this.siteUrl = `https://${named === undefined ? distribution.distributionDomainName : named.domainNames[0]}`;
    if (settings.customDomain && named) this.writeNames(settings.customDomain, distribution);
    watch(monitoring, distribution);
    new CfnOutput(this, 'SiteUrl', { value: this.siteUrl }).overrideLogicalId('SiteUrl');
    new CfnOutput(this, 'DistributionDomain', { value: distribution.distributionDomainName }).overrideLogicalId(
      'DistributionDomain',
    );
  }

  private createOriginSecret(): Secret {
    const secret = new Secret(this, `OriginSecret${SECRET_REVISION}`, {
      description: 'CloudFront sends it with every request to the site; docs/deploy.md tells how to change it.',
      generateSecretString: { passwordLength: 64, excludePunctuation: true },
      removalPolicy: RemovalPolicy.DESTROY,
    });
    Validations.of(secret).acknowledge({
      id: 'AwsSolutions-SMG4',
      reason:
        'CloudFormation copies it into the distribution at a deployment only: a rotation by itself would shut the site. Who learns it gets around the cache and no further.',
    });
    return secret;
  }

  /** Pages, feeds and API: one kept answer for each path and query. */
  private createPagePolicy(): CachePolicy {
    return new CachePolicy(this, 'PagePolicy', {
      comment: 'As the Cache-Control of the site says, by path and query',
      minTtl: Duration.seconds(0),
      defaultTtl: Duration.seconds(0),
      maxTtl: MAX_KEPT,
      queryStringBehavior: CacheQueryStringBehavior.all(),
      cookieBehavior: CacheCookieBehavior.none(),
      headerBehavior: CacheHeaderBehavior.none(),
      enableAcceptEncodingGzip: true,
      enableAcceptEncodingBrotli: true,
    });
  }

  /** Content-Type, Origin and conditional headers go to the origin by themselves. */
  private createFormPolicy(): OriginRequestPolicy {
    return new OriginRequestPolicy(this, 'FormPolicy', {
      comment: 'Query, network and time zone of the reader; no cookie',
      queryStringBehavior: OriginRequestQueryStringBehavior.all(),
      headerBehavior: OriginRequestHeaderBehavior.allowList(...OF_THE_READER),
      cookieBehavior: OriginRequestCookieBehavior.none(),
    });
  }

  /** The records of the host name: made in the zone that the stage names, or told to the operator. */
  private writeNames(customDomain: CustomDomain, distribution: Distribution): void {
    const { name } = customDomain;
    const zone = zoneOf(this, customDomain);
    if (zone === undefined) {
      const value = `CNAME ${name} ${distribution.distributionDomainName}`;
      new CfnOutput(this, 'DnsSite', { value }).overrideLogicalId('DnsSite');
      return;
    }
    const record = { zone, recordName: `${name}.`, target: RecordTarget.fromAlias(new CloudFrontTarget(distribution)) };
    new ARecord(this, 'Ipv4', record);
    new AaaaRecord(this, 'Ipv6', record);
  }
}

/** Name, certificate and least protocol, once there are both; CloudFront's own name has its own certificate and protocols. */
const nameOf = (
  scope: Construct,
  customDomain: CustomDomain | undefined,
):
  | (Pick<DistributionProps, 'certificate' | 'minimumProtocolVersion'> & { readonly domainNames: string[] })
  | undefined =>
  customDomain?.certificateArn === undefined
    ? undefined
    : {
        domainNames: [customDomain.name],
        certificate: Certificate.fromCertificateArn(scope, 'Certificate', customDomain.certificateArn),
        minimumProtocolVersion: SecurityPolicyProtocol.TLS_V1_2_2021,
      };

const acknowledgeFindings = (distribution: Distribution, isNamed: boolean): void => {
  Validations.of(distribution).acknowledge(
    { id: 'AwsSolutions-CFR1', reason: 'Papers of arXiv are for readers of every country.' },
    {
      id: 'AwsSolutions-CFR2',
      reason:
        'A firewall costs more a month than all the rest. The API is throttled, and sign-ups are limited by network, address and overall.',
    },
    {
      id: 'AwsSolutions-CFR3',
      reason:
        "Such a log would hold readers' networks, and tokens in queries. The API logs every request that the cache does not answer, without either; the rest is counted by CloudFront's metrics.",
    },
    ...(isNamed
      ? []
      : [
          {
            id: 'AwsSolutions-CFR4',
            reason:
              'Under the name that CloudFront gives, its certificate and protocols are fixed. With a name of its own the site asks for TLS 1.2.',
          },
        ]),
  );
};

const watch = (monitoring: PipelineContext['monitoring'], distribution: Distribution): void => {
  const props = { period: Duration.hours(1), region: METRICS_REGION };
  monitoring.graph('Site: requests of readers', distribution.metricRequests({ ...props, statistic: Stats.SUM }));
  monitoring.graph(
    'Site: errors that readers get, in percent',
    distribution.metric4xxErrorRate(props),
    distribution.metric5xxErrorRate(props),
  );
};
