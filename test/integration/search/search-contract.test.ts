/** What the search on index files and the test double of the site's tests have in common. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createFolderIndexStorage } from '../../../lambdas/adapters/search/folder-index-storage.ts';
import { createPaperSearch } from '../../../lambdas/adapters/search/paper-search.ts';
import { SEARCH_SORTS, type PaperSearch } from '../../../lambdas/core/ports/search.ts';
import { parseSearchQuery } from '../../../lambdas/core/search/search-query.ts';
import { inventSearch } from '../../unit/functions/serve-web/invented-search.ts';
import { inventDocument } from './invent-documents.ts';
import { publishIndex } from './publish-index.ts';

const PAPERS = [
  inventDocument('2611.00001', { title: 'Backward propagation in tidal gardens', authors: ['Ana Sato', 'Yuki Lee'] }),
  inventDocument('2611.00002', { title: 'Propagation backward', categories: ['math.NA', 'cs.LG'] }),
  inventDocument('2610.00003', { abstract: 'A survey of walkers.', categories: ['cs.CV'], announcedOn: '2026-10-02' }),
];

interface OpenSearch {
  readonly search: PaperSearch;
  close(): Promise<void>;
}

const openIndexed = async (): Promise<OpenSearch> => {
  const directory = await mkdtemp(join(tmpdir(), 'paper-round-search-contract-'));
  const storage = createFolderIndexStorage(join(directory, 'index'));
  await publishIndex(storage, { documents: PAPERS, workDirectory: directory });
  const clock = () => new Date('2026-11-20T12:00:00Z');
  const search = createPaperSearch({ storage, temporaryDirectory: join(directory, 'temporary'), clock });
  return {
    search,
    close: async () => {
      await search.close();
      await rm(directory, { recursive: true });
    },
  };
};
const openDouble = (): Promise<OpenSearch> =>
  Promise.resolve({ search: inventSearch(PAPERS).search, close: () => Promise.resolve() });

describe.each([
  ['on index files', openIndexed],
  ['of the test double', openDouble],
])('the search %s', (_name, open) => {
  let opened: OpenSearch;
  beforeAll(async () => {
    opened = await open();
  });
  afterAll(() => opened.close());

  it.each([
    ['walkers', ['2610.00003']],
    ['WALKERS', ['2610.00003']],
    ['"backward propagation"', ['2611.00001']],
    ['propagation', ['2611.00001', '2611.00002']],
    ['propagation -tidal', ['2611.00002']],
    ['propagation -"propagation backward"', ['2611.00001']],
    ['maps -walkers cat:cs.CV', []],
    ['cat:math', ['2611.00002']],
    ['cat:cs.LG,cs.CV', ['2610.00003', '2611.00001', '2611.00002']],
    ['author:sato', ['2610.00003', '2611.00001', '2611.00002']],
    ['author:"Sato Ana"', ['2611.00001']],
    ['after:2026-11-20', ['2611.00001', '2611.00002']],
    ['propagation author:nobody', []],
    ['nowhere', []],
    ['-tidal', []],
    ['', []],
  ])('finds for %j the same papers in every order, and as many as it says', async (text, expected) => {
    const query = parseSearchQuery(text);
    for (const sort of SEARCH_SORTS) {
      const answer = await opened.search.search(query, { sort, limit: 20, offset: 0 });
      expect(answer?.paperIds.toSorted()).toEqual(expected);
      expect(answer).toMatchObject({ total: expected.length, matched: 'all' });
    }
  });

  it('counts papers with all of the words', async () => {
    expect(await opened.search.count(parseSearchQuery('propagation walkers'))).toEqual({ matches: 0, papers: 3 });
    expect(await opened.search.count(parseSearchQuery('backward gardens'))).toEqual({ matches: 1, papers: 3 });
    expect(await opened.search.count(parseSearchQuery('-tidal'))).toEqual({ matches: 0, papers: 3 });
  });

  it('counts papers of all days, whatever the date that is asked for', async () => {
    const count = await opened.search.count(parseSearchQuery('author:sato after:2026-11-20'));
    expect(count).toEqual({ matches: 3, papers: 3 });
  });

  it('gives each paper on one page, and the same total on all', async () => {
    const query = parseSearchQuery('author:sato');
    const pages = [];
    for (let offset = 0; offset <= 4; offset += 2)
      pages.push(await opened.search.search(query, { sort: 'newest', limit: 2, offset }));
    expect(pages.map((page) => [page?.total, page?.paperIds.length])).toEqual([
      [3, 2],
      [3, 1],
      [3, 0],
    ]);
    expect(new Set(pages.flatMap((page) => page?.paperIds))).toHaveProperty('size', 3);
  });

  it('marks the words in each text, in order', async () => {
    const texts = ['Gardens of propagation, backward', 'none', ''];
    const marks = await opened.search.marks(parseSearchQuery('backward gardens'), texts);
    expect(marks.map((ranges, index) => ranges.map(({ from, to }) => texts[index]?.slice(from, to)))).toEqual([
      ['Gardens', 'backward'],
      [],
      [],
    ]);
  });
});
