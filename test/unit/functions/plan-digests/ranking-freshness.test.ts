import { listKey, type RankedList } from '../../../../lambdas/core/rank/ranked-list.ts';
import { listDatesBehind } from '../../../../lambdas/functions/plan-digests/ranking-freshness.ts';
import { createFakeRankingStore } from '../../../fakes/fake-ranking-store.ts';

const rankedOn = (date: string): RankedList => ({
  listKey: listKey('all', 'day'),
  date,
  category: 'all',
  window: 'day',
  formula: '1',
  candidates: 0,
  missingSources: [],
  papers: [],
});

describe('the freshness of the lists', () => {
  it.each([
    ['the list of today is there', '2026-11-20', '2026-11-20T17:00:00Z', 0],
    ['the night has begun', '2026-11-19', '2026-11-20T06:00:00Z', 1],
    ['it is still yesterday in New York', '2026-11-19', '2026-11-20T04:00:00Z', 0],
    ['it is the weekend', '2026-11-20', '2026-11-22T17:00:00Z', 0],
    ['Thanksgiving silences Friday', '2026-11-26', '2026-11-28T17:00:00Z', 0],
    ['a list was missed before the weekend', '2026-11-19', '2026-11-22T17:00:00Z', 1],
    ['nothing was ranked for a week', '2026-11-13', '2026-11-20T17:00:00Z', 5],
    ['nothing was ranked for months', '2026-01-05', '2026-11-20T17:00:00Z', 10],
  ])('when %s', async (_when, ranked, now, behind) => {
    expect(await listDatesBehind(createFakeRankingStore([rankedOn(ranked)]), new Date(now))).toBe(behind);
  });

  it('is as bad as can be before the first list', async () => {
    expect(await listDatesBehind(createFakeRankingStore(), new Date('2026-11-20T17:00:00Z'))).toBe(10);
  });
});
