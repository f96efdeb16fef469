/** `ListingStore` on the `Listings` table. Rows carry their `strength`, so that one condition keeps the stronger row. */
import { DeleteCommand, PutCommand, type DynamoDBDocumentClient, type QueryCommandInput } from '@aws-sdk/lib-dynamodb';
import { listingSchema, type Listing } from '../../core/paper/paper.ts';
import type { ListingStore } from '../../core/ports/stores.ts';
import { forEachBounded } from './bounded-concurrency.ts';
import { writeIf } from './conditional-write.ts';
import { listingKeyText, listingStrength, strongestListings } from './listing-strength.ts';
import { countRows, getRows, queryRows } from './read-rows.ts';
import { parseRow } from './stored-row.ts';

/** Keys are `DATE#ID`, ids are ASCII: `#` precedes and `~` follows every id of a date. */
const daysQuery = (
  tableName: string,
  days: { readonly category: string; readonly from: string; readonly to: string },
) =>
  ({
    TableName: tableName,
    ConsistentRead: true,
    KeyConditionExpression: 'category = :category AND listedKey BETWEEN :first AND :last',
    ExpressionAttributeValues: {
      ':category': days.category,
      ':first': `${days.from}#`,
      ':last': `${days.to}#~`,
    },
  }) satisfies QueryCommandInput;

const keyOf = ({ category, listedKey }: Listing) => ({ category, listedKey });

/** Reads are strongly consistent and throw StoredRowError. */
export const createListingStore = (client: DynamoDBDocumentClient, tableName: string): ListingStore => {
  const shape = { tableName, keyNames: ['category', 'listedKey'], schema: listingSchema };

  /** Reading first costs a tenth of a write whose condition fails; the condition still decides between two writers. */
  const strongerThanStored = async (wanted: readonly Listing[]): Promise<readonly Listing[]> => {
    const stored = new Map<string, number>();
    for (const row of await getRows(client, tableName, wanted.map(keyOf))) {
      const listing = parseRow(shape, row);
      stored.set(listingKeyText(listing), listingStrength(listing));
    }
    return wanted.filter((listing) => listingStrength(listing) > (stored.get(listingKeyText(listing)) ?? -Infinity));
  };

  return {
    putMany: async (listings, { areNew } = { areNew: false }) => {
      const wanted = strongestListings(listings);
      const stronger = areNew ? wanted : await strongerThanStored(wanted);
      await forEachBounded(stronger, async (listing) => {
        const strength = listingStrength(listing);
        await writeIf(
          client.send(
            new PutCommand({
              TableName: tableName,
              Item: { ...listing, strength },
              ConditionExpression: 'attribute_not_exists(listedKey) OR strength < :strength',
              ExpressionAttributeValues: { ':strength': strength },
            }),
          ),
        );
      });
    },
    removeInferred: (listings) =>
      forEachBounded(listings, async (listing) => {
        await writeIf(
          client.send(
            new DeleteCommand({
              TableName: tableName,
              Key: keyOf(listing),
              ConditionExpression: 'basis = :inferred',
              ExpressionAttributeValues: { ':inferred': 'inferred' },
            }),
          ),
        );
      }),
    remove: (listings) =>
      forEachBounded(listings, async (listing) => {
        await client.send(new DeleteCommand({ TableName: tableName, Key: keyOf(listing) }));
      }),
    between: async (category, from, to) => {
      const listings: Listing[] = [];
      for await (const row of queryRows(client, daysQuery(tableName, { category, from, to })))
        listings.push(parseRow(shape, row));
      return listings;
    },
    countListed: (category, date) => {
      const query = daysQuery(tableName, { category, from: date, to: date });
      return countRows(client, {
        ...query,
        FilterExpression: 'basis = :listed AND kind <> :replacement',
        ExpressionAttributeValues: {
          ...query.ExpressionAttributeValues,
          ':listed': 'listed',
          ':replacement': 'replacement',
        },
      });
    },
  };
};
