/** What stands before the site, held against the routes that the site has. */
import type { Template } from 'aws-cdk-lib/assertions';
import { ROUTES } from '../../lambdas/functions/serve-web/routes.ts';
import { ORIGIN_SECRET_HEADER } from '../../lambdas/functions/serve-web/settings.ts';
import { expectResource, resourcesOf, synthStage, TEST_STAGE } from './synth-stage.ts';

interface Behaviour {
  readonly PathPattern?: string;
  readonly AllowedMethods: readonly string[];
  readonly CachePolicyId: string | { readonly Ref: string };
  readonly OriginRequestPolicyId?: { readonly Ref: string };
  readonly ViewerProtocolPolicy: string;
  readonly Compress: boolean;
}

interface DistributionConfig {
  readonly Aliases?: readonly string[];
  readonly HttpVersion: string;
  readonly PriceClass: string;
  readonly ViewerCertificate?: object;
  readonly DefaultCacheBehavior: Behaviour;
  readonly CacheBehaviors: readonly Behaviour[];
  readonly CustomErrorResponses: readonly { readonly ErrorCode: number; readonly ErrorCachingMinTTL: number }[];
  readonly Origins: readonly {
    readonly DomainName: unknown;
    readonly CustomOriginConfig: object;
    readonly OriginCustomHeaders: readonly { readonly HeaderName: string; readonly HeaderValue: unknown }[];
  }[];
}

/** The managed policy `CachingDisabled`. */
const CACHING_DISABLED = '4135ea2d-6df8-44a3-9df3-4b5a84be39ad';
const NAME = 'papers.paper-round.net';
const CERTIFICATE_ARN = 'arn:aws:acm:us-east-1:123456789012:certificate/11111111-2222-3333-4444-555555555555';
const ZONE = { id: 'Z0123456789ABCDEFGHIJ', name: 'paper-round.net' };

const distributionOf = (template: Template): DistributionConfig => {
  const configs = resourcesOf(template, 'AWS::CloudFront::Distribution').map(
    ([, { Properties }]) => (Properties as unknown as { DistributionConfig: DistributionConfig }).DistributionConfig,
  );
  const [config, ...others] = configs;
  if (config === undefined || others.length > 0) throw new Error(`There are ${configs.length} distributions.`);
  return config;
};

/** As CloudFront finds one for a path: `*` stands for any text. */
const behaviourFor = ({ CacheBehaviors, DefaultCacheBehavior }: DistributionConfig, path: string): Behaviour =>
  CacheBehaviors.find(({ PathPattern = '' }) => new RegExp(`^${PathPattern.replace('*', '.*')}$`).test(path)) ??
  DefaultCacheBehavior;

const policyOf = (template: Template, type: string, id: Behaviour['CachePolicyId'] | undefined): unknown =>
  resourcesOf(template, type).find(([logicalId]) => typeof id === 'object' && logicalId === id.Ref)?.[1].Properties;

