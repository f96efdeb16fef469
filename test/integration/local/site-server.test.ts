import { request as httpRequest } from 'node:http';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { PortInUseError, startSiteServer, type SiteServer, type WebHandler } from '../../../local/site-server.ts';

let server: SiteServer | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

const serve = async (handler: WebHandler, onError?: (error: unknown) => void): Promise<string> => {
  server = await startSiteServer({ handler, port: 0, ...(onError && { onError }) });
  return `http://127.0.0.1:${server.port}`;
};

/** Serves, and keeps the events that arrive. */
const serveAndKeep = async (): Promise<{ url: string; events: APIGatewayProxyEventV2[] }> => {
  const events: APIGatewayProxyEventV2[] = [];
  const url = await serve((event) => {
    events.push(event);
    return Promise.resolve({ statusCode: 200, headers: { 'content-type': 'text/plain' }, body: 'ok' });
  });
  return { url, events };
};

describe('the site server', () => {
  it('makes of a request the event that API Gateway would', async () => {
    const { url, events } = await serveAndKeep();
    await fetch(`${url}/papers/hep-th%2F9901001?a=1&b=%20`, { headers: { cookie: 'x=1; y=2', 'X-Thing': 'z' } });
    const [event] = events;
    expect(event).toMatchObject({
      version: '2.0',
      rawPath: '/papers/hep-th%2F9901001',
      rawQueryString: 'a=1&b=%20',
      cookies: ['x=1', 'y=2'],
      requestContext: { http: { method: 'GET', path: '/papers/hep-th%2F9901001' } },
      isBase64Encoded: false,
    });
    expect(event?.headers).toMatchObject({ 'x-thing': 'z' });
    expect(event?.body).toBeUndefined();
  });

  it('hands on forms as text and everything else as base64', async () => {
    const { url, events } = await serveAndKeep();
    await fetch(url, { method: 'POST', body: new URLSearchParams({ a: 'ä' }) });
    await fetch(url, {
      method: 'POST',
      body: Uint8Array.of(0, 255),
      headers: { 'content-type': 'application/octet-stream' },
    });
    expect(events[0]).toMatchObject({ body: 'a=%C3%A4', isBase64Encoded: false });
    expect(events[1]).toMatchObject({ body: 'AP8=', isBase64Encoded: true });
  });

  it('writes status, headers, cookies and binary bodies', async () => {
    const url = await serve(() =>
      Promise.resolve({
        statusCode: 201,
        headers: { 'x-a': '1' },
        cookies: ['a=1', 'b=2'],
        body: 'AP8=',
        isBase64Encoded: true,
      }),
    );
    const response = await fetch(url);
    expect([response.status, response.headers.get('x-a'), response.headers.getSetCookie()]).toEqual([
      201,
      '1',
      ['a=1', 'b=2'],
    ]);
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(Uint8Array.of(0, 255));
  });

  it('refuses a body over 64 KB with 413 and does not ask the handler', async () => {
    const { url, events } = await serveAndKeep();
    const response = await fetch(url, { method: 'POST', body: 'a'.repeat(300_000) });
    expect(response.status).toBe(413);
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    expect(events).toEqual([]);
  });

  it('answers an error of the handler with a bare 500', async () => {
    const seen: unknown[] = [];
    const url = await serve(
      () => Promise.reject(new Error('inner secret')),
      (error) => seen.push(error),
    );
    const response = await fetch(url);
    expect(response.status).toBe(500);
    expect(await response.json()).toEqual({ title: 'Internal Server Error', status: 500 });
    expect(seen).toHaveLength(1);
  });

  it('serves this machine only under its own names', async () => {
    const { url, events } = await serveAndKeep();
    const status = await new Promise<number | undefined>((resolve, reject) => {
      httpRequest(url, { headers: { host: 'evil.example' } }, (response) => {
        response.resume();
        resolve(response.statusCode);
      })
        .on('error', reject)
        .end();
    });
    expect(status).toBe(421);
    expect(events).toEqual([]);
  });

  it('says in one sentence that its port is taken', async () => {
    await serveAndKeep();
    const port = server?.port ?? 0;
    const second = startSiteServer({ handler: () => Promise.resolve({}), port });
    await expect(second).rejects.toThrow(PortInUseError);
    await expect(second).rejects.toThrow(
      `Port ${port} is in use by another program: stop that one, or choose another with --port N`,
    );
  });
});
