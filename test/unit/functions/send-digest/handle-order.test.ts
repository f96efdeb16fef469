import { buildMime } from '../../../../lambdas/adapters/ses/mime.ts';
import type { DigestOrder } from '../../../../lambdas/core/delivery.ts';
import type { SendOutcome } from '../../../../lambdas/core/ports/outside.ts';
import { listKey } from '../../../../lambdas/core/rank/ranked-list.ts';
import { handleOrder } from '../../../../lambdas/functions/send-digest/handle-order.ts';
import { createFakeBatchStore } from '../../../fakes/fake-batch-store.ts';
import { createFakeDeliveryStore } from '../../../fakes/fake-delivery-store.ts';
import { createFakePaperStore } from '../../../fakes/fake-paper-store.ts';
import { createFakeRankingStore } from '../../../fakes/fake-ranking-store.ts';
import { createFakeSender } from '../../../fakes/fake-sender.ts';
import { createFakeSubscriberStore } from '../../../fakes/fake-subscriber-store.ts';
import { createFakeSuppressionStore } from '../../../fakes/fake-suppression-store.ts';
import { fixedClock } from '../../../fakes/fixed-clock.ts';
import { makePaper, SITE, SUBSCRIBER } from '../../core/render/mail/invented-digest.ts';

const ORDER: DigestOrder = {
  subscriberId: SUBSCRIBER.subscriberId,
  deliveryKey: '2026-11-20#daily',
  localDate: '2026-11-20',
  stream: 'daily',
  listDate: '2026-11-20',
  notAfter: '2026-11-21T05:00:00.000Z',
};
const paper = makePaper({ id: '2611.00001', title: 'An Invented Paper' });
const [category = 'cs.LG'] = SUBSCRIBER.preferences.categories;

const handle = async (answer: SendOutcome) => {
  const counted: Record<string, number> = {};
  const postponed: { readonly order: DigestOrder; readonly delaySeconds: number }[] = [];
  const place = {
    paperId: paper.paperId,
    rank: 1,
    previousRank: null,
    daysOnList: 1,
    firstSeenOn: '2026-11-20',
    section: 'new',
    evidence: ['code released'],
    score: 1,
  } as const;
  const list = {
    listKey: listKey(category, 'week'),
    date: '2026-11-20',
    category,
    window: 'week',
    formula: '1',
    candidates: 1,
    papers: [place],
  } as const;
  const deps = {
    deliveries: createFakeDeliveryStore(),
    subscribers: createFakeSubscriberStore([SUBSCRIBER]),
    suppressions: createFakeSuppressionStore(),
    rankings: createFakeRankingStore([
      { ...list, missingSources: [], papers: [{ ...place, evidence: [...place.evidence] }] },
    ]),
    papers: createFakePaperStore([paper]),
    batches: createFakeBatchStore(),
    sender: createFakeSender(() => answer),
    buildMime,
    clock: fixedClock('2026-11-20T17:00:00.000Z'),
    site: SITE,
    tokenKeys: { current: 'k1', keys: { k1: 'secret-secret-secret-secret-secret-secret' } },
    sample: false,
    random: () => 0.5,
    count: (metric: string, value: number) => {
      counted[metric] = (counted[metric] ?? 0) + value;
    },
    postpone: (order: DigestOrder, delaySeconds: number) => {
      postponed.push({ order, delaySeconds });
      return Promise.resolve();
    },
  };
  await handleOrder(deps, ORDER);
  return { counted, postponed };
};

describe('an order from the queue', () => {
  it('is done with when its digest is sent', async () => {
    expect(await handle({ outcome: 'sent', messageId: 'm' })).toEqual({ counted: { DigestsSent: 1 }, postponed: [] });
  });

  it.each([
    ['throttled', 45, {}],
    ['quota', 675, {}],
    ['stopped', 675, { SendingStopped: 1 }],
  ] as const)('goes back to the queue for later when SES says %s', async (outcome, delaySeconds, more) => {
    expect(await handle({ outcome, reason: 'not now' })).toEqual({
      counted: { DigestsPostponed: 1, ...more },
      postponed: [{ order: ORDER, delaySeconds }],
    });
  });

  it.each([
    ['unknown', 'DigestsUnknown'],
    ['refused', 'DigestsFailed'],
  ] as const)('is counted and not tried again when the answer is %s', async (outcome, metric) => {
    expect(await handle({ outcome, reason: 'so it is' })).toEqual({ counted: { [metric]: 1 }, postponed: [] });
  });
});
