/**
 * The token in every unsubscribe link: `keyId.subscriberId.signature`. It names the subscriber by the keyed hash, never by
 * address, serves this one purpose and never expires: a mail of any age must let its reader out (RFC 8058 asks for an
 * opaque URI that is hard to forge). Its bytes must stay as they are, for the mails that are out.
 */
import { signToken, SUBSCRIBER_PART, tokenReader } from './signed-token.ts';
import type { SubscriberId } from './subscriber.ts';
import type { TokenKeys } from './token-keys.ts';

/** The token signed with the current key, 256 bits of HMAC-SHA256. Throws when the current key is missing. */
export const unsubscribeToken = (subscriberId: SubscriberId, keys: TokenKeys): string =>
  signToken('unsubscribe', [subscriberId], keys);

const readUnsubscribe = tokenReader('unsubscribe', [SUBSCRIBER_PART]);

/** The subscriber whom the token names, or undefined when it is not one of ours. */
export const readUnsubscribeToken = (token: string, keys: TokenKeys): SubscriberId | undefined =>
  readUnsubscribe(token, keys)?.[0] as SubscriberId | undefined;
