/** Where index files lie, in a folder and in a bucket on loopback: the same contract, and what a bucket alone can do to a reader. */
import { randomBytes } from 'node:crypto';
import { readdir, readFile, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createPaperSearch, type OpenPaperSearch } from '../../../lambdas/adapters/search/paper-search.ts';
import type { IndexStorage } from '../../../lambdas/core/ports/index-storage.ts';
import { parseSearchQuery } from '../../../lambdas/core/search/search-query.ts';
import { inventDocument } from './invent-documents.ts';
import { openBucket, openFolder, type OpenBucket, type OpenIndexStorage } from './open-index-storages.ts';
import { publishIndex } from './publish-index.ts';

const MANIFEST = 'manifest.json';
const OLD = [inventDocument('2611.00001', { title: 'Garden robots' })];
const NEW = [inventDocument('2611.00002', { title: 'Garden songs' })];

/** A search on the storage, whose clock can be put forward to the next look for a newer index. */
const searchOn = ({ storage, workDirectory }: OpenIndexStorage) => {
  let nowMs = Date.parse('2026-11-20T12:00:00Z');
  const errors: string[] = [];
  const search: OpenPaperSearch = createPaperSearch({
    storage,
    temporaryDirectory: join(workDirectory, 'temporary'),
    clock: () => new Date(nowMs),
    onError: (error) => errors.push(String(error)),
  });
  const find = async () =>
    (await search.search(parseSearchQuery('garden'), { sort: 'newest', limit: 20, offset: 0 }))?.paperIds;
  return {
    find,
    errors,
    close: () => search.close(),
    /** Looks for a newer index, and waits until what it finds is in use or refused. */
    lookAgain: async (isDone: () => Promise<boolean>) => {
      nowMs += 6 * 60_000;
      await find();
      for (let waits = 0; waits < 200 && !(await isDone()); waits += 1)
        await new Promise((resolve) => setTimeout(resolve, 25));
      return find();
    },
  };
};

const append = (storage: IndexStorage, sign: string): Promise<void> =>
  storage.changeManifest((text = '') => `${text}${sign}`);

describe.each([
  ['a folder', openFolder],
  ['a bucket', openBucket],
])('index files in %s', (_name, open) => {
  let opened: OpenIndexStorage;
  let storage: IndexStorage;
  beforeEach(async () => {
    opened = await open();
    ({ storage } = opened);
  });
  afterEach(() => opened.close());

  it('have no manifest before one is put', async () => {
    expect(await storage.readManifest()).toBeUndefined();
    const seen: unknown[] = [];
    await storage.changeManifest((text) => {
      seen.push(text);
      return 'é';
    });
    expect(seen).toEqual([undefined]);
    expect(await storage.readManifest()).toBe('é');
  });

  it('keep what each of several changes at once has made of the manifest', async () => {
    await Promise.all(['a', 'b', 'c'].map((sign) => append(storage, sign)));
    const text = (await storage.readManifest()) ?? '';
    expect(Array.from(text).toSorted()).toEqual(['a', 'b', 'c']);
  });

  it('keep the manifest when a change fails', async () => {
    await append(storage, 'a');
    const change = storage.changeManifest(() => {
      throw new Error('no change');
    });
    await expect(change).rejects.toThrow('no change');
    expect(await storage.readManifest()).toBe('a');
  });

  it('show a reader the old or the new manifest, never a part', async () => {
    const texts = ['a'.repeat(300_000), 'b'.repeat(200_000)];
    await storage.changeManifest(() => texts[0] ?? '');
    const seen: Promise<string | undefined>[] = [];
    for (let round = 0; round < 10; round += 1) {
      const change = storage.changeManifest(() => texts[round % 2] ?? '');
      seen.push(storage.readManifest(), storage.readManifest());
      await change;
    }
    for (const text of await Promise.all(seen)) expect(texts.includes(text ?? '')).toBe(true);
  });

  it('are pulled as they were put, until they are deleted', async () => {
    const [from, to] = [join(opened.workDirectory, 'from'), join(opened.workDirectory, 'to')];
    const content = randomBytes(300_000);
    await writeFile(from, content);
    await storage.putFile('hot-0123456789ab.sqlite.gz', from);
    await storage.pullFile('hot-0123456789ab.sqlite.gz', to);
    expect((await readFile(to)).equals(content)).toBe(true);
    await storage.deleteFile('hot-0123456789ab.sqlite.gz');
    await storage.deleteFile('hot-0123456789ab.sqlite.gz');
    await expect(storage.pullFile('hot-0123456789ab.sqlite.gz', to)).rejects.toThrow(/none|ENOENT/);
    expect(await storage.readManifest()).toBeUndefined();
  });

  it('are searched, and a newer one that is damaged is refused while the older serves on', async () => {
    await publishIndex(storage, { documents: OLD, workDirectory: opened.workDirectory });
    const search = searchOn(opened);
    try {
      expect(await search.find()).toEqual(['2611.00001']);
      const { name } = await publishIndex(storage, { documents: NEW, workDirectory: opened.workDirectory });
      await opened.damage(name);
      expect(await search.lookAgain(() => Promise.resolve(search.errors.length > 0))).toEqual(['2611.00001']);
      expect(search.errors).toEqual([expect.stringContaining(`The index file ${name} is damaged`)]);
      await publishIndex(storage, { documents: NEW, workDirectory: opened.workDirectory });
      expect(await search.lookAgain(async () => (await search.find())?.[0] === '2611.00002')).toEqual(['2611.00002']);
    } finally {
      await search.close();
    }
  });
});

