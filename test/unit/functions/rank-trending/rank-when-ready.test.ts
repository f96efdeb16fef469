import { batchSchema, type BatchState } from '../../../../lambdas/core/batch.ts';
import { rankWhenReady } from '../../../../lambdas/functions/rank-trending/rank-when-ready.ts';
import { createFakeBatchStore } from '../../../fakes/fake-batch-store.ts';
import { createFakeListingStore } from '../../../fakes/fake-listing-store.ts';
import { createFakePaperStore } from '../../../fakes/fake-paper-store.ts';
import { createFakeRankingStore } from '../../../fakes/fake-ranking-store.ts';
import { fixedClock } from '../../../fakes/fixed-clock.ts';
import { makePaper } from '../../core/render/mail/invented-digest.ts';

const CATEGORIES = ['cs.LG', 'cs.CL'];
const NIGHT = '2026-11-20T06:20:00.000Z';

const batch = (category: string, state: BatchState) =>
  batchSchema.parse({
    category,
    date: '2026-11-20',
    announced: 1,
    stored: 1,
    rejected: 0,
    sources: ['rss'],
    state,
    updatedAt: NIGHT,
  });

const makeNight = (states: readonly BatchState[], now = NIGHT) => {
  const paper = makePaper({ id: '2611.00001', title: 'An Invented Paper' });
  return {
    papers: createFakePaperStore([paper]),
    listings: createFakeListingStore([
      {
        category: 'cs.LG',
        listedKey: '2026-11-20#2611.00001',
        listedOn: '2026-11-20',
        paperId: paper.paperId,
        kind: 'new',
        basis: 'listed',
      },
    ]),
    rankings: createFakeRankingStore(),
    batches: createFakeBatchStore(states.map((state, index) => batch(CATEGORIES[index] ?? '', state))),
    clock: fixedClock(now),
  };
};

describe('ranking when the night is ready for it', () => {
  it('waits for every category', async () => {
    const deps = makeNight(['complete', 'short']);
    expect(await rankWhenReady(deps, { categories: CATEGORIES, last: false })).toEqual({
      date: '2026-11-20',
      state: 'waiting',
      lists: 0,
    });
    expect(deps.rankings.rows.size).toBe(0);
  });

  it('ranks once all are complete, and not again', async () => {
    const deps = makeNight(['complete', 'complete']);
    const first = await rankWhenReady(deps, { categories: CATEGORIES, last: false });
    expect(first.state).toBe('ranked');
    expect(first.lists).toBeGreaterThan(0);
    expect(await rankWhenReady(deps, { categories: CATEGORIES, last: false })).toMatchObject({
      state: 'ranked-before',
      lists: 0,
    });
  });

  it('ranks what there is at the end of the night', async () => {
    const deps = makeNight(['complete']);
    expect(await rankWhenReady(deps, { categories: CATEGORIES, last: true })).toMatchObject({ state: 'ranked' });
  });

  it('does nothing on a day without a list, the last time neither', async () => {
    const deps = makeNight(['complete', 'complete'], '2026-11-21T06:20:00.000Z');
    expect(await rankWhenReady(deps, { categories: CATEGORIES, last: true })).toMatchObject({
      date: '2026-11-21',
      state: 'quiet',
    });
  });
});
