import { createHackerNews } from '../../../lambdas/adapters/hacker-news/hacker-news.ts';
import type { SourceOptions } from '../../../lambdas/adapters/network/json-client.ts';
import type { Stories } from '../../../lambdas/core/ports/attention.ts';
import { simulateHackerNews, type SimulatedHackerNews } from '../../attention/simulated-hacker-news.ts';
import { NOW, testedOptions } from './source-options.ts';

const DAY = { from: '2026-11-19T00:00:00.000Z', to: '2026-11-20T00:00:00.000Z' };

const story = (storyId: string, url: string | null, submittedAt = '2026-11-19T10:00:00Z', points = 5) => ({
  storyId,
  url,
  points,
  comments: 2,
  submittedAt,
});

let hackerNews: SimulatedHackerNews;
let made: Stories[];
const create = (options: Partial<SourceOptions> = {}): Stories => {
  const stories = createHackerNews(testedOptions(hackerNews.url, options));
  made.push(stories);
  return stories;
};

beforeEach(async () => {
  hackerNews = await simulateHackerNews({ clock: () => new Date(NOW) });
  made = [];
});
afterEach(async () => {
  await Promise.all(made.map((stories) => stories.close()));
  await hackerNews.close();
});

describe('the stories of Hacker News', () => {
  it('are those of the window that link a paper on arXiv, in order of submission', async () => {
    hackerNews.add(
      story('3', 'https://arxiv.org/abs/2611.00003', '2026-11-19T23:59:59Z'),
      story('2', 'https://arxiv.org/pdf/2611.00002v2.pdf', '2026-11-19T00:00:00Z', 120),
      story('4', 'https://arxiv.org/abs/2611.00004', '2026-11-20T00:00:00Z'),
      story('5', 'https://arxiv.org/abs/2611.00005', '2026-11-18T23:59:59Z'),
      story('6', 'https://blog.example/arxiv.org/abs/2611.00006'),
      story('7', 'https://arxiv.org/list/cs.LG/new'),
      story('8', null),
    );
    const stories = create();
    expect(await stories.submitted(DAY)).toEqual({
      stories: [
        { paperId: '2611.00002', storyId: '2', points: 120, comments: 2, submittedAt: '2026-11-19T00:00:00.000Z' },
        { paperId: '2611.00003', storyId: '3', points: 5, comments: 2, submittedAt: '2026-11-19T23:59:59.000Z' },
      ],
      rejected: 0,
    });
    expect(hackerNews.requests.map(({ path }) => decodeURIComponent(path))).toEqual([
      '/api/v1/search_by_date?query=arxiv.org&restrictSearchableAttributes=url&tags=story' +
        '&numericFilters=created_at_i>=1795046400,created_at_i<1795132800&hitsPerPage=1000',
    ]);
  });

  it('take whole seconds of a window that begins and ends between two', async () => {
    hackerNews.add(
      story('1', 'https://arxiv.org/abs/2611.00001', '2026-11-19T10:00:00Z'),
      story('2', 'https://arxiv.org/abs/2611.00002', '2026-11-19T10:00:01Z'),
    );
    const of = async (from: string, to: string): Promise<readonly string[]> =>
      (await create().submitted({ from, to })).stories.map(({ storyId }) => storyId);
    expect(await of('2026-11-19T10:00:00.001Z', '2026-11-19T10:00:01.001Z')).toEqual(['2']);
    expect(await of('2026-11-19T10:00:00Z', '2026-11-19T10:00:01Z')).toEqual(['1']);
    expect(await of('2026-11-19T10:00:01Z', '2026-11-19T10:00:01Z')).toEqual([]);
  });

  it('arrive all when there are 10,000, crowded or not, in few requests', async () => {
    for (let index = 0; index < 10_000; index += 1) {
      // Half of them within one hour.
      const second = index % 2 === 0 ? index * 8 : 36_000 + Math.floor(index / 3);
      const paperId = `26${String(1 + (index % 11)).padStart(2, '0')}.${String(index).padStart(5, '0')}`;
      const at = new Date(Date.parse(DAY.from) + second * 1000).toISOString();
      hackerNews.add(story(String(index), `https://arxiv.org/abs/${paperId}`, at));
    }
    const stories = create();
    const seen = await stories.submitted(DAY);
    expect([seen.stories.length, seen.rejected, seen.stop]).toEqual([10_000, 0, undefined]);
    expect(new Set(seen.stories.map(({ storyId }) => storyId)).size).toBe(10_000);
    expect(stories.requests()).toBeLessThan(60);
  });

  it('are each given once, though both halves of a window may bring one', async () => {
    hackerNews.addHit({
      objectID: '9',
      url: 'https://arxiv.org/abs/2611.00009',
      points: 9,
      num_comments: 1,
      created_at_i: 1795050000,
    });
    hackerNews.add(
      ...Array.from({ length: 1500 }, (_, index) =>
        story(
          String(1000 + index),
          'https://arxiv.org/abs/2611.00001',
          new Date(Date.parse(DAY.from) + index * 50_000).toISOString(),
        ),
      ),
    );
    const { stories, stop } = await create().submitted(DAY);
    expect([stories.filter(({ storyId }) => storyId === '9').length, stories.length, stop]).toEqual([
      1,
      1501,
      undefined,
    ]);
  });

  it('say so when one second has more than an answer holds, and give those that came', async () => {
    hackerNews.add(
      ...Array.from({ length: 1200 }, (_, index) => story(String(index), 'https://arxiv.org/abs/2611.00001')),
    );
    const client = create();
    const { stories, stop } = await client.submitted(DAY);
    expect([stories.length, stop]).toEqual([
      1000,
      { kind: 'unreadable', reason: 'Hacker News names more stories than it gives' },
    ]);
    // No window of less than a second is asked for: 17 halvings of a day.
    expect(client.requests()).toBeLessThan(40);
  });

  it('leave out and count what links a paper and can not be read', async () => {
    hackerNews.add(story('1', 'https://arxiv.org/abs/2611.00001'), story('2', 'https://arxiv.org/abs/latest'));
    hackerNews.addHit(null);
    hackerNews.addHit({
      objectID: '3',
      title: null,
      url: null,
      points: null,
      num_comments: null,
      created_at_i: 1795050000,
    });
    hackerNews.addHit({
      objectID: '4',
      url: 'https://arxiv.org/abs/2611.00004',
      points: null,
      num_comments: null,
      created_at_i: 1795050000,
    });
    const seen = await create().submitted(DAY);
    expect([seen.stories.map(({ storyId }) => storyId), seen.rejected]).toEqual([['1'], 3]);
  });

  it('are none of another day, though the answer has them', async () => {
    hackerNews.addHit({
      objectID: '9',
      url: 'https://arxiv.org/abs/2611.00009',
      points: 9,
      num_comments: 1,
      created_at_i: 1,
    });
    expect(await create().submitted(DAY)).toEqual({ stories: [], rejected: 0 });
  });

  it.each(['html', 'cut-json', 'object'] as const)('are not read out of %s', async (kind) => {
    hackerNews.setFaults({ kind });
    expect(await create().submitted(DAY)).toMatchObject({ stories: [], stop: { kind: 'unreadable' } });
  });

  it('keep those of the first half when the second fails', async () => {
    hackerNews.add(
      ...Array.from({ length: 1200 }, (_, index) =>
        story(
          String(index),
          'https://arxiv.org/abs/2611.00001',
          new Date(Date.parse(DAY.from) + index * 60_000).toISOString(),
        ),
      ),
    );
    hackerNews.setFaults({ kind: 'server-error', after: 2, times: 2 });
    const { stories, stop } = await create().submitted(DAY);
    expect(stop).toEqual({ kind: 'unreachable', reason: 'Hacker News answers with HTTP 502' });
    expect(stories.length).toBeGreaterThanOrEqual(1000);
  });
});
