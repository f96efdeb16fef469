import fc from 'fast-check';
import {
  renderSearchPage,
  type SearchPageInput,
  type SearchResults,
} from '../../../../../lambdas/core/render/page/search-page.ts';
import { searchBox } from '../../../../../lambdas/core/render/page/search-box.ts';
import { unmarked } from '../../../../../lambdas/core/render/page/search-marks.ts';
import { parseSearchQuery } from '../../../../../lambdas/core/search/search-query.ts';
import { inventPaper } from '../../../functions/serve-web/invented-site.ts';

const ANSWER: SearchResults['answer'] = {
  total: 1,
  matched: 'all',
  searchedFrom: '2026-08-22',
  papersSearched: 115_234,
  builtAt: '2026-11-20T17:00:00Z',
};

const pageOf = (text: string, results: SearchPageInput['results'], input: Partial<SearchPageInput> = {}): string =>
  renderSearchPage({
    site: { baseUrl: 'https://papers.example.com', sample: false, categories: ['cs.LG'] },
    query: parseSearchQuery(text),
    sort: 'relevance',
    page: 1,
    results,
    today: '2026-11-20',
    ...input,
  });

const found = (total: number, changes: Partial<SearchResults> = {}): SearchResults => ({
  answer: { ...ANSWER, total },
  hits: [],
  alternatives: [],
  ...changes,
});

const textOf = (page: string): string =>
  page
    .replace(/<style>[\s\S]*?<\/style>/, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ');

const hostile = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 8 }),
      fc.constantFrom(
        '<zzz>',
        '"',
        "'",
        '</title>',
        '--><zzz>',
        '"><zzz onload="x">',
        '&lt;zzz',
        '$<zzz>$',
        '\u202E',
        '\uD800',
      ),
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(' '));

