import { listKey } from '../../../lambdas/core/rank/ranked-list.ts';
import { aRankedList } from '../../fakes/stored-rows.ts';
import { STORE_MAKERS, useStores } from './store-makers.ts';

const KEY = listKey('cs.LG', 'week');

describe.each(STORE_MAKERS)('RankingStore on %s', (_name, open) => {
  const stores = useStores(open);

  beforeAll(async () => {
    for (const date of ['2026-11-19', '2026-11-17', '2026-11-20', '2026-11-18'])
      await stores().rankings.put(aRankedList(date));
    await stores().rankings.put(aRankedList('2026-11-21', { listKey: listKey('cs.LG', 'day'), window: 'day' }));
  });

  it('gives a list back as it was put, and none for a day without', async () => {
    expect(await stores().rankings.get(KEY, '2026-11-18')).toEqual(aRankedList('2026-11-18'));
    expect(await stores().rankings.get(KEY, '2026-11-21')).toBeUndefined();
  });

  it('finds the newest list before a date', async () => {
    expect((await stores().rankings.latestBefore(KEY, '2026-11-19'))?.date).toBe('2026-11-18');
    expect((await stores().rankings.latestBefore(KEY, '2027-01-01'))?.date).toBe('2026-11-20');
    expect(await stores().rankings.latestBefore(KEY, '2026-11-17')).toBeUndefined();
  });

  it('finds the newest list up to a date', async () => {
    expect((await stores().rankings.latestUpTo(KEY, '2026-11-19'))?.date).toBe('2026-11-19');
    expect((await stores().rankings.latestUpTo(KEY, '2026-12-31'))?.date).toBe('2026-11-20');
    expect(await stores().rankings.latestUpTo(KEY, '2026-11-16')).toBeUndefined();
    expect(await stores().rankings.latestUpTo('cs.XX#week', '2026-12-31')).toBeUndefined();
  });

  it('replaces the list of a day as a whole', async () => {
    const list = aRankedList('2026-11-10', { listKey: 'cs.RO#week', category: 'cs.RO' });
    await stores().rankings.put(list);
    await stores().rankings.put({ ...list, candidates: 0, papers: [] });
    expect(await stores().rankings.get('cs.RO#week', '2026-11-10')).toEqual({ ...list, candidates: 0, papers: [] });
  });
});
