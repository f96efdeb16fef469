/**
 * A deployed stack as the command line sees it: table names and settings from the outputs of the data stack, keys from
 * its secret. Credentials and region are those of the operator's own AWS set-up, unlike everything local.
 */
import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { S3Client } from '@aws-sdk/client-s3';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { tmpdir } from 'node:os';
import { createDocumentClient } from '../../lambdas/adapters/dynamodb/document-client.ts';
import { TABLES, type TableName } from '../../lambdas/adapters/dynamodb/table-schema.ts';
import { createPaperSearch, type OpenPaperSearch } from '../../lambdas/adapters/search/paper-search.ts';
import { createS3IndexStorage } from '../../lambdas/adapters/search/s3-index-storage.ts';
import { createS3Archive } from '../../lambdas/adapters/storage/s3-archive.ts';
import { createS3Quarantine } from '../../lambdas/adapters/storage/s3-quarantine.ts';
import type { MailSite } from '../../lambdas/core/render/mail/mail-site.ts';
import { readDeploymentKeys } from '../../lambdas/runtime/deployment-keys.ts';
import { openRepositories } from '../../lambdas/functions/collect-signals/open-repositories.ts';
import { tablesAt } from '../local-tables.ts';
import { LOCAL_USER_AGENT } from '../local-user-agent.ts';
import { UsageError } from '../round-flags.ts';
import { readRoundSettings } from '../round-settings.ts';
import { openSources } from '../signal-sources.ts';
import type { CliData, Environment } from './cli-data.ts';

/** Outputs of the data stack beside one `…Table` for each table: lib/data-stack.ts. */
const SETTINGS = [
  'TokenKeysSecret',
  'Categories',
  'SenderIdentity',
  'SenderAddress',
  'SenderName',
  'PostalAddress',
] as const;
/** Output that names the bucket of the raw responses; only their commands need it. */
const RAW_BUCKET = 'RawBucket';
/** Output that names the bucket of the search index. */
const SEARCH_BUCKET = 'SearchBucket';
/** Output of a stage with a token for GitHub: the name of its secret. */
const GITHUB_TOKEN_SECRET = 'GitHubTokenSecret';
type Settings = Readonly<Record<(typeof SETTINGS)[number], string>>;

/** Output of the data stack that names a table, e.g. `PapersTable`. */
const tableOutput = (table: TableName): string => `${table}Table`;
const TABLE_NAMES = Object.keys(TABLES) as TableName[];

/** Names of the two stacks of a stage: lib/round-app.ts. */
const pipelineStackOf = (dataStack: string): string => dataStack.replace(/-Data$/, '-Pipeline');

export interface DeployedStack extends CliData {
  /** The SES identity, a domain or an address. */
  readonly senderIdentity: string;
}

/** @throws UsageError when there is no such stack or it is no data stack of Paper Round */
export const openStack = async (stackName: string, env: Environment): Promise<DeployedStack> => {
  const outputs = await readOutputs(stackName);
  const missing = [...TABLE_NAMES.map(tableOutput), ...SETTINGS].filter((name) => outputs[name] === undefined);
  if (missing.length > 0)
    throw new UsageError(
      `Stack ${stackName} has no output ${missing.join(', ')}: give the name of a data stack (PaperRound-STAGE-Data) that this version has deployed.`,
    );
  const settings = outputs as Settings;
  const client = createDocumentClient();
  const bucketClient = new S3Client({});
  let search: OpenPaperSearch | undefined;
  return {
    tables: tablesAt(
      client,
      (table) => outputs[tableOutput(table)] ?? '',
      () => new Date(),
    ),
    where: `stack ${stackName}`,
    sample: false,
    categories: settings.Categories.split(','),
    senderIdentity: settings.SenderIdentity,
    keys: async () => {
      const secrets = new SecretsManagerClient({});
      try {
        return await readDeploymentKeys(secrets, settings.TokenKeysSecret);
      } finally {
        secrets.destroy();
      }
    },
    mailSite: () => mailSiteOf(settings, pipelineStackOf(stackName)),
    raw: () => {
      const bucket = outputs[RAW_BUCKET];
      if (bucket === undefined)
        throw new UsageError(`Stack ${stackName} has no output ${RAW_BUCKET}: deploy it with this version first.`);
      return {
        archive: createS3Archive({ client: bucketClient, bucket }),
        quarantine: createS3Quarantine({ client: bucketClient, bucket }),
      };
    },
    arxiv: undefined,
    sources: async () => {
      const here = readRoundSettings(env);
      const sources = openSources(here, { onlyGiven: false, isHurried: false });
      const secretName = outputs[GITHUB_TOKEN_SECRET];
      if (here.gitHubToken !== undefined || secretName === undefined) return sources;
      await sources.repositories.close();
      const secrets = new SecretsManagerClient({});
      try {
        const options = { baseUrl: here.attention.github.baseUrl, userAgent: LOCAL_USER_AGENT };
        return { ...sources, repositories: await openRepositories(options, { secrets, secretName }) };
      } finally {
        secrets.destroy();
      }
    },
    search: () => {
      const bucket = outputs[SEARCH_BUCKET];
      if (bucket === undefined)
        throw new UsageError(`Stack ${stackName} has no output ${SEARCH_BUCKET}: deploy it with this version first.`);
      return (search ??= createPaperSearch({
        storage: createS3IndexStorage({ client: bucketClient, bucket }),
        temporaryDirectory: tmpdir(),
        clock: () => new Date(),
      }));
    },
    close: async () => {
      await search?.close();
      client.destroy();
      bucketClient.destroy();
    },
  };
};

const mailSiteOf = async (settings: Settings, pipelineStack: string): Promise<MailSite> => {
  const { SiteUrl: baseUrl } = await readOutputs(pipelineStack);
  if (baseUrl === undefined)
    throw new UsageError(
      `Stack ${pipelineStack} has no output SiteUrl, which the links of a mail need: deploy it first.`,
    );
  const { SenderAddress: from, SenderName: fromName, PostalAddress: postalAddress } = settings;
  return { baseUrl, from, fromName, listDomain: from.slice(from.lastIndexOf('@') + 1), postalAddress };
};

const readOutputs = async (stackName: string): Promise<Readonly<Partial<Record<string, string>>>> => {
  const client = new CloudFormationClient({});
  try {
    const { Stacks } = await client.send(new DescribeStacksCommand({ StackName: stackName }));
    return Object.fromEntries(
      (Stacks?.[0]?.Outputs ?? []).map(({ OutputKey, OutputValue }) => [OutputKey ?? '', OutputValue ?? '']),
    );
  } catch (error) {
    throw new UsageError(
      `Stack ${stackName} can't be read (${error instanceof Error ? error.name : 'unknown error'}): check its name, the region and your AWS credentials.`,
    );
  } finally {
    client.destroy();
  }
};