/** Tags of a page, each with the names of its attributes. */
const tagsOf = (page: string): readonly string[] =>
  [...page.matchAll(/<(\/?[a-z][^\s>/]*)((?:[^<>"]|"[^"]*")*)>/gi)].map(([, name = '', attributes = '']) =>
    [name, ...attributes.replace(/="[^"]*"/g, ' ').split(/[\s/]+/)].filter((part) => part !== '').join(' '),
  );
const KNOWN_TAGS = new Set(
  [
    'not-asked' as const,
    'no-index' as const,
    found(0),
    found(0, { answer: { ...ANSWER, total: 0, olderSince: '2024-03-01' } }),
    found(0, { alternatives: [{ change: 'x', text: 'x', total: 1 }] }),
    found(3000),
  ].flatMap((results) =>
    [1, 2, 50].flatMap((page) => tagsOf(pageOf('relevant words cat:zz', results, { page, sort: 'newest' }))),
  ),
);
/** Those of an item of the list, formulas aside. */
const ITEM_TAGS =
  /^(?:\/?(?:article|p|li|bdi|b|small|mark|details|summary|span|time|h2|a|ul|wbr)( (?:class|dir|href|title|datetime))*|\/?m[a-z]+.*)$/;

describe('the page of results', () => {
  it('says what was found, in which order, and what was searched', () => {
    const page = pageOf('gradients', found(41), { sort: 'newest' });
    expect(textOf(page)).toContain(
      '41 papers found Searched 115,234 papers announced since 22 August, as of 20 November 2026.',
    );
    expect(page).toContain('<title>gradients · Search · Paper Round</title>');
    expect(page).toMatch(/href="\/search\?q=gradients&amp;sort=newest"\s+aria-current="page"/);
    expect(page).toContain('<meta name="robots" content="noindex" />');
    for (const href of [
      '/feed.atom?q=gradients',
      '/feed.json?q=gradients',
      '/api/v1/search?q=gradients&amp;sort=newest',
    ])
      expect(page).toContain(`<a href="${href}">`);
    expect(page).toContain('<link rel="alternate" type="application/atom+xml" href="/feed.atom?q=gradients"');
  });

  it('says since when no further back than the query reaches', () => {
    expect(textOf(pageOf('a after:2026-11-01', found(1)))).toContain('announced since 1 November, as of');
    expect(textOf(pageOf('a after:2020', found(1)))).toContain('announced since 22 August, as of');
  });

  it('has one search box, filled with what was searched for, in the same order', () => {
    const page = pageOf('gradients "of all" sorts', found(1), { sort: 'trending' });
    expect(page.match(/role="search"/g)).toHaveLength(1);
    expect(page).toContain('value="gradients &quot;of all&quot; sorts"');
    expect(page).toContain('<input type="hidden" name="sort" value="trending" />');
  });

  it.each([
    [1, undefined, '/search?q=a&amp;page=2'],
    [2, '/search?q=a', '/search?q=a&amp;page=3'],
    [3, '/search?q=a&amp;page=2', undefined],
  ])('page %d of 3 leads to its neighbours', (page, previous, next) => {
    const markup = pageOf('a', found(41), { page });
    const link = (rel: string): string | undefined => new RegExp(`rel="${rel}"\\s+href="([^"]*)"`).exec(markup)?.[1];
    expect([link('prev'), link('next')]).toEqual([previous, next]);
    expect(textOf(markup)).toContain(`Page ${page} of 3`);
  });

  it('ends with the fiftieth page and says so, and a page behind the last leads back', () => {
    const last = pageOf('a', found(100_000), { page: 50 });
    expect(last).not.toContain('rel="next"');
    expect(textOf(last)).toContain('The first 1,000 can be paged through');
    expect(pageOf('a', found(41), { page: 9 })).toMatch(/The results end with\s+<a\s+href="\/search\?q=a&amp;page=3"/);
  });

  it('says when papers have only some of the words, and what of the query was left out', () => {
    const results = found(2);
    const page = textOf(pageOf('a cat:zz', { ...results, answer: { ...results.answer, matched: 'any' } }));
    expect(page).toContain('Few papers have all of these words');
    expect(page).toContain('“zz” is no category of arXiv and was left out.');
  });
});

describe('a search that finds nothing', () => {
  it('says what would find something, by links', () => {
    const page = pageOf(
      'gradients cat:hep-th',
      found(0, {
        alternatives: [
          { change: 'In every category', text: 'gradients', total: 12 },
          { change: 'By any author', text: 'other', total: 0 },
        ],
      }),
    );
    expect(textOf(page)).toContain('Nothing found');
    expect(textOf(page)).toMatch(/In every category 12 papers/);
    expect(page).toContain('href="/search?q=gradients"');
    expect(page).not.toContain('By any author');
  });

  it('leads to older years, unless a date reaches back already', () => {
    const older = (olderSince: string) => found(0, { answer: { ...ANSWER, total: 0, olderSince } });
    const page = pageOf('xyzzy', older('2024-03-01'));
    expect(textOf(page)).toContain(
      'Papers from before 22 August were not searched; this site holds some since 1 March 2024',
    );
    expect(page).toContain('href="/search?q=xyzzy+after%3A2025"');
    expect(pageOf('xyzzy', older('2026-01-02'))).toContain('href="/search?q=xyzzy+after%3A2026"');
    expect(textOf(pageOf('xyzzy after:2020', older('2019-03-01')))).not.toContain('were not searched');
  });

  it('leads to none where none are indexed', () => {
    expect(textOf(pageOf('xyzzy', found(0)))).not.toContain('were not searched');
  });

  it('says so of the words alone when nothing would', () => {
    expect(textOf(pageOf('xyzzy', found(0)))).toContain('It stands in no title and no abstract that was searched.');
    expect(textOf(pageOf('xyzzy plugh', found(0)))).toContain(
      'No title and no abstract that was searched has any of that.',
    );
  });
});

describe('a search that can’t be made', () => {
  it('without a query shows the language by examples that are links', () => {
    const page = pageOf('', 'not-asked');
    expect(textOf(page)).toContain('What can be typed');
    for (const [, query = ''] of page.matchAll(/<dt>\s*<a href="\/search\?q=([^"]*)"/g))
      expect(parseSearchQuery(new URLSearchParams(`q=${query}`).get('q') ?? '').notes).toEqual([]);
    expect(page).not.toContain('feed.atom');
  });

  it('before the index is built says so', () => {
    expect(textOf(pageOf('a', 'no-index'))).toContain('has not been built yet');
  });
});

describe('any text in any slot', () => {
  it('adds no element and no attribute', () => {
    fc.assert(
      fc.property(hostile, hostile, hostile, fc.nat(40), (typed, title, abstract, at) => {
        const paper = inventPaper('2611.10000', { title, abstract, authors: [typed, title], categories: [abstract] });
        const marks = [{ from: at, to: at + 5 }];
        const hit = {
          paper,
          title: { ...unmarked(title), marks },
          abstract: { ...unmarked(abstract.repeat(20)), marks },
          rank: 3,
        };
        const page = pageOf(typed, found(30, { hits: [hit] }));
        const nothing = pageOf(typed, found(0, { alternatives: [{ change: title, text: abstract, total: 2 }] }));
        for (const markup of [page, nothing, pageOf(typed, 'not-asked')])
          expect(tagsOf(markup).filter((tag) => !KNOWN_TAGS.has(tag) && !ITEM_TAGS.test(tag))).toEqual([]);
        expect(page + nothing + searchBox({ query: typed }).markup).not.toMatch(/<\/?zzz/i);
      }),
    );
  });
});
