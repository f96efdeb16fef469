/**
 * Conditional requests (RFC 9110 §8.8.3, §13.1.2): an answer that may be kept carries a tag of its body, and whoever sends
 * that tag back is told with 304 and no body that nothing has changed. What must not be kept has no tag.
 *
 * The tag is weak: CloudFront compresses the body on its way, in several codings, and a strong tag would claim that these
 * are the same bytes. Only ranges would need a strong one, and none are served.
 */
import { createHash } from 'node:crypto';
import type { WebAnswer } from './web-answer.ts';

/** 128 bits of SHA-256 never meet by chance, and need not withstand an attacker: the body is ours. */
const TAG_LENGTH = 22;

const tagOf = (body: string): string =>
  `W/"${createHash('sha256').update(body).digest('base64url').slice(0, TAG_LENGTH)}"`;

/** Tags may hold commas, so the list is not split at them. */
const ENTITY_TAG = /(?:W\/)?"[\u0021\u0023-\u007E\u0080-\uFFFF]*"/g;

const opaqueOf = (tag: string): string => tag.replace(/^W\//, '');

/** Weak comparison, as If-None-Match asks for. */
const matches = (ifNoneMatch: string, tag: string): boolean =>
  ifNoneMatch.trim() === '*' ||
  [...ifNoneMatch.matchAll(ENTITY_TAG)].some(([given]) => opaqueOf(given) === opaqueOf(tag));

export interface ConditionalRequest {
  /** In capitals. */
  readonly method: string;
  /** The header of that name. */
  readonly ifNoneMatch: string | undefined;
}

/** @param answer whole, with the headers of the site */
export const conditionalAnswer = (answer: WebAnswer, { method, ifNoneMatch }: ConditionalRequest): WebAnswer => {
  const isRead = method === 'GET' || method === 'HEAD';
  if (!isRead || answer.status !== 200 || answer.headers['cache-control'] === 'no-store') return answer;
  const etag = tagOf(answer.body);
  const tagged = { ...answer, headers: { ...answer.headers, etag } };
  return ifNoneMatch !== undefined && matches(ifNoneMatch, etag) ? { ...tagged, status: 304, body: '' } : tagged;
};
