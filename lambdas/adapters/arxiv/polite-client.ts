/**
 * The one way to arXiv: each HTTP request takes its turn, which is one over all of the deployment, three seconds after the
 * start of the last; a name with a contact; bounded retries, and none once arXiv wants to be left alone. What a caller
 * must decide on comes back as a value; nothing is thrown for an answer or a failure of the network.
 */
import type { ArxivUsage, Fetched } from '../../core/ports/arxiv.ts';
import type { Clock, RawResponse } from '../../core/ports/outside.ts';
import type { RequestTurn, TurnTaken } from '../../core/ports/request-turn.ts';
import { exchangeOnce, type Exchange, type ExchangeLimits } from '../network/http-exchange.ts';
import { isLoopbackHost } from '../network/loopback-host.ts';
import { pause, type Pause } from '../network/pause.ts';
import { chooseProxy, proxySettingsOf, type ProxySettings } from '../network/proxy-settings.ts';
import { isRedirect } from '../network/redirect.ts';
import { readEntityTag } from './entity-tag.ts';
import { redirectTarget } from './redirect.ts';
import {
  effectiveStatus,
  IMPATIENT_RETRIES,
  isTurningAway,
  restAfterMs,
  retryWaitMs,
  type RetryLimits,
} from './retry-policy.ts';

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

/** Storms of 429 are prolonged by asking on: at least this long nobody asks (reported since late 2025). */
const REST_MS = 10 * 60_000;
/** A turn is held for longer than its request can take, so that nobody else begins meanwhile. */
const HOLD_SLACK_MS = 5000;
const MAX_REDIRECTS = 3;

export interface FetchOptions {
  /** The category that the request is for; the response carries it. */
  readonly category?: string;
  readonly limits?: Partial<ExchangeLimits>;
  /** Entity tag of the answer that is known: the same one comes back as `unchanged`. */
  readonly knownTag?: string;
}

export interface PoliteClient {
  /** Waits for its turn, asks, and follows or repeats where that is right. Requests of one client run one after another. */
  get(url: string, options?: FetchOptions): Promise<Fetched>;
  usage(): ArxivUsage;
  /** Gives up what is under way; every later request is withheld. */
  close(): Promise<void>;
}

export interface PoliteClientOptions {
  /** Shared by all who ask arXiv. */
  readonly turn: RequestTurn;
  /** With a contact, as arXiv asks: `PaperRound/0.1 (+https://…; mailto:…)`. */
  readonly userAgent: string;
  /** For `receivedAt`. */
  readonly clock: Clock;
  /** Real time by the clock of the turn, for starts and rests, which `clock` need not tell. @default the system's */
  readonly wallClock?: Clock;
  /** Largest body that is taken, in bytes: what the parser takes. */
  readonly maxBytes: number;
  /**
   * Milliseconds between two starts. Less than three seconds is taken only toward a loopback host.
   * @default ARXIV_INTERVAL_MS
   */
  readonly minIntervalMs?: number;
  /** HTTP requests in the client's life, retries and redirects included; what goes beyond is withheld. @default no bound */
  readonly maxRequests?: number;
  /** @default IMPATIENT_RETRIES */
  readonly retries?: RetryLimits;
  /** How long arXiv is left alone at least once it asks for it. @default 10 minutes */
  readonly restMs?: number;
  readonly limits?: Partial<Omit<ExchangeLimits, 'maxBytes'>>;
  /** Given each answer instead of a document that is not the last word, since the request is repeated: for the archive. */
  readonly onRetried?: (response: RawResponse) => Promise<void>;
  /** @default setTimeout */
  readonly sleep?: Pause;
  /** In [0, 1), for jitter. @default Math.random */
  readonly random?: () => number;
  /** @default HTTPS_PROXY, HTTP_PROXY and NO_PROXY of the environment */
  readonly proxy?: ProxySettings;
}

