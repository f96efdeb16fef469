import { inferredRows } from '../../../../lambdas/core/paper/paper-listings.ts';
import type { Paper } from '../../../../lambdas/core/paper/paper.ts';
import { rankTrending } from '../../../../lambdas/functions/rank-trending/rank-trending.ts';
import { createFakeCollectionLedger } from '../../../fakes/fake-collection-ledger.ts';
import { createFakeListingStore } from '../../../fakes/fake-listing-store.ts';
import { createFakePaperStore } from '../../../fakes/fake-paper-store.ts';
import { createFakeRankingStore } from '../../../fakes/fake-ranking-store.ts';
import { SIGNAL_SOURCES, type SignalSource } from '../../../../lambdas/core/signal/signal.ts';
import type { SourceNight } from '../../../../lambdas/core/signal/source-night.ts';
import { aGain, makeRankablePaper } from '../../core/rank/rankable.ts';

const CATEGORIES = ['cs.LG', 'stat.ML', 'math.ST'];
const PAPERS: readonly Paper[] = [
  makeRankablePaper('2611.00001', { announcedOn: '2026-11-18', mass: 3, categories: ['cs.LG', 'stat.ML'] }),
  makeRankablePaper('2611.00002', { announcedOn: '2026-11-19', mass: 1 }),
  makeRankablePaper('2611.00003', { announcedOn: '2026-11-20', mass: 1 }),
  makeRankablePaper('2611.00004', { announcedOn: '2026-11-23', mass: 9 }),
];

const makeWorld = (papers: readonly Paper[] = PAPERS) => {
  const reads: string[] = [];
  const paperStore = createFakePaperStore(papers);
  const deps = {
    papers: {
      ...paperStore,
      getMany: (ids: Parameters<typeof paperStore.getMany>[0]) => {
        reads.push(...ids);
        return paperStore.getMany(ids);
      },
    },
    listings: createFakeListingStore(papers.flatMap(inferredRows)),
    rankings: createFakeRankingStore(),
    collection: createFakeCollectionLedger(),
  };
  const listOf = (key: string, date: string) =>
    deps.rankings.rows.get(`${key} ${date}`)?.papers.map(({ paperId }) => paperId);
  return { deps, reads, listOf };
};

