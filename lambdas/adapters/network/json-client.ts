/**
 * Questions to one service that answers in JSON, one after the other: bounded in time and size, repeated once where that may
 * help, and none at all once the service wants to be left alone. What came, or why nothing did, is a value; nothing is
 * thrown for an answer or the network.
 */
import type { SourceStop } from '../../core/ports/attention.ts';
import type { Clock } from '../../core/ports/outside.ts';
import { exchangeOnce, type AnswerHeaders, type Exchange, type ExchangeLimits } from './http-exchange.ts';
import { readJson } from './json-body.ts';
import { isLoopbackHost } from './loopback-host.ts';
import { pause, type Pause } from './pause.ts';
import { chooseProxy, proxySettingsOf, type ProxySettings } from './proxy-settings.ts';
import { isTurnedAway, restMs, retryAfterOf } from './rate-limit.ts';
import { isRedirect, redirectAddress, staysAtHost } from './redirect.ts';

/** Answers take seconds at most, and a page of a thousand entries is a few megabytes. */
const DEFAULT_LIMITS: ExchangeLimits = {
  connectMs: 5000,
  headersMs: 20_000,
  idleMs: 15_000,
  totalMs: 60_000,
  maxBytes: 16 * 1024 * 1024,
};

/** The wait before a repetition is drawn from 0 up to this: full jitter. */
const BACK_OFF_MS = 2000;
/** An overloaded service that asks for a longer wait is not asked again. */
const MAX_RETRY_WAIT_MS = 10_000;
const MAX_REDIRECTS = 1;

export interface JsonClientOptions {
  /** As people call the service: reasons begin with it. */
  readonly service: string;
  readonly userAgent: string;
  /** Real time, for rests. @default the system's */
  readonly clock?: Clock;
  readonly limits?: Partial<ExchangeLimits>;
  /** @default setTimeout */
  readonly sleep?: Pause;
  /** In [0, 1), for jitter. @default Math.random */
  readonly random?: () => number;
  /** @default HTTPS_PROXY, HTTP_PROXY and NO_PROXY of the environment */
  readonly proxy?: ProxySettings;
}

/** What an adapter over this client is made from. */
export interface SourceOptions extends Omit<JsonClientOptions, 'service'> {
  /** Without a trailing slash. */
  readonly baseUrl: string;
}

export interface Question {
  readonly url: string;
  /** With a body the method is POST. */
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Repetitions after an answer that may have been an accident. @default 1 */
  readonly retries?: number;
}

export type JsonOutcome =
  { readonly kind: 'json'; readonly value: unknown; readonly headers: AnswerHeaders } | StoppedOutcome;

interface StoppedOutcome {
  readonly kind: 'stopped';
  readonly stop: SourceStop;
  /** An HTTP 5xx, a time-out or a lost connection: the same question, or a smaller one, may be answered. */
  readonly mayPass: boolean;
  /** Of an answer that refuses: its status, and what it says when that is JSON. */
  readonly status?: number;
  readonly value?: unknown;
}

export interface JsonClient {
  ask(question: Question): Promise<JsonOutcome>;
  /** From now on every question is answered with this stop, until the time is over. Returns the stop. */
  rest(milliseconds: number): SourceStop;
  /** Waits for as long as before a repetition. */
  backOff(): Promise<void>;
  /** HTTP requests so far. */
  requests(): number;
  /** Gives up what is under way; nothing is asked any more. */
  close(): Promise<void>;
}

