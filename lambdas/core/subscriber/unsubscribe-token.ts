/**
 * The token in every unsubscribe link: `keyId.subscriberId.signature`. It names the subscriber by the keyed hash, never by
 * address, serves this one purpose and never expires: a mail of any age must let its reader out (RFC 8058 asks for an
 * opaque URI that is hard to forge).
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { SubscriberId } from './subscriber.ts';
import { tokenSecret, type TokenKeys } from './token-keys.ts';

/** Part of what is signed: a token made for another purpose is worth nothing here, and the reverse. */
const PURPOSE = 'unsubscribe';

const TOKEN = /^(?<keyId>[A-Za-z0-9]{1,16})\.(?<subscriberId>[A-Za-z0-9_-]{16,64})\.(?<signature>[A-Za-z0-9_-]{43})$/;

const sign = (claim: { readonly keyId: string; readonly subscriberId: string; readonly secret: string }): string =>
  createHmac('sha256', claim.secret).update(`${claim.keyId}\n${PURPOSE}\n${claim.subscriberId}`).digest('base64url');

/** The token signed with the current key, 256 bits of HMAC-SHA256. Throws when the current key is missing. */
export const unsubscribeToken = (subscriberId: SubscriberId, keys: TokenKeys): string => {
  const keyId = keys.current;
  const secret = tokenSecret(keys, keyId);
  if (secret === undefined) throw new Error('The token keys hold no secret for their current key id.');
  return `${keyId}.${subscriberId}.${sign({ keyId, subscriberId, secret })}`;
};

/**
 * The subscriber whom the token names, or undefined when it is not one of ours. The comparison takes the same time
 * wherever the difference is, and compares text: the spare bits of the last base64url digit cannot vary unseen.
 */
export const readUnsubscribeToken = (token: string, keys: TokenKeys): SubscriberId | undefined => {
  const { keyId, subscriberId, signature } = TOKEN.exec(token)?.groups ?? {};
  if (keyId === undefined || subscriberId === undefined || signature === undefined) return undefined;
  const secret = tokenSecret(keys, keyId);
  if (secret === undefined) return undefined;
  const expected = sign({ keyId, subscriberId, secret });
  return timingSafeEqual(Buffer.from(expected), Buffer.from(signature)) ? (subscriberId as SubscriberId) : undefined;
};

/** The page that a token opens; a GET shows it, only the POST changes anything. */
export const unsubscribeUrl = (baseUrl: string, token: string): string =>
  `${baseUrl.replace(/\/+$/, '')}/unsubscribe?token=${token}`;
