/**
 * One HTTP request, bounded in time and size: what happened, as a value. No pacing, no retry, no redirect: the clients see to
 * those. A connection for each: they ask one thing at a time, and there is little to save by keeping it.
 */
import { request, type IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { openConnection, TunnelRefusedError } from './open-connection.ts';

/** Bounds of one request. Milliseconds and bytes. */
export interface ExchangeLimits {
  /** Name resolution, connection, proxy tunnel and TLS together. */
  readonly connectMs: number;
  /** From the request to the first byte of the answer. */
  readonly headersMs: number;
  /** Between two pieces of the body. */
  readonly idleMs: number;
  /** From the request to the end of the body: what stops a slow drip. */
  readonly totalMs: number;
  /** Of the body, unpacked. */
  readonly maxBytes: number;
}

/** The few headers that decide what happens next. */
export interface AnswerHeaders {
  readonly etag?: string;
  readonly location?: string;
  readonly retryAfter?: string;
  readonly date?: string;
  readonly rateLimitRemaining?: string;
  readonly rateLimitReset?: string;
}

export type Exchange =
  /** A whole body. Of every status but 200, what came of its first `MAX_REFUSAL_BYTES`: it is kept, and never read for papers. */
  | { readonly kind: 'answered'; readonly status: number; readonly headers: AnswerHeaders; readonly body: Uint8Array }
  /** The request never left: no name, no connection, no tunnel, no trusted certificate. */
  | { readonly kind: 'unreachable'; readonly reason: string }
  /** It left, and no whole answer came. `partial` is what had come of a 200 answer. */
  | {
      readonly kind: 'broken';
      /** `damaged`: its gzip is. */
      readonly cause: 'cut' | 'timed-out' | 'too-large' | 'damaged';
      readonly reason: string;
      readonly partial?: Uint8Array;
      /** Of the body, kept or not. */
      readonly receivedBytes: number;
    };

/** Error pages are small; what is longer tells no more. */
const MAX_REFUSAL_BYTES = 64 * 1024;

export interface ExchangeOptions {
  readonly url: URL;
  readonly proxy: URL | undefined;
  /** @default GET */
  readonly method?: 'GET' | 'POST';
  /** With `accept-encoding: gzip` among them, a packed answer is unpacked. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly limits: ExchangeLimits;
  /** Ends the exchange, whatever it is doing. */
  readonly signal: AbortSignal;
}

const seconds = (milliseconds: number): string => `${milliseconds / 1000} s`;

/** Never rejects: each failure is a kind of `Exchange`. */
export const exchangeOnce = async (options: ExchangeOptions): Promise<Exchange> => {
  const { url, proxy, limits, signal } = options;
  const inTime = AbortSignal.timeout(limits.connectMs);
  let socket: Socket;
  try {
    socket = await openConnection(url, { proxy, signal: AbortSignal.any([signal, inTime]) });
  } catch (error) {
    const reason = inTime.aborted ? `no connection within ${seconds(limits.connectMs)}` : describeConnectError(error);
    return { kind: 'unreachable', reason };
  }
  return askOver(socket, options);
};

/** The request has the connection for itself, and takes it along when it ends. */
const askOver = (
  socket: Socket,
  { url, method = 'GET', headers, body, limits, signal }: ExchangeOptions,
): Promise<Exchange> =>
  new Promise((resolve) => {
    const chunks: Uint8Array[] = [];
    let receivedBytes = 0;
    let refusal: IncomingMessage | undefined;
    let content: Readable | undefined;
    let isOver = false;

    const settle = (exchange: Exchange): void => {
      isOver = true;
      clearTimeout(wholeTimer);
      clearTimeout(silenceTimer);
      signal.removeEventListener('abort', onAbort);
      content?.destroy();
      socket.destroy();
      resolve(exchange);
    };
    const settleAnswer = ({ statusCode = 0, headers: received }: IncomingMessage): void => {
      const whole = Buffer.concat(chunks);
      settle({
        kind: 'answered',
        status: statusCode,
        headers: pickHeaders(received),
        body: statusCode === 200 ? whole : whole.subarray(0, MAX_REFUSAL_BYTES),
      });
    };
    const breakOff = (cause: Breakage['cause'], reason: string): void => {
      if (isOver) return;
      // An error page that breaks off has said what matters by its status.
      if (refusal) {
        settleAnswer(refusal);
        return;
      }
      const partial = cause !== 'too-large' && receivedBytes > 0 && { partial: Buffer.concat(chunks) };
      settle({ kind: 'broken', cause, reason, receivedBytes, ...partial });
    };
    const onAbort = (): void => breakOff('cut', 'the exchange was given up');
    const onLost = (error?: unknown): void =>
      breakOff('cut', `the connection was lost after ${receivedBytes} bytes (${codeOf(error)})`);

    const wholeTimer = setTimeout(
      () => breakOff('timed-out', `the answer was not whole within ${seconds(limits.totalMs)}`),
      limits.totalMs,
    );
    let silenceTimer = setTimeout(
      () => breakOff('timed-out', `no answer within ${seconds(limits.headersMs)}`),
      limits.headersMs,
    );
    const expectMore = (): void => {
      if (isOver) return;
      clearTimeout(silenceTimer);
      silenceTimer = setTimeout(
        () => breakOff('timed-out', `the answer stopped for ${seconds(limits.idleMs)}`),
        limits.idleMs,
      );
    };
    signal.addEventListener('abort', onAbort);
    // The connection is open, and encrypted where it has to be: the request itself is plain HTTP on it.
    const asked = request({
      method,
      path: `${url.pathname}${url.search}`,
      headers: { host: url.host, ...headers },
      createConnection: () => socket,
    });
    asked.on('error', onLost);
    asked.on('response', (response) => {
      const isWanted = response.statusCode === 200;
      if (!isWanted) refusal = response;
      const mostBytes = isWanted ? limits.maxBytes : MAX_REFUSAL_BYTES;
      expectMore();
      response.on('data', expectMore);
      response.on('error', onLost);
      content = unpacked(response, headers);
      content.on('data', (chunk: Uint8Array) => {
        if (isOver) return;
        receivedBytes += chunk.length;
        chunks.push(chunk);
        if (receivedBytes > mostBytes) breakOff('too-large', `the answer is larger than ${mostBytes} bytes`);
      });
      content.on('end', () => settleAnswer(response));
      if (content !== response)
        content.on('error', (error) => breakOff('damaged', `the gzip of the answer is damaged (${codeOf(error)})`));
    });
    asked.end(body);
  });

type Breakage = Extract<Exchange, { readonly kind: 'broken' }>;

/** Only what was asked for is unpacked: anything else stays as it came. */
const unpacked = (response: IncomingMessage, asked: ExchangeOptions['headers']): Readable =>
  asked['accept-encoding'] === 'gzip' && response.headers['content-encoding'] === 'gzip'
    ? response.pipe(createGunzip())
    : response;

const pickHeaders = (received: Readonly<Record<string, string | string[] | undefined>>): AnswerHeaders => {
  const pick = (name: string): string | undefined => {
    const value = received[name];
    return typeof value === 'string' ? value : value?.[0];
  };
  const etag = pick('etag');
  const location = pick('location');
  const retryAfter = pick('retry-after');
  const date = pick('date');
  const rateLimitRemaining = pick('x-ratelimit-remaining');
  const rateLimitReset = pick('x-ratelimit-reset');
  return {
    ...(etag !== undefined && { etag }),
    ...(location !== undefined && { location }),
    ...(retryAfter !== undefined && { retryAfter }),
    ...(date !== undefined && { date }),
    ...(rateLimitRemaining !== undefined && { rateLimitRemaining }),
    ...(rateLimitReset !== undefined && { rateLimitReset }),
  };
};

const codeOf = (error: unknown): string => {
  if (typeof error !== 'object' || error === null) return 'unknown error';
  if ('code' in error && typeof error.code === 'string') return error.code;
  return 'name' in error && typeof error.name === 'string' ? error.name : 'unknown error';
};

/** In words, from the code alone: messages may hold a proxy's address or credentials. */
const describeConnectError = (error: unknown): string => {
  const code = codeOf(error);
  if (error instanceof TunnelRefusedError) return `the proxy refused the tunnel (HTTP ${error.status})`;
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return `its name cannot be resolved (${code})`;
  if (code === 'ECONNREFUSED') return `connection refused (${code})`;
  if (/TIMEDOUT|CONNECT_TIMEOUT/.test(code)) return `no connection in time (${code})`;
  if (/CERT|ISSUER|SIGNATURE|TLS|SSL/.test(code)) return `its certificate was not accepted (${code})`;
  return `no connection (${code})`;
};