describe('the front door', () => {
  let pipeline: Template;
  let distribution: DistributionConfig;

  beforeAll(() => {
    pipeline = synthStage().pipeline;
    distribution = distributionOf(pipeline);
  });

  it('speaks HTTP/2 and 3, compresses, and answers over TLS only', () => {
    expect(distribution).toMatchObject({ HttpVersion: 'http2and3', PriceClass: 'PriceClass_100' });
    for (const behaviour of [distribution.DefaultCacheBehavior, ...distribution.CacheBehaviors])
      expect(behaviour).toMatchObject({ Compress: true, ViewerProtocolPolicy: 'redirect-to-https' });
  });

  it('has the API as its only origin, over TLS 1.2', () => {
    expect(distribution.Origins).toHaveLength(1);
    expect(distribution.Origins[0]?.CustomOriginConfig).toMatchObject({
      OriginProtocolPolicy: 'https-only',
      OriginSSLProtocols: ['TLSv1.2'],
    });
    expect(JSON.stringify(distribution.Origins[0]?.DomainName)).toMatch(
      /"Fn::GetAtt":\["ServeWebApi\w+","ApiEndpoint"\]/,
    );
  });

  it('sends the generated secret with every request, as a reference that only CloudFormation resolves', () => {
    const [header, ...others] = distribution.Origins[0]?.OriginCustomHeaders ?? [];
    expect(others).toEqual([]);
    expect(header?.HeaderName).toBe(ORIGIN_SECRET_HEADER);
    expect(JSON.stringify(header?.HeaderValue)).toMatch(
      /^\{"Fn::Join":\["",\["\{\{resolve:secretsmanager:",\{"Ref":"ServeWebFrontDoorOriginSecret\w+"\},":SecretString:::\}\}"\]\]\}$/,
    );
    expectResource(pipeline, 'AWS::SecretsManager::Secret', {
      GenerateSecretString: { PasswordLength: 64, ExcludePunctuation: true },
    });
  });

  it('lets the site alone read that secret', () => {
    const readers = resourcesOf(pipeline, 'AWS::IAM::Policy').filter(([, { Properties }]) =>
      JSON.stringify(Properties).includes('OriginSecret'),
    );
    expect(readers).toHaveLength(1);
    expect(readers[0]?.[0]).toMatch(/^ServeWeb/);
    expect(JSON.stringify(resourcesOf(pipeline, 'AWS::Lambda::Function'))).not.toContain('resolve:secretsmanager');
  });

  it('takes every method where the site takes a POST, keeps nothing there, and tells who asks', () => {
    const posts = ROUTES.filter(({ methods, path }) => methods.POST !== undefined && !path.startsWith('/_local'));
    expect(posts.map(({ path }) => path)).toContain('/unsubscribe');
    for (const { path } of posts) {
      const behaviour = behaviourFor(distribution, path);
      expect({ path, ...behaviour }).toMatchObject({
        path,
        AllowedMethods: ['GET', 'HEAD', 'OPTIONS', 'PUT', 'PATCH', 'POST', 'DELETE'],
        CachePolicyId: CACHING_DISABLED,
      });
      expect(policyOf(pipeline, 'AWS::CloudFront::OriginRequestPolicy', behaviour.OriginRequestPolicyId)).toMatchObject(
        {
          OriginRequestPolicyConfig: {
            HeadersConfig: {
              HeaderBehavior: 'whitelist',
              Headers: ['CloudFront-Viewer-Address', 'CloudFront-Viewer-Time-Zone'],
            },
            QueryStringsConfig: { QueryStringBehavior: 'all' },
            CookiesConfig: { CookieBehavior: 'none' },
          },
        },
      );
    }
  });

  it.each(['/subscribe', '/confirm', '/preferences', '/unsubscribe', '/preferences/export'])(
    'keeps nothing of %s',
    (path) => {
      expect(behaviourFor(distribution, path).CachePolicyId).toBe(CACHING_DISABLED);
    },
  );

  it('keeps everything else as the site says, by path and query alone, and lets it only be read', () => {
    const reads = ROUTES.filter(({ methods }) => methods.POST === undefined);
    expect(reads.length).toBeGreaterThan(8);
    for (const { path } of reads)
      expect({ path, behaviour: behaviourFor(distribution, path) }).toEqual({
        path,
        behaviour: distribution.DefaultCacheBehavior,
      });
    const { AllowedMethods, CachePolicyId, OriginRequestPolicyId } = distribution.DefaultCacheBehavior;
    expect(AllowedMethods).toEqual(['GET', 'HEAD', 'OPTIONS']);
    // What is kept for all readers can't depend on one of them.
    expect(OriginRequestPolicyId).toBeUndefined();
    expect(policyOf(pipeline, 'AWS::CloudFront::CachePolicy', CachePolicyId)).toMatchObject({
      CachePolicyConfig: {
        MinTTL: 0,
        DefaultTTL: 0,
        MaxTTL: 86_400,
        ParametersInCacheKeyAndForwardedToOrigin: {
          QueryStringsConfig: { QueryStringBehavior: 'all' },
          CookiesConfig: { CookieBehavior: 'none' },
          HeadersConfig: { HeaderBehavior: 'none' },
          EnableAcceptEncodingGzip: true,
          EnableAcceptEncodingBrotli: true,
        },
      },
    });
  });

  it('keeps no error: one reader’s must not be shown to another', () => {
    expect(distribution.CustomErrorResponses.map(({ ErrorCode }) => ErrorCode)).toEqual(
      expect.arrayContaining([403, 404, 500, 502, 503, 504]),
    );
    for (const error of distribution.CustomErrorResponses)
      expect(error).toEqual({ ErrorCode: error.ErrorCode, ErrorCachingMinTTL: 0 });
  });

  it('gives site and mails its own address, which no function has to look up', () => {
    const urls = resourcesOf(pipeline, 'AWS::Lambda::Function').flatMap(([, { Properties }]) => {
      const { Variables } = Properties['Environment'] as { Variables: Readonly<Record<string, unknown>> };
      return 'SITE_URL' in Variables ? [JSON.stringify(Variables['SITE_URL'])] : [];
    });
    expect(urls).toHaveLength(3);
    for (const url of urls)
      expect(url).toMatch(/"https:\/\/",\{"Fn::GetAtt":\["ServeWebFrontDoorDistribution\w+","DomainName"\]\}/);
  });

  describe('under a name of its own', () => {
    const named = (customDomain: object, more: object = {}) => synthStage({ ...TEST_STAGE, ...more, customDomain });

    it('asks for TLS 1.2 at least, and tells the record for DNS', () => {
      const { pipeline: template, certificate } = named({ name: NAME, certificateArn: CERTIFICATE_ARN });
      expect(distributionOf(template)).toMatchObject({
        Aliases: [NAME],
        ViewerCertificate: {
          AcmCertificateArn: CERTIFICATE_ARN,
          MinimumProtocolVersion: 'TLSv1.2_2021',
          SslSupportMethod: 'sni-only',
        },
      });
      template.hasOutput('SiteUrl', { Value: `https://${NAME}` });
      expect(JSON.stringify(template.findOutputs('DnsSite'))).toContain(`CNAME ${NAME} `);
      expect(JSON.stringify(template.findResources('AWS::Lambda::Function'))).toContain(`"SITE_URL":"https://${NAME}"`);
      expect(certificate).toBeUndefined();
      template.resourceCountIs('AWS::Route53::RecordSet', 0);
    });

    it('makes the records itself in a zone of the account', () => {
      const { pipeline: template } = named({ name: NAME, certificateArn: CERTIFICATE_ARN, hostedZone: ZONE });
      for (const Type of ['A', 'AAAA'])
        expectResource(template, 'AWS::Route53::RecordSet', { Name: `${NAME}.`, Type, HostedZoneId: ZONE.id });
      expect(Object.keys(template.findOutputs('DnsSite'))).toEqual([]);
    });

    it.each([
      ['by hand', {}, undefined],
      ['in a zone of the account', { hostedZone: ZONE }, ZONE.id],
    ])('first gets its certificate where CloudFront looks for it, validated %s', (_, zone, HostedZoneId) => {
      const { pipeline: template, certificate } = named({ name: NAME, ...zone }, { region: 'eu-central-1' });
      expect(certificate?.region).toBe('us-east-1');
      certificate?.template.hasResourceProperties('AWS::CertificateManager::Certificate', {
        DomainName: NAME,
        ValidationMethod: 'DNS',
        ...(HostedZoneId !== undefined && { DomainValidationOptions: [{ DomainName: NAME, HostedZoneId }] }),
      });
      certificate?.template.hasOutput('CertificateArn', {});
      // Until its ARN is set the site answers at CloudFront's address.
      expect(distributionOf(template).Aliases).toBeUndefined();
    });
  });
});
