import type { MissingSource, RankedList } from '../../../../../lambdas/core/rank/ranked-list.ts';
import { RANDOM_PLACE_REASON } from '../../../../../lambdas/core/render/random-place.ts';
import { summarizeBatches } from '../../../../../lambdas/core/render/page/batch-summary.ts';
import { renderTrendingPage } from '../../../../../lambdas/core/render/page/trending-page.ts';
import { inventBatch, inventLists, inventPapers, NOTED_ID } from '../../../functions/serve-web/invented-site.ts';

const papers = inventPapers();
const [list] = inventLists(papers, ['all']).filter(({ date, window }) => date === '2026-11-20' && window === 'week');

const pageOf = (changes: Partial<RankedList> = {}): string =>
  renderTrendingPage({
    site: { baseUrl: 'https://papers.example.com', sample: false, categories: ['cs.LG', 'stat.ML'] },
    choice: { category: 'all', window: 'week' },
    list: list && { ...list, ...changes },
    papers: new Map(papers.map((paper) => [paper.paperId, paper])),
    summary: summarizeBatches({ category: 'all', date: '2026-11-20', batches: [inventBatch('all')] }),
    announced: new Map(),
    hasLists: true,
    now: new Date('2026-11-20T17:00:00Z'),
    limit: 50,
  });

const textOf = (markup: string): string =>
  markup
    .replace(/<style>[\s\S]*?<\/style>/, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/[\s\u00A0]+/g, ' ');
/** Headings and items in their order on the page. */
const orderOf = (page: string): readonly string[] =>
  [
    ...page.matchAll(
      /<h2 class="label" id="([^"]*)"|<article class="item">\s*<div>\s*<span class="rank"><span class="sr">No. <\/span>(\d+)/g,
    ),
  ].map(([, section, rank]) => section ?? rank ?? '');
const articleOf = (page: string, id: string): string =>
  page.split('<article').find((part) => part.includes(`href="/papers/${id}"`)) ?? '';

describe('the sections of the trending page', () => {
  it('begin with No. 1, and have the picked paper near its place, marked and explained', () => {
    const order = orderOf(pageOf());
    expect(order[1]).toBe('1');
    expect(order).toContain('explore');
    expect(order[order.indexOf('explore') + 1]).toBe('20');
    expect(textOf(pageOf())).toContain(`Picked at random ${RANDOM_PLACE_REASON}`);
  });

  it('put the picked paper between sections, as near to its rank as that goes', () => {
    const places = list?.papers ?? [];
    const sections = places.map((place) => {
      if (place.section === 'explore') return place;
      if (place.rank <= 3) return { ...place, section: 'rising' as const };
      return { ...place, section: place.rank < 19 ? ('still-hot' as const) : ('new' as const) };
    });
    const order = orderOf(pageOf({ papers: sections }));
    expect(order.filter((entry) => !/^\d+$/.test(entry))).toEqual(['rising', 'still-hot', 'explore', 'new']);
    // Two headings and eighteen papers above it.
    expect(order.indexOf('explore')).toBe(20);
  });

  it('show no movement of what chance moved', () => {
    const page = pageOf({
      papers: (list?.papers ?? []).map((place) =>
        place.section === 'explore' ? { ...place, previousRank: 48 } : place,
      ),
    });
    const [, picked = ''] = /id="explore"([\s\S]*?)<h3/.exec(page) ?? [];
    expect(picked).not.toMatch(/▲|▼|class="move/);
  });
});

describe('an item of the list', () => {
  it('has the curve of its stars, its reasons, its days and since when', () => {
    const article = articleOf(pageOf(), NOTED_ID);
    expect(article).toContain('aria-label="Stars over 13 days: 0 to 250"');
    const text = textOf(article);
    expect(text).toMatch(/day 3 on the list, since 18 Nov /);
    expect(text).toMatch(/\+\d+ stars this week, \d+× what is usual for cs\.LG/);
  });

  it('ends its curve where stars were no longer asked for', () => {
    const down: MissingSource = { source: 'github', state: 'down', since: '2026-11-20', reason: 'HTTP 502' };
    expect(articleOf(pageOf({ missingSources: [down] }), NOTED_ID)).toContain(
      'aria-label="Stars over 12 days: 0 to 250"',
    );
  });

  it('has no curve where there are no stars', () => {
    expect(pageOf().match(/<svg/g)?.length).toBe(2);
  });

  it('keeps a long reason within bounds', () => {
    const [first, ...others] = list?.papers ?? [];
    const evidence = ['e'.repeat(5000), '<b>bold</b>'];
    const page = pageOf({ papers: first ? [{ ...first, evidence }, ...others] : [] });
    expect(page).not.toMatch(/e{300}|<b>bold/);
    expect(page).toContain('&lt;b&gt;bold');
  });
});

describe('a partial list', () => {
  const rows: MissingSource[] = [
    { source: 'github', state: 'down', since: '2026-11-18', reason: 'GitHub answers with HTTP 502' },
    { source: 'hacker-news', state: 'off', since: '2026-11-01', reason: 'switched off' },
  ];

  it('says what it lacks, since when and why, and nothing of what is switched off', () => {
    const text = textOf(pageOf({ missingSources: rows }));
    expect(text).toContain('Partial list · without GitHub stars since 18 November: GitHub answers with HTTP 502 ');
    expect(text).not.toContain('switched off');
  });

  it('is not spoken of where nothing is missing', () => {
    expect(textOf(pageOf())).not.toContain('Partial list');
    expect(textOf(pageOf({ missingSources: rows.slice(1) }))).not.toContain('Partial list');
  });
});
