import type { PaperId } from '../../../../lambdas/core/paper/paper.ts';
import type { PaperSearch } from '../../../../lambdas/core/ports/search.ts';
import openApiDocument from '../../../../lambdas/functions/serve-web/openapi.json' with { type: 'json' };
import { createFakePaperStore } from '../../../fakes/fake-paper-store.ts';
import { inventSearch, NOT_BUILT } from './invented-search.ts';
import { ask, inventDeps, inventPaper, inventPapers, NOTED_ID } from './invented-site.ts';

const papers = inventPapers();
const askSearch = (target: string, search: PaperSearch = inventSearch(papers).search) =>
  ask(target, {}, inventDeps({ search }));

describe('GET /search', () => {
  it('shows twenty papers with the words marked, and their places of the week', async () => {
    const { status, header, body } = await askSearch('/search?q=gradient');
    expect(status).toBe(200);
    expect(header('cache-control')).toBe('public, max-age=300');
    expect(body.match(/<article/g)).toHaveLength(20);
    expect(body).toContain('Keeping the <mark>gradient</mark> of one block in ten');
    expect(body).toMatch(new RegExp(`href="/papers/${NOTED_ID}#why">No. 1 of this week</a>`));
    expect(body).toContain('rel="next"');
  });

  it('asks for the page and the order that the address names, within bounds', async () => {
    const { search, asked } = inventSearch(papers);
    await askSearch('/search?q=gradient&sort=newest&page=3', search);
    expect(asked).toEqual([{ text: 'gradient', options: { sort: 'newest', limit: 20, offset: 40 } }]);
  });

  it.each(['sort=best', 'page=0', 'page=51', 'page=-1', 'page=1e1'])('refuses %s', async (parameters) => {
    const { status, body } = await askSearch(`/search?q=a&${parameters}`);
    expect(status).toBe(400);
    expect(body).toContain('No such search');
  });

  it('asks nothing of the index without anything to look for', async () => {
    const { search, asked } = inventSearch(papers);
    for (const query of ['', '?q=', '?q=%20', '?q=-gradient', '?q=cat:zz'])
      expect((await askSearch(`/search${query}`, search)).body).toContain('What can be typed');
    expect(asked).toEqual([]);
  });

  it('says that no index has been built, and has nobody keep that', async () => {
    const { status, header, body } = await askSearch('/search?q=a', NOT_BUILT);
    expect(status).toBe(200);
    expect(header('cache-control')).toBe('no-store');
    expect(body).toContain('has not been built yet');
  });

  it('leaves out what is no longer stored', async () => {
    const { search } = inventSearch(papers, { ghosts: ['2611.99999' as PaperId] });
    expect((await askSearch('/search?q=gradient', search)).body.match(/<article/g)).toHaveLength(19);
  });

  it.each([
    ['gradient cat:hep-th', 'In every category', 'gradient'],
    ['gradient author:"nobody at all"', 'By any author', 'gradient'],
    ['after:2027-01 gradient cat:cs.LG', 'Without the date', 'gradient cat:cs.LG'],
    ['“gradient pass” cat:cs.LG', 'The words in any order', 'gradient pass cat:cs.LG'],
    ['"gradient pass" author:nobody', 'The words alone', 'gradient pass'],
  ])('finds nothing for %s, and says that %s there is something', async (typed, change, text) => {
    const { body } = await askSearch(`/search?${new URLSearchParams({ q: typed }).toString()}`);
    expect(body).toContain('Nothing found');
    const href = `/search?${new URLSearchParams({ q: text }).toString()}`;
    expect(body.replaceAll('\n', ' ')).toMatch(
      new RegExp(`href="${href.replace(/[?+]/g, '\\$&')}"\\s*>\\s*${change}\\s*</a\\s*>\\s*<span>\\d+ papers`),
    );
  });

  it('leads nowhere when nothing would help', async () => {
    expect((await askSearch('/search?q=xyzzy+cat:cs.LG')).body).not.toContain('class="instead');
  });
});

describe('GET /api/v1/search', () => {
  const { SearchResults, FoundPaper } = openApiDocument.components.schemas;

  it('answers in the shape of the contract', async () => {
    const { status, header, json } = await askSearch('/api/v1/search?q=gradient+cat:zz&limit=3&offset=2');
    const answer = json() as { papers: Record<string, unknown>[] };
    expect(status).toBe(200);
    expect(header('content-type')).toContain('application/json');
    expect(answer).toMatchObject({
      query: 'gradient cat:zz',
      sort: 'relevance',
      notes: ['“zz” is no category of arXiv and was left out.'],
      total: 51,
      matched: 'all',
      searchedFrom: '2026-08-22',
      papersSearched: 60,
      builtAt: '2026-11-20T08:00:00Z',
    });
    expect(Object.keys(answer).sort()).toEqual([...SearchResults.required].sort());
    expect(Object.keys(SearchResults.properties).sort()).toEqual([...SearchResults.required, 'olderSince'].sort());
    expect(answer.papers).toHaveLength(3);
    for (const paper of answer.papers) expect(Object.keys(paper).sort()).toEqual([...FoundPaper.required].sort());
  });

  it('gives titles and abstracts as arXiv has them', async () => {
    const paper = inventPaper('2611.20000', { title: 'When $n \\ll d$ & <b>' });
    const { search } = inventSearch([paper]);
    const deps = inventDeps({ search, papers: createFakePaperStore([paper]) });
    expect((await ask('/api/v1/search?q=when', {}, deps)).json()).toMatchObject({
      papers: [{ paperId: '2611.20000', title: 'When $n \\ll d$ & <b>' }],
    });
  });

  it.each([
    '',
    'q=',
    'q=-word',
    'q=a&sort=best',
    'q=a&limit=0',
    'q=a&limit=101',
    'q=a&offset=981',
    'q=a&offset=-1',
    'q=a&limit=x',
  ])('refuses %j with a problem document', async (parameters) => {
    const { status, header, json } = await askSearch(`/api/v1/search?${parameters}`);
    expect(status).toBe(400);
    expect(header('content-type')).toBe('application/problem+json');
    expect(json()).toMatchObject({ title: 'Bad Request', status: 400 });
  });

  it('has the bounds that the document states', async () => {
    const { parameters } = openApiDocument.paths['/api/v1/search'].get;
    const boundsOf = (name: string) => parameters.find((parameter) => parameter.name === name)?.schema;
    expect([boundsOf('limit'), boundsOf('offset')]).toMatchObject([
      { minimum: 1, maximum: 100, default: 20 },
      { minimum: 0, maximum: 980, default: 0 },
    ]);
    expect((await askSearch('/api/v1/search?q=a&limit=100&offset=980')).status).toBe(200);
  });

  it('is not available before the index is built, and says when to come back', async () => {
    const { status, header, json } = await askSearch('/api/v1/search?q=a', NOT_BUILT);
    expect(status).toBe(503);
    expect(header('retry-after')).toMatch(/^\d+$/);
    expect(json()).toMatchObject({ status: 503 });
  });
});
