import fc from 'fast-check';
import { confirmToken, preferencesToken } from '../../../../lambdas/core/subscriber/signed-token.ts';
import { unsubscribeToken } from '../../../../lambdas/core/subscriber/unsubscribe-token.ts';
import { TOKEN_KEYS } from './invented-site.ts';
import { inventReader, inventSubscribing, NOW, READER, type SubscribingSite } from './subscribing-site.ts';

const ASKED = new Date('2026-11-20T16:00:00Z');
const TARGET = `/confirm?token=${confirmToken(READER, ASKED, TOKEN_KEYS)}`;
const HOUR_MS = 3_600_000;

const waiting = (given: SubscribingSite = {}) => inventSubscribing({ reader: inventReader('pending'), ...given });

describe('GET /confirm', () => {
  it('shows the same button before and after, whatever the state, and reads and changes nothing', async () => {
    const shown = await Promise.all(
      [
        {},
        { reader: inventReader('pending') },
        { reader: inventReader('confirmed') },
        { reader: inventReader('suppressed'), suppressed: 'bounce' },
      ].map(async (given) => {
        const site = inventSubscribing(given as SubscribingSite);
        return { answer: await site.ask(TARGET), calls: site.calls };
      }),
    );
    for (const each of shown) expect(each).toEqual({ answer: shown[0]?.answer, calls: [] });
    expect(shown[0]?.answer.status).toBe(200);
    expect(shown[0]?.answer.body).toContain('<button>Yes, send me the papers</button>');
    expect(shown[0]?.answer.headers).toMatchObject({
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-robots-tag': 'noindex',
    });
  });

  it('offers to sign up again where the token is two days old, of another purpose, or not ours', async () => {
    const site = waiting();
    const tokens = [
      '',
      'x',
      preferencesToken(READER, ASKED, TOKEN_KEYS),
      unsubscribeToken(READER, TOKEN_KEYS),
      confirmToken(READER, new Date(site.clock.now.getTime() - 48 * HOUR_MS), TOKEN_KEYS),
    ];
    for (const token of tokens) {
      for (const method of ['GET', 'POST']) {
        const { status, body, headers } = await site.ask(`/confirm?token=${encodeURIComponent(token)}`, { method });
        expect(status).toBe(400);
        expect(body).toContain('action="/subscribe"');
        expect(headers['content-security-policy']).toContain("script-src 'self'");
      }
    }
    expect(site.row()?.state).toBe('pending');
  });
});

describe('POST /confirm', () => {
  it('confirms with the record of consent and the time of the first mail, and leads to the preferences', async () => {
    const site = waiting();
    const { status, body } = await site.ask(TARGET, { method: 'POST' });
    expect(status).toBe(200);
    expect(site.row()).toMatchObject({
      state: 'confirmed',
      stateChangedAt: NOW,
      consent: { by: 'form', requestedAt: '2026-11-20T16:00:00.000Z', at: NOW, text: 'box-1' },
      dueAt: '2026-11-21T06:00:00.000Z',
    });
    expect(site.row()).not.toHaveProperty('expiresAt');
    expect(body).toContain('at 07:00 in Europe/Berlin');
    const [, href = ''] = /href="(\/preferences\?token=[^"]+)"/.exec(body) ?? [];
    expect((await site.ask(href)).body).toContain('Your mails');
  });

  it('answers alike the second time, and changes nothing then', async () => {
    const site = waiting();
    const first = await site.ask(TARGET, { method: 'POST' });
    const stored = site.stored();
    for (let nth = 0; nth < 100; nth += 1) expect(await site.ask(TARGET, { method: 'POST' })).toEqual(first);
    expect(site.stored()).toBe(stored);
  });

  it('brings back who unsubscribed before the link was made, and nobody who did so after', async () => {
    const before = inventSubscribing({ reader: inventReader('unsubscribed') });
    expect((await before.ask(TARGET, { method: 'POST' })).status).toBe(200);
    const after = inventSubscribing({
      reader: inventReader('unsubscribed', { stateChangedAt: '2026-11-20T16:00:02.000Z' }),
      suppressed: 'erased',
    });
    const stored = after.stored();
    expect((await after.ask(TARGET, { method: 'POST' })).status).toBe(400);
    expect(after.stored()).toBe(stored);
    expect([before.row()?.state, after.row()?.state]).toEqual(['confirmed', 'unsubscribed']);
    expect(before.row()?.consent).toMatchObject({ by: 'form', requestedAt: '2026-11-20T16:00:00.999Z', at: NOW });
  });

  it('confirms a row that was put in the very second of its token', async () => {
    const site = waiting({ reader: inventReader('pending', { stateChangedAt: '2026-11-20T16:00:00.700Z' }) });
    expect((await site.ask(TARGET, { method: 'POST' })).status).toBe(200);
  });

  it('lifts the suppression of who erased themselves, and no other', async () => {
    for (const [reason, left] of [
      ['erased', undefined],
      ['bounce', 'bounce'],
      ['complaint', 'complaint'],
    ] as const) {
      const site = waiting({ suppressed: reason });
      await site.ask(TARGET, { method: 'POST' });
      expect(site.suppression()).toBe(left);
    }
  });

  it('does not undo an erasure that was cut off in the middle', async () => {
    const site = inventSubscribing({ reader: inventReader('confirmed'), suppressed: 'erased' });
    await site.ask(TARGET, { method: 'POST' });
    expect(site.suppression()).toBe('erased');
  });

  it.each(['pending', 'unsubscribed'] as const)(
    'does not undo the erasure under way of one who is %s by a link from before',
    async (state) => {
      const site = inventSubscribing({ reader: inventReader(state) });
      await site.tables.suppressions.suppress(READER, { reason: 'erased', at: NOW });
      expect((await site.ask(TARGET, { method: 'POST' })).status).toBe(400);
      expect([site.row()?.state, site.suppression()]).toEqual([state, 'erased']);
    },
  );

  it.each(['bounce', 'complaint'] as const)(
    'confirms nobody to whom nothing is sent after a %s',
    async (suppressed) => {
      const site = waiting({ suppressed });
      const { status, body } = await site.ask(TARGET, { method: 'POST' });
      expect([status, site.row()?.state]).toEqual([400, 'pending']);
      expect(body).not.toContain('You are subscribed');
    },
  );

  it('says that the link is over where the row has gone, or is suppressed', async () => {
    for (const given of [{}, { reader: inventReader('suppressed') }]) {
      const site = inventSubscribing(given);
      const stored = site.stored();
      expect((await site.ask(TARGET, { method: 'POST' })).status).toBe(400);
      expect(site.stored()).toBe(stored);
    }
  });

  it('refuses every token with a changed character', async () => {
    const token = confirmToken(READER, ASKED, TOKEN_KEYS);
    const site = waiting();
    await fc.assert(
      fc.asyncProperty(
        fc.nat(token.length - 1),
        fc.constantFrom('a', 'Z', '0', '9', '.', '-', '_'),
        async (at, character) => {
          fc.pre(token[at] !== character);
          const forged = token.slice(0, at) + character + token.slice(at + 1);
          expect((await site.ask(`/confirm?token=${forged}`, { method: 'POST' })).status).toBe(400);
          expect(site.row()?.state).toBe('pending');
        },
      ),
    );
  });
});
