/** E-mail addresses: what is taken as one, and the keyed hash by which everything but the subscriber's row knows it. */
import { createHmac } from 'node:crypto';
import type { SubscriberId } from './subscriber.ts';

/** RFC 5321: 254 characters in all (the path's 256 without its brackets), 64 before the @. */
const MAX_LENGTH = 254;
const MAX_LOCAL_LENGTH = 64;
/** What is longer is no address with blanks around it; a text of any length is turned away before it is searched. */
const MAX_TEXT_LENGTH = 2 * MAX_LENGTH;

/** Dot-atom of RFC 5322. Quoted local parts and letters beyond ASCII are refused: SES v1 takes neither reliably. */
const LOCAL_PART = /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/;
/** Letters of any script, checked before URL may read a port, path or user into it. */
const WRITTEN_DOMAIN = /^[\p{L}\p{M}\p{N}.-]+$/u;
/** Two labels at least; a last label of digits would be an IP address. */
const ASCII_DOMAIN = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?=[a-z0-9-]*[a-z])[a-z0-9][a-z0-9-]{0,61}[a-z0-9]$/;

/** The domain in lower case, international ones in their ASCII form; `undefined` when it is none. */
const asciiDomain = (written: string): string | undefined => {
  if (!WRITTEN_DOMAIN.test(written)) return undefined;
  const address = `http://${written}/`;
  if (!URL.canParse(address)) return undefined;
  const { hostname } = new URL(address);
  return ASCII_DOMAIN.test(hostname) ? hostname : undefined;
};

/**
 * The address with its domain in lower-case ASCII and its local part as written, since only its owner's server knows
 * whether case matters there; `undefined` for anything that is not one bare address (no display name, no list, no CR or LF).
 */
export const parseEmailAddress = (text: string): string | undefined => {
  if (text.length > MAX_TEXT_LENGTH) return undefined;
  const trimmed = text.replace(/^[ \t]+|[ \t]+$/g, '');
  if (trimmed.length > MAX_LENGTH) return undefined;
  const parts = trimmed.split('@');
  const [local, written] = parts;
  if (parts.length !== 2 || local === undefined || written === undefined) return undefined;
  if (local.length > MAX_LOCAL_LENGTH || !LOCAL_PART.test(local)) return undefined;
  const domain = asciiDomain(written);
  const address = `${local}@${domain ?? ''}`;
  return domain === undefined || address.length > MAX_LENGTH ? undefined : address;
};

/**
 * HMAC-SHA256 of the address in lower case, 32 hexadecimal characters: the same person whatever the case in which they
 * write their name, and nothing that a list of addresses could be tried against without the key.
 *
 * @param address as `parseEmailAddress` gives it
 */
export const subscriberIdOf = (address: string, hashKey: string): SubscriberId =>
  createHmac('sha256', hashKey).update(address.toLowerCase()).digest('hex').slice(0, 32) as SubscriberId;
