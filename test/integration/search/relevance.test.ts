/** What docs/search.md claims of relevance, on real papers and judged queries. They are not part of this repository: without them this is skipped. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findIn } from '../../../lambdas/adapters/search/search-files.ts';
import { openSearchIndex, type SearchIndex } from '../../../lambdas/adapters/search/search-index.ts';
import { writeSearchIndex } from '../../../lambdas/adapters/search/write-search-index.ts';
import { parseSearchQuery } from '../../../lambdas/core/search/search-query.ts';
import type { IndexDocument } from '../../../lambdas/adapters/search/index-document.ts';
import { areHere, cranfieldDocuments, cranfieldQueries, realPapers, seedPapers } from './shared-collections.ts';

const describeIfHere = areHere ? describe : describe.skip;
const here = areHere ? '' : ' (skipped: ../shared/data is not there)';
const MINUTES = 60_000;
/** Every so many papers; `npm run bench -- titles` takes 2,000. */
const STEP = 307;

describeIfHere(`the relevance of the search${here}`, () => {
  let directory = '';
  let papers: readonly IndexDocument[] = [];
  let real: SearchIndex;
  let judged: SearchIndex;
  const find = (index: SearchIndex, text: string, limit: number): readonly string[] =>
    findIn({ parts: [{ index, days: {}, from: '1991-01-01' }] }, parseSearchQuery(text), {
      sort: 'relevance',
      limit,
      offset: 0,
    }).paperIds;

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'paper-round-relevance-'));
    papers = realPapers();
    await writeSearchIndex(join(directory, 'real'), papers);
    await writeSearchIndex(join(directory, 'judged'), cranfieldDocuments());
    real = await openSearchIndex(join(directory, 'real'));
    judged = await openSearchIndex(join(directory, 'judged'));
  }, 5 * MINUTES);
  afterAll(async () => {
    real.close();
    judged.close();
    await rm(directory, { recursive: true });
  });

  it('has all papers of the seed page among the first 20 for its query', () => {
    expect(papers.length).toBeGreaterThan(25_000);
    const first = find(real, 'forward and backward propagation', 20);
    expect(seedPapers().filter(({ paperId }) => !first.includes(paperId))).toEqual([]);
  });

  it(
    'finds a paper first by its title',
    () => {
      const sample = papers.filter((_paper, index) => index % STEP === 0);
      const missed = sample.filter(({ paperId, title }) => find(real, title, 1)[0] !== paperId);
      expect(missed.length / sample.length).toBeLessThan(0.01);
    },
    5 * MINUTES,
  );

  it('reaches nDCG@10 of 0.40 on Cranfield', () => {
    const discounted = (gains: readonly number[]): number =>
      gains.slice(0, 10).reduce((sum, gain, index) => sum + gain / Math.log2(index + 2), 0);
    const figures = cranfieldQueries().map(({ text, gains }) => {
      const found = find(judged, text, 10).map((id) => gains.get(id) ?? 0);
      return discounted(found) / discounted([...gains.values()].sort((a, b) => b - a));
    });
    expect(figures.reduce((sum, figure) => sum + figure, 0) / figures.length).toBeGreaterThan(0.4);
  });
});
