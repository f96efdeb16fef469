import { batchSchema, type BatchState } from '../../../../lambdas/core/batch.ts';
import type { Delivery, DigestOrder } from '../../../../lambdas/core/delivery.ts';
import type { Digest } from '../../../../lambdas/core/digest/digest.ts';
import { listKey, type RankedList } from '../../../../lambdas/core/rank/ranked-list.ts';
import { gatherDigest } from '../../../../lambdas/functions/send-digest/gather-digest.ts';
import { createFakeBatchStore } from '../../../fakes/fake-batch-store.ts';
import { createFakePaperStore } from '../../../fakes/fake-paper-store.ts';
import { createFakeRankingStore } from '../../../fakes/fake-ranking-store.ts';
import { makePaper, SUBSCRIBER } from '../../core/render/mail/invented-digest.ts';

const THURSDAY = '2026-11-19';
const FRIDAY = '2026-11-20';
const thursdays = makePaper({ id: '2611.00001', announcedOn: THURSDAY });
const fridays = makePaper({ id: '2611.00002', announcedOn: FRIDAY });

const listOf = (date: string, papers: readonly (typeof fridays)[]): RankedList => ({
  listKey: listKey('cs.LG', 'week'),
  date,
  category: 'cs.LG',
  window: 'week',
  formula: '1',
  candidates: papers.length,
  missingSources: [],
  papers: papers.map(({ paperId }, index) => ({
    paperId,
    rank: index + 1,
    previousRank: null,
    daysOnList: 1,
    firstSeenOn: '2026-11-20',
    section: 'new',
    evidence: [],
    score: 1,
  })),
});

const storesWith = (state: BatchState = 'complete') => ({
  rankings: createFakeRankingStore([listOf(THURSDAY, [thursdays]), listOf(FRIDAY, [thursdays, fridays])]),
  papers: createFakePaperStore([thursdays, fridays]),
  batches: createFakeBatchStore([
    batchSchema.parse({
      category: 'cs.LG',
      date: FRIDAY,
      announced: 2,
      stored: 1,
      rejected: 1,
      sources: ['feed'],
      state,
      updatedAt: '2026-11-20T17:00:00Z',
    }),
  ]),
});

const orderOf = (listDate: string): DigestOrder => ({
  subscriberId: SUBSCRIBER.subscriberId,
  deliveryKey: `${listDate}#daily`,
  localDate: listDate,
  stream: 'daily',
  listDate,
  notAfter: '2026-11-25T00:00:00Z',
});

const sentOn = (date: string, paperIds: Delivery['paperIds'], state: Delivery['state'] = 'sent'): Delivery => ({
  subscriberId: SUBSCRIBER.subscriberId,
  deliveryKey: `${date}#daily`,
  listDate: date,
  state,
  attempt: 1,
  claimedAt: `${date}T12:00:00Z`,
  paperIds,
  coveredThrough: date,
  expiresAt: 1,
});

const gather = (history: readonly Delivery[], listDate = FRIDAY, state: BatchState = 'complete') =>
  gatherDigest(storesWith(state), {
    order: orderOf(listDate),
    subscriber: { ...SUBSCRIBER, preferences: { ...SUBSCRIBER.preferences, categories: ['cs.LG'] } },
    history,
    sample: false,
  });
const idsOf = (digest: Digest | undefined): readonly string[] =>
  digest?.sections.flatMap(({ entries }) => entries.map(({ paper }) => paper.paperId)) ?? [];

describe('gather-digest', () => {
  it('shows nothing as new that a mail to this reader has carried', async () => {
    const digest = await gather([sentOn(THURSDAY, [thursdays.paperId])]);
    expect(idsOf(digest)).toEqual([fridays.paperId]);
  });

  it('counts only what was sent: a skipped or failed digest has carried nothing', async () => {
    const skipped = await gather([sentOn(THURSDAY, [thursdays.paperId], 'skipped')]);
    expect(idsOf(skipped)).toEqual(expect.arrayContaining([thursdays.paperId, fridays.paperId]));
  });

  it('looks at the lists of the order’s date, though newer ones are there', async () => {
    expect(idsOf(await gather([], THURSDAY))).toEqual([thursdays.paperId]);
  });

  it('has nothing to say where there is no list, or where the reader had it', async () => {
    expect(await gather([], '2026-11-18')).toBeUndefined();
    expect(await gather([sentOn(FRIDAY, [])])).toBeUndefined();
  });

  it('tells of a batch that is short', async () => {
    const digest = await gather([], FRIDAY, 'short');
    expect(digest?.edition).toMatchObject({
      state: 'short',
      announced: 2,
      stored: 1,
      shortCategories: [{ category: 'cs.LG', missing: 1 }],
    });
  });
});
