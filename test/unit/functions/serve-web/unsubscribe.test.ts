import fc from 'fast-check';
import type { Subscriber, SubscriberId, SubscriberState } from '../../../../lambdas/core/subscriber/subscriber.ts';
import { unsubscribeToken } from '../../../../lambdas/core/subscriber/unsubscribe-token.ts';
import { createFakeSubscriberStore } from '../../../fakes/fake-subscriber-store.ts';
import { ask, inventDeps, TOKEN_KEYS, type InventedRequest } from './invented-site.ts';
import { ADDRESS, inventReader, inventSubscribing, NOW, READER } from './subscribing-site.ts';

const ID = '0123456789abcdef0123456789abcdef' as SubscriberId;
const TARGET = `/unsubscribe?token=${unsubscribeToken(ID, TOKEN_KEYS)}`;

const subscriber = (state: SubscriberState): Subscriber => ({
  subscriberId: ID,
  address: 'reader@example.org',
  state,
  createdAt: '2026-10-01T00:00:00Z',
  stateChangedAt: '2026-10-01T00:00:00Z',
  consent: { by: 'form', at: '2026-10-01T00:00:00Z', text: 'Send me the digest.' },
  preferences: {
    frequency: 'daily',
    weekday: 1,
    localHour: 7,
    timeZone: 'UTC',
    categories: ['all'],
    topics: [],
    exclude: [],
    authors: [],
    maxPapers: 10,
    onlyWithCode: false,
  },
});

const siteWith = (state: SubscriberState) =>
  inventDeps({ subscribers: createFakeSubscriberStore([subscriber(state)]) });
type Site = ReturnType<typeof siteWith> & { subscribers: ReturnType<typeof createFakeSubscriberStore> };
const stateIn = (deps: ReturnType<typeof siteWith>) => (deps as Site).subscribers.rows.get(ID)?.state;

const URLENCODED: InventedRequest = {
  method: 'POST',
  headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
  body: 'List-Unsubscribe=One-Click',
};
const multipart = (boundary: string, type = `multipart/form-data; boundary=${boundary}`): InventedRequest => ({
  method: 'POST',
  headers: { 'content-type': type },
  body: Buffer.from(
    `--${boundary}\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--${boundary}--\r\n`,
  ).toString('base64'),
  isBase64Encoded: true,
});

describe('POST /unsubscribe', () => {
  it.each([
    ['urlencoded', URLENCODED],
    [
      'urlencoded with a charset',
      { ...URLENCODED, headers: { 'content-type': 'application/x-www-form-urlencoded; charset=UTF-8' } },
    ],
    ['multipart', multipart('---FormBoundaryjWmhtjORrn')],
    ['multipart with a quoted boundary', multipart('a b', 'multipart/form-data; boundary="a b"')],
  ])('unsubscribes at once, %s: 200, short, without cookie or redirect', async (_name, request) => {
    const deps = siteWith('confirmed');
    const { status, body, header, cookies } = await ask(TARGET, request, deps);
    expect([status, body]).toEqual([200, 'Unsubscribed.\n']);
    expect([header('location'), header('set-cookie'), cookies]).toEqual(['', '', undefined]);
    expect(header('cache-control')).toBe('no-store');
    expect(stateIn(deps)).toBe('unsubscribed');
  });

  it('answers the second time alike', async () => {
    const deps = siteWith('confirmed');
    const first = await ask(TARGET, URLENCODED, deps);
    const second = await ask(TARGET, URLENCODED, deps);
    expect([second.status, second.body]).toEqual([first.status, first.body]);
    expect(stateIn(deps)).toBe('unsubscribed');
  });

  it('is valid when the row is gone, ends a pending sign-up, and lifts no suppression', async () => {
    expect((await ask(TARGET, URLENCODED)).status).toBe(200);
    const [pending, suppressed] = [siteWith('pending'), siteWith('suppressed')];
    expect((await ask(TARGET, URLENCODED, pending)).status).toBe(200);
    expect((await ask(TARGET, URLENCODED, suppressed)).status).toBe(200);
    expect([stateIn(pending), stateIn(suppressed)]).toEqual(['unsubscribed', 'suppressed']);
  });

  it('ends a subscription that is confirmed between its two looks', async () => {
    const store = createFakeSubscriberStore([subscriber('pending')]);
    let looks = 0;
    const deps = inventDeps({
      subscribers: {
        ...store,
        changeState: async (id, change) => {
          looks += 1;
          if (looks === 2) await store.changeState(id, { from: 'pending', to: 'confirmed', at: change.at });
          return store.changeState(id, change);
        },
      },
    });
    await ask(TARGET, URLENCODED, deps);
    expect(store.rows.get(ID)?.state).toBe('unsubscribed');
  });

  it.each([
    ['no body', { method: 'POST' }],
    ['another type', { ...URLENCODED, headers: { 'content-type': 'application/json' } }],
    ['another field', { ...URLENCODED, body: 'List-Unsubscribe=Later' }],
    [
      'a cut multipart',
      {
        ...multipart('b'),
        body: '--b\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click',
        isBase64Encoded: false,
      },
    ],
    ['multipart without boundary', multipart('b', 'multipart/form-data')],
  ])('changes nothing with %s', async (_name, request) => {
    const deps = siteWith('confirmed');
    expect((await ask(TARGET, request, deps)).status).toBe(400);
    expect(stateIn(deps)).toBe('confirmed');
  });

  it('refuses every token with a changed character', async () => {
    const token = unsubscribeToken(ID, TOKEN_KEYS);
    await fc.assert(
      fc.asyncProperty(
        fc.nat(token.length - 1),
        fc.constantFrom('a', 'Z', '0', '.', '-', '_'),
        async (at, character) => {
          fc.pre(token[at] !== character);
          const deps = siteWith('confirmed');
          const forged = token.slice(0, at) + character + token.slice(at + 1);
          expect((await ask(`/unsubscribe?token=${forged}`, URLENCODED, deps)).status).toBe(400);
          expect(stateIn(deps)).toBe('confirmed');
        },
      ),
    );
  });

  it('refuses a body that no form has', async () => {
    expect((await ask(TARGET, { ...URLENCODED, body: 'a'.repeat(70_000) })).status).toBe(413);
  });

  it('answers the form of the page with a page', async () => {
    const deps = siteWith('confirmed');
    const { status, body } = await ask(TARGET, { ...URLENCODED, body: 'List-Unsubscribe=One-Click&via=page' }, deps);
    expect(status).toBe(200);
    expect(body).toContain('You are unsubscribed');
    expect(stateIn(deps)).toBe('unsubscribed');
  });
});

