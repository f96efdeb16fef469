/** Several builds at once on one storage: whatever comes first, the manifest names files that are there, and none is lost. */
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { createFolderIndexStorage } from '../../../lambdas/adapters/search/folder-index-storage.ts';
import { parseManifest, type IndexManifest } from '../../../lambdas/adapters/search/index-manifest.ts';
import { createPaperSearch } from '../../../lambdas/adapters/search/paper-search.ts';
import type { IndexStorage } from '../../../lambdas/core/ports/index-storage.ts';
import { parseSearchQuery } from '../../../lambdas/core/search/search-query.ts';
import {
  buildSearchIndex,
  type BuildOptions,
} from '../../../lambdas/functions/build-search-index/build-search-index.ts';
import { inventTables } from './invent-tables.ts';

const MINUTE_MS = 60_000;

describe('builds that overlap', () => {
  let directory = '';
  let folder: IndexStorage;
  let tables = inventTables();
  let nowMs = 0;

  const reset = async (): Promise<void> => {
    directory = await mkdtemp(join(tmpdir(), 'paper-round-overlap-'));
    folder = createFolderIndexStorage(join(directory, 'search'));
    tables = inventTables();
    nowMs = Date.parse('2026-11-20T15:00:00Z');
    tables.add('2611.00001', '2026-11-20', 'Garden robots');
    tables.add('2605.00003', '2026-05-20', 'Garden walls');
    tables.add('2502.00006', '2025-02-03', 'Garden history');
  };
  const clear = () => rm(directory, { recursive: true });
  beforeEach(reset);
  afterEach(clear);

  const build = (task: BuildOptions['task'], storage: IndexStorage = folder) =>
    buildSearchIndex(
      { ...tables, storage, temporaryDirectory: join(directory, 'temporary'), clock: () => new Date(nowMs) },
      { categories: ['cs.LG'], task },
    );
  const manifest = async (): Promise<IndexManifest | undefined> => parseManifest((await folder.readManifest()) ?? '');
  const namesOf = ({ hot, years }: IndexManifest): readonly string[] =>
    [hot, ...Object.values(years)].map(({ name }) => name);
  const files = async () =>
    (await readdir(join(directory, 'search'))).filter((name) => name.endsWith('.gz')).toSorted();
  const missing = async (): Promise<readonly string[]> => {
    const there = await files();
    const current = await manifest();
    return (current ? namesOf(current) : []).filter((name) => !there.includes(name));
  };
  const find = async (text: string) => {
    const search = createPaperSearch({
      storage: folder,
      temporaryDirectory: join(directory, 'temporary'),
      clock: () => new Date(nowMs),
    });
    try {
      return (await search.search(parseSearchQuery(text), { sort: 'newest', limit: 20, offset: 0 }))?.paperIds;
    } finally {
      await search.close();
    }
  };
  /** A storage that waits for something before it takes a file. */
  const interrupted = (meanwhile: () => Promise<unknown>): IndexStorage => ({
    ...folder,
    putFile: async (name, path) => {
      await meanwhile();
      await folder.putFile(name, path);
    },
  });

  it('lose no year, and no newer hot file to a year that took longer', async () => {
    await build('rebuild');
    await build(
      2025,
      interrupted(async () => {
        for (const id of ['2611.00004', '2611.00005']) {
          tables.add(id, '2026-11-20', 'Garden songs');
          await build('renew');
          nowMs += 61 * MINUTE_MS;
        }
        await build(2026);
      }),
    );
    expect(Object.keys((await manifest())?.years ?? {})).toEqual(['2025', '2026']);
    expect(await missing()).toEqual([]);
    expect(await find('garden after:2025')).toEqual([
      ...['2611.00005', '2611.00004', '2611.00001', '2605.00003', '2502.00006'],
    ]);
  });

  it('delete no file that was dropped long ago and whose content has been built again meanwhile', async () => {
    await build('rebuild');
    tables.add('2611.00004', '2026-11-20', 'Garden songs');
    await build('renew');
    nowMs += 61 * MINUTE_MS;
    tables.remove('2611.00004');
    await build(
      2025,
      interrupted(() => build('rebuild')),
    );
    expect(await missing()).toEqual([]);
    expect(await find('garden')).toEqual(['2611.00001']);
  });

  it('have the next renewal bring in what an older view of the tables left out', async () => {
    await build('rebuild');
    await build(
      'rebuild',
      interrupted(async () => {
        tables.add('2611.00004', '2026-11-20', 'Garden songs');
        await build('renew');
      }),
    );
    expect(await find('songs')).toEqual([]);
    expect(await build('renew')).toMatchObject({ state: 'renewed' });
    expect(await find('songs')).toEqual(['2611.00004']);
  });

  it('name only files that are there, and leave none that nothing names, in whatever order they come', async () => {
    const tasks = fc.array(fc.constantFrom<BuildOptions['task']>('renew', 'renew', 'rebuild', 2025, 2026), {
      minLength: 2,
      maxLength: 4,
    });
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), tasks, fc.nat(45), async (scheduler, wanted, minutes) => {
        await clear();
        await reset();
        const faults: string[] = [];
        /** Time passes between the steps, so that files are deleted in the middle of it. */
        const step = async <Result>(label: string, work: () => Promise<Result>): Promise<Result> => {
          await scheduler.schedule(Promise.resolve(), label);
          const result = await work();
          faults.push(...(await missing()).map((name) => `${name} after ${label}`));
          nowMs += minutes * MINUTE_MS;
          return result;
        };
        const storage: IndexStorage = {
          readManifest: () => step('reading', () => folder.readManifest()),
          changeManifest: (change) => step('replacing', () => folder.changeManifest(change)),
          putFile: (name, path) => step('putting', () => folder.putFile(name, path)),
          pullFile: (name, path) => step('pulling', () => folder.pullFile(name, path)),
          deleteFile: (name) => step('deleting', () => folder.deleteFile(name)),
        };
        await build('rebuild');
        const results = await scheduler.waitFor(
          Promise.allSettled(
            wanted.map((task, index) => {
              tables.add(`2611.0001${index}`, '2026-11-20', 'Garden songs');
              return build(task, storage);
            }),
          ),
        );
        expect(faults).toEqual([]);
        // A renewal that takes hours finds the file that it began with gone.
        const errors = results.flatMap((result) => (result.status === 'rejected' ? [String(result.reason)] : []));
        expect(errors.filter((error) => !error.includes('ENOENT'))).toEqual([]);
        await build('renew');
        expect(await find('songs')).toHaveLength(wanted.length);
        const last = await manifest();
        const known = last ? [...namesOf(last), ...last.retired.map(({ name }) => name)] : [];
        expect(await files()).toEqual(known.toSorted());
      }),
      { numRuns: 25 },
    );
  });
});
