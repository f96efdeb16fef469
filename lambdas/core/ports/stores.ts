/**
 * The tables as the functions see them. Every write states its condition; every read parses what it finds.
 * The DynamoDB stores and the fakes of the tests pass the same contract tests.
 */
import type { Batch } from '../batch.ts';
import type { Delivery } from '../delivery.ts';
import type { BackfillJob } from '../harvest/backfill-job.ts';
import type { HarvestRun } from '../harvest/harvest-run.ts';
import type { OaiWindow } from '../harvest/oai-window.ts';
import type { Listing, Paper, PaperId } from '../paper/paper.ts';
import type { RankedList } from '../rank/ranked-list.ts';
import type { Signal, SignalSource } from '../signal/signal.ts';
import type { SourceNight } from '../signal/source-night.ts';
import type { TermCounts } from '../signal/term-counts.ts';
import type { Suppression } from '../subscriber/suppression.ts';
import type { Consent, Preferences, Subscriber, SubscriberId, SubscriberState } from '../subscriber/subscriber.ts';

export interface PaperStore {
  /** Strongly consistent. Unknown ids are missing from the map. */
  getMany(ids: readonly PaperId[]): Promise<ReadonlyMap<PaperId, Paper>>;
  /**
   * Writes each paper if the row is still the one that was read: its `contentHash` is that of `expected`
   * (undefined: there is no row yet). Returns the ids whose row had changed in between; the caller reads, merges and tries again.
   */
  putMany(
    writes: readonly { readonly paper: Paper; readonly expected: Paper | undefined }[],
  ): Promise<readonly PaperId[]>;
  /** Papers whose signals are followed on that date, from the sparse index `watched`, shard after shard. Eventually consistent. */
  watched(date: string): AsyncIterable<WatchedPaper>;
  /** Takes papers that were followed up to a day before `date` out of the index, `limit` at most, the longest over first. Returns how many. */
  unwatch(date: string, limit: number): Promise<number>;
  /** Number of papers stored. A scan: local rounds only. */
  count(): Promise<number>;
}

/** What the index `watched` tells of a paper. */
export type WatchedPaper = Pick<Paper, 'paperId' | 'primaryCategory' | 'announcedOn' | 'repository'> & {
  readonly watchUntil: string;
};

/** Snapshots of attention; rows stay for good. */
export interface SignalStore {
  /** Rows with `observedOn >= from` of each paper, in order of key; a paper without any is missing from the map. Strongly consistent. */
  since(ids: readonly PaperId[], from: string): Promise<ReadonlyMap<PaperId, readonly Signal[]>>;
  /** Sets each row, unless there is one of its key that was observed later. The same row again changes nothing. */
  putMany(signals: readonly Signal[]): Promise<void>;
}

/** How far the collection of signals is, and what is usual. */
export interface CollectionLedger {
  /** Strongly consistent, like all reads here. */
  night(source: SignalSource, date: string): Promise<SourceNight | undefined>;
  /** Of the newest day before the date. */
  nightBefore(source: SignalSource, date: string): Promise<SourceNight | undefined>;
  /** Nights with `from <= date <= to`, in order. */
  nights(source: SignalSource, from: string, to: string): Promise<readonly SourceNight[]>;
  putNight(night: SourceNight): Promise<void>;
  /** In how many of a day's papers each term stands: days with `from <= date <= to`, in order. */
  termCounts(from: string, to: string): Promise<readonly TermCounts[]>;
  putTermCounts(counts: TermCounts): Promise<void>;
}

export interface ExpectedListings {
  /** Hardly any row is there yet, so none is read first. One that is there all the same costs a write that fails. */
  readonly areNew: boolean;
}

export interface ListingStore {
  /** Puts rows that are not there yet (a row that is there costs no write); a `listed` row is never replaced by an `inferred` one. Idempotent and independent of order (kinds: new over cross-list over replacement). */
  putMany(listings: readonly Listing[], expected?: ExpectedListings): Promise<void>;
  /** Takes away those of the rows that are still `inferred`: the paper's date or categories turned out otherwise. */
  removeInferred(listings: readonly Listing[]): Promise<void>;
  /** Takes away rows of whatever basis: a list that turned out to be another day's. Those that are not there cost nothing more. */
  remove(listings: readonly Listing[]): Promise<void>;
  /** Rows of one category with `from <= listedOn <= to`, in key order. */
  between(category: string, from: string, to: string): Promise<readonly Listing[]>;
  /** How many papers the category listed on that day (new and cross-lists, `listed` rows only). */
  countListed(category: string, date: string): Promise<number>;
}

export interface RankingStore {
  put(list: RankedList): Promise<void>;
  get(listKey: string, date: string): Promise<RankedList | undefined>;
  /** Newest list of the key with a date before (`latestBefore`) or on or before (`latestUpTo`) the given one. */
  latestBefore(listKey: string, date: string): Promise<RankedList | undefined>;
  latestUpTo(listKey: string, date: string): Promise<RankedList | undefined>;
}

