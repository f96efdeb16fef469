import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { createJsonClient, type JsonClient } from '../../../lambdas/adapters/network/json-client.ts';
import type { SourceOptions } from '../../../lambdas/adapters/network/json-client.ts';
import { simulateSource, type SimulatedSource } from '../../attention/simulated-source.ts';
import { closedUrl } from '../arxiv/local-arxiv.ts';
import { NOW, testedOptions } from './source-options.ts';

const BIG = { words: 'paper '.repeat(5000) };

let source: SimulatedSource<'refused'>;
let clients: JsonClient[];
let sleeps: number[];
const createClient = (options: Partial<SourceOptions> = {}): JsonClient => {
  const tested = testedOptions(source.url, options);
  sleeps = tested.sleeps;
  const client = createJsonClient({ ...tested, service: 'The service' });
  clients.push(client);
  return client;
};

beforeEach(async () => {
  source = await simulateSource({
    answer: ({ method, body, headers }) => ({ value: { method, body, type: headers['content-type'], ...BIG } }),
    ownFaults: { refused: () => ({ status: 404, value: { error: 'no such thing' } }) },
    clock: () => new Date(NOW),
  });
  clients = [];
});
afterEach(async () => {
  await Promise.all(clients.map((client) => client.close()));
  await source.close();
});

const stopOf = async (client: JsonClient, url = `${source.url}/a`): Promise<unknown> => {
  const outcome = await client.ask({ url });
  return outcome.kind === 'stopped' ? outcome.stop : outcome;
};

