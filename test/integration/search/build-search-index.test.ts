/** The function that builds the index, on fake tables and a real folder. */
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createFolderIndexStorage } from '../../../lambdas/adapters/search/folder-index-storage.ts';
import { createPaperSearch } from '../../../lambdas/adapters/search/paper-search.ts';
import { parseSearchQuery } from '../../../lambdas/core/search/search-query.ts';
import {
  buildSearchIndex,
  type BuildOptions,
} from '../../../lambdas/functions/build-search-index/build-search-index.ts';
import { inventTables } from './invent-tables.ts';

describe('building the search index', () => {
  let directory = '';
  let tables = inventTables();
  let now = '2026-11-20T15:00:00Z';

  const build = (task: BuildOptions['task'], options: Pick<BuildOptions, 'firstDay'> = {}) =>
    buildSearchIndex(
      {
        ...tables,
        storage: createFolderIndexStorage(join(directory, 'search')),
        temporaryDirectory: join(directory, 'temporary'),
        clock: () => new Date(now),
      },
      { categories: ['cs.LG'], task, ...options },
    );
  const answer = async (text: string) => {
    const search = createPaperSearch({
      storage: createFolderIndexStorage(join(directory, 'search')),
      temporaryDirectory: join(directory, 'temporary'),
      clock: () => new Date(now),
    });
    try {
      return await search.search(parseSearchQuery(text), { sort: 'newest', limit: 20, offset: 0 });
    } finally {
      await search.close();
    }
  };
  const find = async (text: string) => (await answer(text))?.paperIds;

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'paper-round-build-test-'));
    tables = inventTables();
    now = '2026-11-20T15:00:00Z';
    tables.add('2611.00001', '2026-11-20', 'Garden robots');
    tables.add('2609.00002', '2026-09-20', 'Garden maps');
    tables.add('2605.00003', '2026-05-20', 'Garden walls');
  });
  afterEach(() => rm(directory, { recursive: true }));

  it('puts the last 90 days into the hot file and the year into one that after: reaches', async () => {
    expect(await build('rebuild')).toMatchObject({ state: 'rebuilt', papers: 2, ageHours: 0 });
    expect(await find('garden')).toEqual(['2611.00001', '2609.00002']);
    expect(await find('garden after:2026-05')).toEqual(['2611.00001', '2609.00002', '2605.00003']);
    expect(await readdir(join(directory, 'temporary'))).toEqual([]);
  });

  it('reads no paper when nothing is listed anew, and the new days only when something is', async () => {
    await build('rebuild');
    await build('renew');
    const before = tables.reads();
    expect(await build('renew')).toMatchObject({ state: 'unchanged', papers: 2 });
    expect(tables.reads() - before).toBe(0);
    tables.add('2611.00004', '2026-11-20', 'Garden songs');
    expect(await build('renew')).toMatchObject({ state: 'renewed', papers: 3 });
    expect(tables.reads() - before).toBe(2);
    expect(await find('garden')).toEqual(['2611.00004', '2611.00001', '2609.00002']);
    expect(await find('robots')).toEqual(['2611.00001']);
  });

  it('drops what has grown too old, and files that nobody can be pulling any more', async () => {
    await build('rebuild');
    const [first = ''] = (await readdir(join(directory, 'search'))).filter((name) => name.startsWith('hot-'));
    now = '2026-12-20T15:00:00Z';
    tables.add('2612.00005', '2026-12-18', 'Garden snow');
    expect(await build('renew')).toMatchObject({ state: 'renewed', papers: 2 });
    expect(await find('garden')).toEqual(['2612.00005', '2611.00001']);
    expect(await readdir(join(directory, 'search'))).toContain(first);
    now = '2026-12-20T15:50:00Z';
    tables.add('2612.00006', '2026-12-18', 'Garden ice');
    await build('renew');
    expect(await readdir(join(directory, 'search'))).toContain(first);
    now = '2026-12-21T15:00:00Z';
    await build('renew');
    expect(await readdir(join(directory, 'search'))).not.toContain(first);
  });

  it('builds a year when asked', async () => {
    tables.add('2502.00006', '2025-02-03', 'Garden history');
    await build('rebuild');
    expect(await find('history after:2025')).toEqual([]);
    expect(await build(2025)).toMatchObject({ state: 'year-built' });
    expect(await find('history after:2025')).toEqual(['2502.00006']);
  });

  it('says how far back was searched, and how far after: would reach', async () => {
    tables.add('2402.00007', '2024-02-05', 'Garden gates');
    await build('rebuild');
    await build(2024);
    expect(await answer('garden')).toMatchObject({ searchedFrom: '2026-09-20', olderSince: '2024-02-05' });
    expect(await answer('garden after:2026-03')).toMatchObject({
      searchedFrom: '2026-05-20',
      olderSince: '2024-02-05',
      papersSearched: 3,
    });
    const far = await answer('garden after:2024');
    expect(far).toMatchObject({ searchedFrom: '2024-02-05', papersSearched: 4 });
    expect(far).not.toHaveProperty('olderSince');
  });

  it('puts all papers from a day on into one file where that is asked for, and years before it no longer count', async () => {
    tables.add('1706.00008', '2017-06-13', 'Garden beds');
    await build('rebuild');
    await build(2017);
    expect(await build('rebuild', { firstDay: '1991-01-01' })).toMatchObject({ papers: 4 });
    expect(await find('garden')).toEqual(['2611.00001', '2609.00002', '2605.00003', '1706.00008']);
    const everything = await answer('beds');
    expect(everything).toMatchObject({ searchedFrom: '2017-06-13', papersSearched: 4 });
    expect(everything).not.toHaveProperty('olderSince');
    const manifest = await createFolderIndexStorage(join(directory, 'search')).readManifest();
    expect(JSON.parse(manifest ?? '')).toMatchObject({ years: {} });
    expect(manifest).toMatch(/"retired": \[\s+\{\s+"name": "[^]*"2017-/);
  });

  it('builds an index without papers', async () => {
    tables = inventTables();
    expect(await build('rebuild')).toMatchObject({ papers: 0 });
    expect(await answer('garden')).toMatchObject({ total: 0, papersSearched: 0, searchedFrom: '2026-08-23' });
  });

  it('builds nothing for a year that begins with the hot file or after it', async () => {
    now = '2027-03-31T15:00:00Z';
    tables.add('2701.00009', '2027-01-04', 'Garden frost');
    expect(await build('rebuild')).toMatchObject({ state: 'rebuilt', papers: 1 });
    expect(await build(2027)).toMatchObject({ state: 'year-built' });
    expect(await readdir(join(directory, 'search'))).not.toContainEqual(expect.stringMatching(/^2027-/));
  });
});