export interface BatchStore {
  put(batch: Batch): Promise<void>;
  /** Puts the row if it is still the one that was read (its `updatedAt` is that of `before`; undefined: there is none). False: somebody else was faster, and their row stands. */
  replace(batch: Batch, before: Batch | undefined): Promise<boolean>;
  get(category: string, date: string): Promise<Batch | undefined>;
  /** Rows of one category with `from <= date <= to`, in date order. */
  between(category: string, from: string, to: string): Promise<readonly Batch[]>;
  getMany(keys: readonly { readonly category: string; readonly date: string }[]): Promise<readonly Batch[]>;
}

/** What a harvest remembers from one run to the next. */
export interface HarvestLedger {
  window(set: string, day: string): Promise<OaiWindow | undefined>;
  /** Windows of one set with `from <= day <= to`, in order of day. */
  windows(set: string, from: string, to: string): Promise<readonly OaiWindow[]>;
  putWindow(window: OaiWindow): Promise<void>;
  /** Replaces the row of its task. */
  putRun(run: HarvestRun): Promise<void>;
  /** The last run of each task, in order of task. */
  runs(): Promise<readonly HarvestRun[]>;
  /** Replaces the job of the same range and categories. */
  putBackfill(job: BackfillJob): Promise<void>;
  /** All jobs, in order of `from`. */
  backfills(): Promise<readonly BackfillJob[]>;
}

export interface SubscriberStore {
  /** Strongly consistent. */
  get(id: SubscriberId): Promise<Subscriber | undefined>;
  /** Adds a subscriber; `already-there` when the row exists, which stays as it is. */
  add(subscriber: Subscriber): Promise<'added' | 'already-there'>;
  /** Changes the state if it is still `from`; leaving `confirmed` takes the row out of the `dueAt` index. */
  changeState(
    id: SubscriberId,
    change: { readonly from: SubscriberState; readonly to: SubscriberState; readonly at: string },
  ): Promise<'changed' | 'not-in-that-state'>;
  /** Puts the pending row of somebody who signs up: where there is none, or in place of one that is pending as well. */
  request(subscriber: Subscriber): Promise<'requested' | 'already-there'>;
  /**
   * From pending or unsubscribed to confirmed, with consent and due time, if the state has not changed after `askedAt`: a
   * link that is older than the last change confirms nothing.
   */
  confirm(
    id: SubscriberId,
    change: { readonly askedAt: string; readonly at: string; readonly consent: Consent; readonly due: DueTime },
  ): Promise<'confirmed' | 'not-in-that-state'>;
  /** Sets the preferences of a confirmed subscriber and with them the due time; without one, they are paused. */
  setPreferences(
    id: SubscriberId,
    change: { readonly preferences: Preferences; readonly due: DueTime | undefined; readonly at: string },
  ): Promise<'changed' | 'not-in-that-state'>;
  /** Deletes the row, whatever its state. */
  erase(id: SubscriberId): Promise<void>;
  /** Moves `dueAt` on if it still is `from`. */
  moveDue(id: SubscriberId, from: string, to: string): Promise<'moved' | 'moved-by-other'>;
  /** Confirmed subscribers of one shard whose digest is due at or before the instant (`undefined`: all of them). Eventually consistent. */
  due(shard: string, upTo: string | undefined): AsyncIterable<Subscriber>;
  /** Every row. A scan: for operators. */
  all(): AsyncIterable<Subscriber>;
}

/** Where a subscriber stands in the `dueAt` index. */
export type DueTime = Required<Pick<Subscriber, 'dueShard' | 'dueAt'>>;

export interface DeliveryStore {
  /** Puts the claim if there is no row of that key. */
  claim(
    delivery: Delivery,
  ): Promise<{ readonly outcome: 'claimed' } | { readonly outcome: 'taken'; readonly existing: Delivery }>;
  /** Settles a claim of that attempt as sent, skipped or failed; `lost` when the row is not that claim any more. */
  settle(key: DeliveryRef, settlement: DeliverySettlement): Promise<'settled' | 'lost'>;
  /** Takes a claim back, because it is certain that nothing was sent. */
  release(key: DeliveryRef): Promise<'released' | 'lost'>;
  get(subscriberId: SubscriberId, deliveryKey: string): Promise<Delivery | undefined>;
  /** The subscriber's newest deliveries first. */
  latest(subscriberId: SubscriberId, limit: number): Promise<readonly Delivery[]>;
  /** Deletes every row of the subscriber. */
  eraseAll(subscriberId: SubscriberId): Promise<void>;
}

export interface DeliveryRef {
  readonly subscriberId: SubscriberId;
  readonly deliveryKey: string;
  readonly attempt: number;
}

export type DeliverySettlement = Pick<Delivery, 'messageId' | 'reason' | 'paperIds' | 'coveredThrough'> & {
  readonly state: 'sent' | 'skipped' | 'failed';
  readonly settledAt: string;
};

export interface SuppressionStore {
  /** Strongly consistent. `addressHash` is the subscriber id of the address. */
  isSuppressed(addressHash: string): Promise<boolean>;
  /** Why nothing is sent there, and since when; `undefined` when nothing speaks against it. Strongly consistent. */
  entryOf(addressHash: string): Promise<Suppression | undefined>;
  suppress(addressHash: string, entry: Suppression): Promise<void>;
  /** Takes the entry away if it is of that reason: who erased themselves may come back by their own proof, nobody else. */
  lift(addressHash: string, reason: 'erased'): Promise<void>;
}
