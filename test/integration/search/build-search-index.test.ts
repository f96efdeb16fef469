/** The function that builds the index, on fake tables and a real folder. */
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createFolderIndexStorage } from '../../../lambdas/adapters/search/folder-index-storage.ts';
import { createPaperSearch } from '../../../lambdas/adapters/search/paper-search.ts';
import { dateKey, type Listing, type Paper, type PaperId } from '../../../lambdas/core/paper/paper.ts';
import { parseSearchQuery } from '../../../lambdas/core/search/search-query.ts';
import {
  buildSearchIndex,
  type BuildOptions,
} from '../../../lambdas/functions/build-search-index/build-search-index.ts';
import { inventDocument } from './invent-documents.ts';

describe('building the search index', () => {
  let directory = '';
  let papers: Paper[] = [];
  let reads = 0;
  let now = '2026-11-20T15:00:00Z';

  const add = (id: string, announcedOn: string, title: string): void => {
    const { hotness, ...facts } = inventDocument(id, { announcedOn, title });
    papers.push({ ...facts, score: { logMass: { day: 0, week: 0, month: hotness } } } as Paper);
  };
  const listing = ({ paperId, announcedOn }: Paper): Listing => ({
    category: 'cs.LG',
    listedKey: dateKey(announcedOn, paperId),
    paperId,
    listedOn: announcedOn,
    kind: 'new',
    basis: 'listed',
  });
  const build = (task: BuildOptions['task']) =>
    buildSearchIndex(
      {
        papers: {
          getMany: (ids: readonly PaperId[]) => {
            reads += ids.length;
            return Promise.resolve(
              new Map(papers.filter(({ paperId }) => ids.includes(paperId)).map((paper) => [paper.paperId, paper])),
            );
          },
        },
        listings: {
          between: (_category, from, to) =>
            Promise.resolve(papers.map(listing).filter(({ listedOn }) => listedOn >= from && listedOn <= to)),
        },
        storage: createFolderIndexStorage(join(directory, 'search')),
        temporaryDirectory: join(directory, 'temporary'),
        clock: () => new Date(now),
      },
      { categories: ['cs.LG'], task },
    );
  const find = async (text: string) => {
    const search = createPaperSearch({
      storage: createFolderIndexStorage(join(directory, 'search')),
      temporaryDirectory: join(directory, 'temporary'),
      clock: () => new Date(now),
    });
    try {
      return (await search.search(parseSearchQuery(text), { sort: 'newest', limit: 20, offset: 0 }))?.paperIds;
    } finally {
      await search.close();
    }
  };

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'paper-round-build-test-'));
    papers = [];
    reads = 0;
    now = '2026-11-20T15:00:00Z';
    add('2611.00001', '2026-11-20', 'Garden robots');
    add('2609.00002', '2026-09-20', 'Garden maps');
    add('2605.00003', '2026-05-20', 'Garden walls');
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
    reads = 0;
    expect(await build('renew')).toMatchObject({ state: 'unchanged', papers: 2 });
    expect(reads).toBe(0);
    add('2611.00004', '2026-11-20', 'Garden songs');
    expect(await build('renew')).toMatchObject({ state: 'renewed', papers: 3 });
    expect(reads).toBe(2);
    expect(await find('garden')).toEqual(['2611.00004', '2611.00001', '2609.00002']);
    expect(await find('robots')).toEqual(['2611.00001']);
  });

  it('drops what has grown too old, and files that nobody can be pulling any more', async () => {
    await build('rebuild');
    const [first = ''] = (await readdir(join(directory, 'search'))).filter((name) => name.startsWith('hot-'));
    now = '2026-12-20T15:00:00Z';
    add('2612.00005', '2026-12-18', 'Garden snow');
    expect(await build('renew')).toMatchObject({ state: 'renewed', papers: 2 });
    expect(await find('garden')).toEqual(['2612.00005', '2611.00001']);
    expect(await readdir(join(directory, 'search'))).toContain(first);
    now = '2026-12-21T15:00:00Z';
    await build('renew');
    expect(await readdir(join(directory, 'search'))).not.toContain(first);
  });

  it('builds a year when asked', async () => {
    add('2502.00006', '2025-02-03', 'Garden history');
    await build('rebuild');
    expect(await find('history after:2025')).toEqual([]);
    expect(await build(2025)).toMatchObject({ state: 'year-built' });
    expect(await find('history after:2025')).toEqual(['2502.00006']);
  });
});