describe('a folder', () => {
  it('is rid of what a killed process was copying an hour ago, and keeps what is being copied', async () => {
    const opened = await openFolder();
    try {
      const folder = join(opened.workDirectory, 'index');
      const from = join(opened.workDirectory, 'from');
      await writeFile(from, 'x');
      await opened.storage.putFile('hot-0123456789ab.sqlite.gz', from);
      for (const name of ['.hot-1.tmp', '.hot-2.tmp']) await writeFile(join(folder, name), 'half');
      const hoursAgo = new Date(Date.now() - 2 * 3_600_000);
      await utimes(join(folder, '.hot-1.tmp'), hoursAgo, hoursAgo);
      await opened.storage.putFile('hot-0123456789ac.sqlite.gz', from);
      expect((await readdir(folder)).filter((name) => name.endsWith('.tmp'))).toEqual(['.hot-2.tmp']);
    } finally {
      await opened.close();
    }
  });
});

describe('a bucket', () => {
  let bucket: OpenBucket;
  beforeEach(async () => {
    bucket = await openBucket();
  });
  afterEach(() => bucket.close());
  const publish = (documents: typeof OLD) =>
    publishIndex(bucket.storage, { documents, workDirectory: bucket.workDirectory });

  it.each(['the file', 'the manifest'])('whose download of %s is cut serves the older index on', async (what) => {
    await publish(OLD);
    const search = searchOn(bucket);
    try {
      expect(await search.find()).toEqual(['2611.00001']);
      const { name } = await publish(NEW);
      bucket.cut(what === 'the file' ? name : MANIFEST);
      expect(await search.lookAgain(() => Promise.resolve(search.errors.length > 0))).toEqual(['2611.00001']);
      expect(search.errors).toEqual([expect.stringContaining('aborted')]);
      bucket.cut(undefined);
      expect(await search.lookAgain(async () => (await search.find())?.[0] === '2611.00002')).toEqual(['2611.00002']);
    } finally {
      await search.close();
    }
  });

  it('whose very first download is cut fails that search, and serves the next', async () => {
    const { name } = await publish(OLD);
    bucket.cut(name);
    const search = searchOn(bucket);
    try {
      await expect(search.find()).rejects.toThrow('aborted');
      bucket.cut(undefined);
      expect(await search.find()).toEqual(['2611.00001']);
    } finally {
      await search.close();
    }
  });

  it('gives up on a manifest that somebody else replaces again and again, and leaves theirs', async () => {
    await append(bucket.storage, 'a');
    bucket.overtakeWith('theirs');
    await expect(append(bucket.storage, 'b')).rejects.toMatchObject({ name: 'PreconditionFailed' });
    expect(await bucket.storage.readManifest()).toBe('theirs');
    expect(bucket.calls.filter((call) => call === `PUT search/${MANIFEST} 412`)).toHaveLength(5);
  });
});
