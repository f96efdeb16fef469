/**
 * The one way to arXiv: one request at a time over all its hosts, three seconds between starts, a name with a contact,
 * bounded retries. Every process that asks arXiv makes exactly one of these. What a caller must decide on comes back
 * as a value; it never throws for an answer or a failure of the network.
 */
import type { Clock, RawResponse } from '../../core/ports/outside.ts';
import { exchangeOnce, type Exchange, type ExchangeLimits } from './http-exchange.ts';
import { isLoopbackHost } from '../network/loopback-host.ts';
import { chooseProxy, proxySettingsOf, type ProxySettings } from '../network/proxy-settings.ts';
import { retryAfterMs } from './retry-after.ts';

/** arXiv's terms of use: one request every three seconds, one connection. https://info.arxiv.org/help/api/tou.html */
export const ARXIV_INTERVAL_MS = 3000;

/** Connection at most 5 s (an unreachable arXiv must not hold up the first page); feeds answer within seconds. */
const DEFAULT_LIMITS: Omit<ExchangeLimits, 'maxBytes'> = {
  connectMs: 5000,
  headersMs: 30_000,
  idleMs: 20_000,
  totalMs: 90_000,
};

/** OAI's cold pages take up to 90 s to begin (reported 2026-10). */
export const OAI_LIMITS: Partial<ExchangeLimits> = { headersMs: 150_000, totalMs: 240_000 };

/** How stubborn a client is. */
export interface RetryLimits {
  readonly perRequest: number;
  /** Over the client's life: with it a round ends in time even when every request is refused at first. */
  readonly inAll: number;
  /** Longest wait before a retry; an answer that asks for more is taken as final. */
  readonly maxWaitMs: number;
}

/** For a person who waits for the page. */
const DEFAULT_RETRIES: RetryLimits = { perRequest: 2, inAll: 4, maxWaitMs: 8000 };

export type FetchOutcome =
  | { readonly outcome: 'response'; readonly response: RawResponse }
  /** The host could not be reached at all: no name, no connection, no tunnel, no trusted certificate. */
  | { readonly outcome: 'unreachable'; readonly reason: string }
  /** The host answered, but not with the document: any status but 200, or a redirect that may not be followed. */
  | { readonly outcome: 'refused'; readonly status: number; readonly reason: string; readonly retryAfterMs?: number }
  /** The answer broke off or was too large. `partial` holds what had come of it. */
  | { readonly outcome: 'broken'; readonly reason: string; readonly partial?: RawResponse };

export interface FetchOptions {
  /** The category that the request is for; the response carries it. */
  readonly category?: string;
  readonly limits?: Partial<ExchangeLimits>;
}

export interface PoliteClient {
  /** Waits for its turn, asks, and follows or repeats where that is right. */
  get(url: string, options?: FetchOptions): Promise<FetchOutcome>;
  /** Requests made so far, retries and redirects included. */
  requestCount(): number;
  close(): Promise<void>;
}

export interface PoliteClientOptions {
  /** With a contact, as arXiv asks: `PaperRound/0.1 (+https://…; mailto:…)`. */
  readonly userAgent: string;
  /** For `receivedAt`. */
  readonly clock: Clock;
  /** Largest body that is taken, in bytes: what the parser takes. */
  readonly maxBytes: number;
  /**
   * Milliseconds between two starts. Less than three seconds is taken only toward a loopback host.
   * @default ARXIV_INTERVAL_MS
   */
  readonly minIntervalMs?: number;
  /** @default 2 a request, 4 in all, waits of at most 8 s */
  readonly retries?: RetryLimits;
  readonly limits?: Partial<Omit<ExchangeLimits, 'maxBytes'>>;
  /** @default setTimeout */
  readonly sleep?: (milliseconds: number) => Promise<void>;
  /** Steady time in milliseconds, for pacing. @default performance.now */
  readonly steadyMs?: () => number;
  /** In [0, 1), for jitter. @default Math.random */
  readonly random?: () => number;
  /** @default HTTPS_PROXY, HTTP_PROXY and NO_PROXY of the environment */
  readonly proxy?: ProxySettings;
}

const RETRIED_STATUSES: ReadonlySet<number> = new Set([429, 502, 503, 504]);
const REDIRECT_STATUSES: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);
const MAX_REDIRECTS = 3;
/** First step of the backoff; doubled with each retry. */
const BACKOFF_MS = 2000;
/** Timers may fire up to a millisecond early; arXiv must not see 2,999. */
const TIMER_SLACK_MS = 2;

const sleepFor = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

const isArxivHost = ({ hostname }: URL): boolean => hostname === 'arxiv.org' || hostname.endsWith('.arxiv.org');

const mayFollow = (from: URL, to: URL): boolean =>
  (isArxivHost(to) && to.protocol === 'https:') ||
  (to.host === from.host && (to.protocol === from.protocol || to.protocol === 'https:'));

