/**
 * A deployed stack as the command line sees it: table names and settings from the outputs of the data stack, keys from
 * its secret. Credentials and region are those of the operator's own AWS set-up, unlike everything local.
 */
import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { createDocumentClient } from '../../lambdas/adapters/dynamodb/document-client.ts';
import { TABLES, type TableName } from '../../lambdas/adapters/dynamodb/table-schema.ts';
import { readDeploymentKeys } from '../../lambdas/runtime/deployment-keys.ts';
import type { LocalKeys } from '../data-directory.ts';
import { tablesAt, type Tables } from '../local-tables.ts';
import { UsageError } from '../round-flags.ts';

export interface DeployedStack {
  readonly tables: Tables;
  readonly outputs: Readonly<Record<string, string>>;
  keys(): Promise<LocalKeys>;
  close(): Promise<void>;
}

/** Output of the data stack that names a table, e.g. `PapersTable`. */
const tableOutput = (table: TableName): string => `${table}Table`;

/** @throws UsageError when there is no such stack or it is no data stack of Paper Round */
export const readStack = async (stackName: string): Promise<DeployedStack> => {
  const cloudFormation = new CloudFormationClient({});
  const outputs = await readOutputs(cloudFormation, stackName).finally(() => cloudFormation.destroy());
  const missing = (Object.keys(TABLES) as TableName[]).filter((table) => outputs[tableOutput(table)] === undefined);
  if (missing.length > 0) {
    throw new UsageError(
      `Stack ${stackName} names no table for ${missing.join(', ')}: give the name of the data stack.`,
    );
  }
  const client = createDocumentClient();
  return {
    tables: tablesAt(
      client,
      (table) => outputs[tableOutput(table)] ?? '',
      () => new Date(),
    ),
    outputs,
    keys: async () => {
      const secrets = new SecretsManagerClient({});
      try {
        return await readDeploymentKeys(secrets, outputs['TokenKeysSecret'] ?? '');
      } finally {
        secrets.destroy();
      }
    },
    close: () => {
      client.destroy();
      return Promise.resolve();
    },
  };
};

const readOutputs = async (
  client: CloudFormationClient,
  stackName: string,
): Promise<Readonly<Record<string, string>>> => {
  try {
    const { Stacks } = await client.send(new DescribeStacksCommand({ StackName: stackName }));
    return Object.fromEntries(
      (Stacks?.[0]?.Outputs ?? []).map(({ OutputKey, OutputValue }) => [OutputKey ?? '', OutputValue ?? '']),
    );
  } catch (error) {
    throw new UsageError(
      `Stack ${stackName} can't be read (${error instanceof Error ? error.name : 'unknown error'}): check its name, the region and your AWS credentials.`,
    );
  }
};
