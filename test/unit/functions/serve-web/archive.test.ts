import { createFakeRankingStore } from '../../../fakes/fake-ranking-store.ts';
import { createFakePaperStore } from '../../../fakes/fake-paper-store.ts';
import { ask, inventDeps, inventLists, inventPaper, inventPapers, LIST_DATES } from './invented-site.ts';

const SAMPLE_SITE = { baseUrl: 'http://localhost', sample: true, categories: ['cs.LG'] };

describe('a list of the archive', () => {
  it('is the list of that day, with its papers, and leads to the days around it', async () => {
    const { status, header, body } = await ask('/archive/2026-11-19');
    expect(status).toBe(200);
    expect(header('cache-control')).toBe('public, max-age=300');
    expect(body).toContain('in the week to Thursday 19 November 2026');
    expect(body).toContain('rel="prev" href="/archive/2026-11-18"');
    expect(body).toContain('rel="next" href="/archive/2026-11-20"');
    // The third day's papers were not announced yet.
    expect(body.match(/<article/g)?.length).toBe(40);
  });

  it('takes field and window', async () => {
    const { status, body } = await ask('/archive/2026-11-18?category=cs.LG&window=day');
    expect(status).toBe(200);
    expect(body).toContain('Trending in Machine Learning (cs.LG) on Wednesday 18 November 2026');
    expect(body).not.toContain('rel="prev"');
    expect(body).toContain('rel="next" href="/archive/2026-11-19?category=cs.LG&amp;window=day"');
  });

  it('leads to other fields by their own archive, since most have no list of that day', async () => {
    const { body } = await ask('/archive/2026-11-19?window=day');
    expect(body).toContain('href="/archive?category=hep-th&amp;window=day"');
    expect(body).not.toContain('href="/archive/2026-11-19?category=hep-th');
    expect(body).toContain('href="/archive/2026-11-19?category=stat.ML&amp;window=day"');
    expect((await ask('/')).body).toContain('href="/?category=hep-th"');
  });

  it('steps over days without a list', async () => {
    const lists = inventLists(inventPapers()).filter(({ date }) => date !== '2026-11-19');
    const deps = inventDeps({ rankings: createFakeRankingStore(lists) });
    expect((await ask('/archive/2026-11-18', {}, deps)).body).toContain('rel="next" href="/archive/2026-11-20"');
    expect((await ask('/archive/2026-11-20', {}, deps)).body).toContain('rel="prev" href="/archive/2026-11-18"');
  });

  it.each([
    ['/archive/2026-11-22', 'arXiv announces nothing on that day: weekend.', 'href="/archive/2026-11-20"'],
    ['/archive/2026-11-17', 'There is no list of all of arXiv for that day.', 'href="/archive"'],
    ['/archive/1850-01-01', 'There is no list', 'href="/archive"'],
    ['/archive/9998-01-01', 'There is no list', 'href="/archive/2026-11-20"'],
    [
      '/archive/2026-11-20?category=hep-th',
      'There is no list of High Energy Physics',
      'href="/archive?category=hep-th"',
    ],
  ])('%s is not there, says why and leads on', async (target, words, link) => {
    const { status, body } = await ask(target);
    expect(status).toBe(404);
    expect(body.replace(/\s+/g, ' ')).toContain(words);
    expect(body).toContain(link);
  });

  it.each([
    '/archive/yesterday',
    '/archive/2026-02-30',
    '/archive/2026-11-20?window=year',
    '/archive/<b>',
    '/archive?category=cs.XX',
  ])('refuses %s in words', async (target) => {
    const { status, body } = await ask(target);
    expect(status).toBe(400);
    expect(body).toMatch(/is no date: write it like|There is no /);
    expect(body).not.toContain('<b>');
  });

  it('is marked as a sample where it is one', async () => {
    const paper = inventPaper('2613.00001');
    const deps = inventDeps({
      site: SAMPLE_SITE,
      papers: createFakePaperStore([paper]),
      rankings: createFakeRankingStore(inventLists([paper])),
    });
    for (const target of ['/archive/2026-11-20', '/archive', '/archive/2026-11-22'])
      expect((await ask(target, {}, deps)).body).toContain('<b>Sample data.</b>');
  });
});

