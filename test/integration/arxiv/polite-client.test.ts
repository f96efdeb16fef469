import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  createPoliteClient,
  type PoliteClient,
  type PoliteClientOptions,
} from '../../../lambdas/adapters/arxiv/polite-client.ts';
import {
  body,
  closedUrl,
  drip,
  resetAfter,
  silence,
  startLocalArxiv,
  status,
  type LocalArxiv,
  type Reply,
} from './local-arxiv.ts';

const AGENT = 'PaperRound/0.1 (+https://paper-round.example.org/; mailto:operator@example.org)';

/** Time passes only while the client sleeps. */
const createFakeTime = () => {
  const sleeps: number[] = [];
  let nowMs = 0;
  return {
    sleeps,
    steadyMs: () => nowMs,
    sleep: (milliseconds: number) => {
      sleeps.push(milliseconds);
      nowMs += milliseconds;
      return Promise.resolve();
    },
  };
};

let arxiv: LocalArxiv;
let clients: PoliteClient[];
const createClient = (options: Partial<PoliteClientOptions> = {}): PoliteClient => {
  const client = createPoliteClient({
    userAgent: AGENT,
    clock: () => new Date('2026-11-20T17:00:00Z'),
    maxBytes: 10_000,
    minIntervalMs: 0,
    random: () => 0.5,
    proxy: { httpProxy: '', httpsProxy: '', noProxy: '' },
    ...createFakeTime(),
    ...options,
  });
  clients.push(client);
  return client;
};

beforeEach(async () => {
  arxiv = await startLocalArxiv();
  clients = [];
});
afterEach(async () => {
  await Promise.all(clients.map((client) => client.close()));
  await arxiv.close();
});