/** @throws Error when the proxy variables hold no URL */
export const createJsonClient = (options: JsonClientOptions): JsonClient => {
  const { service, userAgent, clock = () => new Date(), sleep = pause, random = Math.random } = options;
  const limits: ExchangeLimits = { ...DEFAULT_LIMITS, ...options.limits };
  const proxyOf = chooseProxy({ ...proxySettingsOf(process.env), ...options.proxy });
  const closing = new AbortController();
  const nowMs = (): number => clock().getTime();
  const isClosed = (): boolean => closing.signal.aborted;

  let requests = 0;
  let restUntilMs = Number.NEGATIVE_INFINITY;
  let queue: Promise<unknown> = Promise.resolve();

  const limited = (): SourceStop => ({
    kind: 'limited',
    reason: `${service} asks to be left alone for now (rate limit)`,
    retryAt: new Date(restUntilMs).toISOString(),
  });
  const rest = (milliseconds: number): SourceStop => {
    restUntilMs = Math.max(restUntilMs, nowMs() + milliseconds);
    return limited();
  };
  const closed: StoppedOutcome = {
    kind: 'stopped',
    stop: { kind: 'unreachable', reason: `${service} is not asked any more: the client is closed` },
    mayPass: false,
  };
  const stopped = (kind: SourceStop['kind'], what: string, mayPass = false): StoppedOutcome => ({
    kind: 'stopped',
    stop: { kind, reason: `${service} ${what}` },
    mayPass,
  });

  const exchange = (url: URL, { body, headers }: Question): Promise<Exchange> => {
    requests += 1;
    return exchangeOnce({
      url,
      proxy: isLoopbackHost(url) ? undefined : proxyOf(url),
      headers: {
        'user-agent': userAgent,
        accept: 'application/json',
        'accept-encoding': 'gzip',
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { method: 'POST', body }),
      limits,
      signal: closing.signal,
    });
  };

  const judgeRefusal = (answer: Answered): JsonOutcome => {
    const { status, headers } = answer;
    const what = `answers with HTTP ${status}`;
    if (isTurnedAway(answer)) return { kind: 'stopped', stop: rest(restMs(headers, nowMs())), mayPass: false, status };
    if (isRedirect(status)) return stopped('unreadable', `${what}, a redirect that is not followed`);
    if (status >= 500) {
      const askedMs = retryAfterOf(headers, nowMs());
      const retryAt = askedMs !== undefined && { retryAt: new Date(nowMs() + askedMs).toISOString() };
      return {
        kind: 'stopped',
        stop: { kind: 'unreachable', reason: `${service} ${what}`, ...retryAt },
        mayPass: (askedMs ?? 0) <= MAX_RETRY_WAIT_MS,
      };
    }
    const body = readJson(answer.body);
    return { ...stopped('refused', what), status, ...('value' in body && { value: body.value }) };
  };

  const judge = (result: Exchange): JsonOutcome => {
    if (result.kind === 'unreachable') return stopped('unreachable', `can't be reached: ${result.reason}`);
    if (result.kind === 'broken') {
      const isMissing = result.cause === 'timed-out' || (result.cause === 'cut' && result.receivedBytes === 0);
      const what = `gives no whole answer: ${result.reason}`;
      return stopped(isMissing ? 'unreachable' : 'unreadable', what, result.cause !== 'too-large');
    }
    if (result.status !== 200) return judgeRefusal(result);
    // A last answer before the limit is a good one; the next question would be one too many.
    if (result.headers.rateLimitRemaining === '0') rest(restMs(result.headers, nowMs()));
    const body = readJson(result.body);
    return 'value' in body
      ? { kind: 'json', value: body.value, headers: result.headers }
      : stopped('unreadable', `answers with ${body.instead} instead of JSON`);
  };

  const backOff = (leastMs = 0): Promise<void> => sleep(Math.max(leastMs, random() * BACK_OFF_MS), closing.signal);

  const run = async (question: Question): Promise<JsonOutcome> => {
    let url = new URL(question.url);
    let redirects = 0;
    for (let retriesLeft = question.retries ?? 1; ;) {
      if (isClosed()) return closed;
      if (nowMs() < restUntilMs) return { kind: 'stopped', stop: limited(), mayPass: false };
      const result = await exchange(url, question);
      if (isClosed() && result.kind !== 'answered') return closed;
      const target = redirectOf(url, question, result);
      if (target && redirects < MAX_REDIRECTS) {
        redirects += 1;
        url = target;
        continue;
      }
      const outcome = judge(result);
      if (outcome.kind === 'json' || !outcome.mayPass || retriesLeft === 0) return outcome;
      retriesLeft -= 1;
      await backOff(result.kind === 'answered' ? retryAfterOf(result.headers, nowMs()) : 0);
    }
  };

  return {
    ask: (question) => {
      const mine = queue.then(() => run(question));
      queue = mine.catch(() => undefined);
      return mine;
    },
    rest,
    backOff: () => backOff(),
    requests: () => requests,
    close: async () => {
      closing.abort();
      await queue;
    },
  };
};

type Answered = Extract<Exchange, { readonly kind: 'answered' }>;

/** Redirects that would turn a POST into a GET don't count. */
const redirectOf = (from: URL, { body }: Question, result: Exchange): URL | undefined => {
  if (result.kind !== 'answered' || !isRedirect(result.status)) return undefined;
  if (body !== undefined && result.status !== 307 && result.status !== 308) return undefined;
  const target = redirectAddress(from, result.headers.location);
  return target && staysAtHost(from, target) ? target : undefined;
};
