/**
 * Signed tokens of links and forms: `keyId.part[.part].signature`, HMAC-SHA256 in base64url over key id, purpose and parts.
 * The purpose is signed and not written: a token made for one is worth nothing for another. A subscriber is named by the
 * keyed hash, never by address. Lives are those of the e-mail rules: 48 hours to confirm, 30 days for preferences; a page's
 * form is judged by its reader, who is told when it was issued.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { SubscriberId } from './subscriber.ts';
import { tokenSecret, type TokenKeys } from './token-keys.ts';

export type TokenPurpose = 'unsubscribe' | 'confirm' | 'preferences' | 'form';

const KEY_ID = '[A-Za-z0-9]{1,16}';
const SIGNATURE = '[A-Za-z0-9_-]{43}';
export const SUBSCRIBER_PART = '[A-Za-z0-9_-]{16,64}';
/** Seconds since 1970 in its one spelling: no sign, no leading zero, until the year 5138. */
const ISSUED_PART = '[1-9][0-9]{0,10}';

const signatureOf = (secret: string, signed: readonly string[]): string =>
  createHmac('sha256', secret).update(signed.join('\n')).digest('base64url');

/**
 * The token of these parts, signed with the current key.
 * @param parts free of dots and line ends
 * @throws Error when the current key is missing
 */
export const signToken = (purpose: TokenPurpose, parts: readonly string[], keys: TokenKeys): string => {
  const keyId = keys.current;
  const secret = tokenSecret(keys, keyId);
  if (secret === undefined) throw new Error('The token keys hold no secret for their current key id.');
  return [keyId, ...parts, signatureOf(secret, [keyId, purpose, ...parts])].join('.');
};

/** What a purpose's token looks like: the pattern of each part. */
const patternOf = (parts: readonly string[]): RegExp =>
  new RegExp(`^${[KEY_ID, ...parts, SIGNATURE].map((part) => `(${part})`).join('\\.')}$`);

/**
 * A reader of tokens of one purpose: gives the parts, or undefined when the token is not one of ours. The comparison
 * takes the same time wherever the difference is, and compares text: the spare bits of the last base64url digit cannot
 * vary unseen.
 *
 * @param partPatterns sources of regular expressions without groups, one for each part
 */
export const tokenReader = (purpose: TokenPurpose, partPatterns: readonly string[]) => {
  const pattern = patternOf(partPatterns);
  return (token: string, keys: TokenKeys): readonly string[] | undefined => {
    const [, keyId, ...rest] = pattern.exec(token) ?? [];
    const signature = rest.at(-1);
    const parts = rest.slice(0, -1);
    if (keyId === undefined || signature === undefined) return undefined;
    const secret = tokenSecret(keys, keyId);
    if (secret === undefined) return undefined;
    const expected = signatureOf(secret, [keyId, purpose, ...parts]);
    return timingSafeEqual(Buffer.from(expected), Buffer.from(signature)) ? parts : undefined;
  };
};

const secondsOf = (instant: Date): string => String(Math.floor(instant.getTime() / 1_000));
const dateOfSeconds = (seconds: string | undefined): Date => new Date(Number(seconds) * 1_000);

/** A genuine token of a subscriber; `expired` once it is as old as its life. */
export interface SubscriberToken {
  readonly subscriberId: SubscriberId;
  /** Full seconds, rounded down. */
  readonly issuedAt: Date;
  readonly expired: boolean;
}

type ReadSubscriberToken = (token: string, keys: TokenKeys, now: Date) => SubscriberToken | undefined;

const subscriberTokenReader = (purpose: TokenPurpose, lifeSeconds: number): ReadSubscriberToken => {
  const read = tokenReader(purpose, [SUBSCRIBER_PART, ISSUED_PART]);
  return (token, keys, now) => {
    const parts = read(token, keys);
    if (parts === undefined) return undefined;
    const [subscriberId, seconds] = parts;
    const issuedAt = dateOfSeconds(seconds);
    return {
      subscriberId: subscriberId as SubscriberId,
      issuedAt,
      expired: now.getTime() >= issuedAt.getTime() + lifeSeconds * 1_000,
    };
  };
};

export const CONFIRM_TOKEN_HOURS = 48;
export const PREFERENCES_TOKEN_DAYS = 30;

/** The token of the link in a confirmation mail. */
export const confirmToken = (subscriberId: SubscriberId, issuedAt: Date, keys: TokenKeys): string =>
  signToken('confirm', [subscriberId, secondsOf(issuedAt)], keys);

export const readConfirmToken = subscriberTokenReader('confirm', CONFIRM_TOKEN_HOURS * 3_600);

/** The token of the link to a reader's preferences. */
export const preferencesToken = (subscriberId: SubscriberId, issuedAt: Date, keys: TokenKeys): string =>
  signToken('preferences', [subscriberId, secondsOf(issuedAt)], keys);

export const readPreferencesToken = subscriberTokenReader('preferences', PREFERENCES_TOKEN_DAYS * 86_400);

/** The token in a page's form: when the page was made, and no person. */
export const formToken = (issuedAt: Date, keys: TokenKeys): string => signToken('form', [secondsOf(issuedAt)], keys);

const readForm = tokenReader('form', [ISSUED_PART]);

/** When the form was issued (full seconds), or undefined for what is no token of ours. How old it may be is the caller's rule. */
export const readFormToken = (token: string, keys: TokenKeys): Date | undefined => {
  const parts = readForm(token, keys);
  return parts && dateOfSeconds(parts[0]);
};