describe('the polite client', () => {
  it('gives the body with its name, time and category, and tells arXiv who asks', async () => {
    arxiv.on('/rss/cs.LG', body('<rss/>'));
    const url = `${arxiv.url}/rss/cs.LG`;
    const outcome = await createClient().get(url, { category: 'cs.LG' });
    expect(outcome).toEqual({
      outcome: 'response',
      response: {
        name: url,
        body: Buffer.from('<rss/>'),
        status: 200,
        receivedAt: '2026-11-20T17:00:00.000Z',
        category: 'cs.LG',
      },
    });
    expect(arxiv.headers[0]).toMatchObject({ 'user-agent': AGENT, accept: '*/*' });
  });

  it('asks one thing at a time over all hosts, even when called at once', async () => {
    let open = 0;
    let mostOpen = 0;
    const slowly: Reply = (response) => {
      open += 1;
      mostOpen = Math.max(mostOpen, open);
      setTimeout(() => {
        open -= 1;
        response.end('x');
      }, 10);
    };
    const otherHost = await startLocalArxiv();
    arxiv.on('/', slowly);
    otherHost.on('/', slowly);
    const client = createClient();
    await Promise.all([1, 2, 3, 4].map((n) => client.get(`${n % 2 === 0 ? arxiv.url : otherHost.url}/${n}`)));
    await otherHost.close();
    expect(mostOpen).toBe(1);
    expect(arxiv.requests).toEqual(['/2', '/4']);
    expect(client.requestCount()).toBe(4);
  });

  it('leaves the interval between starts, retries and redirects included', async () => {
    arxiv.on('/a', status(503), body('a'));
    arxiv.on('/b', status(301, { location: '/c' }));
    arxiv.on('/c', body('c'));
    const time = createFakeTime();
    const startsMs: number[] = [];
    const client = createClient({
      ...time,
      minIntervalMs: 3000,
      steadyMs: () => {
        startsMs.push(time.steadyMs());
        return time.steadyMs();
      },
    });
    await client.get(`${arxiv.url}/a`);
    await client.get(`${arxiv.url}/b`);
    expect(arxiv.requests).toEqual(['/a', '/a', '/b', '/c']);
    // Each start reads the time twice: to know how long to wait, and when it has begun.
    const begun = startsMs.filter((_time, index) => index % 2 === 1);
    expect(begun).toHaveLength(4);
    const gaps = begun.slice(1).map((startMs, index) => startMs - (begun[index] ?? 0));
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(3000);
  });

  it('takes a shorter interval only toward loopback', async () => {
    const time = createFakeTime();
    const client = createClient({ ...time, minIntervalMs: 10, proxy: { httpsProxy: await closedUrl() } });
    await client.get(`${arxiv.url}/`);
    await client.get(`${arxiv.url}/`);
    expect(Math.max(...time.sleeps)).toBeLessThan(3000);
    await client.get('https://export.arxiv.org/api/query');
    expect(time.sleeps.at(-1)).toBeGreaterThanOrEqual(2900);
  });

  it.each([
    ['as seconds', '4'],
    ['as a date', 'Fri, 20 Nov 2026 10:00:04 GMT'],
  ])('waits as long as Retry-After asks, %s', async (_how, retryAfter) => {
    arxiv.on('/', status(503, { 'retry-after': retryAfter, date: 'Fri, 20 Nov 2026 10:00:00 GMT' }), body('late'));
    const time = createFakeTime();
    const outcome = await createClient(time).get(`${arxiv.url}/`);
    expect(outcome.outcome).toBe('response');
    expect(time.sleeps).toEqual([4000]);
  });

  it('takes a refusal as final when it asks for more patience than there is', async () => {
    arxiv.on('/', status(429, { 'retry-after': '600' }, 'Rate exceeded.'));
    const outcome = await createClient().get(`${arxiv.url}/`);
    expect(outcome).toMatchObject({ outcome: 'refused', status: 429, retryAfterMs: 600_000 });
    expect(arxiv.requests).toHaveLength(1);
  });

  it('backs off with jitter and gives up after a few tries', async () => {
    arxiv.on('/', status(429, {}, 'Rate exceeded.'));
    const time = createFakeTime();
    const client = createClient(time);
    expect(await client.get(`${arxiv.url}/`)).toMatchObject({ outcome: 'refused', status: 429 });
    expect(time.sleeps).toEqual([1000, 2000]);
    await client.get(`${arxiv.url}/`);
    await client.get(`${arxiv.url}/`);
    // Four retries in all: two, two and none.
    expect(arxiv.requests).toHaveLength(3 + 3 + 1);
  });

  it.each([403, 404, 406, 400])('does not repeat what was refused with HTTP %i', async (code) => {
    arxiv.on('/', status(code));
    expect(await createClient().get(`${arxiv.url}/`)).toMatchObject({ outcome: 'refused', status: code });
    expect(arxiv.requests).toHaveLength(1);
  });

  it('reports a connection lost midway as broken, with what had come, after one more try', async () => {
    arxiv.on('/', resetAfter('<rss>0123456789</rss>', 10));
    const outcome = await createClient({ retries: { perRequest: 1, inAll: 1, maxWaitMs: 10 } }).get(`${arxiv.url}/`);
    expect(outcome).toMatchObject({ outcome: 'broken', partial: { body: Buffer.from('<rss>01234') } });
    expect(arxiv.requests).toHaveLength(2);
  });

  it('recovers when the second try is whole', async () => {
    arxiv.on('/', resetAfter('<rss>0123456789</rss>', 10), body('<rss/>'));
    expect(await createClient().get(`${arxiv.url}/`)).toMatchObject({ outcome: 'response' });
  });

  it('stops reading an answer that is too large', async () => {
    arxiv.on('/', body('x'.repeat(10_001)));
    const outcome = await createClient().get(`${arxiv.url}/`);
    expect(outcome).toEqual({
      outcome: 'broken',
      reason: expect.stringContaining('larger than 10000 bytes') as string,
    });
    expect(arxiv.requests).toHaveLength(1);
  });

  it('ends a slow drip by the total time-out, and silence by the others', async () => {
    arxiv.on('/drip', drip(20));
    arxiv.on('/silent', silence());
    const client = createClient({ limits: { totalMs: 150, headersMs: 100 } });
    expect(await client.get(`${arxiv.url}/drip`)).toMatchObject({
      outcome: 'broken',
      reason: expect.stringContaining('not whole within 0.15 s') as string,
    });
    expect(await client.get(`${arxiv.url}/silent`)).toMatchObject({ outcome: 'broken' });
  });

  it('says unreachable when nobody listens', async () => {
    const url = await closedUrl();
    const outcome = await createClient().get(`${url}/`);
    expect(outcome).toMatchObject({
      outcome: 'unreachable',
      reason: `${new URL(url).host}: connection refused (ECONNREFUSED)`,
    });
  });

  it('follows a redirect on the same host, and none to elsewhere', async () => {
    arxiv.on('/old', status(301, { location: '/new' }));
    arxiv.on('/new', body('here'));
    arxiv.on('/away', status(302, { location: 'http://evil.example.org/' }));
    arxiv.on('/circle', status(307, { location: '/circle' }));
    const client = createClient();
    expect(await client.get(`${arxiv.url}/old`)).toMatchObject({
      outcome: 'response',
      response: { name: `${arxiv.url}/old`, body: Buffer.from('here') },
    });
    expect(await client.get(`${arxiv.url}/away`)).toMatchObject({ outcome: 'refused', status: 302 });
    expect(await client.get(`${arxiv.url}/circle`)).toMatchObject({ outcome: 'refused', status: 307 });
    expect(arxiv.requests.filter((path) => path === '/circle')).toHaveLength(4);
  });
});

