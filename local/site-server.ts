/**
 * Serves the web handler on this machine: node:http on loopback in front, API Gateway v2 events behind, so that the
 * local round runs the handler that Lambda runs.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';

export type WebHandler = (event: APIGatewayProxyEventV2) => Promise<APIGatewayProxyStructuredResultV2>;

export interface SiteServer {
  /** The port that was taken. */
  readonly port: number;
  /** Stops at once; open connections are cut. */
  close(): Promise<void>;
}

/** Another program listens on the port. */
export class PortInUseError extends Error {
  override readonly name = 'PortInUseError';
  readonly port: number;
  constructor(port: number, options?: ErrorOptions) {
    super(
      `Port ${port} is in use by another program: stop that one, or choose another with --port N (0 takes a free one).`,
      options,
    );
    this.port = port;
  }
}

const HOST = '127.0.0.1';
/** The largest body that the handler takes; API Gateway's own limit is 10 MB. */
const MAX_BODY_BYTES = 64 * 1024;

/** Bodies that API Gateway hands on as text; all others come base64-encoded. */
const TEXT_TYPE = /^(?:text\/|application\/(?:json|x-www-form-urlencoded|[\w.-]+\+json)\b)/i;

/** Names under which this machine reaches itself: a page elsewhere whose name is bent to loopback may not read the inbox. */
const LOOPBACK_AUTHORITY = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d+)?$/i;

/** `undefined` when the body is too large; the rest of it is thrown away unread, with the connection left for the answer. */
const readBody = async (request: IncomingMessage): Promise<Buffer | undefined> => {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    bytes += chunk.byteLength;
    if (bytes > MAX_BODY_BYTES) {
      request.resume();
      return undefined;
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
};

/** Repeated headers are joined by commas, as API Gateway joins them; cookies have a field of their own. */
const headersOf = (request: IncomingMessage): Record<string, string> =>
  Object.fromEntries(
    Object.entries(request.headers).flatMap(([name, value]) =>
      value === undefined || name === 'cookie' ? [] : [[name, Array.isArray(value) ? value.join(',') : value]],
    ),
  );

const toEvent = (request: IncomingMessage, body: Buffer): APIGatewayProxyEventV2 => {
  const target = request.url ?? '/';
  const queryAt = target.indexOf('?');
  const rawPath = queryAt < 0 ? target : target.slice(0, queryAt);
  const rawQueryString = queryAt < 0 ? '' : target.slice(queryAt + 1);
  const headers = headersOf(request);
  const cookies = request.headers.cookie?.split(/;\s*/).filter((cookie) => cookie !== '');
  const isText = TEXT_TYPE.test(headers['content-type'] ?? '');
  const receivedAt = new Date();
  return {
    version: '2.0',
    routeKey: '$default',
    rawPath,
    rawQueryString,
    headers,
    ...(cookies && cookies.length > 0 && { cookies }),
    requestContext: {
      accountId: 'local',
      apiId: 'local',
      domainName: headers.host ?? '',
      domainPrefix: '',
      http: {
        method: request.method ?? 'GET',
        path: rawPath,
        protocol: `HTTP/${request.httpVersion}`,
        sourceIp: request.socket.remoteAddress ?? HOST,
        userAgent: headers['user-agent'] ?? '',
      },
      requestId: 'local',
      routeKey: '$default',
      stage: '$default',
      time: receivedAt.toISOString(),
      timeEpoch: receivedAt.getTime(),
    },
    ...(body.byteLength > 0 && { body: body.toString(isText ? 'utf8' : 'base64') }),
    isBase64Encoded: body.byteLength > 0 && !isText,
  };
};

const sendProblem = (response: ServerResponse, status: number, title: string): void => {
  response.writeHead(status, { 'content-type': 'application/problem+json', connection: 'close' });
  response.end(`${JSON.stringify({ title, status })}\n`);
};

const sendResult = (response: ServerResponse, result: APIGatewayProxyStructuredResultV2): void => {
  const body = Buffer.from(result.body ?? '', result.isBase64Encoded ? 'base64' : 'utf8');
  for (const [name, value] of Object.entries(result.headers ?? {})) response.setHeader(name, String(value));
  if (result.cookies && result.cookies.length > 0) response.setHeader('set-cookie', result.cookies);
  response.statusCode = result.statusCode ?? 200;
  response.end(body);
};

const answer = async (handler: WebHandler, request: IncomingMessage, response: ServerResponse): Promise<void> => {
  const { host } = request.headers;
  if (host !== undefined && !LOOPBACK_AUTHORITY.test(host)) {
    sendProblem(response, 421, 'Misdirected Request');
    return;
  }
  const body = await readBody(request);
  if (body === undefined) {
    sendProblem(response, 413, 'Content Too Large');
    return;
  }
  sendResult(response, await handler(toEvent(request, body)));
};

const listen = (server: Server, port: number): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(error.code === 'EADDRINUSE' ? new PortInUseError(port, { cause: error }) : error);
    });
    server.listen(port, HOST, () => resolve((server.address() as AddressInfo).port));
  });

/**
 * Listens on 127.0.0.1. An error of the handler is answered with a bare 500; what it says stays here.
 * @param options.port 0 takes a free one
 * @param options.onError told of each error that a request ended with; by default nobody is
 * @throws PortInUseError
 */
export const startSiteServer = async (options: {
  readonly handler: WebHandler;
  readonly port: number;
  readonly onError?: (error: unknown) => void;
}): Promise<SiteServer> => {
  const server = createServer((request, response) => {
    answer(options.handler, request, response).catch((error: unknown) => {
      // Who went away before the end of their request needs no answer.
      if (request.destroyed && !request.complete) return;
      options.onError?.(error);
      if (response.headersSent) response.destroy();
      else sendProblem(response, 500, 'Internal Server Error');
    });
  });
  const port = await listen(server, options.port);
  return {
    port,
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => {
          if (error) reject(error);
          else resolve();
        });
        server.closeAllConnections();
      }),
  };
};
