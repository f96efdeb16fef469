/** A process killed while it searches or builds: the next one searches and builds, whatever locks and files lie about. */
import { spawn } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createFolderIndexStorage } from '../../../lambdas/adapters/search/folder-index-storage.ts';
import { createPaperSearch } from '../../../lambdas/adapters/search/paper-search.ts';
import { parseSearchQuery } from '../../../lambdas/core/search/search-query.ts';
import { buildSearchIndex } from '../../../lambdas/functions/build-search-index/build-search-index.ts';
import { inventGarden, NOW, PAPERS } from './kill-search-place.ts';

const loader = pathToFileURL(require.resolve('tsx')).href;
const worker = require.resolve('./kill-search-worker.ts');

/** Resolves when the process has been killed: a moment after it said that it is there. */
const killAt = (
  directory: string,
  place: string,
): Promise<{ readonly signal: string | null; readonly stderr: string }> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--import', loader, worker, directory, place], {
      env: { PATH: process.env.PATH ?? '', HOME: tmpdir() },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let stderr = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    child.stdout.once('data', () => setTimeout(() => child.kill('SIGKILL'), 20));
    const tooLate = setTimeout(() => child.kill('SIGTERM'), 30_000);
    child.once('error', reject);
    child.once('close', (_code, signal) => {
      clearTimeout(tooLate);
      resolve({ signal, stderr });
    });
  });

describe('after a process was killed', () => {
  let directory = '';
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'paper-round-kill-search-'));
  });
  afterEach(() => rm(directory, { recursive: true, force: true }));

  const storage = () => createFolderIndexStorage(join(directory, 'search'));
  const temporaryDirectory = () => join(directory, 'temporary');
  const build = () =>
    buildSearchIndex(
      { ...inventGarden(), storage: storage(), temporaryDirectory: temporaryDirectory(), clock: () => NOW },
      { categories: ['cs.LG'], task: 'rebuild' },
    );
  const countGardens = async (): Promise<number | undefined> => {
    const search = createPaperSearch({
      storage: storage(),
      temporaryDirectory: temporaryDirectory(),
      clock: () => NOW,
    });
    try {
      return (await search.count(parseSearchQuery('garden')))?.matches;
    } finally {
      await search.close();
    }
  };
  const locks = async () =>
    (await readdir(temporaryDirectory(), { recursive: true })).filter((path) => path.endsWith('.lock'));

  it('in the middle of queries, the next searches and builds, and clears away what it left', async () => {
    await build();
    expect(await killAt(directory, 'searching')).toEqual({ signal: 'SIGKILL', stderr: '' });
    // The folder with its file.
    expect(await readdir(temporaryDirectory())).toHaveLength(1);
    expect(await countGardens()).toBe(PAPERS);
    expect(await build()).toMatchObject({ state: 'rebuilt', papers: PAPERS });
    expect(await readdir(temporaryDirectory())).toEqual([]);
  });

  it.each([
    ['reading', 1],
    ['putting', 0],
    ['replacing', 0],
  ])('while it was %s in a build, the index before is searched and the next build is whole', async (place, left) => {
    await build();
    expect(await killAt(directory, place)).toEqual({ signal: 'SIGKILL', stderr: '' });
    expect(await locks()).toHaveLength(left);
    expect(await countGardens()).toBe(PAPERS);
    expect(await build()).toMatchObject({ state: 'rebuilt', papers: PAPERS });
    expect(await countGardens()).toBe(PAPERS);
    expect(await readdir(temporaryDirectory())).toEqual([]);
  });

  it('in the first build of all, there is no index, and the next build makes one', async () => {
    expect(await killAt(directory, 'reading')).toEqual({ signal: 'SIGKILL', stderr: '' });
    expect(await countGardens()).toBeUndefined();
    expect(await build()).toMatchObject({ state: 'rebuilt', papers: PAPERS });
    expect(await countGardens()).toBe(PAPERS);
  });
});
