/**
 * The schema of all tables: what the deployed app creates, what the local engine creates, what the store tests run on.
 * Plain data without imports, so that the CDK app can read it too.
 */

/** Every key attribute is a string: ids, dates and instants all sort as text. */
export interface KeySchema {
  readonly partitionKey: string;
  readonly sortKey?: string;
}

export interface IndexSchema extends KeySchema {
  /** At least three characters, as DynamoDB asks. */
  readonly name: string;
  /**
   * `all`: rows are read from the index itself. `keys`: it only finds rows, which are then read from the table. `include`:
   * these attributes are in the index as well. Each attribute in an index makes its change a write there, too.
   */
  readonly projection: 'all' | 'keys' | { readonly include: readonly string[] };
}

export interface TableSchema extends KeySchema {
  readonly indexes: readonly IndexSchema[];
  /** Attribute with the second since 1970 after which the row is gone; rows without it stay. */
  readonly ttlAttribute?: string;
  /** Holds data about persons: closed to analysts, never exported. */
  readonly personal: boolean;
  /** Restorable to any second of the last 35 days: what no source can give back. */
  readonly pointInTimeRecovery: boolean;
}

/**
 * The tables by logical name. Sparse indexes hold only rows that carry both of their keys: `watched` the papers whose
 * signals are still followed, `dueAt` the confirmed subscribers. An index may lag, so none of them decides anything.
 */
export const TABLES = {
  Papers: {
    partitionKey: 'paperId',
    indexes: [
      { name: 'byCategory', partitionKey: 'primaryCategory', sortKey: 'announcedKey', projection: 'keys' },
      {
        name: 'watched',
        partitionKey: 'watchShard',
        sortKey: 'watchUntil',
        projection: { include: ['primaryCategory', 'announcedOn', 'repository'] },
      },
    ],
    personal: false,
    pointInTimeRecovery: false,
  },
  Listings: {
    partitionKey: 'category',
    sortKey: 'listedKey',
    indexes: [],
    personal: false,
    pointInTimeRecovery: false,
  },
  Signals: {
    partitionKey: 'paperId',
    sortKey: 'observedKey',
    indexes: [],
    personal: false,
    pointInTimeRecovery: true,
  },
  Rankings: { partitionKey: 'listKey', sortKey: 'date', indexes: [], personal: false, pointInTimeRecovery: false },
  Batches: { partitionKey: 'category', sortKey: 'date', indexes: [], personal: false, pointInTimeRecovery: false },
  Subscribers: {
    partitionKey: 'subscriberId',
    indexes: [{ name: 'dueAt', partitionKey: 'dueShard', sortKey: 'dueAt', projection: 'all' }],
    ttlAttribute: 'expiresAt',
    personal: true,
    pointInTimeRecovery: true,
  },
  Deliveries: {
    partitionKey: 'subscriberId',
    sortKey: 'deliveryKey',
    indexes: [],
    ttlAttribute: 'expiresAt',
    personal: true,
    pointInTimeRecovery: true,
  },
  Suppressions: { partitionKey: 'addressHash', indexes: [], personal: true, pointInTimeRecovery: true },
  /** What was granted lately to a network, an address or everybody, by keyed hash. */
  Limits: {
    partitionKey: 'limitKey',
    indexes: [],
    ttlAttribute: 'expiresAt',
    personal: true,
    pointInTimeRecovery: false,
  },
} as const satisfies Readonly<Record<string, TableSchema>>;

/** Logical name of a table; the deployed name is given by CloudFormation, the local one is this. */
export type TableName = keyof typeof TABLES;
