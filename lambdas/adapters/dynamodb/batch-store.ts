/** `BatchStore` on the `Batches` table. */
import { GetCommand, PutCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { batchSchema, type Batch } from '../../core/batch.ts';
import type { BatchStore } from '../../core/ports/stores.ts';
import { writeIf } from './conditional-write.ts';
import { getRows, queryRows } from './read-rows.ts';
import { checkRowSize, parseRow } from './stored-row.ts';

/** Reads are strongly consistent and throw StoredRowError; `put` throws RowTooLargeError. */
export const createBatchStore = (client: DynamoDBDocumentClient, tableName: string): BatchStore => {
  const shape = { tableName, keyNames: ['category', 'date'], schema: batchSchema };
  return {
    put: async (batch) => {
      checkRowSize(shape, batch);
      await client.send(new PutCommand({ TableName: tableName, Item: batch }));
    },
    replace: async (batch, before) => {
      checkRowSize(shape, batch);
      const condition =
        before === undefined
          ? { ConditionExpression: 'attribute_not_exists(category)' }
          : {
              ConditionExpression: 'updatedAt = :before',
              ExpressionAttributeValues: { ':before': before.updatedAt },
            };
      return writeIf(client.send(new PutCommand({ TableName: tableName, Item: batch, ...condition })));
    },
    get: async (category, date) => {
      const { Item } = await client.send(
        new GetCommand({ TableName: tableName, Key: { category, date }, ConsistentRead: true }),
      );
      return Item && parseRow(shape, Item);
    },
    between: async (category, from, to) => {
      const batches: Batch[] = [];
      const rows = queryRows(client, {
        TableName: tableName,
        ConsistentRead: true,
        KeyConditionExpression: 'category = :category AND #date BETWEEN :from AND :to',
        ExpressionAttributeNames: { '#date': 'date' },
        ExpressionAttributeValues: { ':category': category, ':from': from, ':to': to },
      });
      for await (const row of rows) batches.push(parseRow(shape, row));
      return batches;
    },
    getMany: async (keys) => {
      const rows = await getRows(
        client,
        tableName,
        keys.map(({ category, date }) => ({ category, date })),
      );
      return rows.map((row) => parseRow(shape, row));
    },
  };
};