describe('the index of the archive', () => {
  it('has the days with a list, newest first, with what was announced where that is known', async () => {
    const { status, body } = await ask('/archive');
    expect(status).toBe(200);
    const dates = [...body.matchAll(/href="\/archive\/(\d{4}-\d{2}-\d{2})"/g)].map(([, date]) => date);
    expect(dates).toEqual([...LIST_DATES].reverse());
    expect(body).toContain('1,198 papers announced');
  });

  it('keeps field and window, and leads back to their newest list', async () => {
    const { body } = await ask('/archive?category=cs.LG&window=day');
    expect(body).toContain('href="/archive/2026-11-20?category=cs.LG&amp;window=day"');
    expect(body).toContain('href="/?category=cs.LG&amp;window=day"');
  });

  it('says so when there is no list yet', async () => {
    expect((await ask('/archive', {}, inventDeps({ rankings: createFakeRankingStore() }))).body).toContain(
      'There is no list yet',
    );
  });

  it('reads thirty days at most', async () => {
    const rankings = createFakeRankingStore(inventLists(inventPapers()));
    let reads = 0;
    const counted = {
      ...rankings,
      get: (key: string, date: string) => {
        reads += 1;
        return rankings.get(key, date);
      },
    };
    await ask('/archive', {}, inventDeps({ rankings: counted }));
    expect(reads).toBe(29);
  });

  it('can be reached from every page', async () => {
    for (const target of ['/', '/papers/2611.10000', '/nowhere', '/scoring'])
      expect((await ask(target)).body).toContain('<a href="/archive">Archive</a>');
  });
});

describe('what crawlers are told', () => {
  it('is where the sitemap is, and to leave tokens and results alone', async () => {
    const { body } = await ask('/robots.txt');
    for (const path of ['/api/', '/search', '/subscribe', '/confirm', '/preferences', '/unsubscribe'])
      expect(body).toContain(`Disallow: ${path}\n`);
    expect(body).toContain('\nSitemap: https://papers.example.com/sitemap.xml\n');
  });

  it('is which pages there are: lists, days of the archive, papers on the lists, each of which is there', async () => {
    const deps = inventDeps();
    const { status, header, body } = await ask('/sitemap.xml', {}, deps);
    expect(status).toBe(200);
    expect(header('content-type')).toContain('application/xml');
    expect(body).toMatch(/^<\?xml version="1.0" encoding="UTF-8"\?>\n<urlset /);
    const paths = [...body.matchAll(/<loc>https:\/\/papers\.example\.com([^<]*)<\/loc>/g)].map(([, path = '']) => path);
    expect(new Set(paths).size).toBe(paths.length);
    for (const path of ['/', '/?window=day', '/?category=cs.LG', '/archive/2026-11-19', '/papers/2611.10000'])
      expect(paths).toContain(path);
    const statuses = await Promise.all(
      paths.map(async (path) => (await ask(path.replaceAll('&amp;', '&'), {}, deps)).status),
    );
    expect(new Set(statuses)).toEqual(new Set([200]));
  });

  it('is bounded', async () => {
    const papers = Array.from({ length: 2_300 }, (_, index) => inventPaper(`2611.${10_000 + index}`));
    const [list] = inventLists(papers.slice(0, 1), ['all']);
    const places = papers.map(({ paperId }, index) => ({ ...list?.papers[0], paperId, rank: index + 1 }));
    const rankings = createFakeRankingStore(list ? [{ ...list, papers: places as typeof list.papers }] : []);
    const { body } = await ask('/sitemap.xml', {}, inventDeps({ rankings }));
    expect(body.match(/\/papers\//g)).toHaveLength(2_000);
  });

  it('is nothing of a sample', async () => {
    const deps = inventDeps({ site: SAMPLE_SITE });
    expect((await ask('/sitemap.xml', {}, deps)).status).toBe(404);
    expect((await ask('/robots.txt', {}, deps)).body).toBe('User-agent: *\nDisallow: /\n');
  });
});

describe('the filter of fields in the address', () => {
  it('narrows the list of fields and nothing else', async () => {
    const { status, body } = await ask('/?fields=quantum&window=day');
    expect(status).toBe(200);
    expect(body).toContain('Trending in all of arXiv today');
    expect(body).toContain('<summary>');
    expect(body).toContain('“quantum”');
    expect(body).toContain('rel="canonical" href="https://papers.example.com/?window=day"');
  });

  it('is bounded and shown as text', async () => {
    const { status, body } = await ask(`/?fields=${encodeURIComponent('<b>'.repeat(500))}`);
    expect(status).toBe(200);
    expect(body).not.toContain('<b><b>');
    expect(body.match(/&lt;b&gt;/g)?.length).toBeLessThan(60);
  });
});
