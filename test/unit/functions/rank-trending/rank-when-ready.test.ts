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

const batch = (category: string, state: BatchState, date = '2026-11-20') =>
  batchSchema.parse({
    category,
    date,
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

describe('ranking by day', () => {
  const NOON = '2026-11-20T17:20:00.000Z';
  const SATURDAY = '2026-11-21T17:20:00.000Z';
  const withDayBefore = (states: readonly BatchState[], now: string) => {
    const deps = makeNight(['pending', 'pending'], now);
    for (const [index, state] of states.entries())
      deps.batches.rows.set(
        `${CATEGORIES[index] ?? ''} 2026-11-19`,
        batch(CATEGORIES[index] ?? '', state, '2026-11-19'),
      );
    return deps;
  };

  it.each([NOON, SATURDAY])('ranks the newest list date that no night has ranked, once (%s)', async (now) => {
    const deps = withDayBefore(['complete', 'short'], now);
    const options = { categories: CATEGORIES, last: false };
    expect(await rankWhenReady(deps, options)).toMatchObject({ date: '2026-11-20', state: 'ranked' });
    expect(await rankWhenReady(deps, options)).toMatchObject({ date: '2026-11-20', state: 'ranked-before' });
  });

  it('waits while the first harvest has not come back to the list date before', async () => {
    const deps = withDayBefore(['complete', 'pending'], NOON);
    expect(await rankWhenReady(deps, { categories: CATEGORIES, last: false })).toMatchObject({ state: 'waiting' });
    const nothing = makeNight([], NOON);
    expect(await rankWhenReady(nothing, { categories: CATEGORIES, last: false })).toMatchObject({ state: 'waiting' });
  });
});
