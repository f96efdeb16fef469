/**
 * Whether an answer says that we ask too much, and for how long it wants rest.
 * https://docs.github.com/en/graphql/overview/rate-limits-and-query-limits-for-the-graphql-api
 */
import type { AnswerHeaders } from './http-exchange.ts';
import { retryAfterMs } from './retry-after.ts';

interface Answer {
  readonly status: number;
  readonly headers: AnswerHeaders;
  readonly body: Uint8Array;
}

/** At least a minute where nothing is said, as GitHub asks; a wrong header must not stop a source for weeks. */
const LEAST_REST_MS = 60_000;
const MAX_REST_MS = 24 * 3_600_000;
/** Error pages say it at once. */
const MAX_NOTICE_BYTES = 4096;

/** Also in answers with status 200, in the message of an error. */
export const mentionsRateLimit = (text: string): boolean => /\brate limit/i.test(text);

/** 403 is both "never" and "not now" at GitHub. */
export const isTurnedAway = ({ status, headers, body }: Answer): boolean =>
  status === 429 ||
  (status === 403 &&
    (headers.retryAfter !== undefined ||
      headers.rateLimitRemaining === '0' ||
      mentionsRateLimit(Buffer.from(body.subarray(0, MAX_NOTICE_BYTES)).toString('latin1'))));

/** By the server's own clock where it tells it, so that a wrong clock here doesn't count. */
const answeredAtMs = ({ date }: AnswerHeaders, nowMs: number): number => {
  const answeredAt = date === undefined ? Number.NaN : Date.parse(date);
  return Number.isNaN(answeredAt) ? nowMs : answeredAt;
};

/** Milliseconds that `Retry-After` asks for, a day at most. */
export const retryAfterOf = (headers: AnswerHeaders, nowMs: number): number | undefined => {
  if (headers.retryAfter === undefined) return undefined;
  const askedMs = retryAfterMs(headers.retryAfter, answeredAtMs(headers, nowMs));
  return askedMs === undefined ? undefined : Math.min(MAX_REST_MS, askedMs);
};

/** Milliseconds until an instant that the server named, a minute to a day. */
export const untilMs = (instantMs: number, headers: AnswerHeaders, nowMs: number): number => {
  const leftMs = instantMs - answeredAtMs(headers, nowMs);
  return Number.isNaN(leftMs) ? LEAST_REST_MS : Math.min(MAX_REST_MS, Math.max(LEAST_REST_MS, leftMs));
};

/** Milliseconds that the source is left alone after an answer that turned us away, or was the last for now. */
export const restMs = (headers: AnswerHeaders, nowMs: number): number => {
  const askedMs = retryAfterOf(headers, nowMs);
  if (askedMs !== undefined) return askedMs;
  // Seconds since the epoch.
  const reset = /^\d{1,11}$/.test(headers.rateLimitReset ?? '') ? Number(headers.rateLimitReset) * 1000 : Number.NaN;
  return headers.rateLimitRemaining === '0' ? untilMs(reset, headers, nowMs) : LEAST_REST_MS;
};
