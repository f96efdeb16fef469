import { assemblePaper } from '../../../../../lambdas/core/paper/assemble-paper.ts';
import { daysOnListPhrase } from '../../../../../lambdas/core/rank/place-evidence.ts';
import { feedHref } from '../../../../../lambdas/core/render/feed/feed-href.ts';
import { MAX_FEED_ENTRIES, queryFeed } from '../../../../../lambdas/core/render/feed/feed.ts';
import { inventPaper } from '../../../functions/serve-web/invented-site.ts';
import { inventListFeed, inventPlace, SITE } from './invented-feed.ts';

const ID = '2611.10000';
const paper = inventPaper(ID);

const queryFeedOf = (papers = [paper], query = 'gradient') =>
  queryFeed({
    site: SITE,
    query,
    found: papers.map((each) => ({ paper: each, evidence: ['140 stars in a week'] })),
    builtAt: '2026-11-20T08:00:00Z',
  });

describe('the address of a feed', () => {
  it('leaves out defaults and escapes a query', () => {
    expect(feedHref({ category: 'all', window: 'week' }, 'atom')).toBe('/feed.atom');
    expect(feedHref({ category: 'cs.LG', window: 'day' }, 'json')).toBe('/feed.json?category=cs.LG&window=day');
    expect(feedHref({ query: '"a & b" cat:cs.LG' }, 'atom')).toBe('/feed.atom?q=%22a+%26+b%22+cat%3Acs.LG');
  });
});