describe('the polite client behind a proxy', () => {
  const startProxy = async (answer: string | undefined) => {
    const asked: string[] = [];
    const server = createServer();
    server.on('connect', (request, socket) => {
      asked.push(request.url ?? '');
      socket.on('error', () => undefined);
      if (answer !== undefined) socket.end(answer);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    return {
      url: `http://127.0.0.1:${port}`,
      asked,
      close: () => {
        server.closeAllConnections();
        server.close();
      },
    };
  };

  it('asks the proxy for arXiv, and says unreachable when it refuses', async () => {
    const proxy = await startProxy('HTTP/1.1 403 Forbidden\r\n\r\n');
    const outcome = await createClient({ proxy: { httpsProxy: proxy.url } }).get('https://rss.arxiv.org/rss/cs.LG');
    proxy.close();
    expect(proxy.asked).toEqual(['rss.arxiv.org:443']);
    expect(outcome).toEqual({
      outcome: 'unreachable',
      reason: 'rss.arxiv.org: the proxy refused the tunnel (HTTP 403)',
    });
  });

  it('gives up on a proxy that never answers', async () => {
    const proxy = await startProxy(undefined);
    const client = createClient({ proxy: { httpsProxy: proxy.url }, limits: { connectMs: 100 } });
    const outcome = await client.get('https://rss.arxiv.org/rss/cs.LG');
    await client.close();
    proxy.close();
    expect(outcome).toEqual({ outcome: 'unreachable', reason: 'rss.arxiv.org: no connection within 0.1 s' });
  });

  it('names a proxy setting that is no URL', () => {
    expect(() => createClient({ proxy: { httpsProxy: 'not a url' } })).toThrow('HTTPS_PROXY');
  });

  it('never asks the proxy for loopback', async () => {
    arxiv.on('/', body('direct'));
    const proxy = await startProxy('HTTP/1.1 403 Forbidden\r\n\r\n');
    const outcome = await createClient({ proxy: { httpProxy: proxy.url } }).get(`${arxiv.url}/`);
    proxy.close();
    expect(outcome.outcome).toBe('response');
    expect(proxy.asked).toEqual([]);
  });
});
