/** `PaperStore` on the `Papers` table. */
import { PutCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { paperSchema, type PaperId } from '../../core/paper/paper.ts';
import type { PaperStore } from '../../core/ports/stores.ts';
import { forEachBounded } from './bounded-concurrency.ts';
import { writeIf } from './conditional-write.ts';
import { countTable, getRows } from './read-rows.ts';
import { checkRowSize, parseRow } from './stored-row.ts';

/**
 * Reads throw StoredRowError for a row that is no paper. `putMany` throws RowTooLargeError, naming the paper, before it
 * writes anything.
 */
export const createPaperStore = (client: DynamoDBDocumentClient, tableName: string): PaperStore => {
  const shape = { tableName, keyNames: ['paperId'], schema: paperSchema };
  return {
    getMany: async (ids) => {
      const rows = await getRows(
        client,
        tableName,
        ids.map((paperId) => ({ paperId })),
      );
      return new Map(rows.map((row) => parseRow(shape, row)).map((paper) => [paper.paperId, paper]));
    },
    putMany: async (writes) => {
      for (const { paper } of writes) checkRowSize(shape, paper);
      const changedBetween: PaperId[] = [];
      await forEachBounded(writes, async ({ paper, expected }) => {
        const condition =
          expected === undefined
            ? { ConditionExpression: 'attribute_not_exists(paperId)' }
            : {
                ConditionExpression: 'contentHash = :expected',
                ExpressionAttributeValues: { ':expected': expected.contentHash },
              };
        const written = await writeIf(client.send(new PutCommand({ TableName: tableName, Item: paper, ...condition })));
        if (!written) changedBetween.push(paper.paperId);
      });
      return changedBetween;
    },
    count: () => countTable(client, tableName),
  };
};
