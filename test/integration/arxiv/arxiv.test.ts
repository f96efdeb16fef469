import { createArxiv } from '../../../lambdas/adapters/arxiv/arxiv.ts';
import type { PaperId } from '../../../lambdas/core/paper/paper.ts';
import type { Arxiv, Fetched } from '../../../lambdas/core/ports/arxiv.ts';
import { createFakeRequestTurn, type FakeRequestTurn } from '../../fakes/fake-request-turn.ts';
import { body, startLocalArxiv, status, type LocalArxiv } from './local-arxiv.ts';

let local: LocalArxiv;
let turn: FakeRequestTurn;
let arxiv: Arxiv;

beforeEach(async () => {
  local = await startLocalArxiv();
  turn = createFakeRequestTurn();
  arxiv = createArxiv({
    bases: {
      feedUrl: local.url,
      oaiUrl: `${local.url}/oai`,
      apiUrl: `${local.url}/api/query`,
      listingUrl: `${local.url}/list`,
    },
    turn,
    userAgent: 'PaperRound-test/0.1 (mailto:operator@example.org)',
    clock: () => new Date('2026-11-20T17:00:00Z'),
    minIntervalMs: 0,
    maxRequests: 20,
    sleep: () => Promise.resolve(),
  });
});
afterEach(async () => {
  await arxiv.close();
  await local.close();
});

const responseOf = (fetched: Fetched) => {
  if (fetched.outcome !== 'response') throw new Error(`No response: ${fetched.outcome}.`);
  return fetched.response;
};

describe('createArxiv', () => {
  it('asks for each thing where it is, and names the response by its address', async () => {
    local.on('/', body('<x/>'));
    const ids = ['2611.10001', 'hep-th/9901001'] as PaperId[];
    const window = { from: '2026-11-18T19:00:00Z', to: '2026-11-19T19:00:00Z' };
    const responses = [
      await arxiv.feed('cs.LG'),
      await arxiv.listingPage('cs.LG'),
      await arxiv.papersById(ids),
      await arxiv.submissions({ categories: ['cs.LG'], window, start: 0, pageSize: 10 }),
      await arxiv.oaiRecords({ set: 'cs:cs:LG', day: '2026-11-19' }),
      await arxiv.oaiIdentifiers({ token: 'a token' }),
      await arxiv.identify(),
    ].map(responseOf);
    expect(responses.map(({ name }) => name.replace(local.url, ''))).toEqual(local.requests);
    expect(local.requests.map((path) => path.split('&')[0])).toEqual([
      '/rss/cs.LG',
      '/list/cs.LG/new',
      '/api/query?id_list=2611.10001,hep-th%2F9901001',
      expect.stringContaining('/api/query?search_query=') as string,
      '/oai?verb=ListRecords',
      '/oai?verb=ListIdentifiers',
      '/oai?verb=Identify',
    ]);
    expect(responses.map(({ category }) => category)).toEqual(['cs.LG', 'cs.LG', ...Array<undefined>(5)]);
    expect(arxiv.usage()).toEqual({ requests: 7, bytes: 7 * 4, refusals: 0 });
  });

  it('asks for a feed on the condition that it is a new one', async () => {
    local.on('/rss/cs.LG', status(200, { etag: '"first"' }, '<rss/>'), status(304));
    const { entityTag } = responseOf(await arxiv.feed('cs.LG'));
    expect(entityTag).toBe('"first"');
    expect(await arxiv.feed('cs.LG', entityTag)).toEqual({ outcome: 'unchanged' });
    expect(local.headers.map((headers) => headers['if-none-match'])).toEqual([undefined, '"first"']);
  });

  it('waits longer for OAI than for a feed', async () => {
    local.on('/', body('<x/>'));
    await arxiv.feed('cs.LG');
    await arxiv.oaiRecords({ token: 't' });
    const [feed, oai] = turn.wanted;
    expect(feed?.holdMs).toBeLessThan(120_000);
    expect(oai?.holdMs).toBeGreaterThan(240_000);
  });

  it('refuses more identifiers than an address holds', async () => {
    await expect(arxiv.papersById(Array<PaperId>(101).fill('2611.10001' as PaperId))).rejects.toThrow(RangeError);
    await expect(arxiv.papersById([])).rejects.toThrow(RangeError);
    expect(local.requests).toEqual([]);
  });
});
