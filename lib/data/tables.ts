/** The tables of the schema, as the local engine makes them too. On demand: an idle deployment pays for storage only. */
import { Validations } from 'aws-cdk-lib';
import { AttributeType, BillingMode, ProjectionType, Table } from 'aws-cdk-lib/aws-dynamodb';
import type { Attribute, SecondaryIndexProps } from 'aws-cdk-lib/aws-dynamodb';
import type { Construct } from 'constructs';
import {
  TABLES,
  type IndexSchema,
  type TableName,
  type TableSchema,
} from '../../lambdas/adapters/dynamodb/table-schema.ts';
import { retainAs } from './retained.ts';

export type Tables = Readonly<Record<TableName, Table>>;

const key = (name: string): Attribute => ({ name, type: AttributeType.STRING });

const projectionOf = ({
  projection,
}: IndexSchema): Pick<SecondaryIndexProps, 'projectionType' | 'nonKeyAttributes'> => {
  if (typeof projection === 'object')
    return { projectionType: ProjectionType.INCLUDE, nonKeyAttributes: [...projection.include] };
  return { projectionType: projection === 'all' ? ProjectionType.ALL : ProjectionType.KEYS_ONLY };
};

const createTable = (scope: Construct, name: string, schema: TableSchema): Table => {
  const table = new Table(scope, name, {
    partitionKey: key(schema.partitionKey),
    ...(schema.sortKey !== undefined && { sortKey: key(schema.sortKey) }),
    ...(schema.ttlAttribute !== undefined && { timeToLiveAttribute: schema.ttlAttribute }),
    billingMode: BillingMode.PAY_PER_REQUEST,
    deletionProtection: true,
    pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: schema.pointInTimeRecovery },
  });
  for (const index of schema.indexes) {
    table.addGlobalSecondaryIndex({
      indexName: index.name,
      partitionKey: key(index.partitionKey),
      ...(index.sortKey !== undefined && { sortKey: key(index.sortKey) }),
      ...projectionOf(index),
    });
  }
  retainAs(table, name);
  if (!schema.pointInTimeRecovery) {
    Validations.of(table).acknowledge({
      id: 'AwsSolutions-DDB3',
      reason: schema.personal
        ? 'Counters by keyed hashes, which end by themselves within a month; without them limits begin anew and nothing else is lost.'
        : 'Holds nothing of persons, and the archive of raw responses rebuilds it; continuous backup would cost more than the table.',
    });
  }
  return table;
};

export const createTables = (scope: Construct): Tables =>
  Object.fromEntries(
    Object.entries(TABLES).map(([name, schema]) => [name, createTable(scope, name, schema)]),
  ) as unknown as Tables;
