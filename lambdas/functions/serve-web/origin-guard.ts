/**
 * Lets in what came through CloudFront, which adds a secret header to every request, and turns away with 403 what asks the
 * API at its own address: there the limits of the site would see no reader's network, and nothing would be cached.
 *
 * The way out stays open without the secret: mails that were sent before the site had its front door name the address of the
 * API in their unsubscribe links, which must work for ever, and RFC 8058 follows no redirect. Its token is its permission.
 *
 * With the secret, the reader's network address is that of CloudFront-Viewer-Address and no other; CloudFront writes
 * that header itself, over whatever the reader sends.
 */
import { createHash, timingSafeEqual } from 'node:crypto';
import { isIP } from 'node:net';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import type { WebHandler } from '../../runtime/http-function.ts';
import { ORIGIN_SECRET_HEADER } from './settings.ts';

/** CloudFront's own headers, which nobody else may set. */
const FROM_CLOUDFRONT = 'cloudfront-';
const VIEWER_ADDRESS = 'cloudfront-viewer-address';
const WAY_OUT = '/unsubscribe';

/** Says nothing of what is missing. */
const REFUSED: APIGatewayProxyStructuredResultV2 = {
  statusCode: 403,
  headers: {
    'content-type': 'text/plain; charset=utf-8',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  },
  body: 'The site is not served at this address.\n',
};

type Headers = APIGatewayProxyEventV2['headers'];

/** Of equal length whatever is compared, so that the comparison tells nothing of the secret. */
const digestOf = (text: string): Buffer => createHash('sha256').update(text).digest();

/** `198.51.100.10:46532`, and `2001:db8::1:46532` or `[2001:db8::1]:46532`: address and port. `undefined` for anything else. */
const addressIn = (viewer: string | undefined): string | undefined => {
  const address = viewer?.replace(/:\d{1,5}$/, '').replace(/^\[(.*)\]$/, '$1');
  return address !== undefined && isIP(address) !== 0 ? address : undefined;
};

const without = (headers: Headers, isForeign: (name: string) => boolean): Headers =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !isForeign(name)));

/** An empty address where CloudFront told none: the one that connected is CloudFront's, which all readers share. */
const asSentByViewer = (event: APIGatewayProxyEventV2, headers: Headers): APIGatewayProxyEventV2 => ({
  ...event,
  headers: without(headers, (name) => name === VIEWER_ADDRESS),
  requestContext: {
    ...event.requestContext,
    http: { ...event.requestContext.http, sourceIp: addressIn(headers[VIEWER_ADDRESS]) ?? '' },
  },
});

/** @param secret what CloudFront sends in the header `ORIGIN_SECRET_HEADER` */
export const guardOrigin = (handle: WebHandler, secret: string): WebHandler => {
  const expected = digestOf(secret);
  return (event) => {
    // API Gateway gives the names in lower case.
    const { [ORIGIN_SECRET_HEADER]: given = '', ...headers } = event.headers;
    if (timingSafeEqual(digestOf(given), expected)) return handle(asSentByViewer(event, headers));
    if (event.rawPath === WAY_OUT)
      return handle({ ...event, headers: without(headers, (name) => name.startsWith(FROM_CLOUDFRONT)) });
    return Promise.resolve(REFUSED);
  };
};
