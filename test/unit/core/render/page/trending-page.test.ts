import type { MissingSource, RankedList } from '../../../../../lambdas/core/rank/ranked-list.ts';
import { RANDOM_PLACE_REASON } from '../../../../../lambdas/core/render/random-place.ts';
import { summarizeBatches } from '../../../../../lambdas/core/render/page/batch-summary.ts';
import { renderTrendingPage, type TrendingPageInput } from '../../../../../lambdas/core/render/page/trending-page.ts';
import { inventBatch, inventLists, inventPapers, NOTED_ID } from '../../../functions/serve-web/invented-site.ts';

const papers = inventPapers();
const [list] = inventLists(papers, ['all']).filter(({ date, window }) => date === '2026-11-20' && window === 'week');

const pageOf = (changes: Partial<RankedList> = {}, input: Partial<TrendingPageInput> = {}): string =>
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
    ...input,
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

describe('the choice of fields', () => {
  const fieldsOf = (filter?: string): string =>
    /<nav class="fields[\s\S]*?<\/nav>/.exec(pageOf({}, { fieldFilter: filter }))?.[0] ?? '';
  const idsOf = (nav: string): readonly string[] =>
    [...(nav.split('<details')[1] ?? '').matchAll(/<b>([\w.-]+)<\/b>/g)].map(([, id = '']) => id);

  it('has all 155, by archive, folded', () => {
    const nav = fieldsOf();
    expect(idsOf(nav)).toHaveLength(155);
    expect(textOf(nav)).toContain('All 155 fields of arXiv');
    expect(nav).toMatch(/<details class="all"\s*>/);
    expect(textOf(nav)).toMatch(/math\.IT Information Theory, filed as cs\.IT/);
    expect(nav).not.toMatch(/category=math\.IT/);
  });

  it('is narrowed by words of identifier, name and archive, unfolded, and keeps the words', () => {
    const nav = fieldsOf('learn STAT');
    expect(idsOf(nav)).toEqual(['stat.ML']);
    expect(nav).toMatch(/<details class="all"\s+open>/);
    expect(textOf(nav)).toContain('1 field with “learn STAT”');
    expect(nav).toContain('value="learn STAT"');
    expect(idsOf(fieldsOf('hep'))).toEqual(['hep-ex', 'hep-lat', 'hep-ph', 'hep-th']);
  });

  it('says so when nothing fits, hostile words as text', () => {
    const nav = fieldsOf('"><script>');
    expect(textOf(nav)).toContain('No field of arXiv has “&quot;&gt;&lt;script&gt;” in its name');
    expect(nav).not.toContain('<script');
  });

  it('stays with field and window when it is narrowed', () => {
    const page = pageOf({}, { choice: { category: 'cs.LG', window: 'day' } });
    const [form = ''] = /<form class="filter"[\s\S]*?<\/form>/.exec(page) ?? [];
    expect(form).toContain('<input type="hidden" name="category" value="cs.LG" />');
    expect(form).toContain('<input type="hidden" name="window" value="day" />');
    expect(form).toContain('action="/"');
  });
});

describe('the head of a list', () => {
  it('names its feeds, and tells a preview the first titles', () => {
    const page = pageOf({}, { choice: { category: 'cs.LG', window: 'day' } });
    expect(page).toContain('type="application/atom+xml" href="/feed.atom?category=cs.LG&amp;window=day"');
    expect(page).toContain('type="application/feed+json" href="/feed.json?category=cs.LG&amp;window=day"');
    expect(page).toMatch(
      /property="og:description" content="Trending in Machine Learning \(cs\.LG\) today, [^"]* 1\. /,
    );
    expect(page).toContain('property="og:url" content="https://papers.example.com/?category=cs.LG&amp;window=day"');
    expect(page).toContain('<meta property="og:type" content="website" />');
  });
});

describe('a list of the archive', () => {
  const page = pageOf(
    {},
    {
      choice: { category: 'all', window: 'week', date: '2026-11-20' },
      neighbours: { before: '2026-11-19', after: undefined },
    },
  );

  it('says that it is one, of which day, and leads on', () => {
    const text = textOf(page);
    expect(text).toContain('Trending in all of arXiv in the week to Friday 20 November 2026');
    expect(text).toContain('From the archive. Places and reasons as they were on Friday 20 November 2026');
    expect(page).toContain('rel="prev" href="/archive/2026-11-19"');
    expect(page).not.toContain('rel="next"');
    expect(page).toContain('href="/archive/2026-11-20?window=day"');
    expect(page).toContain('href="/archive/2026-11-20?category=cs.LG"');
    expect(page).toContain('rel="canonical" href="https://papers.example.com/archive/2026-11-20"');
  });

  it('has no feed and no next edition: both are of the newest list', () => {
    expect(page).not.toContain('/feed.');
    expect(textOf(page)).not.toContain('next edition');
  });
});
