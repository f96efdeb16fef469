/** `RankingStore` on the `Rankings` table. A list is replaced as a whole: the same input gives the same list. */
import { GetCommand, PutCommand, QueryCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { RankingStore } from '../../core/ports/stores.ts';
import { rankedListSchema, type RankedList } from '../../core/rank/ranked-list.ts';
import { checkRowSize, parseRow } from './stored-row.ts';

/** Reads are strongly consistent and throw StoredRowError; `put` throws RowTooLargeError. */
export const createRankingStore = (client: DynamoDBDocumentClient, tableName: string): RankingStore => {
  const shape = { tableName, keyNames: ['listKey', 'date'], schema: rankedListSchema };
  const newest = async (listKey: string, condition: string, date: string): Promise<RankedList | undefined> => {
    const { Items } = await client.send(
      new QueryCommand({
        TableName: tableName,
        ConsistentRead: true,
        KeyConditionExpression: `listKey = :listKey AND #date ${condition} :date`,
        ExpressionAttributeNames: { '#date': 'date' },
        ExpressionAttributeValues: { ':listKey': listKey, ':date': date },
        ScanIndexForward: false,
        Limit: 1,
      }),
    );
    const row = Items?.[0];
    return row && parseRow(shape, row);
  };
  return {
    put: async (list) => {
      checkRowSize(shape, list);
      await client.send(new PutCommand({ TableName: tableName, Item: list }));
    },
    get: async (listKey, date) => {
      const { Item } = await client.send(
        new GetCommand({ TableName: tableName, Key: { listKey, date }, ConsistentRead: true }),
      );
      return Item && parseRow(shape, Item);
    },
    latestBefore: (listKey, date) => newest(listKey, '<', date),
    latestUpTo: (listKey, date) => newest(listKey, '<=', date),
  };
};
