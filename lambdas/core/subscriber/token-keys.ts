/** The secrets that sign the tokens in mails: one signs, all of them verify, so that a key can be replaced without breaking old mails. */
import * as z from 'zod';

/** Names a key inside a token: short, and free of the token's separator. */
const tokenKeyIdSchema = z.string().regex(/^[A-Za-z0-9]{1,16}$/, 'a key id is 1 to 16 letters or digits');

/**
 * As the retained secret holds it. Keys are added, `current` moves on, and no key is ever taken out: an unsubscribe link
 * of any age must work, and without its key it cannot. Secrets have at least 32 characters (256 bits when hex or base64).
 */
export const tokenKeysSchema = z
  .object({ current: tokenKeyIdSchema, keys: z.record(tokenKeyIdSchema, z.string().min(32)) })
  .refine(({ current, keys }) => Object.hasOwn(keys, current), { error: 'the current key is not among the keys' });

export interface TokenKeys {
  /** Id of the key that signs new tokens. */
  readonly current: string;
  /** Secret by key id. */
  readonly keys: Readonly<Record<string, string>>;
}

/** The secret of that key id; own properties only, because the id may come out of a forged token. */
export const tokenSecret = (keys: TokenKeys, keyId: string): string | undefined =>
  Object.hasOwn(keys.keys, keyId) ? keys.keys[keyId] : undefined;
