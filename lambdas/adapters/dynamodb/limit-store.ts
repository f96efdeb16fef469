/**
 * `LimitStore` on the `Limits` table: one row a key, replaced only if it is still the one that was read. A refusal writes
 * nothing, so that whoever floods a key only reads it.
 */
import { randomUUID } from 'node:crypto';
import { GetCommand, PutCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { LimitStore } from '../../core/ports/subscribing.ts';
import { longestWindowMs, withOneMore } from '../../core/subscriber/grants.ts';
import { writeIf } from './conditional-write.ts';
import { secondsOf } from './expiry.ts';
import { parseRow } from './stored-row.ts';

const rowSchema = z.object({
  limitKey: z.string(),
  grants: z.array(z.object({ from: z.number(), to: z.number(), count: z.number().int().min(1) })),
  /** Made anew by every write. */
  version: z.string(),
  /** TTL, when nothing of the row counts any more. */
  expiresAt: z.number().int(),
});

/** Each try is lost to somebody else's grant only, so that a limit below this is reached before it. */
const MAX_TRIES = 50;

export const createLimitStore = (client: DynamoDBDocumentClient, tableName: string): LimitStore => {
  const shape = { tableName, keyNames: ['limitKey'], schema: rowSchema };
  const read = async (limitKey: string) => {
    const { Item } = await client.send(
      new GetCommand({ TableName: tableName, Key: { limitKey }, ConsistentRead: true }),
    );
    return Item && parseRow(shape, Item);
  };
  return {
    take: async (limitKey, limits, at) => {
      // Tells the row of this very call: the client sends a put again when its answer was lost, and meets its own row.
      const version = randomUUID();
      const expiresAt = secondsOf(at) + Math.ceil(longestWindowMs(limits) / 1_000) + 1;
      for (let tries = 0; tries < MAX_TRIES; tries += 1) {
        const row = await read(limitKey);
        if (row?.version === version) return true;
        const grants = withOneMore(row?.grants ?? [], limits, at);
        if (grants === undefined) return false;
        const put = new PutCommand({
          TableName: tableName,
          Item: { limitKey, grants, version, expiresAt },
          ...(row === undefined
            ? { ConditionExpression: 'attribute_not_exists(limitKey)' }
            : {
                ConditionExpression: '#version = :read',
                ExpressionAttributeNames: { '#version': 'version' },
                ExpressionAttributeValues: { ':read': row.version },
              }),
        });
        if (await writeIf(client.send(put))) return true;
      }
      throw new Error('A limit could not be taken: others were faster each time.');
    },
  };
};
