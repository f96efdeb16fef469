/** The contract of the stores is held against each of their makers: the fakes, and the DynamoDB stores on each engine there is. */
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { createBatchStore } from '../../../lambdas/adapters/dynamodb/batch-store.ts';
import { createCollectionLedger } from '../../../lambdas/adapters/dynamodb/collection-ledger.ts';
import { createTables } from '../../../lambdas/adapters/dynamodb/create-tables.ts';
import { createDeliveryStore } from '../../../lambdas/adapters/dynamodb/delivery-store.ts';
import { createDocumentClient } from '../../../lambdas/adapters/dynamodb/document-client.ts';
import { createHarvestLedger } from '../../../lambdas/adapters/dynamodb/harvest-ledger.ts';
import { createLimitStore } from '../../../lambdas/adapters/dynamodb/limit-store.ts';
import { createListingStore } from '../../../lambdas/adapters/dynamodb/listing-store.ts';
import { createPaperStore } from '../../../lambdas/adapters/dynamodb/paper-store.ts';
import { createRankingStore } from '../../../lambdas/adapters/dynamodb/ranking-store.ts';
import { createSignalStore } from '../../../lambdas/adapters/dynamodb/signal-store.ts';
import { createSubscriberStore } from '../../../lambdas/adapters/dynamodb/subscriber-store.ts';
import { createSuppressionStore } from '../../../lambdas/adapters/dynamodb/suppression-store.ts';
import type { Clock } from '../../../lambdas/core/ports/outside.ts';
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
} from '../../../lambdas/core/ports/stores.ts';
import type { LimitStore } from '../../../lambdas/core/ports/subscribing.ts';
import { startDynalite, type LocalEngine } from '../../../local/dynalite-engine.ts';
import { dynoxideBinary, startDynoxide } from '../../../local/dynoxide-engine.ts';
import { createFakeBatchStore } from '../../fakes/fake-batch-store.ts';
import { createFakeCollectionLedger } from '../../fakes/fake-collection-ledger.ts';
import { createFakeDeliveryStore } from '../../fakes/fake-delivery-store.ts';
import { createFakeHarvestLedger } from '../../fakes/fake-harvest-ledger.ts';
import { createFakeLimitStore } from '../../fakes/fake-limit-store.ts';
import { createFakeListingStore } from '../../fakes/fake-listing-store.ts';
import { createFakePaperStore } from '../../fakes/fake-paper-store.ts';
import { createFakeRankingStore } from '../../fakes/fake-ranking-store.ts';
import { createFakeSignalStore } from '../../fakes/fake-signal-store.ts';
import { createFakeSubscriberStore } from '../../fakes/fake-subscriber-store.ts';
import { createFakeSuppressionStore } from '../../fakes/fake-suppression-store.ts';

export interface Stores {
  readonly papers: PaperStore;
  readonly listings: ListingStore;
  readonly rankings: RankingStore;
  readonly batches: BatchStore;
  readonly ledger: HarvestLedger;
  readonly signals: SignalStore;
  readonly collection: CollectionLedger;
  readonly subscribers: SubscriberStore;
  readonly deliveries: DeliveryStore;
  readonly suppressions: SuppressionStore;
  readonly limits: LimitStore;
}

/** Empty stores; `clock` decides what has expired, and which papers are no longer followed. */
type OpenStores = (clock: Clock) => Promise<{ readonly stores: Stores; close(): Promise<void> }>;

const openFakes: OpenStores = (clock) =>
  Promise.resolve({
    stores: {
      papers: createFakePaperStore([], clock),
      listings: createFakeListingStore(),
      rankings: createFakeRankingStore(),
      batches: createFakeBatchStore(),
      ledger: createFakeHarvestLedger(),
      signals: createFakeSignalStore(),
      collection: createFakeCollectionLedger(),
      subscribers: createFakeSubscriberStore([], clock),
      deliveries: createFakeDeliveryStore([], clock),
      suppressions: createFakeSuppressionStore(),
      limits: createFakeLimitStore(),
    },
    close: () => Promise.resolve(),
  });

export const clientFor = ({ endpoint }: LocalEngine): DynamoDBDocumentClient =>
  createDocumentClient({
    endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });

const openOn =
  (startEngine: () => Promise<LocalEngine>): OpenStores =>
  async (clock) => {
    const engine = await startEngine();
    const client = clientFor(engine);
    await createTables(client);
    return {
      stores: {
        papers: createPaperStore(client, 'Papers', clock),
        listings: createListingStore(client, 'Listings'),
        rankings: createRankingStore(client, 'Rankings'),
        batches: createBatchStore(client, 'Batches'),
        ledger: createHarvestLedger(client, 'Batches'),
        signals: createSignalStore(client, 'Signals'),
        collection: createCollectionLedger(client, 'Batches'),
        subscribers: createSubscriberStore(client, 'Subscribers', clock),
        deliveries: createDeliveryStore(client, 'Deliveries', clock),
        suppressions: createSuppressionStore(client, 'Suppressions'),
        limits: createLimitStore(client, 'Limits'),
      },
      close: async () => {
        client.destroy();
        await engine.close();
      },
    };
  };

/** The instant at which the stores of the suites stand. */
export const STORE_NOW = '2026-11-20T17:00:00Z';

const binary = dynoxideBinary();

/** The engines that are here, by name. */
export const ENGINES: readonly (readonly [name: string, start: () => Promise<LocalEngine>])[] = [
  ['dynalite', () => startDynalite()],
  ...(binary === undefined ? [] : [['dynoxide', () => startDynoxide(binary)] as const]),
];

/** Name and maker, for `describe.each`: the fakes and the engines that are here. */
export const STORE_MAKERS: readonly (readonly [name: string, open: OpenStores])[] = [
  ['fakes', openFakes],
  ...ENGINES.map(([name, start]) => [name, openOn(start)] as const),
];

/** Opens the stores before the tests of the calling suite and closes them after: its tests use keys of their own. */
export const useStores = (open: OpenStores): (() => Stores) => {
  let opened: Awaited<ReturnType<OpenStores>> | undefined;
  beforeAll(async () => {
    opened = await open(() => new Date(STORE_NOW));
  });
  afterAll(async () => {
    await opened?.close();
  });
  return () => {
    if (!opened) throw new Error('The stores are not open yet.');
    return opened.stores;
  };
};

/** Everything that an asynchronous sequence gives. */
export const collect = async <Item>(items: AsyncIterable<Item>): Promise<readonly Item[]> => {
  const all: Item[] = [];
  for await (const item of items) all.push(item);
  return all;
};