describe('the JSON client', () => {
  it('gives the value of an answer, packed or not, and says who asks', async () => {
    const outcome = await createClient().ask({ url: `${source.url}/a?b=c` });
    expect(outcome).toMatchObject({ kind: 'json', value: { method: 'GET', ...BIG } });
    expect(source.requests).toMatchObject([
      {
        path: '/a?b=c',
        headers: {
          'user-agent': 'PaperRound/0.1 (+https://paper-round.example.org/)',
          accept: 'application/json',
          'accept-encoding': 'gzip',
        },
      },
    ]);
  });

  it('sends a body with POST', async () => {
    const outcome = await createClient().ask({
      url: source.url,
      body: '{"é":1}',
      headers: { authorization: 'bearer x' },
    });
    expect(outcome).toMatchObject({ value: { method: 'POST', body: '{"é":1}', type: 'application/json' } });
    expect(source.requests[0]?.headers).toMatchObject({ authorization: 'bearer x' });
  });

  it.each([
    ['html', 'unreadable', 'The service answers with an HTML page instead of JSON', 1],
    ['cut-json', 'unreadable', 'The service answers with damaged or cut JSON instead of JSON', 1],
    ['server-error', 'unreachable', 'The service answers with HTTP 502', 2],
    [
      'dropped',
      'unreachable',
      'The service gives no whole answer: the connection was lost after 0 bytes (ECONNRESET)',
      2,
    ],
    ['silence', 'unreachable', 'The service gives no whole answer: no answer within 0.1 s', 2],
    ['drip', 'unreachable', 'The service gives no whole answer: the answer was not whole within 0.2 s', 2],
    [
      'damaged-gzip',
      'unreadable',
      'The service gives no whole answer: the gzip of the answer is damaged (Z_DATA_ERROR)',
      2,
    ],
    ['elsewhere', 'unreadable', 'The service answers with HTTP 302, a redirect that is not followed', 1],
    ['refused', 'refused', 'The service answers with HTTP 404', 1],
  ] as const)('stops after %s, and says why', async (kind, stop, reason, requests) => {
    source.setFaults({ kind, times: 9 });
    const client = createClient({ limits: { headersMs: 100, totalMs: 200 } });
    expect(await stopOf(client)).toEqual({ kind: stop, reason });
    expect([client.requests(), source.requests.length]).toEqual([requests, requests]);
  });

  it('stops after an answer that breaks off, and says where', async () => {
    source.setFaults({ kind: 'cut', times: 9 });
    expect(await stopOf(createClient())).toMatchObject({
      kind: 'unreadable',
      reason: expect.stringMatching(
        /^The service gives no whole answer: the connection was lost after \d{5} bytes/,
      ) as string,
    });
  });

  it.each(['server-error', 'dropped', 'cut', 'silence', 'damaged-gzip'] as const)(
    'asks once more after %s, after a random wait',
    async (kind) => {
      source.setFaults({ kind });
      const client = createClient({ limits: { headersMs: 100 } });
      expect(await client.ask({ url: source.url })).toMatchObject({ kind: 'json', value: BIG });
      expect(sleeps).toEqual([500]);
    },
  );

  it('asks no second time when it is told so', async () => {
    source.setFaults({ kind: 'server-error' });
    const outcome = await createClient().ask({ url: source.url, retries: 0 });
    expect(outcome).toMatchObject({ kind: 'stopped', mayPass: true });
    expect(source.requests).toHaveLength(1);
  });

  it('leaves the service alone after a 429 until the time that it names, and asks again then', async () => {
    let now = Date.parse(NOW);
    source.setFaults({ kind: 'too-many-requests' });
    const client = createClient({ clock: () => new Date(now) });
    const limited = {
      kind: 'limited',
      reason: 'The service asks to be left alone for now (rate limit)',
      retryAt: '2026-11-20T12:02:00.000Z',
    };
    expect(await stopOf(client)).toEqual(limited);
    expect(await stopOf(client)).toEqual(limited);
    expect(source.requests).toHaveLength(1);
    now += 121_000;
    expect(await client.ask({ url: source.url })).toMatchObject({ kind: 'json' });
  });

  it('follows one redirect within the host, and not a second one', async () => {
    source.setFaults({ kind: 'moved' }, { kind: 'moved', after: 1, times: 2 });
    expect(await createClient().ask({ url: `${source.url}/a` })).toMatchObject({ kind: 'json' });
    expect(await stopOf(createClient())).toMatchObject({
      kind: 'unreadable',
      reason: 'The service answers with HTTP 307, a redirect that is not followed',
    });
  });

  it('sends no credentials after a redirect to another host', async () => {
    source.setFaults({ kind: 'elsewhere' });
    const outcome = await createClient().ask({ url: source.url, body: '{}', headers: { authorization: 'bearer x' } });
    expect(outcome).toMatchObject({ kind: 'stopped', stop: { kind: 'unreadable' } });
  });

  it('says unreachable where nobody listens, and does not try again', async () => {
    const client = createClient();
    expect(await stopOf(client, await closedUrl())).toEqual({
      kind: 'unreachable',
      reason: "The service can't be reached: connection refused (ECONNREFUSED)",
    });
    expect(client.requests()).toBe(1);
  });

  it.each([
    ['as it comes', {}],
    ['unpacked', { 'content-encoding': 'gzip' }],
  ])('takes no more than its bound, %s', async (_, headers) => {
    // 30 MB of blanks: 30 KB when packed.
    const blanks = Buffer.alloc(30_000_000, ' ');
    const bomb = createServer((_request, response) => {
      response.writeHead(200, headers).end('content-encoding' in headers ? gzipSync(blanks) : blanks);
    });
    await new Promise<void>((resolve) => bomb.listen(0, '127.0.0.1', resolve));
    const stop = await stopOf(
      createClient({ limits: { maxBytes: 100_000 } }),
      `http://127.0.0.1:${(bomb.address() as AddressInfo).port}`,
    );
    bomb.closeAllConnections();
    bomb.close();
    expect(stop).toEqual({
      kind: 'unreadable',
      reason: 'The service gives no whole answer: the answer is larger than 100000 bytes',
    });
  });

  it('asks one thing at a time', async () => {
    let open = 0;
    let mostOpen = 0;
    const slow = createServer((_request, response) => {
      open += 1;
      mostOpen = Math.max(mostOpen, open);
      setTimeout(() => {
        open -= 1;
        response.end('1');
      }, 10);
    });
    await new Promise<void>((resolve) => slow.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(slow.address() as AddressInfo).port}`;
    const client = createClient();
    await Promise.all([1, 2, 3, 4].map((n) => client.ask({ url: `${url}/${n}` })));
    slow.close();
    expect([mostOpen, client.requests()]).toEqual([1, 4]);
  });

  it('gives up what is under way when it is closed, and what waits, and is not asked any more', async () => {
    source.setFaults({ kind: 'silence', times: 9 });
    const client = createClient();
    const pending = [client.ask({ url: source.url, retries: 0 }), client.ask({ url: source.url })];
    while (source.requests.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    await client.close();
    const closed = { kind: 'unreachable', reason: 'The service is not asked any more: the client is closed' };
    expect(await Promise.all([...pending, client.ask({ url: source.url })])).toMatchObject([
      { stop: closed },
      { stop: closed },
      { stop: closed },
    ]);
    expect(source.requests).toHaveLength(1);
  });

  it('goes through the proxy that the settings name, but not to an excepted host', async () => {
    const tunnels: string[] = [];
    const proxy = createServer();
    proxy.on('connect', ({ url }, socket) => {
      tunnels.push(url ?? '');
      socket.end('HTTP/1.1 502 Bad gateway\r\n\r\n');
    });
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
    const httpsProxy = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
    const client = createClient({ proxy: { httpsProxy, noProxy: 'excepted.invalid' } });
    const through = await stopOf(client, 'https://service.invalid/');
    await stopOf(client, 'https://excepted.invalid/');
    proxy.close();
    expect(tunnels).toEqual(['service.invalid:443']);
    expect(through).toEqual({
      kind: 'unreachable',
      reason: "The service can't be reached: the proxy refused the tunnel (HTTP 502)",
    });
  });

  it('refuses a proxy that is no URL, before anything is asked', () => {
    expect(() => createClient({ proxy: { httpsProxy: 'proxy:8080' } })).toThrow('HTTPS_PROXY or HTTP_PROXY is no URL');
  });
});
