/** Reads what one reader's digest is made of (lists, papers, batches) and has it composed. Reads only. */
import { composeDigest } from '../../core/digest/compose-digest.ts';
import type { Digest } from '../../core/digest/digest.ts';
import { editionOf } from '../../core/digest/edition.ts';
import type { Delivery, DigestOrder } from '../../core/delivery.ts';
import type { BatchStore, PaperStore, RankingStore } from '../../core/ports/stores.ts';
import { listKey, type RankedList } from '../../core/rank/ranked-list.ts';
import type { Subscriber } from '../../core/subscriber/subscriber.ts';

export interface GatherDigestStores {
  readonly rankings: Pick<RankingStore, 'get'>;
  readonly papers: Pick<PaperStore, 'getMany'>;
  readonly batches: Pick<BatchStore, 'getMany'>;
}

export interface DigestRequest {
  readonly order: DigestOrder;
  readonly subscriber: Subscriber;
  /** The reader's newest deliveries: what they had already. */
  readonly history: readonly Delivery[];
  readonly sample: boolean;
}

/**
 * The week's lists, the ones that a digest is made of, of the order's date and none newer: a digest composed late shows
 * what one composed in time shows.
 */
const readLists = async (
  { rankings }: GatherDigestStores,
  { order, subscriber }: DigestRequest,
): Promise<readonly RankedList[]> => {
  const keys = subscriber.preferences.categories.map((category) => listKey(category, 'week'));
  const lists = await Promise.all(keys.map((key) => rankings.get(key, order.listDate)));
  return lists.filter((list) => list !== undefined);
};

/** Newest list date that a mail to this reader has covered. */
const newestCovered = (sent: readonly Delivery[]): string | undefined =>
  sent
    .flatMap(({ coveredThrough }) => coveredThrough ?? [])
    .sort()
    .at(-1);

/** The digest of that order, or undefined when there is nothing to say. */
export const gatherDigest = async (stores: GatherDigestStores, request: DigestRequest): Promise<Digest | undefined> => {
  const { order, subscriber, history, sample } = request;
  const { categories } = subscriber.preferences;
  const lists = await readLists(stores, request);
  const papers = await stores.papers.getMany([
    ...new Set(lists.flatMap((list) => list.papers.map(({ paperId }) => paperId))),
  ]);
  const sent = history.filter(({ state }) => state === 'sent');
  const batches = await stores.batches.getMany(categories.map((category) => ({ category, date: order.listDate })));
  return composeDigest({
    stream: order.stream,
    localDate: order.localDate,
    preferences: subscriber.preferences,
    lists,
    papers,
    edition: editionOf({ batches, categories, listDate: order.listDate }),
    alreadySent: new Set(sent.flatMap(({ paperIds }) => paperIds ?? [])),
    coveredThrough: newestCovered(sent),
    sample,
  });
};
