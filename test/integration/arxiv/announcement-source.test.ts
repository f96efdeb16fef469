import {
  ArxivUnreachableError,
  liveAnnouncements,
  type LiveEvent,
} from '../../../lambdas/adapters/arxiv/announcement-source.ts';
import { arxivEndpoints } from '../../../lambdas/adapters/arxiv/endpoints.ts';
import { createPoliteClient, type PoliteClient } from '../../../lambdas/adapters/arxiv/polite-client.ts';
import { apiPage, rssFeed } from './invented-feeds.ts';
import { body, closedUrl, resetAfter, startLocalArxiv, status, type LocalArxiv } from './local-arxiv.ts';

const CATEGORIES = ['cs.LG', 'cs.CL', 'econ.EM'];
/** A Friday with a list, and the quiet day after it. */
const FRIDAY = '2026-11-20T17:00:00Z';
const SATURDAY = '2026-11-21T17:00:00Z';

let arxiv: LocalArxiv;
let client: PoliteClient;
let closed: string;

/** Feed, API and OAI host, each up or down. */
interface Hosts {
  readonly feed?: boolean;
  readonly api?: boolean;
  readonly oai?: boolean;
}

const announcements = (now: string, { feed = true, api = true, oai = true }: Hosts = {}) =>
  liveAnnouncements({
    client,
    categories: CATEGORIES,
    clock: () => new Date(now),
    endpoints: arxivEndpoints({
      feedUrl: feed ? arxiv.url : closed,
      apiUrl: `${api ? arxiv.url : closed}/api/query`,
      oaiUrl: `${oai ? arxiv.url : closed}/oai`,
    }),
  });

const collect = async (now: string, hosts?: Hosts) => {
  const events: LiveEvent[] = [];
  for await (const event of announcements(now, hosts)) events.push(event);
  const failures = new Map(events.flatMap((event) => ('failure' in event ? [[event.category, event.failure]] : [])));
  const responses = events.flatMap((event) =>
    'body' in event ? [event.name.replace(arxiv.url, '').split('?')[0]] : [],
  );
  return { failures, responses };
};

const serveFeeds = (ids: Readonly<Record<string, readonly string[]>>): void => {
  for (const category of CATEGORIES) arxiv.on(`/rss/${category}`, body(rssFeed(category, ids[category] ?? [])));
};
const apiRequests = (): readonly URLSearchParams[] =>
  arxiv.requests.filter((path) => path.startsWith('/api')).map((path) => new URL(path, arxiv.url).searchParams);

beforeEach(async () => {
  arxiv = await startLocalArxiv();
  closed = await closedUrl();
  client = createPoliteClient({
    userAgent: 'PaperRound-test/0.1 (mailto:operator@example.org)',
    clock: () => new Date(FRIDAY),
    maxBytes: 1_000_000,
    minIntervalMs: 0,
    sleep: () => Promise.resolve(),
    random: () => 0,
  });
});
afterEach(async () => {
  await client.close();
  await arxiv.close();
});

describe('live announcements, on a day with a list', () => {
  it('gives the feed of every category and asks nothing else', async () => {
    serveFeeds({ 'cs.LG': ['2611.10001'], 'cs.CL': ['2611.10002'] });
    expect(await collect(FRIDAY)).toEqual({
      failures: new Map(),
      responses: ['/rss/cs.LG', '/rss/cs.CL', '/rss/econ.EM'],
    });
    expect(arxiv.requests).toHaveLength(3);
  });

  it.each([
    ['an error that stays', status(503), 'HTTP 503'],
    ['an unknown address', status(404), 'HTTP 404'],
  ])('keeps the others when one category gets %s', async (_what, reply, reason) => {
    serveFeeds({ 'cs.LG': ['2611.10001'] });
    arxiv.on('/rss/cs.CL', reply);
    const { failures, responses } = await collect(FRIDAY);
    expect(responses).toEqual(['/rss/cs.LG', '/rss/econ.EM']);
    expect([...failures]).toEqual([['cs.CL', expect.stringContaining(reason)]]);
  });

  it.each([
    ['an HTML page', '<!DOCTYPE html><html><body>Down for maintenance</body></html>'],
    ['a page of another interface', apiPage(['2611.10003'], 1)],
    ['a text with status 200', 'Rate exceeded.'],
  ])('names a category as short when it is answered with %s', async (_what, text) => {
    serveFeeds({ 'cs.LG': ['2611.10001'], 'cs.CL': ['2611.10002'] });
    arxiv.on('/rss/econ.EM', body(text));
    const { failures } = await collect(FRIDAY);
    expect([...failures.keys()]).toEqual(['econ.EM']);
  });

  it('keeps what came of a feed that was cut off, and names it as short', async () => {
    serveFeeds({ 'cs.LG': ['2611.10001'] });
    const feed = rssFeed('cs.CL', ['2611.10002', '2611.10003', '2611.10004']);
    arxiv.on('/rss/cs.CL', resetAfter(feed, Math.floor(feed.length * 0.7)));
    const { failures, responses } = await collect(FRIDAY);
    expect(responses).toEqual(['/rss/cs.LG', '/rss/cs.CL', '/rss/econ.EM']);
    expect([...failures]).toEqual([['cs.CL', expect.stringContaining('connection was lost')]]);
  });

  it.each([403, 429])('asks no more of any host after HTTP %i', async (code) => {
    serveFeeds({});
    arxiv.on('/rss/cs.CL', status(code, { 'retry-after': '3600' }));
    const { failures, responses } = await collect(FRIDAY);
    expect(responses).toEqual(['/rss/cs.LG']);
    expect([...failures.keys()]).toEqual(['cs.CL', 'econ.EM']);
    expect(arxiv.requests).toEqual(['/rss/cs.LG', '/rss/cs.CL']);
  });
});

