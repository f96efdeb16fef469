import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { createPaperStore } from '../../../lambdas/adapters/dynamodb/paper-store.ts';
import { createRankingStore } from '../../../lambdas/adapters/dynamodb/ranking-store.ts';
import { createTables } from '../../../lambdas/adapters/dynamodb/create-tables.ts';
import { LANDMARK } from '../../../lambdas/core/score/forward-decay.ts';
import { startDynalite } from '../../../local/dynalite-engine.ts';
import { listKey } from '../../../lambdas/core/rank/ranked-list.ts';
import { aPaper, aRankedList } from '../../fakes/stored-rows.ts';
import { clientFor, STORE_MAKERS, useStores } from './store-makers.ts';

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

describe('rows of before there were signals', () => {
  const without = (row: object, ...names: readonly string[]): Record<string, unknown> =>
    Object.fromEntries(Object.entries(row).filter(([name]) => !names.includes(name)));

  it('are read as lists without missing sources, and papers whose scores have the first landmark', async () => {
    const engine = await startDynalite();
    const client = clientFor(engine);
    await createTables(client);
    const list = aRankedList('2026-11-10');
    const papers = list.papers.map((place) => without(place, 'firstSeenOn'));
    await client.send(new PutCommand({ TableName: 'Rankings', Item: { ...without(list, 'missingSources'), papers } }));
    const stored = createRankingStore(client, 'Rankings');
    for (const found of [await stored.get(KEY, '2026-11-10'), await stored.latestUpTo(KEY, '2026-11-10')])
      expect(found).toEqual({
        ...list,
        missingSources: [],
        papers: list.papers.map((place) => ({ ...place, firstSeenOn: '2026-11-10' })),
      });

    const paper = aPaper('2611.00001');
    const Item = { ...without(paper, 'watchShard', 'watchUntil'), score: without(paper.score, 'landmark') };
    await client.send(new PutCommand({ TableName: 'Papers', Item }));
    const found = (await createPaperStore(client, 'Papers').getMany([paper.paperId])).get(paper.paperId);
    expect(found?.score.landmark).toBe(LANDMARK);
    client.destroy();
    await engine.close();
  });
});
