import { parseFeed } from '@rowanmanning/feed-parser';
import type { PaperId } from '../../../../lambdas/core/paper/paper.ts';
import type { WebDeps } from '../../../../lambdas/functions/serve-web/web-deps.ts';
import { createFakePaperStore } from '../../../fakes/fake-paper-store.ts';
import { createFakeRankingStore } from '../../../fakes/fake-ranking-store.ts';
import { inventSearch, NOT_BUILT } from './invented-search.ts';
import { ask, inventDeps, inventLists, inventPapers, NOTED_ID } from './invented-site.ts';

const papers = inventPapers();

interface JsonFeed {
  readonly title: string;
  readonly feed_url: string;
  readonly items: readonly { readonly id: string; readonly title: string; readonly content_html: string }[];
}

const askJson = async (target: string, deps?: WebDeps): Promise<JsonFeed> =>
  (await ask(target, {}, deps)).json() as unknown as JsonFeed;

describe('the feed of a list', () => {
  it('is Atom and JSON of the same entries, as their media types and for as long as a list is kept', async () => {
    const atom = await ask('/feed.atom?category=cs.LG');
    const json = await ask('/feed.json?category=cs.LG');
    expect([atom.status, json.status]).toEqual([200, 200]);
    expect(atom.header('content-type')).toBe('application/atom+xml; charset=utf-8');
    expect(json.header('content-type')).toBe('application/feed+json');
    expect(atom.header('cache-control')).toBe('public, max-age=300');
    const feed = parseFeed(atom.body);
    const { items } = json.json() as unknown as JsonFeed;
    expect(feed.items.map(({ id }) => id)).toEqual(items.map(({ id }) => id));
    expect(items).toHaveLength(50);
    expect(items[0]?.id).toBe(`https://papers.example.com/papers/${NOTED_ID}`);
    expect(feed.self).toBe('https://papers.example.com/feed.atom?category=cs.LG');
  });

  it('gives a paper one id on every list and day', async () => {
    const lists = createFakeRankingStore(inventLists(papers).filter(({ date }) => date < '2026-11-20'));
    const feeds = await Promise.all([
      askJson('/feed.json'),
      askJson('/feed.json?category=cs.LG&window=month'),
      askJson('/feed.json', inventDeps({ rankings: lists })),
    ]);
    const ids = new Set(feeds.flatMap(({ items }) => items.map(({ id }) => id)));
    expect(ids.size).toBeLessThanOrEqual(papers.length);
    for (const { items } of feeds) expect(new Set(items.map(({ id }) => id)).size).toBe(items.length);
  });

  it('answers an alias as its canonical category, and a list without papers as an empty feed', async () => {
    expect(await askJson('/feed.json?category=stat.TH&window=day')).toMatchObject({
      feed_url: 'https://papers.example.com/feed.json?category=math.ST&window=day',
      items: [],
    });
    expect(parseFeed((await ask('/feed.atom?category=stat.TH')).body).items).toEqual([]);
  });

  it('marks a sample in its title and in every entry', async () => {
    const site = { baseUrl: 'http://127.0.0.1:8787', sample: true, categories: ['cs.LG'] };
    const { title, items } = await askJson('/feed.json', inventDeps({ site }));
    expect(title).toMatch(/^Sample: /);
    expect(items.filter((item) => !item.title.startsWith('Sample: '))).toEqual([]);
    expect(items.filter((item) => item.content_html.includes('arxiv.org'))).toEqual([]);
  });
});

describe('the feed of a query', () => {
  it('asks for the fifty newest and gives them in that order, with their evidence', async () => {
    const { search, asked } = inventSearch(papers);
    const { items } = await askJson('/feed.json?q=gradient%20cat:cs.LG', inventDeps({ search }));
    expect(asked).toEqual([{ text: 'gradient cat:cs.LG', options: { sort: 'newest', limit: 50, offset: 0 } }]);
    expect(items).toHaveLength(50);
    expect(items[0]?.id).toBe(`https://papers.example.com/papers/${NOTED_ID}`);
    expect(items[0]?.content_html).toMatch(/<li>[^<]* stars [^<]*<\/li>.*<li>announced on 18 November<\/li>/);
  });

  it('leaves out papers that hold only some of what was asked for', async () => {
    const some = papers.slice(0, 2).map(({ paperId }) => paperId);
    const { search } = inventSearch(papers, { answer: { matched: 'any', total: 60 } });
    const counted = { ...search, count: () => Promise.resolve({ matches: 2, papers: 60 }) };
    const { items } = await askJson('/feed.json?q=gradient', inventDeps({ search: counted }));
    expect(items.map(({ id }) => id)).toEqual(some.map((id) => `https://papers.example.com/papers/${id}`));
  });

  it('leaves out what is no longer stored', async () => {
    const { search } = inventSearch(papers.slice(0, 3), { ghosts: ['2611.99999' as PaperId] });
    const { items } = await askJson('/feed.json?q=gradient', inventDeps({ search }));
    expect(items.filter(({ id }) => id.endsWith('2611.99999'))).toEqual([]);
  });

  it('says to come back while there is no index', async () => {
    const { status, header } = await ask('/feed.atom?q=gradient', {}, inventDeps({ search: NOT_BUILT }));
    expect([status, header('retry-after'), header('cache-control')]).toEqual([503, '600', 'no-store']);
  });

  it('without any list still says the evidence of the day', async () => {
    const deps = inventDeps({
      search: inventSearch(papers).search,
      rankings: createFakeRankingStore(),
      papers: createFakePaperStore(papers),
    });
    expect((await askJson('/feed.json?q=gradient', deps)).items).toHaveLength(50);
  });
});

describe('a feed that is asked for wrongly', () => {
  it.each([
    'category=cs.XX',
    'window=year',
    'q=',
    'q=%20',
    'q=-gradient',
    'q=cat:zz',
    'q=a&category=cs.LG',
    'q=a&window=day',
  ])('refuses %s with a problem document', async (query) => {
    for (const path of ['/feed.atom', '/feed.json']) {
      const { status, header, json } = await ask(`${path}?${query}`);
      expect(status).toBe(400);
      expect(header('content-type')).toBe('application/problem+json');
      expect(json().detail).toMatch(/\w+/);
    }
  });
});
