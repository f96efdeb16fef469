/** `SuppressionStore` on the `Suppressions` table. */
import { DeleteCommand, GetCommand, PutCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { SuppressionStore } from '../../core/ports/stores.ts';
import { suppressionSchema } from '../../core/subscriber/suppression.ts';
import { writeIf } from './conditional-write.ts';

/** Of a row that does not tell. */
const BEFORE_ALL = new Date(0).toISOString();

/**
 * The first entry of an address stays: it says why nothing has been sent since. But a bounce or a complaint takes the place
 * of `erased`, which alone can be lifted.
 */
export const createSuppressionStore = (client: DynamoDBDocumentClient, tableName: string): SuppressionStore => ({
  isSuppressed: async (addressHash) => (await readRow(client, { tableName, addressHash })) !== undefined,
  entryOf: async (addressHash) => {
    const row = await readRow(client, { tableName, addressHash });
    if (row === undefined) return undefined;
    // Any row at all suppresses, whatever else is in it: one that can't be read is never lifted.
    const entry = suppressionSchema.safeParse(row);
    return entry.success ? entry.data : { reason: 'complaint', at: BEFORE_ALL };
  },
  suppress: async (addressHash, { reason, at }) => {
    await writeIf(
      client.send(
        new PutCommand({
          TableName: tableName,
          Item: { addressHash, reason, at },
          ConditionExpression: 'attribute_not_exists(addressHash) OR reason = :erased',
          ExpressionAttributeValues: { ':erased': 'erased' },
        }),
      ),
    );
  },
  lift: async (addressHash, reason) => {
    await writeIf(
      client.send(
        new DeleteCommand({
          TableName: tableName,
          Key: { addressHash },
          ConditionExpression: 'reason = :reason',
          ExpressionAttributeValues: { ':reason': reason },
        }),
      ),
    );
  },
});

const readRow = async (
  client: DynamoDBDocumentClient,
  { tableName, addressHash }: { readonly tableName: string; readonly addressHash: string },
): Promise<Readonly<Record<string, unknown>> | undefined> => {
  const { Item } = await client.send(
    new GetCommand({ TableName: tableName, Key: { addressHash }, ConsistentRead: true }),
  );
  return Item;
};
