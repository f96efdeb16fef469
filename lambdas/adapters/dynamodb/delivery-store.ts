/** `DeliveryStore` on the `Deliveries` table: the send ledger. */
import { randomUUID } from 'node:crypto';
import {
  DeleteCommand,
  GetCommand,
  PutCommand,
  UpdateCommand,
  type DynamoDBDocumentClient,
} from '@aws-sdk/lib-dynamodb';
import { deliverySchema, type Delivery } from '../../core/delivery.ts';
import type { Clock } from '../../core/ports/outside.ts';
import type { DeliveryRef, DeliveryStore } from '../../core/ports/stores.ts';
import { writeIf } from './conditional-write.ts';
import { isExpired, nothingExpires } from './expiry.ts';
import { queryRows } from './read-rows.ts';
import { checkRowSize, parseRow } from './stored-row.ts';

/** A claim meets a row that is gone when it looks: somebody released it in between. It tries again this often. */
const MAX_CLAIM_TRIES = 3;

const claimName = ({ subscriberId, deliveryKey, attempt }: DeliveryRef): string =>
  `${subscriberId} ${deliveryKey} ${attempt}`;

/**
 * The row is still the claim of that attempt; with a token, the very claim that this process made. Without it, a release
 * that is sent again because its answer was lost could take away the next claim of the same attempt.
 */
const isClaim = ({ attempt }: DeliveryRef, claimToken: string | undefined) => ({
  ConditionExpression: `#state = :claimed AND attempt = :attempt${claimToken === undefined ? '' : ' AND claimToken = :claimToken'}`,
  ExpressionAttributeNames: { '#state': 'state' },
  ExpressionAttributeValues: {
    ':claimed': 'claimed',
    ':attempt': attempt,
    ...(claimToken === undefined ? {} : { ':claimToken': claimToken }),
  },
});

/**
 * A claim stands as long as its row does, expired or not.
 * @param clock tells `get` and `latest` which rows have expired @default nothing expires
 */
export const createDeliveryStore = (
  client: DynamoDBDocumentClient,
  tableName: string,
  clock: Clock = nothingExpires,
): DeliveryStore => {
  const shape = { tableName, keyNames: ['subscriberId', 'deliveryKey'], schema: deliverySchema };
  const read = async (subscriberId: string, deliveryKey: string) => {
    const { Item } = await client.send(
      new GetCommand({ TableName: tableName, Key: { subscriberId, deliveryKey }, ConsistentRead: true }),
    );
    return Item && { delivery: parseRow(shape, Item), claimToken: Item.claimToken as unknown };
  };
  /** Tokens of the claims that were made here and are still open. */
  const ownTokens = new Map<string, string>();
  return {
    claim: async (delivery) => {
      checkRowSize(shape, delivery);
      // Tells the row of this very call: the client sends a put again when its answer was lost, and meets its own row.
      const claimToken = randomUUID();
      for (let tries = 0; tries < MAX_CLAIM_TRIES; tries += 1) {
        const put = new PutCommand({
          TableName: tableName,
          Item: { ...delivery, claimToken },
          ConditionExpression: 'attribute_not_exists(subscriberId)',
        });
        const written = await writeIf(client.send(put));
        const existing = written ? undefined : await read(delivery.subscriberId, delivery.deliveryKey);
        if (written || existing?.claimToken === claimToken) {
          ownTokens.set(claimName(delivery), claimToken);
          return { outcome: 'claimed' };
        }
        if (existing) return { outcome: 'taken', existing: existing.delivery };
      }
      throw new Error(
        `Delivery ${delivery.deliveryKey} was claimed and released by others while it was being claimed.`,
      );
    },
    settle: async (ref, settlement) => {
      const { subscriberId, deliveryKey } = ref;
      const values = Object.entries(settlement).filter(([, value]) => value !== undefined);
      const claim = isClaim(ref, ownTokens.get(claimName(ref)));
      const settled = await writeIf(
        client.send(
          new UpdateCommand({
            ...claim,
            TableName: tableName,
            Key: { subscriberId, deliveryKey },
            UpdateExpression: `SET ${values.map(([name]) => `#${name} = :${name}`).join(', ')}`,
            ExpressionAttributeNames: {
              ...claim.ExpressionAttributeNames,
              ...Object.fromEntries(values.map(([name]) => [`#${name}`, name])),
            },
            ExpressionAttributeValues: {
              ...claim.ExpressionAttributeValues,
              ...Object.fromEntries(values.map(([name, value]) => [`:${name}`, value])),
            },
          }),
        ),
      );
      ownTokens.delete(claimName(ref));
      return settled ? 'settled' : 'lost';
    },
    release: async (ref) => {
      const { subscriberId, deliveryKey } = ref;
      const released = await writeIf(
        client.send(
          new DeleteCommand({
            TableName: tableName,
            Key: { subscriberId, deliveryKey },
            ...isClaim(ref, ownTokens.get(claimName(ref))),
          }),
        ),
      );
      ownTokens.delete(claimName(ref));
      return released ? 'released' : 'lost';
    },
    get: async (subscriberId, deliveryKey) => {
      const found = await read(subscriberId, deliveryKey);
      return found && !isExpired(found.delivery, clock()) ? found.delivery : undefined;
    },
    latest: async (subscriberId, limit) => {
      const newest: Delivery[] = [];
      const rows = queryRows(client, {
        TableName: tableName,
        ConsistentRead: true,
        KeyConditionExpression: 'subscriberId = :subscriberId',
        ExpressionAttributeValues: { ':subscriberId': subscriberId },
        ScanIndexForward: false,
        Limit: Math.max(limit, 1),
      });
      for await (const row of rows) {
        if (newest.length >= limit) break;
        const delivery = parseRow(shape, row);
        if (!isExpired(delivery, clock())) newest.push(delivery);
      }
      return newest;
    },
    eraseAll: async (subscriberId) => {
      const rows = queryRows(client, {
        TableName: tableName,
        ConsistentRead: true,
        KeyConditionExpression: 'subscriberId = :subscriberId',
        ExpressionAttributeValues: { ':subscriberId': subscriberId },
      });
      for await (const { deliveryKey } of rows)
        await client.send(new DeleteCommand({ TableName: tableName, Key: { subscriberId, deliveryKey } }));
    },
  };
};
