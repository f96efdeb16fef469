import { createServer, type Server } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { exchangeOnce } from '../../../lambdas/adapters/network/http-exchange.ts';
import { body, startLocalArxiv, type LocalArxiv } from '../arxiv/local-arxiv.ts';

const LIMITS = { connectMs: 2000, headersMs: 2000, idleMs: 2000, totalMs: 2000, maxBytes: 10_000 };

describe('a connection through a proxy', () => {
  let arxiv: LocalArxiv;
  let proxy: Server;
  let asked: { target: string; credentials: string | undefined }[];
  const proxyUrl = (credentials = ''): URL =>
    new URL(`http://${credentials}127.0.0.1:${(proxy.address() as AddressInfo).port}`);
  const ask = (url: string, via: URL) =>
    exchangeOnce({
      url: new URL(url),
      proxy: via,
      headers: { accept: '*/*' },
      limits: LIMITS,
      signal: new AbortController().signal,
    });

  beforeEach(async () => {
    arxiv = await startLocalArxiv();
    asked = [];
    // Whatever name is asked for, this proxy leads to the local arXiv.
    proxy = createServer((_request, response) => response.writeHead(407).end('log in first'));
    proxy.on('connect', ({ url, headers }, client) => {
      asked.push({ target: url ?? '', credentials: headers['proxy-authorization'] });
      const upstream = connect(Number(new URL(arxiv.url).port), '127.0.0.1', () => {
        client.write('HTTP/1.1 200 Connection established\r\n\r\n');
        upstream.pipe(client).pipe(upstream);
      });
      for (const socket of [client, upstream]) socket.on('error', () => upstream.destroy());
    });
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  });
  afterEach(async () => {
    proxy.closeAllConnections();
    proxy.close();
    await arxiv.close();
  });

  it('reaches the host by its name through the tunnel', async () => {
    arxiv.on('/rss/cs.LG', body('<rss/>'));
    const exchange = await ask('http://rss.arxiv.test/rss/cs.LG', proxyUrl());
    expect(exchange).toMatchObject({ kind: 'answered', status: 200, body: Buffer.from('<rss/>') });
    expect(asked).toEqual([{ target: 'rss.arxiv.test:80', credentials: undefined }]);
    expect(arxiv.headers[0]).toMatchObject({ host: 'rss.arxiv.test' });
  });

  it('shows the proxy the credentials of its URL', async () => {
    arxiv.on('/', body('x'));
    await ask('http://rss.arxiv.test/', proxyUrl('reader:p%40ss@'));
    expect(asked[0]?.credentials).toBe(`Basic ${Buffer.from('reader:p@ss').toString('base64')}`);
  });

  it('says unreachable when the host behind the tunnel speaks no TLS', async () => {
    const exchange = await ask('https://rss.arxiv.test/', proxyUrl());
    expect(exchange).toMatchObject({ kind: 'unreachable' });
  });

  it('says unreachable when the proxy is not there', async () => {
    const gone = proxyUrl();
    await new Promise((resolve) => proxy.close(resolve));
    expect(await ask('https://rss.arxiv.test/', gone)).toEqual({
      kind: 'unreachable',
      reason: 'connection refused (ECONNREFUSED)',
    });
  });

  it('gives up at once when it is told to', async () => {
    const closing = new AbortController();
    const pending = exchangeOnce({
      url: new URL(`${arxiv.url}/`),
      proxy: undefined,
      headers: {},
      limits: LIMITS,
      signal: closing.signal,
    });
    closing.abort();
    expect(['unreachable', 'broken']).toContain((await pending).kind);
  });
});
