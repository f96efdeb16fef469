/** What `serve-web` needs: the tables it reads, the keys of the way out, the clock, and how the site is called. */
import type { Clock } from '../../core/ports/outside.ts';
import type { PaperSearch } from '../../core/ports/search.ts';
import type {
  BatchStore,
  CollectionLedger,
  DeliveryStore,
  HarvestLedger,
  PaperStore,
  RankingStore,
  SignalStore,
  SubscriberStore,
  SuppressionStore,
} from '../../core/ports/stores.ts';
import type { InboxMail } from '../../core/render/page/inbox-page.ts';
import type { PageSite } from '../../core/render/page/page-frame.ts';
import type { ConfirmationQueue, LimitStore } from '../../core/ports/subscribing.ts';
import type { TokenKeys } from '../../core/subscriber/token-keys.ts';

/** The mails of a local round. */
export interface LocalInbox {
  /** Newest first. */
  list(): Promise<readonly InboxMail[]>;
  get(file: string): Promise<InboxMail | undefined>;
}

export interface WebDeps {
  readonly papers: Pick<PaperStore, 'getMany'>;
  readonly rankings: Pick<RankingStore, 'latestUpTo' | 'get'>;
  readonly batches: Pick<BatchStore, 'getMany' | 'between'>;
  readonly ledger: Pick<HarvestLedger, 'runs' | 'windows' | 'backfills'>;
  /** Read on a paper's own page only. */
  readonly signals: Pick<SignalStore, 'since'>;
  readonly collection: Pick<CollectionLedger, 'nightBefore'>;
  readonly search: PaperSearch;
  /** Read and changed only with a token that the mailbox's owner was sent. */
  readonly subscribers: Pick<SubscriberStore, 'get' | 'changeState' | 'confirm' | 'setPreferences' | 'erase'>;
  readonly deliveries: Pick<DeliveryStore, 'latest' | 'eraseAll'>;
  readonly suppressions: Pick<SuppressionStore, 'entryOf' | 'suppress' | 'lift'>;
  readonly confirmations: ConfirmationQueue;
  readonly limits: LimitStore;
  readonly tokenKeys: TokenKeys;
  /** Keys the hashes of addresses and networks. */
  readonly hashKey: string;
  /** A form that comes back sooner was not filled in by a person; 0 on loopback. */
  readonly minFillMs: number;
  readonly clock: Clock;
  readonly site: PageSite;
  /** Only given by a local round; without it everything under `/_local/` is not found. */
  readonly inbox?: LocalInbox;
  /**
   * Told of every error that ended a request, with the route (never with the address asked for: it may hold a token);
   * the reader then gets a plain 500. Without it the error goes to the caller.
   */
  readonly onError?: (error: unknown, route: string) => void;
}
