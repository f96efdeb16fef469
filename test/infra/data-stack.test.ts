import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import type { Template } from 'aws-cdk-lib/assertions';
import { TABLES, type IndexSchema } from '../../lambdas/adapters/dynamodb/table-schema.ts';
import { FIRST_KEY_ID } from '../../lambdas/runtime/deployment-keys.ts';
import { expectResource, resourcesOf, synthStage } from './synth-stage.ts';

const EVERYTHING_THAT_LASTS = [
  ...Object.keys(TABLES),
  'MailConfigurationSet',
  'MailIdentity',
  'RawResponses',
  'SearchIndex',
  'TokenKeys',
].sort();

/** Deleted with its bucket's stack, and written anew by the next deployment. */
const FOLLOWS_ITS_BUCKET = 'AWS::S3::BucketPolicy';

/** As CloudFormation writes it. */
const projected = (projection: IndexSchema['projection']) => {
  if (projection === 'all') return { ProjectionType: 'ALL' };
  if (projection === 'keys') return { ProjectionType: 'KEYS_ONLY' };
  return { ProjectionType: 'INCLUDE', NonKeyAttributes: projection.include };
};

describe('the data stack', () => {
  let data: Template;
  const lasting = () =>
    Object.entries(data.toJSON()['Resources'] as Record<string, { Type: string; DeletionPolicy?: string }>).filter(
      ([, { Type }]) => Type !== FOLLOWS_ITS_BUCKET && Type !== 'AWS::CDK::Metadata',
    );

  beforeAll(() => {
    data = synthStage().data;
  });

  it('keeps the logical ids by which an upgrade knows the stored data', () => {
    expect(
      lasting()
        .map(([id]) => id)
        .sort(),
    ).toEqual(EVERYTHING_THAT_LASTS);
  });

  it('leaves everything in place when the stack is deleted or a resource replaced', () => {
    for (const [, resource] of lasting()) {
      expect(resource).toMatchObject({ DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' });
    }
  });

  it('refers to no other resource in what lasts, so that each can be imported into a new stack', () => {
    const ids = EVERYTHING_THAT_LASTS.join('|');
    const reference = new RegExp(`"(Ref|Fn::GetAtt)":\\[?"(${ids})`);
    for (const [, resource] of lasting()) expect(JSON.stringify(resource)).not.toMatch(reference);
  });

  it('can be taken over into a new stack with the mapping that docs/deploy.md makes', async () => {
    const [, script = ''] =
      /^node -e '\n([^']*)' > mapping\.json$/m.exec(readFileSync(resolve('docs/deploy.md'), 'utf8')) ?? [];
    const directory = await mkdtemp(join(tmpdir(), 'paper-round-mapping-'));
    const left = Object.entries(data.toJSON()['Resources'] as Record<string, { Type: string }>).map(
      ([id, { Type }]) => ({
        LogicalResourceId: id,
        ResourceType: Type,
        PhysicalResourceId: `physical-${id}`,
      }),
    );
    await writeFile(join(directory, 'retained.json'), JSON.stringify({ StackResourceSummaries: left }));
    const { stdout } = await promisify(execFile)(process.execPath, ['-e', script], { cwd: directory });
    await rm(directory, { recursive: true });
    const mapping = JSON.parse(stdout) as Record<string, Record<string, string>>;
    expect(Object.keys(mapping).sort()).toEqual(EVERYTHING_THAT_LASTS);
    expect(mapping).toMatchObject({
      Papers: { TableName: 'physical-Papers' },
      RawResponses: { BucketName: 'physical-RawResponses' },
      TokenKeys: { Id: 'physical-TokenKeys' },
    });
  });

  it('gives no physical name to a table, the bucket or the secret', () => {
    for (const [, resource] of lasting()) {
      const properties = (resource as { Properties?: object }).Properties ?? {};
      for (const name of ['TableName', 'BucketName', 'Name']) expect(properties).not.toHaveProperty(name);
    }
  });

  it.each(Object.entries(TABLES))('makes %s on demand, protected, as the schema says', (name, schema) => {
    const properties = resourcesOf(data, 'AWS::DynamoDB::Table').find(([id]) => id === name)?.[1].Properties;
    expect(properties).toMatchObject({
      BillingMode: 'PAY_PER_REQUEST',
      DeletionProtectionEnabled: true,
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: schema.pointInTimeRecovery },
      KeySchema: [
        { AttributeName: schema.partitionKey, KeyType: 'HASH' },
        ...('sortKey' in schema ? [{ AttributeName: schema.sortKey, KeyType: 'RANGE' }] : []),
      ],
    });
    const indexes =
      (properties as { GlobalSecondaryIndexes?: readonly { IndexName: string; Projection: object }[] } | undefined)
        ?.GlobalSecondaryIndexes ?? [];
    expect(indexes.map(({ IndexName, Projection }) => ({ IndexName, Projection }))).toEqual(
      schema.indexes.map(({ name: IndexName, projection }) => ({ IndexName, Projection: projected(projection) })),
    );
  });

  it('backs up continuously every table that holds personal data, but for counters that end by themselves', () => {
    const unsaved = Object.entries(TABLES).flatMap(([name, schema]) =>
      schema.personal && !schema.pointInTimeRecovery ? [name] : [],
    );
    expect(unsaved).toEqual(['Limits']);
    expectResource(data, 'AWS::DynamoDB::Table', {
      KeySchema: [{ AttributeName: 'limitKey', KeyType: 'HASH' }],
      TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
    });
  });

  it('keeps the raw responses private, over TLS only, and in cheap storage later', () => {
    expectResource(data, 'AWS::S3::Bucket', {
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
      LifecycleConfiguration: {
        Rules: [
          {
            Status: 'Enabled',
            Transitions: [
              { StorageClass: 'STANDARD_IA', TransitionInDays: 30 },
              { StorageClass: 'GLACIER_IR', TransitionInDays: 90 },
            ],
          },
        ],
      },
    });
    // Every object, for good: a replay of the archive rebuilds the tables.
    const [, bucket] = resourcesOf(data, 'AWS::S3::Bucket').find(([id]) => id === 'RawResponses') ?? [];
    expect(JSON.stringify(bucket?.Properties['LifecycleConfiguration'])).not.toMatch(/Prefix|Filter|Expiration/);
    expect(JSON.stringify(data.findResources('AWS::S3::BucketPolicy'))).toContain('"aws:SecureTransport":"false"');
  });

  it('keeps the search index private and over TLS only, and lets none of it expire', () => {
    const [, bucket] = resourcesOf(data, 'AWS::S3::Bucket').find(([id]) => id === 'SearchIndex') ?? [];
    expect(bucket?.Properties).toMatchObject({
      PublicAccessBlockConfiguration: { BlockPublicPolicy: true, RestrictPublicBuckets: true },
      OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
    });
    expect(JSON.stringify(bucket?.Properties['LifecycleConfiguration'])).not.toMatch(/Expiration|Transition/);
    const policies = JSON.stringify(data.findResources('AWS::S3::BucketPolicy'));
    expect(policies).toMatch(/"Bucket":\{"Ref":"SearchIndex"\}/);
  });

  it('requires TLS for mails, watches their reputation and gives up before they are stale', () => {
    expectResource(data, 'AWS::SES::ConfigurationSet', {
      DeliveryOptions: { TlsPolicy: 'REQUIRE', MaxDeliverySeconds: 43_200 },
      ReputationOptions: { ReputationMetricsEnabled: true },
    });
  });

  it('generates the first token key under the id that the functions expect, and rotates nothing', () => {
    expectResource(data, 'AWS::SecretsManager::Secret', {
      GenerateSecretString: {
        GenerateStringKey: FIRST_KEY_ID,
        SecretStringTemplate: JSON.stringify({ current: FIRST_KEY_ID }),
        PasswordLength: 64,
      },
    });
    data.resourceCountIs('AWS::SecretsManager::RotationSchedule', 0);
  });

  it('tells the command line where tables and raw responses are', () => {
    const outputs = data.toJSON()['Outputs'] as Record<string, { Value: unknown }>;
    expect(outputs['RawBucket']?.Value).toEqual({ Ref: 'RawResponses' });
    for (const table of Object.keys(TABLES)) expect(outputs[`${table}Table`]?.Value).toEqual({ Ref: table });
  });

  it('tells the operator the DNS records of its identity', () => {
    const outputs = Object.keys(data.toJSON()['Outputs'] as object);
    expect(outputs).toEqual(
      expect.arrayContaining(['DnsDkim1', 'DnsDkim2', 'DnsDkim3', 'DnsMailFromMx', 'DnsMailFromSpf', 'DnsDmarc']),
    );
  });

  it('makes no identity when an existing one is used', () => {
    const { data: reusing, pipeline } = synthStage({
      senderAddress: 'digest@lab.paper-round.net',
      useExistingIdentity: 'paper-round.net',
      postalAddress: 'Paper Round, 12 Long Lane, 10115 Berlin',
      operatorEmail: 'operator@paper-round.net',
      categories: ['cs.LG'],
      sesPricingPlan: 'NONE',
    });
    reusing.resourceCountIs('AWS::SES::EmailIdentity', 0);
    expect(JSON.stringify(pipeline.findResources('AWS::IAM::Policy'))).toContain(':identity/paper-round.net');
  });
});
