/**
 * `SignalStore` on the `Signals` table. The condition of a write orders the looks of a day by their instant: `observedAt` as
 * `Date.toISOString` writes it, so that instants sort as text.
 */
import { PutCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { PaperId } from '../../core/paper/paper.ts';
import type { SignalStore } from '../../core/ports/stores.ts';
import { signalSchema, type Signal } from '../../core/signal/signal.ts';
import { forEachBounded } from './bounded-concurrency.ts';
import { writeIf } from './conditional-write.ts';
import { queryRows } from './read-rows.ts';
import { checkRowSize, parseRow } from './stored-row.ts';

/** One row per key: the one that was observed last, of equals the last given. */
const latestLooks = (signals: readonly Signal[]): readonly Signal[] => {
  const byKey = new Map<string, Signal>();
  for (const signal of signals) {
    const key = `${signal.paperId} ${signal.observedKey}`;
    const known = byKey.get(key);
    if (known === undefined || known.observedAt <= signal.observedAt) byKey.set(key, signal);
  }
  return [...byKey.values()];
};

/** Reads are strongly consistent and throw StoredRowError. `putMany` throws RowTooLargeError before it writes anything. */
export const createSignalStore = (client: DynamoDBDocumentClient, tableName: string): SignalStore => {
  const shape = { tableName, keyNames: ['paperId', 'observedKey'], schema: signalSchema };
  const rowsOf = async (paperId: PaperId, from: string): Promise<readonly Signal[]> => {
    const rows: Signal[] = [];
    const query = queryRows(client, {
      TableName: tableName,
      ConsistentRead: true,
      KeyConditionExpression: 'paperId = :paperId AND observedKey >= :from',
      ExpressionAttributeValues: { ':paperId': paperId, ':from': from },
    });
    for await (const row of query) rows.push(parseRow(shape, row));
    return rows;
  };
  return {
    since: async (ids, from) => {
      const found = new Map<PaperId, readonly Signal[]>();
      await forEachBounded([...new Set(ids)], async (paperId) => {
        const rows = await rowsOf(paperId, from);
        if (rows.length > 0) found.set(paperId, rows);
      });
      return found;
    },
    putMany: async (signals) => {
      for (const signal of signals) checkRowSize(shape, signal);
      await forEachBounded(latestLooks(signals), async (signal) => {
        await writeIf(
          client.send(
            new PutCommand({
              TableName: tableName,
              Item: signal,
              ConditionExpression: 'attribute_not_exists(paperId) OR observedAt <= :observedAt',
              ExpressionAttributeValues: { ':observedAt': signal.observedAt },
            }),
          ),
        );
      });
    },
  };
};
