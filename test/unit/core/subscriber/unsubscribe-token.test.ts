import fc from 'fast-check';
import type { SubscriberId } from '../../../../lambdas/core/subscriber/subscriber.ts';
import { tokenKeysSchema, type TokenKeys } from '../../../../lambdas/core/subscriber/token-keys.ts';
import { unsubscribeUrl } from '../../../../lambdas/core/subscriber/mail-links.ts';
import { readUnsubscribeToken, unsubscribeToken } from '../../../../lambdas/core/subscriber/unsubscribe-token.ts';

const keys: TokenKeys = { current: 'k1', keys: { k1: 'first-secret-first-secret-first-secret' } };
const id = '0123456789abcdef0123456789abcdef' as SubscriberId;
const subscriberIds = fc.stringMatching(/^[0-9a-f]{32}$/).map((text) => text as SubscriberId);

describe('unsubscribe token', () => {
  it('names the subscriber who it was made for', () => {
    fc.assert(
      fc.property(subscriberIds, (subscriberId) => {
        expect(readUnsubscribeToken(unsubscribeToken(subscriberId, keys), keys)).toBe(subscriberId);
      }),
    );
  });

  it('is refused when any one bit of it is flipped', () => {
    const token = unsubscribeToken(id, keys);
    fc.assert(
      fc.property(fc.nat(token.length - 1), fc.nat(7), (index, bit) => {
        const forged =
          token.slice(0, index) + String.fromCharCode(token.charCodeAt(index) ^ (1 << bit)) + token.slice(index + 1);
        expect(readUnsubscribeToken(forged, keys)).toBeUndefined();
      }),
      { numRuns: 1_000 },
    );
  });

  it('is refused when one character of it is any other, the spare bits of the last one included', () => {
    const token = unsubscribeToken(id, keys);
    const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    for (const digit of digits) {
      const other = token.slice(0, -1) + digit;
      expect(readUnsubscribeToken(other, keys)).toBe(other === token ? id : undefined);
    }
  });

  it('refuses any text that is no token, and never throws', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200 }), (text) => {
        expect(readUnsubscribeToken(text, keys)).toBeUndefined();
      }),
    );
  });

  it('does not take a name of Object for a key', () => {
    const token = unsubscribeToken(id, keys);
    expect(readUnsubscribeToken(token.replace('k1.', 'constructor.'), keys)).toBeUndefined();
    expect(readUnsubscribeToken(token.replace('k1.', 'toString.'), keys)).toBeUndefined();
  });

  it('still lets the reader of an old mail out after the key was replaced', () => {
    const old = unsubscribeToken(id, keys);
    const replaced: TokenKeys = { current: 'k2', keys: { ...keys.keys, k2: 'second-secret-second-secret-second' } };
    expect(readUnsubscribeToken(old, replaced)).toBe(id);
    expect(unsubscribeToken(id, replaced)).not.toBe(old);
    expect(readUnsubscribeToken(unsubscribeToken(id, replaced), keys)).toBeUndefined();
  });

  it('stands in a URL as it is', () => {
    const url = unsubscribeUrl('https://papers.example.com/', unsubscribeToken(id, keys));
    expect(url).toMatch(/^https:\/\/papers\.example\.com\/unsubscribe\?token=k1\.[0-9a-f]{32}\.[A-Za-z0-9_-]{43}$/);
    expect(new URL(url).href).toBe(url);
  });
});

describe('token keys', () => {
  it('are refused without their current key, with a short secret, or with a name that would break a token', () => {
    expect(tokenKeysSchema.safeParse(keys).success).toBe(true);
    expect(tokenKeysSchema.safeParse({ ...keys, current: 'k9' }).success).toBe(false);
    expect(tokenKeysSchema.safeParse({ current: 'k1', keys: { k1: 'short' } }).success).toBe(false);
    expect(tokenKeysSchema.safeParse({ current: 'a.b', keys: { 'a.b': keys.keys.k1 } }).success).toBe(false);
  });
});
