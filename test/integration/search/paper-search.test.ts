/** The search on real index files: what is found, in which order, and what becomes of locks, newer files and broken ones. */
import { access, chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { createFolderIndexStorage } from '../../../lambdas/adapters/search/folder-index-storage.ts';
import type { IndexDocument } from '../../../lambdas/adapters/search/index-document.ts';
import { createPaperSearch, type OpenPaperSearch } from '../../../lambdas/adapters/search/paper-search.ts';
import type { SearchSort } from '../../../lambdas/core/ports/search.ts';
import { parseSearchQuery } from '../../../lambdas/core/search/search-query.ts';
import { inventDocument } from './invent-documents.ts';
import { publishIndex } from './publish-index.ts';

const DOCUMENTS = [
  inventDocument('2611.00001', {
    title: 'Forward and backward propagation in tidal networks',
    abstract: 'A survey.',
    authors: ['Ana Sato', 'Yuki Lee'],
    hotness: 1,
  }),
  inventDocument('2611.00002', {
    abstract: 'Backward and forward steps of the propagation, with naïve Schrödinger maps.',
    categories: ['math.NA', 'cs.LG'],
    announcedOn: '2026-11-19',
    hotness: 9,
  }),
  inventDocument('2610.00003', {
    abstract: 'Running walkers.',
    categories: ['cs.CV'],
    announcedOn: '2026-10-02',
    hotness: 5,
  }),
];

describe('the search on index files', () => {
  let directory = '';
  let nowMs = Date.parse('2026-11-20T12:00:00Z');
  let errors: unknown[] = [];
  let search: OpenPaperSearch;
  const temporary = () => join(directory, 'temporary');
  const index = () => join(directory, 'index');

  /** Puts the documents as the hot index. */
  const publish = (documents: readonly IndexDocument[], builtAt?: string): Promise<unknown> =>
    publishIndex(createFolderIndexStorage(index()), {
      documents,
      workDirectory: directory,
      ...(builtAt && { builtAt }),
    });
  const find = async (text: string, sort: SearchSort = 'relevance', offset = 0) =>
    (await search.search(parseSearchQuery(text), { sort, limit: 20, offset }))?.paperIds;

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'paper-round-search-test-'));
    errors = [];
    search = createPaperSearch({
      storage: createFolderIndexStorage(index()),
      temporaryDirectory: temporary(),
      clock: () => new Date(nowMs),
      onError: (error) => errors.push(error),
    });
  });
  afterEach(async () => {
    await search.close();
    await chmod(index(), 0o755).catch(() => undefined);
    await rm(directory, { recursive: true });
  });

  it('has no answer before an index is built', async () => {
    expect(await find('maps')).toBeUndefined();
    expect(await search.count(parseSearchQuery('maps'))).toBeUndefined();
  });

  it('finds words, stems, accents, phrases, names and categories', async () => {
    await publish(DOCUMENTS);
    expect(await find('run')).toEqual(['2610.00003']);
    expect(await find('naive schrodinger')).toEqual(['2611.00002']);
    expect(await find('"forward and backward propagation"')).toEqual(['2611.00001']);
    expect(await find('author:"Ana Sato"')).toEqual(['2611.00001']);
    expect(await find('author:"Sato Yuki"', 'newest')).toEqual(['2611.00002', '2610.00003']);
    expect(await find('cat:math')).toEqual(['2611.00002']);
    expect(await find('maps -running', 'newest')).toEqual(['2611.00002']);
    expect(await find('after:2026-11-20')).toEqual(['2611.00001']);
  });

  it('puts the phrase before its words, and papers with some of the words behind', async () => {
    await publish(DOCUMENTS);
    const answer = await search.search(parseSearchQuery('forward and backward propagation'), {
      sort: 'relevance',
      limit: 20,
      offset: 0,
    });
    expect(answer).toMatchObject({
      paperIds: ['2611.00001', '2611.00002'],
      total: 2,
      matched: 'all',
      searchedFrom: '2026-10-02',
      papersSearched: 3,
    });
    expect(
      await search.search(parseSearchQuery('tidal walkers'), { sort: 'relevance', limit: 1, offset: 1 }),
    ).toMatchObject({
      total: 3,
      matched: 'any',
    });
  });

  it('sorts by what is trending and by what is new, page by page', async () => {
    await publish(DOCUMENTS);
    expect(await find('tidal', 'trending')).toEqual(['2611.00002', '2610.00003', '2611.00001']);
    expect(await find('tidal', 'newest')).toEqual(['2611.00001', '2611.00002', '2610.00003']);
    expect(await find('tidal', 'newest', 1)).toEqual(['2611.00002', '2610.00003']);
    expect(await find('tidal', 'newest', 3)).toEqual([]);
  });

  it('counts how many papers match', async () => {
    await publish(DOCUMENTS);
    expect(await search.count(parseSearchQuery('tidal'))).toEqual({ matches: 3, papers: 3 });
    expect(await search.count(parseSearchQuery('tidal walkers'))).toEqual({ matches: 1, papers: 3 });
  });

  it('marks what matches as the index finds it', async () => {
    const text = '𝔸 Schrödinger\u0001runs \uD800 in the networks';
    const [ranges = []] = await search.marks(parseSearchQuery('schrodinger running "the network"'), [text]);
    expect(ranges.map(({ from, to }) => text.slice(from, to))).toEqual(['Schrödinger', 'runs', 'the networks']);
  });

  it('answers any text', async () => {
    await publish(DOCUMENTS);
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc
        .array(
          fc.constantFrom(
            '"',
            '-',
            '*',
            'NEAR(',
            ')',
            ' ',
            'cat:cs',
            'author:',
            'a',
            '^',
            ':',
            '{',
            '+',
            '\u0000',
            '’',
          ),
          { maxLength: 40 },
        )
        .map((parts) => parts.join('')),
    );
    await fc.assert(
      fc.asyncProperty(text, async (typed) => {
        const query = parseSearchQuery(typed);
        const answer = await search.search(query, { sort: 'relevance', limit: 10, offset: 0 });
        expect(answer?.total).toBeGreaterThanOrEqual(answer?.paperIds.length ?? 1);
        expect(await search.marks(query, [typed])).toHaveLength(1);
      }),
      { numRuns: 150 },
    );
  });

  it('takes a newer index when it looks again, and deletes the old one', async () => {
    await publish(DOCUMENTS);
    expect(await find('walkers')).toHaveLength(1);
    await publish(DOCUMENTS.slice(0, 2), '2026-11-20T11:00:00Z');
    expect(await find('walkers')).toHaveLength(1);
    nowMs += 6 * 60_000;
    await find('walkers');
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(await find('walkers')).toEqual([]);
    const [folder = ''] = await readdir(temporary());
    expect((await readdir(join(temporary(), folder))).filter((name) => name.endsWith('.sqlite'))).toHaveLength(1);
  });

  it('goes on with what it has when the newer one is broken', async () => {
    await publish(DOCUMENTS);
    expect(await find('walkers')).toHaveLength(1);
    await publish(DOCUMENTS.slice(0, 1), '2026-11-20T11:00:00Z');
    const { hot } = JSON.parse(await readFile(join(index(), 'manifest.json'), 'utf8')) as { hot: { name: string } };
    await writeFile(join(index(), hot.name), 'broken');
    nowMs += 6 * 60_000;
    await find('walkers');
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(await find('walkers')).toHaveLength(1);
    expect(errors.map(String)).toEqual([expect.stringContaining('DamagedIndexError')]);
  });

  it('searches a read-only folder in which a killed process left its lock', async () => {
    await publish(DOCUMENTS);
    const { hot } = JSON.parse(await readFile(join(index(), 'manifest.json'), 'utf8')) as { hot: { sha256: string } };
    const dead = join(temporary(), 'paper-round-search-999999999-1-killed');
    await mkdir(join(dead, `${hot.sha256}.sqlite.lock`), { recursive: true });
    await chmod(index(), 0o555);
    expect(await find('walkers')).toHaveLength(1);
    await expect(access(dead)).rejects.toThrow('ENOENT');
  });
});
