/**
 * One HTTP GET, bounded in time and size: what happened, as a value. No pacing, no retry, no redirect: `polite-client.ts`
 * sees to those. A connection for each: at one request every three seconds there is nothing to save by keeping it.
 */
import { request, type IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { openConnection, TunnelRefusedError } from '../network/open-connection.ts';

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
  readonly maxBytes: number;
}

/** The few headers that decide what happens next. */
export interface AnswerHeaders {
  readonly etag?: string;
  readonly location?: string;
  readonly retryAfter?: string;
  readonly date?: string;
}

export type Exchange =
  /** A whole body. Of every status but 200, what came of its first `MAX_REFUSAL_BYTES`: it is kept, and never read for papers. */
  | { readonly kind: 'answered'; readonly status: number; readonly headers: AnswerHeaders; readonly body: Uint8Array }
  /** The request never left: no name, no connection, no tunnel, no trusted certificate. */
  | { readonly kind: 'unreachable'; readonly reason: string }
  /** It left, and no whole answer came. `partial` is what had come of a 200 answer. */
  | {
      readonly kind: 'broken';
      readonly cause: 'cut' | 'timed-out' | 'too-large';
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
  readonly headers: Readonly<Record<string, string>>;
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
const askOver = (socket: Socket, { url, headers, limits, signal }: ExchangeOptions): Promise<Exchange> =>
  new Promise((resolve) => {
    const chunks: Uint8Array[] = [];
    let receivedBytes = 0;
    let refusal: IncomingMessage | undefined;

    const settle = (exchange: Exchange): void => {
      clearTimeout(wholeTimer);
      clearTimeout(silenceTimer);
      signal.removeEventListener('abort', onAbort);
      socket.destroy();
      resolve(exchange);
    };
    const settleAnswer = ({ statusCode = 0, headers: received }: IncomingMessage): void => {
      const body = Buffer.concat(chunks);
      settle({
        kind: 'answered',
        status: statusCode,
        headers: pickHeaders(received),
        body: statusCode === 200 ? body : body.subarray(0, MAX_REFUSAL_BYTES),
      });
    };
    const breakOff = (cause: 'cut' | 'timed-out' | 'too-large', reason: string): void => {
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
      clearTimeout(silenceTimer);
      silenceTimer = setTimeout(
        () => breakOff('timed-out', `the answer stopped for ${seconds(limits.idleMs)}`),
        limits.idleMs,
      );
    };
    signal.addEventListener('abort', onAbort);
    // The connection is open, and encrypted where it has to be: the request itself is plain HTTP on it.
    const asked = request({
      method: 'GET',
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
      response.on('data', (chunk: Uint8Array) => {
        receivedBytes += chunk.length;
        chunks.push(chunk);
        if (receivedBytes > mostBytes) breakOff('too-large', `the answer is larger than ${mostBytes} bytes`);
        else expectMore();
      });
      response.on('end', () => settleAnswer(response));
      response.on('error', onLost);
    });
    asked.end();
  });

const pickHeaders = (received: Readonly<Record<string, string | string[] | undefined>>): AnswerHeaders => {
  const pick = (name: string): string | undefined => {
    const value = received[name];
    return typeof value === 'string' ? value : value?.[0];
  };
  const location = pick('location');
  const retryAfter = pick('retry-after');
  const date = pick('date');
  const etag = pick('etag');
  return {
    ...(etag !== undefined && { etag }),
    ...(location !== undefined && { location }),
    ...(retryAfter !== undefined && { retryAfter }),
    ...(date !== undefined && { date }),
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
