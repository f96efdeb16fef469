/**
 * One HTTP GET, bounded in time and size: what happened, as a value. No pacing, no retry, no redirect: `polite-client.ts`
 * decides on those. It talks to undici's dispatcher directly, because only there is it seen when the request leaves this
 * machine, and that is what tells a host that cannot be reached from one that answers badly.
 */
import type { Dispatcher } from 'undici';

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
  readonly location?: string;
  readonly retryAfter?: string;
  readonly date?: string;
}

export type Exchange =
  /** A whole body; empty for every status but 200, whose body nobody reads. */
  | { readonly kind: 'answered'; readonly status: number; readonly headers: AnswerHeaders; readonly body: Uint8Array }
  /** The request never left: no name, no connection, no tunnel, no trusted certificate. */
  | { readonly kind: 'unreachable'; readonly reason: string }
  /** It left, and no whole answer came. `partial` is what had come of a 200 answer. */
  | {
      readonly kind: 'broken';
      readonly cause: 'cut' | 'timed-out' | 'too-large';
      readonly reason: string;
      readonly partial?: Uint8Array;
    };

export interface ExchangeOptions {
  readonly dispatcher: Dispatcher;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly limits: ExchangeLimits;
}

/** Never rejects: each failure is a kind of `Exchange`. */
export const exchangeOnce = ({ dispatcher, url, headers, limits }: ExchangeOptions): Promise<Exchange> =>
  new Promise((resolve) => {
    let controller: Dispatcher.DispatchController | undefined;
    let answer: { readonly status: number; readonly headers: AnswerHeaders } | undefined;
    const chunks: Uint8Array[] = [];
    let receivedBytes = 0;
    let settled = false;

    const settle = (exchange: Exchange): void => {
      if (settled) return;
      settled = true;
      clearTimeout(timer);
      resolve(exchange);
      controller?.abort(new Error('The exchange is settled.'));
    };
    const breakOff = (cause: 'cut' | 'timed-out' | 'too-large', reason: string): void => {
      settle({
        kind: 'broken',
        cause,
        reason,
        ...(cause !== 'too-large' && receivedBytes > 0 && { partial: Buffer.concat(chunks) }),
      });
    };
    const seconds = (milliseconds: number): string => `${milliseconds / 1000} s`;

    let timer = setTimeout(() => {
      settle({ kind: 'unreachable', reason: `no connection within ${seconds(limits.connectMs)}` });
    }, limits.connectMs);

    const handler: Dispatcher.DispatchHandler = {
      onRequestStart(started) {
        controller = started;
        if (settled) {
          started.abort(new Error('The connection came too late.'));
          return;
        }
        clearTimeout(timer);
        timer = setTimeout(() => {
          breakOff('timed-out', `the answer was not whole within ${seconds(limits.totalMs)}`);
        }, limits.totalMs);
      },
      onResponseStart(_controller, status, received) {
        if (status < 200) return;
        answer = { status, headers: pickHeaders(received) };
        if (status !== 200) settle({ kind: 'answered', ...answer, body: new Uint8Array() });
      },
      onResponseData(_controller, chunk) {
        receivedBytes += chunk.length;
        if (receivedBytes > limits.maxBytes) {
          breakOff('too-large', `the answer is larger than ${limits.maxBytes} bytes`);
          return;
        }
        chunks.push(chunk);
      },
      onResponseEnd() {
        if (answer) settle({ kind: 'answered', ...answer, body: Buffer.concat(chunks) });
      },
      onResponseError(_controller, error) {
        if (controller === undefined) settle({ kind: 'unreachable', reason: describeConnectError(error) });
        else if (codeOf(error) === 'UND_ERR_HEADERS_TIMEOUT') {
          breakOff('timed-out', `no answer within ${seconds(limits.headersMs)}`);
        } else if (codeOf(error) === 'UND_ERR_BODY_TIMEOUT') {
          breakOff('timed-out', `the answer stopped for ${seconds(limits.idleMs)}`);
        } else breakOff('cut', `the connection was lost after ${receivedBytes} bytes (${codeOf(error)})`);
      },
    };

    try {
      dispatcher.dispatch(
        {
          origin: url.origin,
          path: `${url.pathname}${url.search}`,
          method: 'GET',
          headers,
          headersTimeout: limits.headersMs,
          bodyTimeout: limits.idleMs,
        },
        handler,
      );
    } catch (error) {
      settle({ kind: 'unreachable', reason: describeConnectError(error) });
    }
  });

const pickHeaders = (received: Readonly<Record<string, string | string[] | undefined>>): AnswerHeaders => {
  const pick = (name: string): string | undefined => {
    const value = received[name];
    return typeof value === 'string' ? value : value?.[0];
  };
  const location = pick('location');
  const retryAfter = pick('retry-after');
  const date = pick('date');
  return {
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
  const tunnelStatus = error instanceof Error ? /^Proxy response \((\d{3})\)/.exec(error.message)?.[1] : undefined;
  if (tunnelStatus !== undefined) return `the proxy refused the tunnel (HTTP ${tunnelStatus})`;
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return `its name cannot be resolved (${code})`;
  if (code === 'ECONNREFUSED') return `connection refused (${code})`;
  if (/TIMEDOUT|CONNECT_TIMEOUT/.test(code)) return `no connection in time (${code})`;
  if (/CERT|ISSUER|SIGNATURE|TLS|SSL/.test(code)) return `its certificate was not accepted (${code})`;
  return `no connection (${code})`;
};
