/** What a function may do to a table: the very actions that its store calls, on the table or one index, and no wildcard. */
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import type { RoundFunction } from './round-function.ts';

const ACTIONS = {
  get: ['dynamodb:GetItem'],
  getMany: ['dynamodb:BatchGetItem'],
  query: ['dynamodb:Query'],
  put: ['dynamodb:PutItem'],
  update: ['dynamodb:UpdateItem'],
  remove: ['dynamodb:DeleteItem'],
} as const;

export type TableAction = keyof typeof ACTIONS;

/** On the base table. */
export const allowTable = (to: RoundFunction, table: Table, actions: readonly TableAction[]): void => {
  to.allow(
    actions.flatMap((action) => ACTIONS[action]),
    table.tableArn,
  );
};

/** Queries of one index. */
export const allowIndexQuery = (to: RoundFunction, table: Table, indexName: string): void => {
  to.allow(ACTIONS.query, `${table.tableArn}/index/${indexName}`);
};