/** @throws Error when the proxy variables hold no URL */
export const createPoliteClient = (options: PoliteClientOptions): PoliteClient => {
  const { sleep = sleepFor, steadyMs = () => performance.now(), random = Math.random } = options;
  const { minIntervalMs = ARXIV_INTERVAL_MS, retries = DEFAULT_RETRIES } = options;
  const limits: ExchangeLimits = {
    ...DEFAULT_LIMITS,
    maxBytes: options.maxBytes,
    ...options.limits,
  };
  const headers = { 'user-agent': options.userAgent, accept: '*/*' };

  const proxyOf = chooseProxy({ ...proxySettingsOf(process.env), ...options.proxy });
  const closing = new AbortController();

  let requests = 0;
  let retriesLeft = retries.inAll;
  let lastStartMs = Number.NEGATIVE_INFINITY;
  let turn: Promise<unknown> = Promise.resolve();

  const waitForInterval = async (url: URL): Promise<void> => {
    const intervalMs = isLoopbackHost(url) ? minIntervalMs : Math.max(ARXIV_INTERVAL_MS, minIntervalMs);
    const waitMs = lastStartMs + intervalMs - steadyMs();
    if (waitMs > 0) await sleep(Math.ceil(waitMs) + TIMER_SLACK_MS);
    lastStartMs = steadyMs();
  };

  const exchange = async (url: URL, own: Partial<ExchangeLimits> | undefined): Promise<Exchange> => {
    await waitForInterval(url);
    requests += 1;
    const proxy = isLoopbackHost(url) ? undefined : proxyOf(url);
    return exchangeOnce({ url, proxy, headers, limits: { ...limits, ...own }, signal: closing.signal });
  };

  /** How long to wait before trying again; undefined: the answer is final. */
  const retryWaitMs = (result: Exchange, retry: number): number | undefined => {
    if (retry >= retries.perRequest || retriesLeft === 0 || result.kind === 'unreachable') return undefined;
    if (result.kind === 'broken' && result.cause !== 'cut') return undefined;
    if (result.kind === 'answered' && !RETRIED_STATUSES.has(result.status)) return undefined;
    const jitteredMs = random() * Math.min(retries.maxWaitMs, BACKOFF_MS * 2 ** retry);
    const askedMs = (result.kind === 'answered' ? askedWaitMs(result) : undefined) ?? 0;
    return askedMs > retries.maxWaitMs ? undefined : Math.max(askedMs, jitteredMs);
  };

  const getInTurn = async (address: string, { category, limits: own }: FetchOptions): Promise<FetchOutcome> => {
    let url = new URL(address);
    let redirects = 0;
    for (let retry = 0; ;) {
      const result = await exchange(url, own);
      const waitMs = retryWaitMs(result, retry);
      if (waitMs !== undefined) {
        retry += 1;
        retriesLeft -= 1;
        await sleep(waitMs);
        continue;
      }
      if (result.kind === 'answered' && REDIRECT_STATUSES.has(result.status)) {
        const target = redirectTarget(url, result.headers.location);
        if (target !== undefined && redirects < MAX_REDIRECTS && mayFollow(url, target)) {
          redirects += 1;
          url = target;
          continue;
        }
      }
      return outcomeOf(
        result,
        (body) => ({
          name: address,
          body,
          status: 200,
          receivedAt: options.clock().toISOString(),
          ...(category !== undefined && { category }),
        }),
        url.host,
      );
    }
  };

  return {
    get: (url, fetchOptions = {}) => {
      const mine = turn.then(() => getInTurn(url, fetchOptions));
      turn = mine.catch(() => undefined);
      return mine;
    },
    requestCount: () => requests,
    close: async () => {
      closing.abort();
      await turn;
    },
  };
};

const redirectTarget = (from: URL, location: string | undefined): URL | undefined =>
  location !== undefined && URL.canParse(location, from.href) ? new URL(location, from.href) : undefined;

/** `Retry-After`, read against the server's own clock where it tells it. */
const askedWaitMs = ({ headers }: Extract<Exchange, { kind: 'answered' }>): number | undefined => {
  if (headers.retryAfter === undefined) return undefined;
  const answeredAt = headers.date === undefined ? Number.NaN : Date.parse(headers.date);
  return retryAfterMs(headers.retryAfter, Number.isNaN(answeredAt) ? Date.now() : answeredAt);
};

const outcomeOf = (result: Exchange, toResponse: (body: Uint8Array) => RawResponse, host: string): FetchOutcome => {
  if (result.kind === 'unreachable') return { outcome: 'unreachable', reason: `${host}: ${result.reason}` };
  if (result.kind === 'broken') {
    return {
      outcome: 'broken',
      reason: `${host}: ${result.reason}`,
      ...(result.partial && { partial: toResponse(result.partial) }),
    };
  }
  if (result.status === 200) return { outcome: 'response', response: toResponse(result.body) };
  const askedMs = askedWaitMs(result);
  const what = REDIRECT_STATUSES.has(result.status) ? 'a redirect that may not be followed' : 'no document';
  return {
    outcome: 'refused',
    status: result.status,
    reason: `${host} answered HTTP ${result.status}, ${what}`,
    ...(askedMs !== undefined && { retryAfterMs: askedMs }),
  };
};
