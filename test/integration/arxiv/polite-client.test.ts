import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  createPoliteClient,
  OAI_LIMITS,
  type PoliteClient,
  type PoliteClientOptions,
} from '../../../lambdas/adapters/arxiv/polite-client.ts';
import { createProcessTurn } from '../../../lambdas/adapters/arxiv/process-turn.ts';
import { PATIENT_RETRIES } from '../../../lambdas/adapters/arxiv/retry-policy.ts';
import { createFakeRequestTurn } from '../../fakes/fake-request-turn.ts';
import { createVirtualTime } from '../../fakes/virtual-time.ts';
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

const START = '2026-11-20T17:00:00.000Z';

/** Time passes only while the client sleeps. */
const createFakeTime = () => {
  const sleeps: number[] = [];
  let nowMs = Date.parse(START);
  return {
    sleeps,
    wallClock: () => new Date(nowMs),
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
    turn: createFakeRequestTurn(),
    userAgent: AGENT,
    clock: () => new Date(START),
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
    expect(client.usage().requests).toBe(4);
  });

  it('leaves the interval between starts, retries and redirects included, of all clients of a turn', async () => {
    arxiv.on('/a', status(503), body('a'));
    arxiv.on('/b', status(301, { location: '/c' }));
    arxiv.on('/c', body('c'));
    const time = createVirtualTime();
    const turn = createProcessTurn(time);
    const startsMs: number[] = [];
    let open = 0;
    const counted: typeof turn = {
      take: async (wanted) => {
        const taken = await turn.take(wanted);
        if (taken.outcome !== 'turn') return taken;
        open += 1;
        const held = taken.turn;
        return {
          outcome: 'turn',
          turn: {
            end: (outcome) => {
              open -= 1;
              startsMs.push(outcome.startedAt.getTime());
              return held.end(outcome);
            },
          },
        };
      },
    };
    const [one, other] = [1, 2].map(() =>
      createClient({ turn: counted, wallClock: time.clock, sleep: time.sleep, minIntervalMs: 3000 }),
    );
    const asked = Promise.all([one?.get(`${arxiv.url}/a`), other?.get(`${arxiv.url}/b`), one?.get(`${arxiv.url}/c`)]);
    const outcomes = await time.run(asked, () => open > 0);
    expect(outcomes.map((fetched) => fetched?.outcome)).toEqual(['response', 'response', 'response']);
    expect([...arxiv.requests].sort()).toEqual(['/a', '/a', '/b', '/c', '/c']);
    const gaps = startsMs.slice(1).map((startMs, index) => startMs - (startsMs[index] ?? 0));
    expect(gaps).toHaveLength(4);
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(3000);
  });

  it('takes a shorter interval only toward loopback', async () => {
    const turn = createFakeRequestTurn();
    const client = createClient({ turn, minIntervalMs: 10, proxy: { httpsProxy: await closedUrl() } });
    await client.get(`${arxiv.url}/`);
    await client.get('https://export.arxiv.org/api/query');
    expect(turn.wanted.map(({ intervalMs }) => intervalMs)).toEqual([10, 3000]);
  });

  it('gives a request up when its turn is lost, and asks in a new one afterwards', async () => {
    const lost = new AbortController();
    arxiv.on('/', body('x'));
    // No answer comes: the request is under way when the turn is lost.
    arxiv.on('/slow', () => {
      lost.abort();
    });
    const turn = createFakeRequestTurn();
    const losing: typeof turn = {
      ...turn,
      take: async (wanted) => {
        const taken = await turn.take(wanted);
        return taken.outcome === 'turn' ? { ...taken, turn: { ...taken.turn, lost: lost.signal } } : taken;
      },
    };
    expect(await createClient({ turn: losing }).get(`${arxiv.url}/slow`)).toEqual({
      outcome: 'withheld',
      reason: 'the turn to ask arXiv was lost while the request was under way',
    });
    expect(turn.openTurns()).toBe(0);
    expect(await createClient({ turn }).get(`${arxiv.url}/`)).toMatchObject({ outcome: 'response' });
  });

  it('holds the turn for longer than its request can take, and gives it back whatever comes', async () => {
    const turn = createFakeRequestTurn();
    const client = createClient({ turn });
    await client.get(`${arxiv.url}/`);
    await client.get(`${await closedUrl()}/`, { limits: OAI_LIMITS });
    expect(turn.wanted[0]?.holdMs).toBeGreaterThan(95_000);
    expect(turn.wanted[1]?.holdMs).toBeGreaterThan(245_000);
    expect(turn.openTurns()).toBe(0);
    expect(turn.ended).toEqual([{ startedAt: new Date(START) }, { startedAt: new Date(START) }]);
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
    expect(outcome).toMatchObject({ outcome: 'refused', status: 429, stop: true });
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

  it.each([403, 404, 406, 400, 304])('does not repeat what was refused with HTTP %i', async (code) => {
    arxiv.on('/', status(code));
    expect(await createClient().get(`${arxiv.url}/`)).toMatchObject({ outcome: 'refused', status: code });
    expect(arxiv.requests).toHaveLength(1);
  });

  it('reports a connection lost midway as broken, with what had come, after one more try', async () => {
    arxiv.on('/', resetAfter('<rss>0123456789</rss>', 10));
    const outcome = await createClient({ retries: { perRequest: 1, perTimeOut: 0, inAll: 1, maxWaitMs: 10 } }).get(
      `${arxiv.url}/`,
    );
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

describe('the polite client, when arXiv turns it away', () => {
  const MINUTE_MS = 60_000;
  const askOnce = async (reply: Reply, options: Partial<PoliteClientOptions> = {}) => {
    arxiv.on('/', reply);
    const turn = createFakeRequestTurn();
    const time = createFakeTime();
    const outcome = await createClient({ turn, ...time, ...options }).get(`${arxiv.url}/`);
    const restMs = (turn.ended.at(-1)?.restUntil?.getTime() ?? Number.NaN) - time.wallClock().getTime();
    return { outcome, restMs, turn };
  };

  it.each([403, 406, 429, 503])('leaves it alone for ten minutes and some after HTTP %i to the end', async (code) => {
    const { outcome, restMs, turn } = await askOnce(status(code));
    expect(outcome).toMatchObject({ outcome: 'refused', status: code, stop: true });
    expect(restMs).toBe(11 * MINUTE_MS);
    expect(turn.ended.slice(0, -1).every(({ restUntil }) => restUntil === undefined)).toBe(true);
  });

  it('leaves it alone for as long as it asks, and for half a day and some at most', async () => {
    expect((await askOnce(status(429, { 'retry-after': '3600' }))).restMs).toBe(66 * MINUTE_MS);
    expect((await askOnce(status(503, { 'retry-after': '999999999' }))).restMs).toBe(12 * 66 * MINUTE_MS);
    expect((await askOnce(status(403), { restMs: 50, random: () => 0 })).restMs).toBe(50);
  });

  it.each([400, 404, 500, 502])('asks on after HTTP %i', async (code) => {
    const { outcome, turn } = await askOnce(status(code));
    expect(outcome).toMatchObject({ outcome: 'refused', status: code, stop: false });
    expect(turn.ended.every(({ restUntil }) => restUntil === undefined)).toBe(true);
  });

  it('takes a small text that speaks of the rate for HTTP 429, and no paper that does', async () => {
    const { outcome, restMs } = await askOnce(body('Rate exceeded.'));
    expect(outcome).toMatchObject({ outcome: 'refused', status: 429, stop: true, response: { status: 200 } });
    expect(restMs).toBe(11 * MINUTE_MS);
    expect(arxiv.requests).toHaveLength(3);
    expect((await askOnce(body(`Rate exceeded. ${'x'.repeat(300)}`))).outcome).toMatchObject({ outcome: 'response' });
    expect((await askOnce(body('<rss>Rate exceeded.</rss>'))).outcome).toMatchObject({ outcome: 'response' });
  });

  it('keeps what was sent instead of the document, up to 64 KB', async () => {
    const small = await askOnce(status(403, {}, 'Go away.'));
    expect(small.outcome).toMatchObject({
      response: { name: `${arxiv.url}/`, status: 403, body: Buffer.from('Go away.') },
    });
    const large = await askOnce(status(404, {}, 'x'.repeat(200_000)));
    expect(large.outcome).toMatchObject({ status: 404, response: { body: Buffer.from('x'.repeat(65_536)) } });
    const cut = await askOnce((response) => {
      response.writeHead(404, { 'content-length': '100' });
      response.write('x'.repeat(10), () => response.destroy());
    });
    expect(cut.outcome).toMatchObject({
      outcome: 'refused',
      status: 404,
      response: { body: Buffer.from('xxxxxxxxxx') },
    });
  });

  it('comes back soon for an OAI page that was not ready, and patiently at night', async () => {
    arxiv.on('/', status(503), status(503), status(503), status(503), body('<OAI-PMH/>'));
    const time = createFakeTime();
    const client = createClient({ ...time, random: () => 0.99, retries: PATIENT_RETRIES });
    expect(await client.get(`${arxiv.url}/`, { limits: OAI_LIMITS })).toMatchObject({ outcome: 'response' });
    expect(time.sleeps.map((ms) => Math.round(ms / 1000))).toEqual([2, 4, 8, 16]);
    expect(client.usage()).toEqual({ requests: 5, bytes: 10, refusals: 4 });
  });

  it('asks once more at night when an answer took too long, and not while a person waits', async () => {
    arxiv.on('/', silence());
    const limits = { headersMs: 50 };
    expect(await createClient({ limits }).get(`${arxiv.url}/`)).toMatchObject({ outcome: 'broken' });
    expect(arxiv.requests).toHaveLength(1);
    const atNight = createClient({ limits, retries: PATIENT_RETRIES });
    expect(await atNight.get(`${arxiv.url}/`)).toMatchObject({ outcome: 'broken' });
    expect(arxiv.requests).toHaveLength(1 + 2);
  });
});

describe('the polite client, when it may not ask', () => {
  it('withholds what goes beyond its budget, retries and redirects counted', async () => {
    arxiv.on('/', status(301, { location: '/there' }));
    arxiv.on('/there', status(500));
    const client = createClient({ maxRequests: 3 });
    await client.get(`${arxiv.url}/here`);
    const used = { outcome: 'withheld', reason: 'the budget of 3 requests is used up' };
    expect(await client.get(`${arxiv.url}/here`)).toEqual(used);
    expect(await client.get(`${arxiv.url}/here`)).toEqual(used);
    expect(arxiv.requests).toEqual(['/here', '/there', '/here']);
  });

  it('keeps the outcome that it has when there is no turn for the retry', async () => {
    arxiv.on('/', resetAfter('<rss>0123456789</rss>', 10));
    const cut = { outcome: 'broken', partial: { body: Buffer.from('<rss>01234') } };
    expect(await createClient({ maxRequests: 1 }).get(`${arxiv.url}/`)).toMatchObject(cut);
    const turn = createFakeRequestTurn();
    const sleep = () => {
      turn.refuseNext({ outcome: 'busy' });
      return Promise.resolve();
    };
    expect(await createClient({ turn, sleep }).get(`${arxiv.url}/`)).toMatchObject(cut);
    expect(arxiv.requests).toHaveLength(2);
  });

  it('says why no turn came', async () => {
    const turn = createFakeRequestTurn();
    const client = createClient({ turn });
    turn.refuseNext({ outcome: 'resting', until: new Date('2026-11-20T17:11:30Z') });
    turn.refuseNext({ outcome: 'busy' });
    expect(await client.get(`${arxiv.url}/`)).toEqual({
      outcome: 'withheld',
      reason: 'arXiv asked to be left alone until 2026-11-20 17:11 UTC',
    });
    expect(await client.get(`${arxiv.url}/`)).toEqual({
      outcome: 'withheld',
      reason: 'another run of this deployment was asking arXiv for too long',
    });
    expect(arxiv.requests).toEqual([]);
    expect(client.usage()).toEqual({ requests: 0, bytes: 0, refusals: 0 });
  });

  it('gives up what is under way when it is closed, waits included, and asks no more', async () => {
    arxiv.on('/silent', silence());
    arxiv.on('/busy', status(503, { 'retry-after': '3' }));
    const turn = createFakeRequestTurn();
    const [asking, waiting, queued] = [createClient({ turn }), createPatient(turn), createPatient(createProcessTurn())];
    const silent = asking.get(`${arxiv.url}/silent`);
    const busy = waiting.get(`${arxiv.url}/busy`);
    await queued.get(`${arxiv.url}/`);
    const inQueue = queued.get(`${arxiv.url}/`);
    while (arxiv.requests.length < 3) await new Promise((resolve) => setTimeout(resolve, 5));
    await Promise.all([asking.close(), waiting.close(), queued.close()]);
    expect(await silent).toEqual({ outcome: 'withheld', reason: 'the client is closed' });
    expect(['refused', 'withheld']).toContain((await busy).outcome);
    expect(await inQueue).toMatchObject({ outcome: 'withheld' });
    expect(await asking.get(`${arxiv.url}/`)).toEqual({ outcome: 'withheld', reason: 'the client is closed' });
    expect(turn.openTurns()).toBe(0);
  });

  /** On real time, with waits of an hour unless they are given up. */
  const createPatient = (turn: PoliteClientOptions['turn']): PoliteClient => {
    const client = createPoliteClient({
      turn,
      userAgent: AGENT,
      clock: () => new Date(START),
      maxBytes: 10_000,
      minIntervalMs: 3_600_000,
      retries: { ...PATIENT_RETRIES, maxWaitMs: 3_600_000 },
    });
    clients.push(client);
    return client;
  };
});

describe('conditional requests of the polite client', () => {
  it('sends the tag that is known, and says unchanged', async () => {
    arxiv.on('/', status(304));
    const knownTag = '"b1946ac92492d2347c6235b4d2611184"';
    expect(await createClient().get(`${arxiv.url}/`, { knownTag })).toEqual({ outcome: 'unchanged' });
    expect(arxiv.headers[0]).toMatchObject({ 'if-none-match': knownTag });
  });

  it('gives the tag of a new answer', async () => {
    arxiv.on('/', status(200, { etag: 'W/"new"' }, '<rss/>'));
    expect(await createClient().get(`${arxiv.url}/`, { knownTag: '"old"' })).toMatchObject({
      outcome: 'response',
      response: { entityTag: 'W/"new"' },
    });
  });

  it.each(['unquoted', '"a"b"', `"${'x'.repeat(300)}"`, '"ö"'])('neither keeps nor sends the tag %s', async (tag) => {
    arxiv.on('/', status(200, { etag: tag }, '<rss/>'));
    const outcome = await createClient().get(`${arxiv.url}/`, { knownTag: tag });
    expect(outcome).toMatchObject({ outcome: 'response', response: { status: 200 } });
    expect(outcome).not.toHaveProperty('response.entityTag');
    expect(arxiv.headers[0]).not.toHaveProperty('if-none-match');
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