/** One request of a caller, over all its retries and redirects. */
interface Errand {
  readonly address: string;
  readonly options: FetchOptions;
  readonly url: URL;
  readonly redirects: number;
  readonly retries: number;
  readonly timeOuts: number;
}

/** What follows from one exchange. */
type Step =
  | { readonly next: 'done'; readonly fetched: Fetched; readonly restMs?: number }
  | { readonly next: 'follow'; readonly url: URL }
  /** `otherwise`: the outcome when there is no further turn. */
  | { readonly next: 'retry'; readonly waitMs: number; readonly timeOuts: number; readonly otherwise: Fetched };

/** @throws Error when the proxy variables hold no URL */
export const createPoliteClient = (options: PoliteClientOptions): PoliteClient => {
  const { turn, sleep = pause, random = Math.random, wallClock = () => new Date() } = options;
  const { minIntervalMs = ARXIV_INTERVAL_MS, retries: retryLimits = IMPATIENT_RETRIES, restMs = REST_MS } = options;
  const { maxRequests = Number.POSITIVE_INFINITY } = options;
  const limits: ExchangeLimits = { ...DEFAULT_LIMITS, maxBytes: options.maxBytes, ...options.limits };
  const proxyOf = chooseProxy({ ...proxySettingsOf(process.env), ...options.proxy });
  const closing = new AbortController();

  const used = { requests: 0, bytes: 0, refusals: 0 };
  let retriesLeft = retryLimits.inAll;
  let queue: Promise<unknown> = Promise.resolve();

  const exchange = async (
    { url, options: { limits: own, knownTag } }: Errand,
    signal: AbortSignal,
  ): Promise<Exchange> => {
    const tag = readEntityTag(knownTag);
    used.requests += 1;
    const result = await exchangeOnce({
      url,
      proxy: isLoopbackHost(url) ? undefined : proxyOf(url),
      headers: { 'user-agent': options.userAgent, accept: '*/*', ...(tag !== undefined && { 'if-none-match': tag }) },
      limits: { ...limits, ...own },
      signal,
    });
    if (result.kind === 'answered') {
      used.bytes += result.body.length;
      if (isTurningAway(result)) used.refusals += 1;
    }
    if (result.kind === 'broken') used.bytes += result.receivedBytes;
    return result;
  };

  const responseOf = ({ address, options: { category } }: Errand, status: number, body: Uint8Array): RawResponse => ({
    name: address,
    body,
    status,
    receivedAt: options.clock().toISOString(),
    ...(category !== undefined && { category }),
  });

  const outcomeOf = (result: Exchange, errand: Errand): Fetched => {
    const { host } = errand.url;
    if (result.kind === 'unreachable') return { outcome: 'unreachable', reason: `${host}: ${result.reason}` };
    if (result.kind === 'broken') {
      return {
        outcome: 'broken',
        reason: `${host}: ${result.reason}`,
        ...(result.partial && { partial: responseOf(errand, 200, result.partial) }),
      };
    }
    const response = responseOf(errand, result.status, result.body);
    const status = effectiveStatus(result);
    if (status === 200) {
      const entityTag = readEntityTag(result.headers.etag);
      return { outcome: 'response', response: { ...response, ...(entityTag !== undefined && { entityTag }) } };
    }
    if (status === 304 && errand.options.knownTag !== undefined) return { outcome: 'unchanged' };
    return {
      outcome: 'refused',
      status,
      reason: `${host} answered HTTP ${status}, ${isRedirect(status) ? 'a redirect that may not be followed' : 'no document'}`,
      stop: isTurningAway(result),
      response,
    };
  };

  const stepAfter = (result: Exchange, errand: Errand): Step => {
    const nowMs = wallClock().getTime();
    const { retries, timeOuts } = errand;
    const waitMs = closing.signal.aborted
      ? undefined
      : retryWaitMs(result, { limits: retryLimits, retries, timeOuts, left: retriesLeft, nowMs, random: random() });
    const fetched = outcomeOf(result, errand);
    if (waitMs !== undefined) {
      const tooLate = result.kind === 'broken' && result.cause === 'timed-out';
      return { next: 'retry', waitMs, timeOuts: timeOuts + (tooLate ? 1 : 0), otherwise: fetched };
    }
    if (result.kind !== 'answered') return { next: 'done', fetched };
    const target = isRedirect(result.status) ? redirectTarget(errand.url, result.headers.location) : undefined;
    if (target && errand.redirects < MAX_REDIRECTS) return { next: 'follow', url: target };
    if (!isTurningAway(result)) return { next: 'done', fetched };
    return { next: 'done', fetched, restMs: restAfterMs(result, { leastMs: restMs, nowMs, random: random() }) };
  };

  /** One HTTP request in its turn, which ends whatever comes. */
  const askInTurn = async (errand: Errand): Promise<Step> => {
    if (closing.signal.aborted) return withhold(CLOSED);
    if (used.requests >= maxRequests) return withhold(`the budget of ${maxRequests} requests is used up`);
    const own = { ...limits, ...errand.options.limits };
    const taken = await turn.take({
      holdMs: own.connectMs + own.totalMs + HOLD_SLACK_MS,
      intervalMs: isLoopbackHost(errand.url) ? minIntervalMs : Math.max(ARXIV_INTERVAL_MS, minIntervalMs),
      signal: closing.signal,
    });
    if (taken.outcome !== 'turn') return withhold(whyNoTurn(taken));
    const startedAt = wallClock();
    let restUntil: Date | undefined;
    try {
      const { lost } = taken.turn;
      const givenUp = lost ? AbortSignal.any([closing.signal, lost]) : closing.signal;
      const result = await exchange(errand, givenUp);
      // What was given up has not failed: whoever asked may ask for the same again.
      if (givenUp.aborted && result.kind !== 'answered') return withhold(lost?.aborted === true ? LOST : CLOSED);
      const step = stepAfter(result, errand);
      if (step.next === 'done' && step.restMs !== undefined) restUntil = new Date(wallClock().getTime() + step.restMs);
      return step;
    } finally {
      await taken.turn.end({ startedAt, ...(restUntil && { restUntil }) });
    }
  };

  const run = async (address: string, fetchOptions: FetchOptions): Promise<Fetched> => {
    let errand: Errand = {
      address,
      options: fetchOptions,
      url: new URL(address),
      redirects: 0,
      retries: 0,
      timeOuts: 0,
    };
    let otherwise: Fetched | undefined;
    for (;;) {
      const step = await askInTurn(errand);
      if (step.next === 'done') {
        const withheld = step.fetched.outcome === 'withheld';
        return withheld && otherwise ? otherwise : step.fetched;
      }
      if (step.next === 'follow') {
        errand = { ...errand, url: step.url, redirects: errand.redirects + 1 };
        continue;
      }
      otherwise = step.otherwise;
      if (otherwise.outcome === 'refused' && otherwise.response) await options.onRetried?.(otherwise.response);
      retriesLeft -= 1;
      errand = { ...errand, retries: errand.retries + 1, timeOuts: step.timeOuts };
      await sleep(step.waitMs, closing.signal);
    }
  };

  return {
    get: (url, fetchOptions = {}) => {
      const mine = queue.then(() => run(url, fetchOptions));
      queue = mine.catch(() => undefined);
      return mine;
    },
    usage: () => ({ ...used }),
    close: async () => {
      closing.abort();
      await queue;
    },
  };
};

const CLOSED = 'the client is closed';
const LOST = 'the turn to ask arXiv was lost while the request was under way';

const withhold = (reason: string): Step => ({ next: 'done', fetched: { outcome: 'withheld', reason } });

const whyNoTurn = (taken: Exclude<TurnTaken, { readonly outcome: 'turn' }>): string =>
  taken.outcome === 'resting'
    ? `arXiv asked to be left alone until ${taken.until.toISOString().slice(0, 16).replace('T', ' ')} UTC`
    : 'another run of this deployment was asking arXiv for too long';
