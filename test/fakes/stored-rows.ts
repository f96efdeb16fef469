/** Rows to store, whole and invented; a test states only what it is about. */
import type { Batch } from '../../lambdas/core/batch.ts';
import { deliveryKey, type Delivery, type DigestOrder } from '../../lambdas/core/delivery.ts';
import {
  dateKey,
  listingSchema,
  paperIdSchema,
  paperSchema,
  type Listing,
  type Paper,
} from '../../lambdas/core/paper/paper.ts';
import { watchShard, watchUntil } from '../../lambdas/core/paper/watch.ts';
import { listKey, rankedListSchema, type RankedList } from '../../lambdas/core/rank/ranked-list.ts';
import {
  subscriberIdSchema,
  subscriberSchema,
  type Subscriber,
  type SubscriberId,
} from '../../lambdas/core/subscriber/subscriber.ts';
import { observedKey, type SignalOf } from '../../lambdas/core/signal/signal.ts';
import type { SourceNight } from '../../lambdas/core/signal/source-night.ts';

export const aSubscriberId = (name: string): SubscriberId => subscriberIdSchema.parse(name.padEnd(32, '0'));

export const aPaper = (paperId: string, changes: Partial<Paper> = {}): Paper => ({
  ...paperSchema.parse({
    paperId,
    version: 1,
    title: 'On the folding of maps',
    abstract: 'We fold maps.',
    authors: ['Ada Falk', 'Bo Lind'],
    primaryCategory: 'cs.LG',
    categories: ['cs.LG', 'cs.AI'],
    aliasCategories: [],
    announcedOn: '2026-11-20',
    announcedBasis: 'listed',
    links: { code: [], project: [] },
    provenance: { text: '1' },
    announcedKey: dateKey('2026-11-20', paperId),
    watchShard: watchShard(paperId),
    watchUntil: watchUntil('2026-11-20', []),
    score: {
      formula: '1',
      landmark: '2026-01-01',
      logMass: { day: 0.1, week: 0.2, month: 0.3 },
      contributions: [{ source: 'announcement', on: '2026-11-20', mass: 1.5, features: [] }],
    },
    contentHash: `hash-of-${paperId}`,
  }),
  ...changes,
});

export const aListing = (
  paperId: string,
  changes: Partial<Pick<Listing, 'category' | 'listedOn' | 'kind' | 'basis'>> = {},
): Listing => {
  const listedOn = changes.listedOn ?? '2026-11-20';
  return listingSchema.parse({
    category: 'cs.LG',
    listedKey: dateKey(listedOn, paperId),
    paperId,
    listedOn,
    kind: 'new',
    basis: 'listed',
    ...changes,
  });
};

/** A look at GitHub, at noon in New York. */
export const aSignal = (
  paperId: string,
  observedOn: string,
  changes: Partial<SignalOf<'github'>> = {},
): SignalOf<'github'> => ({
  paperId: paperIdSchema.parse(paperId),
  source: 'github',
  observedKey: observedKey(observedOn, 'github'),
  observedOn,
  observedAt: `${observedOn}T17:00:00.000Z`,
  count: 40,
  gain: 38,
  startedOn: observedOn,
  usualGain: 6.25,
  details: {
    repository: 'ada/maps',
    repositoryId: 'R_1',
    forks: 3,
    issues: 1,
    createdOn: '2026-11-01',
    credit: 'own',
  },
  ...changes,
});

export const aSourceNight = (date: string, changes: Partial<SourceNight> = {}): SourceNight => ({
  source: 'github',
  date,
  state: 'complete',
  due: 100,
  looked: 100,
  requests: 2,
  today: { 'cs.LG': { doublings: 120.5, days: 20 } },
  before: { 'cs.LG': { doublings: 4000.25, days: 700.125 }, 'math.CO': { doublings: 3, days: 1 } },
  revived: [],
  updatedAt: `${date}T08:00:00.000Z`,
  ...changes,
});

export const aRankedList = (date: string, changes: Partial<RankedList> = {}): RankedList => ({
  ...rankedListSchema.parse({
    listKey: listKey('cs.LG', 'week'),
    date,
    category: 'cs.LG',
    window: 'week',
    formula: '1',
    candidates: 1,
    missingSources: [],
    papers: [
      {
        paperId: '2611.01234',
        rank: 1,
        previousRank: null,
        daysOnList: 1,
        firstSeenOn: date,
        section: 'new',
        evidence: ['code released'],
        score: 1.25,
      },
    ],
  }),
  ...changes,
});

export const aBatch = (date: string, changes: Partial<Batch> = {}): Batch => ({
  category: 'cs.LG',
  date,
  announced: 10,
  stored: 10,
  rejected: 0,
  sources: ['rss'],
  state: 'complete',
  updatedAt: `${date}T17:00:00Z`,
  ...changes,
});

export const aSubscriber = (name: string, changes: Partial<Subscriber> = {}): Subscriber => ({
  ...subscriberSchema.parse({
    subscriberId: aSubscriberId(name),
    address: `${name}@example.org`,
    state: 'confirmed',
    createdAt: '2026-11-01T12:00:00Z',
    stateChangedAt: '2026-11-01T12:00:00Z',
    consent: { by: 'operator', at: '2026-11-01T12:00:00Z', text: 'asked for it' },
    preferences: { categories: ['cs.LG'] },
    dueShard: '00',
    dueAt: '2026-11-20T12:00:00.000Z',
  }),
  ...changes,
});

export const aDelivery = (name: string, localDate: string, changes: Partial<Delivery> = {}): Delivery => ({
  subscriberId: aSubscriberId(name),
  deliveryKey: deliveryKey(localDate, 'daily'),
  listDate: localDate,
  state: 'claimed',
  attempt: 1,
  claimedAt: `${localDate}T12:00:00Z`,
  expiresAt: Date.parse(localDate) / 1000 + 400 * 86_400,
  ...changes,
});

export const anOrder = (name: string): DigestOrder => ({
  subscriberId: aSubscriberId(name),
  deliveryKey: deliveryKey('2026-11-20', 'daily'),
  localDate: '2026-11-20',
  stream: 'daily',
  listDate: '2026-11-20',
  notAfter: '2026-11-21T17:00:00Z',
});
