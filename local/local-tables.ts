/**
 * The tables as stores, on any DynamoDB client: the embedded engine on the data directory, an endpoint that was given,
 * or (for the command line) a deployed stack. Local ones use dummy credentials, a fixed region and no AWS profile: a
 * local round can never write into somebody's account by accident.
 */
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { createBatchStore } from '../lambdas/adapters/dynamodb/batch-store.ts';
import { createCollectionLedger } from '../lambdas/adapters/dynamodb/collection-ledger.ts';
import { createTables } from '../lambdas/adapters/dynamodb/create-tables.ts';
import { createDeliveryStore } from '../lambdas/adapters/dynamodb/delivery-store.ts';
import { createDocumentClient } from '../lambdas/adapters/dynamodb/document-client.ts';
import { createHarvestLedger } from '../lambdas/adapters/dynamodb/harvest-ledger.ts';
import { createLimitStore } from '../lambdas/adapters/dynamodb/limit-store.ts';
import { createListingStore } from '../lambdas/adapters/dynamodb/listing-store.ts';
import { createPaperStore } from '../lambdas/adapters/dynamodb/paper-store.ts';
import { createRankingStore } from '../lambdas/adapters/dynamodb/ranking-store.ts';
import { createTableTurn } from '../lambdas/adapters/dynamodb/request-turn.ts';
import { createSignalStore } from '../lambdas/adapters/dynamodb/signal-store.ts';
import { createSubscriberStore } from '../lambdas/adapters/dynamodb/subscriber-store.ts';
import { createSuppressionStore } from '../lambdas/adapters/dynamodb/suppression-store.ts';
import type { TableName } from '../lambdas/adapters/dynamodb/table-schema.ts';
import type { Clock } from '../lambdas/core/ports/outside.ts';
import type { LimitStore } from '../lambdas/core/ports/subscribing.ts';
import type { RequestTurn } from '../lambdas/core/ports/request-turn.ts';
import type {
  BatchStore,
  CollectionLedger,
  DeliveryStore,
  HarvestLedger,
  ListingStore,
  PaperStore,
  RankingStore,
  SignalStore,
  SubscriberStore,
  SuppressionStore,
} from '../lambdas/core/ports/stores.ts';
import { startDynalite } from './dynalite-engine.ts';
import { createTunnelAgent } from './tunnel-agent.ts';
import { errorCode } from './error-code.ts';

/** Region and credentials of everything local: they open nothing anywhere. */
export const LOCAL_ACCESS = {
  region: 'us-east-1',
  credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
} as const;

export interface Tables {
  readonly papers: PaperStore;
  readonly listings: ListingStore;
  readonly rankings: RankingStore;
  readonly signals: SignalStore;
  readonly batches: BatchStore;
  readonly ledger: HarvestLedger;
  readonly collection: CollectionLedger;
  /** Shared by all who ask arXiv on behalf of these tables. */
  readonly turn: RequestTurn;
  readonly subscribers: SubscriberStore;
  readonly deliveries: DeliveryStore;
  readonly suppressions: SuppressionStore;
  readonly limits: LimitStore;
}

export interface LocalTables extends Tables {
  readonly endpoint: string;
  close(): Promise<void>;
}

/** `nameOf` gives the physical name of a table; local ones bear their logical names. */
export const tablesAt = (
  client: DynamoDBDocumentClient,
  nameOf: (table: TableName) => string,
  clock: Clock,
): Tables => ({
  papers: createPaperStore(client, nameOf('Papers')),
  listings: createListingStore(client, nameOf('Listings')),
  rankings: createRankingStore(client, nameOf('Rankings')),
  signals: createSignalStore(client, nameOf('Signals')),
  batches: createBatchStore(client, nameOf('Batches')),
  ledger: createHarvestLedger(client, nameOf('Batches')),
  collection: createCollectionLedger(client, nameOf('Batches')),
  turn: createTableTurn(client, nameOf('Batches')),
  subscribers: createSubscriberStore(client, nameOf('Subscribers'), clock),
  deliveries: createDeliveryStore(client, nameOf('Deliveries'), clock),
  suppressions: createSuppressionStore(client, nameOf('Suppressions')),
  limits: createLimitStore(client, nameOf('Limits')),
});

export interface LocalTablesOptions {
  readonly directory: string;
  /** Wins over `directory`. */
  readonly endpoint: string | undefined;
  /** For the rows that expire. */
  readonly clock: Clock;
}

/** Codes of a connection that did not come about. */
const UNREACHABLE: ReadonlySet<string> = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EHOSTUNREACH', 'ETIMEDOUT']);

/** Opens the local tables, making those that are missing. */
export const openLocalTables = async ({
  directory,
  endpoint: given,
  clock,
}: LocalTablesOptions): Promise<LocalTables> => {
  const engine = given === undefined ? await startDynalite({ directory }) : undefined;
  const endpoint = given ?? engine?.endpoint ?? '';
  const client = createDocumentClient({ endpoint, ...LOCAL_ACCESS, httpsAgent: createTunnelAgent(process.env) });
  const close = async (): Promise<void> => {
    client.destroy();
    await engine?.close();
  };
  try {
    await createTables(client);
  } catch (error) {
    await close();
    if (given === undefined || !UNREACHABLE.has(errorCode(error))) throw error;
    throw new Error(
      `No tables can be reached at ${given} (${errorCode(error)}); start the engine there, or unset AWS_ENDPOINT_URL_DYNAMODB.`,
      { cause: error },
    );
  }
  return { ...tablesAt(client, (table) => table, clock), endpoint, close };
};