describe('the way back', () => {
  const WAY_OUT = `/unsubscribe?token=${unsubscribeToken(READER, TOKEN_KEYS)}`;

  it('is offered on the page after the button, and asks for a mail to the address on record', async () => {
    const site = inventSubscribing({ reader: inventReader('confirmed') });
    const { body } = await site.post(WAY_OUT, { 'List-Unsubscribe': 'One-Click', via: 'page' });
    expect(body).toContain(`<form method="post" action="${WAY_OUT}">`);
    expect(body).toContain('name="undo" value="yes"');
    const asked = await site.post(WAY_OUT, { undo: 'yes' });
    expect(asked.status).toBe(200);
    expect(asked.body).not.toContain(ADDRESS);
    expect(site.row()?.state).toBe('unsubscribed');
    expect(site.queue).toEqual([
      { address: ADDRESS, requestedAt: NOW, consentText: 'box-1', timeZone: 'Europe/Berlin', categories: ['cs.LG'] },
    ]);
  });

  it('answers alike where there is nothing to bring back, and asks for no mail', async () => {
    const { body } = await inventSubscribing({ reader: inventReader('unsubscribed') }).post(WAY_OUT, { undo: 'yes' });
    for (const given of [
      {},
      { reader: inventReader('confirmed') },
      { reader: inventReader('pending') },
      { reader: inventReader('suppressed') },
    ]) {
      const site = inventSubscribing(given);
      expect((await site.post(WAY_OUT, { undo: 'yes' })).body).toBe(body);
      expect(site.queue).toEqual([]);
    }
  });

  it('is limited like signing up, and closed to a token that is not ours', async () => {
    const site = inventSubscribing({ reader: inventReader('unsubscribed') });
    for (let nth = 0; nth < 8; nth += 1) await site.post(WAY_OUT, { undo: 'yes' });
    expect(site.queue).toHaveLength(5);
    expect((await site.post(`${WAY_OUT.slice(0, -1)}!`, { undo: 'yes' })).status).toBe(400);
  });
});

describe('GET /unsubscribe', () => {
  it.each(['GET', 'HEAD', 'OPTIONS'])('changes nothing by %s', async (method) => {
    const deps = siteWith('confirmed');
    await ask(TARGET, { method }, deps);
    expect(stateIn(deps)).toBe('confirmed');
  });

  it('shows a button that posts to the same link, and no address', async () => {
    const { status, body } = await ask(TARGET, {}, siteWith('confirmed'));
    expect(status).toBe(200);
    expect(body).toContain(`<form method="post" action="${TARGET}">`);
    expect(body).not.toContain('reader@example.org');
  });

  it.each(['/unsubscribe', '/unsubscribe?token=', '/unsubscribe?token=<script>'])(
    'says that %s is not whole',
    async (target) => {
      const { status, body } = await ask(target);
      expect(status).toBe(400);
      expect(body).toContain('This link doesn’t work');
      expect(body).not.toContain('<script>');
    },
  );
});