describe('live announcements, when the feeds are empty', () => {
  it('takes the last list through the query API', async () => {
    serveFeeds({});
    arxiv.on('/api', body(apiPage(['2611.10001', '2611.10002'], 2)));
    const { failures, responses } = await collect(SATURDAY);
    expect(failures.size).toBe(0);
    expect(responses).toEqual(['/rss/cs.LG', '/rss/cs.CL', '/rss/econ.EM', '/api/query']);
    expect(apiRequests().map((query) => query.get('search_query'))).toEqual([
      '(cat:cs.LG OR cat:cs.CL OR cat:econ.EM) AND submittedDate:[202611181900 TO 202611191859]',
    ]);
  });

  it('turns pages until all papers are there', async () => {
    serveFeeds({});
    arxiv.on('/api', body(apiPage(['2611.10001', '2611.10002'], 3)), body(apiPage(['2611.10003'], 3)));
    const { failures, responses } = await collect(SATURDAY);
    expect(failures.size).toBe(0);
    expect(responses.filter((name) => name === '/api/query')).toHaveLength(2);
    expect(apiRequests().map((query) => query.get('start'))).toEqual(['0', '2']);
  });

  it('asks once more when a page is empty at random', async () => {
    serveFeeds({});
    arxiv.on(
      '/api',
      body(apiPage([], 0)),
      body(apiPage(['2611.10001'], 2)),
      body(apiPage([], 2)),
      body(apiPage(['2611.10002'], 2)),
    );
    const { failures } = await collect(SATURDAY);
    expect(failures.size).toBe(0);
    expect(apiRequests()).toHaveLength(4);
  });

  it('says what is missing when the pages stop coming', async () => {
    serveFeeds({});
    arxiv.on('/api', body(apiPage(['2611.10001'], 50)), body(apiPage([], 50)));
    const { failures } = await collect(SATURDAY);
    expect([...failures.keys()]).toEqual(CATEGORIES);
    expect(failures.get('cs.LG')).toContain('no more came of 50 papers');
  });

  it('turns a bounded number of pages', async () => {
    serveFeeds({});
    arxiv.on('/api', body(apiPage(['2611.10001'], 90_000)));
    const { failures } = await collect(SATURDAY);
    expect(apiRequests()).toHaveLength(4);
    expect(failures.get('cs.LG')).toContain('the rest was not asked for');
  });

  it('falls back by one list when the API has nothing of the newest yet, and says so', async () => {
    serveFeeds({});
    arxiv.on('/api', body(apiPage([], 0)), body(apiPage([], 0)), body(apiPage(['2611.10001'], 1)));
    const { failures, responses } = await collect(FRIDAY);
    expect(failures.get('cs.LG')).toContain('nothing of the list of 2026-11-20');
    expect(responses.filter((name) => name === '/api/query')).toHaveLength(2);
    expect(apiRequests()[2]?.get('search_query')).toContain('[202611171900 TO 202611181859]');
  });

  it('names every category as short when the API refuses or cannot be reached', async () => {
    serveFeeds({});
    arxiv.on('/api', status(503));
    expect((await collect(SATURDAY)).failures.get('econ.EM')).toContain('HTTP 503');
    expect((await collect(SATURDAY, { api: false })).failures.get('econ.EM')).toContain('ECONNREFUSED');
  });
});

describe('live announcements, when hosts cannot be reached', () => {
  it('takes the last list from the query API when only the feed host is down, and says so', async () => {
    arxiv.on('/api', body(apiPage(['2611.10001'], 1)));
    const { failures, responses } = await collect(FRIDAY, { feed: false });
    expect(responses).toEqual(['/api/query']);
    expect([...failures.keys()]).toEqual(CATEGORIES);
    expect(failures.get('cs.LG')).toContain('ECONNREFUSED');
  });

  it('names every category as short when only the OAI host answers', async () => {
    const { failures, responses } = await collect(FRIDAY, { feed: false, api: false });
    expect(responses).toEqual([]);
    expect([...failures.keys()]).toEqual(CATEGORIES);
    expect(arxiv.requests).toEqual(['/oai?verb=Identify']);
  });

  it('throws before anything else when no host can be reached', async () => {
    const refused = announcements(FRIDAY, { feed: false, api: false, oai: false }).next();
    await expect(refused).rejects.toThrow(ArxivUnreachableError);
    await expect(refused).rejects.toThrow('No arXiv host can be reached');
    expect(client.requestCount()).toBe(3);
  });

  it('keeps what it has when the feed host goes down midway', async () => {
    serveFeeds({ 'cs.LG': ['2611.10001'] });
    const events = announcements(FRIDAY);
    const first = await events.next();
    await arxiv.close();
    const rest: LiveEvent[] = [];
    for await (const event of events) rest.push(event);
    arxiv = await startLocalArxiv();
    expect(first.value).toMatchObject({ category: 'cs.LG', status: 200 });
    expect(rest.map((event) => ('failure' in event ? event.category : 'response'))).toEqual(['cs.CL', 'econ.EM']);
  });
});
