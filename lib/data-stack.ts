/**
 * Everything that must outlive a deployment: tables, raw responses, search index, the mail identity, the secret of the token keys.
 *
 * Nothing in here is ever deleted with the stack, and every such resource can be taken into a new stack by `cdk import`
 * (docs/deploy.md): each has a fixed logical id, which must never change, a retain policy, and refers to no other resource.
 * The command line reads the outputs.
 */
import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import type { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';
import { createMailIdentity, type MailIdentity } from './data/mail-identity.ts';
import { createRawBucket } from './data/raw-bucket.ts';
import { createSearchBucket } from './data/search-bucket.ts';
import { createTables, type Tables } from './data/tables.ts';
import { createTokenKeys } from './data/token-keys.ts';
import type { StageSettings } from './settings.ts';

export interface DataStackProps extends StackProps {
  readonly settings: StageSettings;
}

export class DataStack extends Stack {
  readonly tables: Tables;
  readonly rawBucket: Bucket;
  readonly searchBucket: Bucket;
  readonly mail: MailIdentity;
  readonly tokenKeys: Secret;

  constructor(scope: Construct, id: string, { settings, ...props }: DataStackProps) {
    super(scope, id, props);
    this.tables = createTables(this);
    this.rawBucket = createRawBucket(this);
    this.searchBucket = createSearchBucket(this);
    this.tokenKeys = createTokenKeys(this);
    this.mail = createMailIdentity(this, settings);
    this.writeOutputs(settings);
  }

  /** What the command line (`--stack NAME`) and `doctor` read. */
  private writeOutputs(settings: StageSettings): void {
    const outputs: Readonly<Record<string, string>> = {
      ...Object.fromEntries(Object.entries(this.tables).map(([name, { tableName }]) => [`${name}Table`, tableName])),
      RawBucket: this.rawBucket.bucketName,
      SearchBucket: this.searchBucket.bucketName,
      TokenKeysSecret: this.tokenKeys.secretArn,
      MailConfigurationSetName: this.mail.configurationSet.configurationSetName,
      Categories: settings.categories.join(','),
      SenderIdentity: settings.domain ?? settings.useExistingIdentity ?? '',
      SenderAddress: settings.senderAddress,
      SenderName: settings.senderName,
      PostalAddress: settings.postalAddress,
      SesPricingPlan: settings.sesPricingPlan,
      ...(settings.githubTokenSecret !== undefined && { GitHubTokenSecret: settings.githubTokenSecret }),
      ...(settings.allowedMailDomains.length > 0 && { AllowedMailDomains: settings.allowedMailDomains.join(',') }),
    };
    for (const [name, value] of Object.entries(outputs))
      new CfnOutput(this, `${name}Output`, { value }).overrideLogicalId(name);
  }
}
