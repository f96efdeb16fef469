/** When a request is repeated and how long is waited before; when arXiv wants to be left alone and for how long. Pure. */
import type { Exchange } from '../network/http-exchange.ts';
import { retryAfterMs } from '../network/retry-after.ts';

/** How stubborn a client is. */
export interface RetryLimits {
  readonly perRequest: number;
  /** Of those, after the answer took too long. Each costs a whole time-out. */
  readonly perTimeOut: number;
  /** Over the client's life: with it a run ends in time even when every request is refused at first. */
  readonly inAll: number;
  /** Longest wait before a retry; an answer that asks for more is taken as final. */
  readonly maxWaitMs: number;
}

/** For a person who waits for the page. */
export const IMPATIENT_RETRIES: RetryLimits = { perRequest: 2, perTimeOut: 0, inAll: 4, maxWaitMs: 8000 };

/**
 * For the night. The first waits are short all the same: an OAI page that was not ready within the server's own time-out
 * is found ready by who comes back soon (reported 2026-05 and 2026-10).
 */
export const PATIENT_RETRIES: RetryLimits = { perRequest: 4, perTimeOut: 1, inAll: 16, maxWaitMs: 60_000 };

type Answered = Extract<Exchange, { readonly kind: 'answered' }>;

const RETRIED_STATUSES: ReadonlySet<number> = new Set([429, 502, 503, 504]);
/** 406 among them: some clients get it for their headers, and the same ones again don't help (reported 2026). */
const STOP_STATUSES: ReadonlySet<number> = new Set([403, 406, 429, 503]);
/** First step of the backoff; doubled with each retry. */
const BACKOFF_MS = 2000;
/** Bad hours at arXiv have lasted five and more (reported since late 2025); a night later it must be asked again. */
const MAX_REST_MS = 12 * 3_600_000;
/** So much of a rest is added at random, so that not everybody comes back at once. */
const REST_JITTER = 0.2;
/** `Rate exceeded.` comes as plain text, with status 200 at times. */
const MAX_RATE_NOTICE_BYTES = 200;

const saysRateExceeded = ({ body }: Answered): boolean =>
  body.length <= MAX_RATE_NOTICE_BYTES && /^\s*rate exceeded\b/i.test(Buffer.from(body).toString('latin1'));

/** The status that an answer has in truth. */
export const effectiveStatus = (answer: Answered): number =>
  answer.status === 200 && saysRateExceeded(answer) ? 429 : answer.status;

/** arXiv turns us away, for now or for long. */
export const isTurningAway = (answer: Answered): boolean => STOP_STATUSES.has(effectiveStatus(answer));

/** `Retry-After`, read against the server's own clock where it tells it. */
const askedWaitMs = ({ headers }: Answered, nowMs: number): number | undefined => {
  if (headers.retryAfter === undefined) return undefined;
  const answeredAt = headers.date === undefined ? Number.NaN : Date.parse(headers.date);
  return retryAfterMs(headers.retryAfter, Number.isNaN(answeredAt) ? nowMs : answeredAt);
};

export interface RetryMoment {
  readonly limits: RetryLimits;
  /** Retries of this request so far, and of those the ones after a time-out. */
  readonly retries: number;
  readonly timeOuts: number;
  /** Left of `limits.inAll`. */
  readonly left: number;
  readonly nowMs: number;
  /** In [0, 1). */
  readonly random: number;
}

/** How long to wait before trying again: full jitter, at least what the answer asks for. Undefined: the outcome is final. */
export const retryWaitMs = (result: Exchange, moment: RetryMoment): number | undefined => {
  const { limits, retries, nowMs, random } = moment;
  if (retries >= limits.perRequest || moment.left <= 0 || !isWorthRetrying(result, moment)) return undefined;
  const jitteredMs = random * Math.min(limits.maxWaitMs, BACKOFF_MS * 2 ** retries);
  const askedMs = (result.kind === 'answered' ? askedWaitMs(result, nowMs) : undefined) ?? 0;
  return askedMs > limits.maxWaitMs ? undefined : Math.max(askedMs, jitteredMs);
};

const isWorthRetrying = (result: Exchange, { limits, timeOuts }: RetryMoment): boolean => {
  if (result.kind === 'answered') return RETRIED_STATUSES.has(effectiveStatus(result));
  if (result.kind === 'unreachable') return false;
  return result.cause === 'cut' || (result.cause === 'timed-out' && timeOuts < limits.perTimeOut);
};

/**
 * How long arXiv is left alone after this answer, which was final: what it asks for, at least `leastMs`, at most half a
 * day, and some jitter.
 */
export const restAfterMs = (
  answer: Answered,
  { leastMs, nowMs, random }: { readonly leastMs: number; readonly nowMs: number; readonly random: number },
): number => Math.min(MAX_REST_MS, Math.max(leastMs, askedWaitMs(answer, nowMs) ?? 0)) * (1 + REST_JITTER * random);
