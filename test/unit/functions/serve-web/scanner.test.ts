/** Programs that follow every link of a mail, and try it by every method that promises to change nothing. */
import fc from 'fast-check';
import { confirmToken, preferencesToken } from '../../../../lambdas/core/subscriber/signed-token.ts';
import type { SubscriberState } from '../../../../lambdas/core/subscriber/subscriber.ts';
import { unsubscribeToken } from '../../../../lambdas/core/subscriber/unsubscribe-token.ts';
import { ROUTES } from '../../../../lambdas/functions/serve-web/routes.ts';
import { NOTED_ID, TOKEN_KEYS } from './invented-site.ts';
import { inventReader, inventSubscribing, NOW, READER, type SubscribingSite } from './subscribing-site.ts';

const ISSUED = new Date(Date.parse(NOW) - 3_600_000);

/** Every link of our mails. */
const MAIL_LINKS = [
  `/unsubscribe?token=${unsubscribeToken(READER, TOKEN_KEYS)}`,
  `/confirm?token=${confirmToken(READER, ISSUED, TOKEN_KEYS)}`,
  `/preferences?token=${preferencesToken(READER, ISSUED, TOKEN_KEYS)}`,
  `/papers/${NOTED_ID}`,
  '/?category=cs.LG',
] as const;

/** Every address of a page that a crawler finds from there on, those that forms post to among them. */
const linksIn = (markup: string): readonly string[] =>
  [...markup.matchAll(/(?:href|action|formaction|src)="(\/[^"#]*)/g)].map(([, link = '']) =>
    link.replaceAll('&amp;', '&'),
  );

const STATES: readonly SubscribingSite[] = (
  ['pending', 'confirmed', 'unsubscribed', 'suppressed'] satisfies SubscriberState[]
).map((state) => ({ reader: inventReader(state), suppressed: 'erased' }));

/** What a scanner may bring along. */
const QUERIES = ['', '&action=erase-for-good', '&List-Unsubscribe=One-Click', '&undo=yes', '&via=page'] as const;

it('changes nothing in 10,000 fetches of every link by GET, HEAD and OPTIONS, whatever the state', async () => {
  let fetches = 0;
  for (const given of STATES) {
    const site = inventSubscribing(given);
    const stored = site.stored();
    const links = new Set<string>(MAIL_LINKS);
    // Two steps from the mail: what its pages lead to.
    for (const link of [...links]) for (const found of linksIn((await site.ask(link)).body)) links.add(found);
    expect(links.size).toBeGreaterThan(20);
    const subscribing = [...links].filter((link) => /^\/(?:subscribe|confirm|preferences|unsubscribe)/.test(link));
    for (let nth = 0; nth < 2_500; nth += 1) {
      const method = ['GET', 'HEAD', 'OPTIONS'][nth % 3] ?? 'GET';
      // Other pages are slow to make and have nothing to change: each is fetched a few times.
      const pool = nth < 3 * links.size ? [...links] : subscribing;
      const link = pool[Math.floor(nth / 3) % pool.length] ?? '/';
      const query = link.includes('?') ? (QUERIES[nth % QUERIES.length] ?? '') : '';
      const { status, body } = await site.ask(`${link}${query}`, {
        method,
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: 'List-Unsubscribe=One-Click&action=erase-for-good&undo=yes',
      });
      expect(status).toBeLessThan(500);
      expect(method === 'HEAD' ? body : '').toBe('');
      fetches += 1;
    }
    expect(site.stored()).toBe(stored);
    expect(
      site.calls.filter((call) => !['subscribers.get', 'deliveries.latest', 'suppressions.entryOf'].includes(call)),
    ).toEqual([]);
  }
  expect(fetches).toBe(10_000);
}, 120_000);

it('answers any query of these addresses without an error and without a change', async () => {
  const site = inventSubscribing({ reader: inventReader('confirmed') });
  const stored = site.stored();
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom('/subscribe', '/confirm', '/preferences', '/unsubscribe'),
      fc.string({ unit: 'grapheme', maxLength: 200 }),
      async (path, text) => {
        const { status, body } = await site.ask(
          `${path}?token=${encodeURIComponent(text)}&category=${encodeURIComponent(text)}`,
        );
        expect([200, 400]).toContain(status);
        expect(body).not.toContain('<script>');
      },
    ),
  );
  expect(site.stored()).toBe(stored);
});

it('keeps no answer of these addresses, and asks that none be indexed', async () => {
  const site = inventSubscribing({ reader: inventReader('confirmed') });
  for (const link of MAIL_LINKS.slice(0, 3)) {
    for (const request of [{}, { method: 'POST' }, { method: 'PUT' }]) {
      const { headers, body } = await site.ask(link, request);
      expect(headers).toMatchObject({
        'cache-control': 'no-store',
        'x-robots-tag': 'noindex',
        'referrer-policy': 'no-referrer',
        'cross-origin-opener-policy': 'same-origin',
      });
      expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
      expect(headers).not.toHaveProperty('set-cookie');
      expect(body).not.toContain('rel="canonical"');
    }
  }
  expect(ROUTES.map(({ path }) => path)).toEqual(
    expect.arrayContaining(['/subscribe', '/confirm', '/preferences', '/unsubscribe']),
  );
});
