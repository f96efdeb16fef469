import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import fc from 'fast-check';
import { guardOrigin } from '../../../../lambdas/functions/serve-web/origin-guard.ts';
import { readRequest, type WebRequest } from '../../../../lambdas/functions/serve-web/web-request.ts';

const SECRET = 's'.repeat(64);
/** Of the edge that connected to the API. */
const EDGE = '192.0.2.77';

interface Asked {
  readonly path?: string;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

const eventOf = ({ path = '/', method = 'GET', headers = {} }: Asked): APIGatewayProxyEventV2 =>
  ({
    version: '2.0',
    rawPath: path,
    rawQueryString: '',
    headers,
    requestContext: { http: { method, path, sourceIp: EDGE } },
    isBase64Encoded: false,
  }) as unknown as APIGatewayProxyEventV2;

/** The status of the answer, and the request as the site saw it, if it did. */
const ask = async (asked: Asked): Promise<{ readonly status: number | undefined; readonly seen?: WebRequest }> => {
  let seen: WebRequest | undefined;
  const guarded = guardOrigin((event) => {
    seen = readRequest(event);
    return Promise.resolve({ statusCode: 200 });
  }, SECRET);
  const { statusCode } = await guarded(eventOf(asked));
  return { status: statusCode, ...(seen && { seen }) };
};

const throughCloudFront = (headers: Readonly<Record<string, string>> = {}, path = '/subscribe') =>
  ask({ path, method: 'POST', headers: { 'x-origin-secret': SECRET, ...headers } });

describe('the guard of the origin', () => {
  it('lets in what brings the secret, and keeps the secret from the site', async () => {
    const { status, seen } = await throughCloudFront({ accept: 'text/html' });
    expect(status).toBe(200);
    expect(seen?.headers).toEqual({ accept: 'text/html' });
  });

  it.each([
    {},
    { 'x-origin-secret': '' },
    { 'x-origin-secret': SECRET.slice(1) },
    { 'x-origin-secret': `${SECRET},${SECRET}` },
  ])('refuses %j with 403 on every path but the way out, and never asks the site', async (headers) => {
    for (const path of ['/', '/subscribe', '/healthz', '/unsubscribe/', '/Unsubscribe', '/api/v1/trending'])
      expect(await ask({ path, headers })).toEqual({ status: 403 });
  });

  it('refuses every secret but its own', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string(), async (guess) => {
        fc.pre(guess !== SECRET);
        expect(await ask({ headers: { 'x-origin-secret': guess } })).toEqual({ status: 403 });
      }),
    );
  });

  it('says in its refusal neither what is missing nor what was asked, and lets nobody keep it', async () => {
    const answer = await guardOrigin(() => Promise.resolve({ statusCode: 200 }), SECRET)(eventOf({ path: '/secret' }));
    expect(answer.body).toBe('The site is not served at this address.\n');
    expect(answer.headers).toMatchObject({ 'cache-control': 'no-store' });
  });

  it.each(['GET', 'POST'])(
    'leaves the way out open to %s without the secret: old mails name the API',
    async (method) => {
      const { status, seen } = await ask({
        path: '/unsubscribe',
        method,
        headers: { 'cloudfront-viewer-address': '203.0.113.9:443', 'content-type': 'text/plain' },
      });
      expect(status).toBe(200);
      expect(seen?.headers).toEqual({ 'content-type': 'text/plain' });
      expect(seen?.viewerAddress).toBe(EDGE);
    },
  );

  it.each([
    ['198.51.100.10:46532', '198.51.100.10'],
    ['2001:db8::1:46532', '2001:db8::1'],
    ['2001:db8:1:2:3:4:5:6:443', '2001:db8:1:2:3:4:5:6'],
    ['[2001:db8::1]:443', '2001:db8::1'],
  ])('knows the reader of %s by the address', async (header, address) => {
    const { seen } = await throughCloudFront({ 'cloudfront-viewer-address': header });
    expect(seen?.viewerAddress).toBe(address);
    expect(seen?.headers).toEqual({});
  });

  it.each([undefined, '', 'unknown', '999.1.1.1:80', '198.51.100.10:46532, 203.0.113.1:1', 'a@example.org:1'])(
    'knows no reader by %j, and never takes the edge of CloudFront for one',
    async (header) => {
      const { status, seen } = await throughCloudFront(
        header === undefined ? {} : { 'cloudfront-viewer-address': header },
      );
      expect(status).toBe(200);
      expect(seen?.viewerAddress).toBeUndefined();
    },
  );

  it('takes the reader from no header that readers write', async () => {
    const { seen } = await throughCloudFront({ 'x-forwarded-for': '203.0.113.1', forwarded: 'for=203.0.113.1' });
    expect(seen?.viewerAddress).toBeUndefined();
  });

  it('keeps the time zone that CloudFront tells', async () => {
    const { seen } = await throughCloudFront({ 'cloudfront-viewer-time-zone': 'Europe/Berlin' });
    expect(seen?.headers['cloudfront-viewer-time-zone']).toBe('Europe/Berlin');
  });
});