describe('an entry', () => {
  it('has the same id in every feed, on every day and in every version', () => {
    const later = inventPaper(ID, { version: 4, title: 'Another title' });
    const ids = [
      inventListFeed([paper]),
      inventListFeed([later], { choice: { category: 'all', window: 'month' }, date: '2026-11-24' }),
      queryFeedOf([later]),
    ].flatMap(({ entries }) => entries.map(({ id }) => id));
    expect(new Set(ids)).toEqual(new Set([`https://papers.example.com/papers/${ID}`]));
    expect(inventListFeed([inventPaper('hep-th/9901001')]).entries[0]?.id).toBe(
      'https://papers.example.com/papers/hep-th/9901001',
    );
  });

  it('does not change while the paper moves on the list from day to day', () => {
    const entryOn = (date: string, rank: number, daysOnList: number) =>
      inventListFeed([paper], {
        date,
        places: [
          inventPlace(paper, {
            rank,
            previousRank: rank + 1,
            daysOnList,
            section: 'rising',
            evidence: ['140 stars in a week', daysOnListPhrase(daysOnList)],
          }),
        ],
      }).entries;
    expect(entryOn('2026-11-24', 2, 3)).toEqual(entryOn('2026-11-23', 9, 2));
  });

  it('is published when arXiv announced it, and updated when it came onto the list if that is later', () => {
    const timesOf = (announcedOn: string, firstSeenOn: string) => {
      const [entry] = inventListFeed([inventPaper(ID, { announcedOn })], {
        places: [inventPlace(paper, { firstSeenOn })],
      }).entries;
      return [entry?.published, entry?.updated];
    };
    // 20:00 in New York on the evening before the list's date.
    expect(timesOf('2026-11-19', '2026-11-20')).toEqual(['2026-11-19T01:00:00.000Z', '2026-11-20T01:00:00.000Z']);
    expect(timesOf('2026-11-20', '2026-11-20')).toEqual(['2026-11-20T01:00:00.000Z', '2026-11-20T01:00:00.000Z']);
    expect(timesOf('2026-11-20', '2026-11-19')[1]).toBe('2026-11-20T01:00:00.000Z');
  });

  it('says maths in readable Unicode, and shows the evidence, names, categories and links', () => {
    const [entry] = inventListFeed([inventPaper(ID, { title: 'Bounds of $O(n^2)$ & <more>' })]).entries;
    expect(entry).toMatchObject({ title: 'Bounds of O(n²) & <more>', arxivUrl: `https://arxiv.org/abs/${ID}` });
    expect(entry?.contentHtml).toContain('<li>140 stars in a week</li>');
    expect(entry?.contentHtml).toContain('O(√n)');
    expect(entry?.contentHtml).toContain('Mira Okonkwo, Daniel Ferreira');
    expect(entry?.contentHtml).toContain('cs.LG, stat.ML');
    expect([...(entry?.contentHtml ?? '').matchAll(/href="([^"]*)"/g)].map(([, href]) => href)).toEqual([
      `https://papers.example.com/papers/${ID}`,
      `https://arxiv.org/abs/${ID}`,
      `https://arxiv.org/pdf/${ID}`,
      'https://github.com/example/gradients',
    ]);
  });

  it('of an invented paper says so and leads nowhere but here, on a real site as well', () => {
    const invented = inventPaper('2613.00001');
    for (const feed of [inventListFeed([paper], { site: { ...SITE, sample: true } }), inventListFeed([invented])]) {
      const [entry] = feed.entries;
      expect(entry?.title).toMatch(/^Sample: Gradients/);
      expect(entry?.arxivUrl).toBeUndefined();
      expect(entry?.contentHtml).toContain('Sample: this paper is invented.');
      expect([...(entry?.contentHtml ?? '').matchAll(/href="/g)]).toHaveLength(1);
    }
  });

  it('has a title, and no reason or name that is empty', () => {
    const bare = inventPaper(ID, { title: ' \u0000 ', abstract: '', authors: [], links: { code: [], project: [] } });
    const [entry] = inventListFeed([bare], { places: [inventPlace(bare, { evidence: [] })] }).entries;
    expect(entry).toMatchObject({ title: 'Untitled', authors: [] });
    expect(entry?.contentHtml).not.toContain('<ul>');
    expect(entry?.contentHtml).toContain('No abstract on record.');
  });

  it('is bounded, however much a paper brings', () => {
    const huge = assemblePaper({
      ...paper,
      title: '<'.repeat(90_000),
      abstract: '$x^2$ & '.repeat(20_000),
      authors: Array.from({ length: 3_000 }, (_, index) => `${index} ${'é'.repeat(5_000)}`),
      links: { code: [`javascript:alert(1)`], project: [] },
    });
    const [entry] = inventListFeed([huge], {
      places: [inventPlace(huge, { evidence: Array.from({ length: 500 }, () => '"'.repeat(500)) })],
    }).entries;
    expect(entry?.authors).toHaveLength(30);
    expect(entry?.contentHtml).toContain('and 2994 more');
    expect(entry?.contentHtml).not.toContain('javascript:');
    expect(Buffer.byteLength(JSON.stringify(entry))).toBeLessThan(24_000);
  });
});

describe('the feed of a list', () => {
  it('has the first fifty in order of rank, and leaves out a place without its paper', () => {
    const papers = Array.from({ length: 60 }, (_, index) => inventPaper(`2611.${20_000 + index}`));
    const { entries } = inventListFeed(papers);
    expect(entries).toHaveLength(MAX_FEED_ENTRIES);
    expect(entries[49]?.id).toMatch(/2611\.20049$/);
    expect(inventListFeed(papers, { papers: new Map() }).entries).toEqual([]);
  });

  it('is called by its list, has its addresses, and is as new as the announcement', () => {
    expect(inventListFeed([paper])).toMatchObject({
      id: 'https://papers.example.com/feed.atom?category=cs.LG',
      title: 'Paper Round: trending in Machine Learning (cs.LG) this week',
      pageUrl: 'https://papers.example.com/?category=cs.LG',
      jsonUrl: 'https://papers.example.com/feed.json?category=cs.LG',
      updated: '2026-11-20T01:00:00.000Z',
    });
  });

  it('is marked as a sample', () => {
    const { title, subtitle, rights } = inventListFeed([paper], { site: { ...SITE, sample: true } });
    expect(title).toMatch(/^Sample: Paper Round/);
    expect(subtitle).toMatch(/^Sample data: every paper, author and figure here is invented\./);
    expect(rights).not.toContain('arXiv');
  });
});

describe('the feed of a query', () => {
  it('is as new as its newest paper, and says what was asked for', () => {
    const older = inventPaper('2611.10037', { announcedOn: '2026-11-19' });
    expect(queryFeedOf([older, paper], 'gradient "of one" <b>')).toMatchObject({
      id: 'https://papers.example.com/feed.atom?q=gradient+%22of+one%22+%3Cb%3E',
      title: 'Paper Round: new for “gradient "of one" <b>”',
      pageUrl: 'https://papers.example.com/search?q=gradient+%22of+one%22+%3Cb%3E&sort=newest',
      updated: '2026-11-20T01:00:00.000Z',
    });
  });

  it('without papers is as new as the index', () => {
    expect(queryFeedOf([])).toMatchObject({ updated: '2026-11-20T08:00:00Z', entries: [] });
  });
});
