import fc from 'fast-check';
import { confirmUrl, preferencesUrl } from '../../../../lambdas/core/subscriber/mail-links.ts';
import {
  confirmToken,
  formToken,
  preferencesToken,
  readConfirmToken,
  readFormToken,
  readPreferencesToken,
} from '../../../../lambdas/core/subscriber/signed-token.ts';
import type { SubscriberId } from '../../../../lambdas/core/subscriber/subscriber.ts';
import type { TokenKeys } from '../../../../lambdas/core/subscriber/token-keys.ts';
import { readUnsubscribeToken, unsubscribeToken } from '../../../../lambdas/core/subscriber/unsubscribe-token.ts';

const KEYS: TokenKeys = { current: 'k1', keys: { k1: 'first-secret-first-secret-first-secret' } };
const ID = '0123456789abcdef0123456789abcdef' as SubscriberId;
const ISSUED = new Date('2026-11-20T17:00:00.000Z');
const HOUR_MS = 3_600_000;
const after = (ms: number): Date => new Date(ISSUED.getTime() + ms);

interface Purpose {
  readonly make: (keys: TokenKeys) => string;
  readonly read: (token: string, keys: TokenKeys) => unknown;
}
const PURPOSES: Readonly<Record<string, Purpose>> = {
  unsubscribe: { make: (keys) => unsubscribeToken(ID, keys), read: readUnsubscribeToken },
  confirm: {
    make: (keys) => confirmToken(ID, ISSUED, keys),
    read: (token, keys) => readConfirmToken(token, keys, ISSUED),
  },
  preferences: {
    make: (keys) => preferencesToken(ID, ISSUED, keys),
    read: (token, keys) => readPreferencesToken(token, keys, ISSUED),
  },
  form: { make: (keys) => formToken(ISSUED, keys), read: readFormToken },
};
const NAMES = Object.keys(PURPOSES);

describe.each(Object.entries(PURPOSES))('%s token', (name, { make, read }) => {
  const token = make(KEYS);

  it('is read by its own purpose and by no other', () => {
    expect(NAMES.filter((other) => PURPOSES[other]?.read(token, KEYS) !== undefined)).toEqual([name]);
  });

  it('is refused when any one bit of it is flipped', () => {
    for (let index = 0; index < token.length; index += 1)
      for (let bit = 0; bit < 8; bit += 1) {
        const forged =
          token.slice(0, index) + String.fromCharCode(token.charCodeAt(index) ^ (1 << bit)) + token.slice(index + 1);
        expect(read(forged, KEYS)).toBeUndefined();
      }
  });

  it('is refused when any character is another, is missing, or is there twice', () => {
    const index = fc.nat(token.length - 1);
    const character = fc.stringMatching(/^[A-Za-z0-9._-]$/);
    fc.assert(
      fc.property(index, character, (at, other) => {
        fc.pre(token[at] !== other);
        expect(read(token.slice(0, at) + other + token.slice(at + 1), KEYS)).toBeUndefined();
        expect(read(token.slice(0, at) + token.slice(at + 1), KEYS)).toBeUndefined();
        expect(read(token.slice(0, at + 1) + token.slice(at), KEYS)).toBeUndefined();
      }),
      { numRuns: 1_000 },
    );
  });

  it('never takes any other text for one, and never throws', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ maxLength: 300 }), fc.stringMatching(/^[a-z0-9]{0,8}(\.[A-Za-z0-9_-]{0,50}){0,4}$/)),
        (text) => {
          expect(read(text, KEYS)).toBeUndefined();
        },
      ),
    );
    expect(read(`${token}\n`, KEYS)).toBeUndefined();
    expect(read(token.replace('k1.', 'constructor.'), KEYS)).toBeUndefined();
  });

  it('outlives its key by the key id, and is refused under another secret of that id', () => {
    const rotated: TokenKeys = { current: 'k2', keys: { ...KEYS.keys, k2: 'second-secret-second-secret-second' } };
    expect(read(token, rotated)).toEqual(read(token, KEYS));
    expect(make(rotated)).toMatch(/^k2\./);
    expect(read(make(rotated), KEYS)).toBeUndefined();
    expect(read(token, { current: 'k1', keys: { k1: 'another-secret-another-secret-another' } })).toBeUndefined();
  });

  it('is not made without the current key', () => {
    expect(() => make({ current: 'k9', keys: KEYS.keys })).toThrow('no secret');
  });
});

describe('life of a token', () => {
  it('of confirming is 48 hours, to the millisecond', () => {
    const token = confirmToken(ID, ISSUED, KEYS);
    expect(readConfirmToken(token, KEYS, after(48 * HOUR_MS - 1))).toEqual({
      subscriberId: ID,
      issuedAt: ISSUED,
      expired: false,
    });
    expect(readConfirmToken(token, KEYS, after(48 * HOUR_MS))).toEqual({
      subscriberId: ID,
      issuedAt: ISSUED,
      expired: true,
    });
  });

  it('of preferences is 30 days, to the millisecond', () => {
    const token = preferencesToken(ID, ISSUED, KEYS);
    expect(readPreferencesToken(token, KEYS, after(30 * 24 * HOUR_MS - 1))?.expired).toBe(false);
    expect(readPreferencesToken(token, KEYS, after(30 * 24 * HOUR_MS))?.expired).toBe(true);
  });

  it('counts from the full second before it was issued', () => {
    const at = fc.integer({ min: 0, max: 4_000_000_000_000 });
    fc.assert(
      fc.property(at, (ms) => {
        fc.pre(ms >= 1_000);
        const floor = new Date(Math.floor(ms / 1_000) * 1_000);
        expect(readFormToken(formToken(new Date(ms), KEYS), KEYS)).toEqual(floor);
      }),
    );
  });
});

const OLD_TOKEN = 'k1.0123456789abcdef0123456789abcdef.iqiGmq1fJr0SUGIooXO52WHXZCn4phhJ7j5Ia0VV_rE';

describe('tokens that are out', () => {
  it('of unsubscribing keep their bytes: a mail of any age lets its reader out', () => {
    // Made by the first release of the token.
    expect(unsubscribeToken(ID, KEYS)).toBe(OLD_TOKEN);
    expect(readUnsubscribeToken(OLD_TOKEN, KEYS)).toBe(ID);
  });

  it('stand in a URL as they are', () => {
    for (const url of [
      confirmUrl('https://papers.example.com/', confirmToken(ID, ISSUED, KEYS)),
      preferencesUrl('https://papers.example.com', preferencesToken(ID, ISSUED, KEYS)),
    ]) {
      expect(new URL(url).href).toBe(url);
      expect(url).not.toContain('.com//');
    }
  });
});
