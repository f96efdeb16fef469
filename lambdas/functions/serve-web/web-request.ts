/** A request as the routes see it, read from an API Gateway v2 event. */
import type { APIGatewayProxyEventV2 } from 'aws-lambda';

export interface WebRequest {
  readonly method: string;
  /** Decoded once, begins with a slash. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Uint8Array;
  /** IP address of the reader; `undefined` when nothing trustworthy tells it. Goes into no log. */
  readonly viewerAddress: string | undefined;
}

/** `undefined` for a path whose escapes are broken. */
const decodePath = (rawPath: string): string | undefined => {
  try {
    return decodeURIComponent(rawPath);
  } catch {
    return undefined;
  }
};

/** `undefined` when the path can't be decoded. */
export const readRequest = (event: APIGatewayProxyEventV2): WebRequest | undefined => {
  const path = decodePath(event.rawPath);
  if (path === undefined) return undefined;
  return {
    method: event.requestContext.http.method.toUpperCase(),
    path,
    query: new URLSearchParams(event.rawQueryString),
    headers: Object.fromEntries(Object.entries(event.headers).map(([name, value]) => [name.toLowerCase(), value])),
    body: Buffer.from(event.body ?? '', event.isBase64Encoded ? 'base64' : 'utf8'),
    // Behind CloudFront it is what origin-guard.ts made of CloudFront's header, which may be nothing.
    viewerAddress: event.requestContext.http.sourceIp || undefined,
  };
};

/** The first value of a parameter; an empty one counts as not given, as forms send it. */
export const parameter = (query: URLSearchParams, name: string): string | undefined =>
  query.get(name)?.trim() || undefined;