describe('rank-trending', () => {
  it('writes three lists for every category with papers and for all fields', async () => {
    const { deps, listOf } = makeWorld();
    const { lists } = await rankTrending(deps, { date: '2026-11-20', categories: CATEGORIES });
    expect(lists).toBe(9);
    expect(listOf('cs.LG#week', '2026-11-20')).toEqual(['2611.00001', '2611.00003', '2611.00002']);
    expect(listOf('stat.ML#day', '2026-11-20')).toEqual(['2611.00001']);
    expect(listOf('all#month', '2026-11-20')).toHaveLength(3);
    expect(listOf('math.ST#week', '2026-11-20')).toBeUndefined();
  });

  it('catches up the days before that have no lists, so that the first round shows movement', async () => {
    const { deps, listOf } = makeWorld();
    const { dates } = await rankTrending(deps, { date: '2026-11-20', categories: CATEGORIES });
    expect(dates).toEqual(['2026-11-18', '2026-11-19', '2026-11-20']);
    expect(listOf('all#week', '2026-11-18')).toEqual(['2611.00001']);
    const today = deps.rankings.rows.get('all#week 2026-11-20');
    expect(
      today?.papers.map(({ paperId, previousRank, daysOnList, section }) => [
        paperId,
        previousRank,
        daysOnList,
        section,
      ]),
    ).toEqual([
      ['2611.00001', 1, 3, 'still-hot'],
      ['2611.00003', null, 1, 'new'],
      ['2611.00002', 2, 2, 'still-hot'],
    ]);
  });

  it('writes the same rows when it runs again, and catches up nothing twice', async () => {
    const { deps } = makeWorld();
    const first = await rankTrending(deps, { date: '2026-11-20', categories: CATEGORIES });
    const rows = structuredClone([...deps.rankings.rows]);
    const second = await rankTrending(deps, { date: '2026-11-20', categories: CATEGORIES });
    expect([...deps.rankings.rows]).toEqual(rows);
    expect(second).toEqual({ lists: first.lists, dates: ['2026-11-20'] });
  });

  it('makes the same lists whether each day was ranked in its time or caught up', async () => {
    const daily = makeWorld();
    for (const date of ['2026-11-18', '2026-11-19', '2026-11-20', '2026-11-23']) {
      await rankTrending(daily.deps, { date, categories: CATEGORIES });
    }
    const atOnce = makeWorld();
    await rankTrending(atOnce.deps, { date: '2026-11-23', categories: CATEGORIES });
    expect(new Map(atOnce.deps.rankings.rows)).toEqual(new Map(daily.deps.rankings.rows));
  });

  it('begins a day again whose run was killed before its last list', async () => {
    const { deps, listOf } = makeWorld();
    let puts = 0;
    const rankings = {
      ...deps.rankings,
      put: (list: Parameters<typeof deps.rankings.put>[0]) =>
        ++puts > 4 ? Promise.reject(new Error('killed')) : deps.rankings.put(list),
    };
    await expect(rankTrending({ ...deps, rankings }, { date: '2026-11-19', categories: CATEGORIES })).rejects.toThrow(
      'killed',
    );
    const { dates } = await rankTrending(deps, { date: '2026-11-20', categories: CATEGORIES });
    expect(dates).toEqual(['2026-11-18', '2026-11-19', '2026-11-20']);
    expect(listOf('all#month', '2026-11-18')).toEqual(['2611.00001']);
  });

  it('compares with lists that were there between the days it catches up', async () => {
    const { deps } = makeWorld();
    await rankTrending(deps, { date: '2026-11-19', categories: CATEGORIES });
    for (const key of [...deps.rankings.rows.keys()]) if (key.endsWith('2026-11-18')) deps.rankings.rows.delete(key);
    const { dates } = await rankTrending(deps, { date: '2026-11-20', categories: CATEGORIES });
    expect(dates).toEqual(['2026-11-18', '2026-11-20']);
    const [first] = deps.rankings.rows.get('cs.LG#week 2026-11-20')?.papers ?? [];
    expect(first).toMatchObject({ paperId: '2611.00001', daysOnList: 3 });
  });

  it('reads each paper once', async () => {
    const { deps, reads } = makeWorld();
    await rankTrending(deps, { date: '2026-11-23', categories: CATEGORIES });
    expect(reads.toSorted()).toEqual(PAPERS.map(({ paperId }) => paperId));
  });

  it('makes no list of a day on which papers are only estimated to have been announced', async () => {
    const estimated: Paper = {
      ...makeRankablePaper('2611.00009', { announcedOn: '2026-11-15' }),
      announcedBasis: 'estimated',
    };
    const { deps } = makeWorld([...PAPERS, estimated]);
    const { dates } = await rankTrending(deps, { date: '2026-11-20', categories: CATEGORIES });
    expect(dates).not.toContain('2026-11-15');
  });

  it('lets a category rank a paper only from the day on which it listed it', async () => {
    const { deps, listOf } = makeWorld();
    const [paper] = PAPERS;
    await deps.listings.putMany([
      {
        category: 'math.ST',
        listedKey: '2026-11-20#2611.00001',
        paperId: paper?.paperId ?? ('' as Paper['paperId']),
        listedOn: '2026-11-20',
        kind: 'cross-list',
        basis: 'listed',
      },
    ]);
    await rankTrending(deps, { date: '2026-11-20', categories: CATEGORIES });
    expect(listOf('math.ST#week', '2026-11-19')).toBeUndefined();
    expect(listOf('math.ST#week', '2026-11-20')).toEqual(['2611.00001']);
  });

  it('says of each date which sources of signals were missing on it', async () => {
    const { deps } = makeWorld();
    const night = (source: SignalSource, date: string, over: Partial<SourceNight> = {}): SourceNight => ({
      ...{ source, date, state: 'complete', due: 1, looked: 1, requests: 1, today: {}, before: {}, revived: [] },
      ...{ updatedAt: `${date}T05:00:00Z`, ...over },
    });
    for (const date of ['2026-11-18', '2026-11-19', '2026-11-20']) {
      for (const source of SIGNAL_SOURCES) await deps.collection.putNight(night(source, date));
    }
    const down = { state: 'down', since: '2026-11-20', reason: 'GitHub answers with HTTP 502' } as const;
    await deps.collection.putNight(night('github', '2026-11-20', down));
    await rankTrending(deps, { date: '2026-11-20', categories: CATEGORIES });
    const missing = (date: string) => deps.rankings.rows.get(`all#week ${date}`)?.missingSources;
    expect(missing('2026-11-19')).toEqual([]);
    expect(missing('2026-11-20')).toEqual([{ source: 'github', ...down }]);
  });

  it('brings an old paper back that a night has found new evidence for, in each of its categories', async () => {
    const old: Paper = makeRankablePaper('2602.00001', {
      ...{ announcedOn: '2026-02-10', categories: ['cs.LG', 'stat.ML'] },
      gains: [aGain('2026-11-19', 500)],
    });
    const { deps, listOf } = makeWorld([...PAPERS, old]);
    await rankTrending(deps, { date: '2026-11-20', categories: CATEGORIES });
    expect(listOf('all#day', '2026-11-20')).not.toContain('2602.00001');
    await deps.collection.putNight({
      ...{ source: 'hacker-news', date: '2026-11-19', state: 'complete', due: 1, looked: 1, requests: 1 },
      ...{ today: {}, before: {}, revived: [old.paperId], updatedAt: '2026-11-19T05:00:00Z' },
    });
    await rankTrending(deps, { date: '2026-11-20', categories: CATEGORIES });
    for (const key of ['cs.LG#day', 'stat.ML#day', 'all#day'])
      expect(listOf(key, '2026-11-20')?.[0]).toBe('2602.00001');
    expect(listOf('math.ST#day', '2026-11-20')).toBeUndefined();
  });

  it('writes nothing when nothing is stored', async () => {
    const { deps } = makeWorld([]);
    expect(await rankTrending(deps, { date: '2026-11-20', categories: CATEGORIES })).toEqual({
      lists: 0,
      dates: ['2026-11-20'],
    });
  });
});
