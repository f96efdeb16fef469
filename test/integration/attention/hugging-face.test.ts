import { createHuggingFace } from '../../../lambdas/adapters/hugging-face/hugging-face.ts';
import type { SourceOptions } from '../../../lambdas/adapters/network/json-client.ts';
import type { DailyPapers } from '../../../lambdas/core/ports/attention.ts';
import { simulateHuggingFace, type SimulatedHuggingFace } from '../../attention/simulated-hugging-face.ts';
import { NOW, testedOptions } from './source-options.ts';

const DAY = '2026-11-20';
const many = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    paperId: `2611.${String(index).padStart(5, '0')}`,
    upvotes: index % 7,
  }));

let huggingFace: SimulatedHuggingFace;
let made: DailyPapers[];
const create = (options: Partial<SourceOptions> = {}): DailyPapers => {
  const papers = createHuggingFace(testedOptions(huggingFace.url, options));
  made.push(papers);
  return papers;
};

beforeEach(async () => {
  huggingFace = await simulateHuggingFace({ clock: () => new Date(NOW) });
  made = [];
});
afterEach(async () => {
  await Promise.all(made.map((papers) => papers.close()));
  await huggingFace.close();
});

describe('the daily papers of Hugging Face', () => {
  it('come with most upvotes first and, of equals, in order of identifier', async () => {
    huggingFace.setList(DAY, [
      { paperId: '2611.00003', upvotes: 4 },
      { paperId: '2611.00001', upvotes: 90, comments: 7, githubRepo: 'https://github.com/Lab/Splat.git' },
      { paperId: '2611.00002', upvotes: 4, githubRepo: 'https://gitlab.com/lab/splat' },
    ]);
    const papers = create();
    expect(await papers.listOf(DAY)).toEqual({
      papers: [
        { paperId: '2611.00001', upvotes: 90, comments: 7, repository: 'Lab/Splat' },
        { paperId: '2611.00002', upvotes: 4, comments: 0 },
        { paperId: '2611.00003', upvotes: 4, comments: 0 },
      ],
      rejected: 0,
    });
    expect(huggingFace.requests.map(({ path }) => path)).toEqual([`/api/daily_papers?date=${DAY}&limit=100&p=0`]);
  });

  it.each([
    ['a day without papers', '2026-11-15'],
    ['a day that has not begun', '2026-11-21'],
  ])('are none, and no failure, on %s', async (_, date) => {
    expect(await create().listOf(date)).toEqual({ papers: [], rejected: 0 });
  });

  it.each([
    [99, 100, 1],
    [100, 100, 2],
    [230, 100, 3],
    [120, 50, 3],
    [50, 50, 2],
  ])('come page by page: %i papers, %i at a time, in %i requests', async (count, mostPerPage, requests) => {
    const paged = await simulateHuggingFace({ lists: { [DAY]: many(count) }, mostPerPage, clock: () => new Date(NOW) });
    const papers = createHuggingFace(testedOptions(paged.url));
    const seen = await papers.listOf(DAY);
    await papers.close();
    await paged.close();
    expect([seen.papers.length, seen.stop, papers.requests()]).toEqual([count, undefined, requests]);
  });

  it('end when a page comes once more', async () => {
    huggingFace.addEntries(DAY, ...Array.from({ length: 5000 }, () => ({ paper: { id: '2611.00001', upvotes: 3 } })));
    const papers = create();
    expect((await papers.listOf(DAY)).papers).toHaveLength(1);
    expect(papers.requests()).toBe(2);
  });

  it('end after ten pages, whatever comes', async () => {
    huggingFace.setList(DAY, many(3000));
    const papers = create();
    expect((await papers.listOf(DAY)).papers).toHaveLength(1000);
  });

  it('are read flat as well as nested', async () => {
    huggingFace.setList(DAY, [
      { paperId: '2611.00001', upvotes: 9, comments: 2, githubRepo: 'http://github.com/a/b/tree/main' },
    ]);
    const nested = await create().listOf(DAY);
    huggingFace.setFaults({ kind: 'flat' });
    expect(await create().listOf(DAY)).toEqual(nested);
    expect(nested.papers).toEqual([{ paperId: '2611.00001', upvotes: 9, comments: 2, repository: 'a/b' }]);
  });

  it('are each counted once, with the most upvotes and the repository of either', async () => {
    huggingFace.addEntries(
      DAY,
      { paper: { id: '2611.00001v2', upvotes: 3, githubRepo: 'https://github.com/a/b' }, numComments: 4 },
      { paper: { id: 'https://arxiv.org/abs/2611.00001', upvotes: '12' } },
    );
    expect((await create().listOf(DAY)).papers).toEqual([
      { paperId: '2611.00001', upvotes: 12, comments: 4, repository: 'a/b' },
    ]);
  });

  it('leave out and count what is no paper of arXiv, and what shows no upvotes', async () => {
    huggingFace.setList(DAY, [{ paperId: 'math/0211159', upvotes: 1 }]);
    huggingFace.addEntries(
      DAY,
      null,
      7,
      [],
      {},
      { paper: null },
      { paper: { id: '2611.99', upvotes: 1 } },
      { id: '2611.00002' },
    );
    const seen = await create().listOf(DAY);
    expect([seen.papers.map(({ paperId }) => paperId), seen.rejected]).toEqual([['math/0211159'], 7]);
  });

  it('say nothing when every count is null, and how many entries that were', async () => {
    huggingFace.setList(DAY, many(3));
    huggingFace.setFaults({ kind: 'nulls' });
    expect(await create().listOf(DAY)).toEqual({ papers: [], rejected: 3 });
  });

  it.each(['html', 'cut-json', 'object'] as const)('are not read out of %s', async (kind) => {
    huggingFace.setList(DAY, many(3));
    huggingFace.setFaults({ kind });
    expect(await create().listOf(DAY)).toMatchObject({ papers: [], stop: { kind: 'unreadable' } });
  });

  it('keep the first page when the second fails', async () => {
    huggingFace.setList(DAY, many(150));
    huggingFace.setFaults({ kind: 'too-many-requests', after: 1 });
    const seen = await create().listOf(DAY);
    expect([seen.papers.length, seen.stop]).toMatchObject([
      100,
      { kind: 'limited', retryAt: '2026-11-20T12:02:00.000Z' },
    ]);
  });
});
