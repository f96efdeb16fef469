/** Rows to store, whole and invented; a test states only what it is about. */
import type { Batch } from '../../lambdas/core/batch.ts';
import { deliveryKey, type Delivery, type DigestOrder } from '../../lambdas/core/delivery.ts';
import { dateKey, listingSchema, paperSchema, type Listing, type Paper } from '../../lambdas/core/paper/paper.ts';
import { listKey, rankedListSchema, type RankedList } from '../../lambdas/core/rank/ranked-list.ts';
import {
  subscriberIdSchema,
  subscriberSchema,
  type Subscriber,
  type SubscriberId,
} from '../../lambdas/core/subscriber/subscriber.ts';

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
    score: {
      formula: '1',
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

export const aRankedList = (date: string, changes: Partial<RankedList> = {}): RankedList => ({
  ...rankedListSchema.parse({
    listKey: listKey('cs.LG', 'week'),
    date,
    category: 'cs.LG',
    window: 'week',
    formula: '1',
    candidates: 1,
    papers: [
      {
        paperId: '2611.01234',
        rank: 1,
        previousRank: null,
        daysOnList: 1,
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
