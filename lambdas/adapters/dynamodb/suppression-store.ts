/** `SuppressionStore` on the `Suppressions` table. */
import { GetCommand, PutCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { SuppressionStore } from '../../core/ports/stores.ts';
import { writeIf } from './conditional-write.ts';

/** The first entry of an address stays: it says why nothing has been sent since. */
export const createSuppressionStore = (client: DynamoDBDocumentClient, tableName: string): SuppressionStore => ({
  isSuppressed: async (addressHash) => {
    // Any row at all suppresses, whatever else is in it.
    const { Item } = await client.send(
      new GetCommand({ TableName: tableName, Key: { addressHash }, ConsistentRead: true }),
    );
    return Item !== undefined;
  },
  suppress: async (addressHash, { reason, at }) => {
    await writeIf(
      client.send(
        new PutCommand({
          TableName: tableName,
          Item: { addressHash, reason, at },
          ConditionExpression: 'attribute_not_exists(addressHash)',
        }),
      ),
    );
  },
});
