/** `RankingStore` on the `Rankings` table. A list is replaced as a whole: the same input gives the same list. */
import { GetCommand, PutCommand, QueryCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { RankingStore } from '../../core/ports/stores.ts';
import { rankedListSchema, type RankedList } from '../../core/rank/ranked-list.ts';
import { checkRowSize, parseRow } from './stored-row.ts';

type Row = Readonly<Record<string, unknown>>;

/** Lists that were stored before places named their first date have that of the list. */
const withFirstDates = (row: Row): Row =>
  Array.isArray(row['papers'])
    ? { ...row, papers: row['papers'].map((place: object) => ({ firstSeenOn: row['date'], ...place })) }
    : row;

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
    return row && parseRow(shape, withFirstDates(row));
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
      return Item && parseRow(shape, withFirstDates(Item));
    },
    latestBefore: (listKey, date) => newest(listKey, '<', date),
    latestUpTo: (listKey, date) => newest(listKey, '<=', date),
  };
};
