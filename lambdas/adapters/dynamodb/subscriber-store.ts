/** `SubscriberStore` on the `Subscribers` table. A state transition is its condition expression. */
import {
  DeleteCommand,
  GetCommand,
  PutCommand,
  UpdateCommand,
  type DynamoDBDocumentClient,
} from '@aws-sdk/lib-dynamodb';
import type { Clock } from '../../core/ports/outside.ts';
import type { SubscriberStore } from '../../core/ports/stores.ts';
import { subscriberSchema, type Subscriber } from '../../core/subscriber/subscriber.ts';
import { writeIf } from './conditional-write.ts';
import { isExpired, nothingExpires, secondsOf } from './expiry.ts';
import { queryRows, scanRows } from './read-rows.ts';
import { checkRowSize, parseRow } from './stored-row.ts';

/**
 * @param clock tells which pending rows have expired: those count as gone, though DynamoDB takes up to days to remove them
 * @default nothing expires
 */
export const createSubscriberStore = (
  client: DynamoDBDocumentClient,
  tableName: string,
  clock: Clock = nothingExpires,
): SubscriberStore => {
  const shape = { tableName, keyNames: ['subscriberId'], schema: subscriberSchema };
  const living = async function* (rows: AsyncIterable<Readonly<Record<string, unknown>>>): AsyncGenerator<Subscriber> {
    for await (const row of rows) {
      const subscriber = parseRow(shape, row);
      if (!isExpired(subscriber, clock())) yield subscriber;
    }
  };
  return {
    get: async (subscriberId) => {
      const { Item } = await client.send(
        new GetCommand({ TableName: tableName, Key: { subscriberId }, ConsistentRead: true }),
      );
      const subscriber = Item && parseRow(shape, Item);
      return subscriber && !isExpired(subscriber, clock()) ? subscriber : undefined;
    },
    add: async (subscriber) => {
      checkRowSize(shape, subscriber);
      const added = await writeIf(
        client.send(
          new PutCommand({
            TableName: tableName,
            Item: subscriber,
            ConditionExpression: 'attribute_not_exists(subscriberId) OR expiresAt <= :now',
            ExpressionAttributeValues: { ':now': secondsOf(clock()) },
          }),
        ),
      );
      return added ? 'added' : 'already-there';
    },
    changeState: async (subscriberId, { from, to, at }) => {
      const gone = to === 'confirmed' ? 'expiresAt' : 'expiresAt, dueShard, dueAt';
      const changed = await writeIf(
        client.send(
          new UpdateCommand({
            TableName: tableName,
            Key: { subscriberId },
            UpdateExpression: `SET #state = :to, stateChangedAt = :at REMOVE ${gone}`,
            ConditionExpression: '#state = :from AND (attribute_not_exists(expiresAt) OR expiresAt > :now)',
            ExpressionAttributeNames: { '#state': 'state' },
            ExpressionAttributeValues: { ':from': from, ':to': to, ':at': at, ':now': secondsOf(clock()) },
          }),
        ),
      );
      return changed ? 'changed' : 'not-in-that-state';
    },
    request: async (subscriber) => {
      checkRowSize(shape, subscriber);
      const requested = await writeIf(
        client.send(
          new PutCommand({
            TableName: tableName,
            Item: subscriber,
            ConditionExpression: 'attribute_not_exists(subscriberId) OR #state = :pending',
            ExpressionAttributeNames: { '#state': 'state' },
            ExpressionAttributeValues: { ':pending': 'pending' },
          }),
        ),
      );
      return requested ? 'requested' : 'already-there';
    },
    confirm: async (subscriberId, { askedAt, at, consent, due }) => {
      const confirmed = await writeIf(
        client.send(
          new UpdateCommand({
            TableName: tableName,
            Key: { subscriberId },
            UpdateExpression:
              'SET #state = :confirmed, stateChangedAt = :at, consent = :consent, dueShard = :dueShard, dueAt = :dueAt REMOVE expiresAt',
            ConditionExpression:
              '(#state = :pending OR #state = :unsubscribed) AND stateChangedAt <= :askedAt AND (attribute_not_exists(expiresAt) OR expiresAt > :now)',
            ExpressionAttributeNames: { '#state': 'state' },
            ExpressionAttributeValues: {
              ':confirmed': 'confirmed',
              ':pending': 'pending',
              ':unsubscribed': 'unsubscribed',
              ':at': at,
              ':consent': consent,
              ':dueShard': due.dueShard,
              ':dueAt': due.dueAt,
              // Compared as text: states are stamped with milliseconds.
              ':askedAt': new Date(askedAt).toISOString(),
              ':now': secondsOf(clock()),
            },
          }),
        ),
      );
      return confirmed ? 'confirmed' : 'not-in-that-state';
    },
    setPreferences: async (subscriberId, { preferences, due, at }) => {
      const changed = await writeIf(
        client.send(
          new UpdateCommand({
            TableName: tableName,
            Key: { subscriberId },
            UpdateExpression: `SET preferences = :preferences, preferencesChangedAt = :at${
              due === undefined ? ' REMOVE dueShard, dueAt' : ', dueShard = :dueShard, dueAt = :dueAt'
            }`,
            ConditionExpression: '#state = :confirmed',
            ExpressionAttributeNames: { '#state': 'state' },
            ExpressionAttributeValues: {
              ':confirmed': 'confirmed',
              ':preferences': preferences,
              ':at': at,
              ...(due === undefined ? {} : { ':dueShard': due.dueShard, ':dueAt': due.dueAt }),
            },
          }),
        ),
      );
      return changed ? 'changed' : 'not-in-that-state';
    },
    erase: async (subscriberId) => {
      await client.send(new DeleteCommand({ TableName: tableName, Key: { subscriberId } }));
    },
    moveDue: async (subscriberId, from, to) => {
      const moved = await writeIf(
        client.send(
          new UpdateCommand({
            TableName: tableName,
            Key: { subscriberId },
            UpdateExpression: 'SET dueAt = :to',
            ConditionExpression: 'dueAt = :from',
            ExpressionAttributeValues: { ':from': from, ':to': to },
          }),
        ),
      );
      return moved ? 'moved' : 'moved-by-other';
    },
    due: async function* (shard, upTo) {
      const rows = queryRows(client, {
        TableName: tableName,
        IndexName: 'dueAt',
        KeyConditionExpression: upTo === undefined ? 'dueShard = :shard' : 'dueShard = :shard AND dueAt <= :upTo',
        ExpressionAttributeValues: { ':shard': shard, ...(upTo === undefined ? {} : { ':upTo': upTo }) },
      });
      for await (const subscriber of living(rows)) if (subscriber.state === 'confirmed') yield subscriber;
    },
    all: () => living(scanRows(client, tableName)),
  };
};
