import { createHash, webcrypto } from 'node:crypto';
import vm from 'node:vm';
import fc from 'fast-check';
import { formToken } from '../../../../lambdas/functions/serve-web/form-token.ts';
import { isProof, PROOF_BITS } from '../../../../lambdas/functions/serve-web/proof-of-work.ts';
import { PROOF_SCRIPT } from '../../../../lambdas/functions/serve-web/proof-script.ts';
import { networkOf } from '../../../../lambdas/functions/serve-web/subscribe-network.ts';
import { ADDRESS, inventReader, inventSubscribing, NOW, type SubscribingSite } from './subscribing-site.ts';

type Site = ReturnType<typeof inventSubscribing>;

/** A form that a person took five seconds for. */
const fieldsOn = (site: Site, fields: Readonly<Record<string, string>> = {}) => {
  const form = formToken({
    tokenKeys: site.deps.tokenKeys,
    clock: () => new Date(site.clock.now.getTime() - 5_000),
  });
  return { email: ADDRESS, website: '', form, proof: '', category: 'all', timeZone: '', ...fields };
};

const subscribeOn = (site: Site, fields: Readonly<Record<string, string>> = {}, from?: string) =>
  site.post('/subscribe', fieldsOn(site, fields), from);

/** As the script of the page looks for it. */
const proofFor = (form: string, email: string): string => {
  for (let number = 0; ; number += 1) if (isProof(String(number), { form, email })) return String(number);
};

const STATES: readonly (readonly [name: string, site: SubscribingSite])[] = [
  ['somebody new', {}],
  ['pending', { reader: inventReader('pending') }],
  ['confirmed', { reader: inventReader('confirmed') }],
  ['unsubscribed', { reader: inventReader('unsubscribed') }],
  ['suppressed', { reader: inventReader('suppressed'), suppressed: 'complaint' }],
  ['bounced', { reader: inventReader('confirmed'), suppressed: 'bounce' }],
  ['erased', { suppressed: 'erased' }],
];

describe('POST /subscribe', () => {
  it('answers byte for byte alike and makes the same calls whatever is known of the address', async () => {
    const seen = await Promise.all(
      STATES.map(async ([, state]) => {
        const site = inventSubscribing(state);
        return { answer: await subscribeOn(site), calls: site.calls, queue: site.queue };
      }),
    );
    expect(seen.map(({ answer }) => answer.status)).toEqual(STATES.map(() => 200));
    for (const each of seen) expect(each).toEqual(seen[0]);
    expect(seen[0]?.calls).toEqual(['limits.take', 'confirmations.enqueue']);
  });

  it('answers what it turns away alike too, and puts nothing on the queue', async () => {
    const { body, status, headers } = await subscribeOn(inventSubscribing());
    for (const [given, fields, before] of [
      [{}, { website: 'https://spam.example' }, 0],
      [{ deps: { minFillMs: 60_000 } }, {}, 0],
      [{}, {}, 5],
    ] as const) {
      const site = inventSubscribing(given);
      for (let nth = 0; nth < before; nth += 1) await subscribeOn(site);
      site.calls.length = 0;
      expect(await subscribeOn(site, fields)).toEqual({ body, status, headers });
      expect([site.queue.length, site.calls]).toEqual([before, ['limits.take']]);
    }
  });

  it('puts the address, the page’s category and the zone on the queue, and none of who asked', async () => {
    const site = inventSubscribing();
    await subscribeOn(site, { email: ' me@EXAMPLE.org ', category: 'cs.NA', timeZone: 'europe/berlin' });
    expect(site.queue).toEqual([
      {
        address: 'me@example.org',
        requestedAt: NOW,
        consentText: 'box-1',
        categories: ['math.NA'],
        timeZone: 'Europe/Berlin',
      },
    ]);
    expect(site.stored()).not.toContain('192.0.2.1');
  });

  it.each([
    ['a zone that is none', { timeZone: 'Europe/Atlantis' }],
    ['an offset', { timeZone: '+05:00' }],
    ['markup', { timeZone: '<b>', category: '<b>' }],
  ])('leaves out %s', async (_name, fields) => {
    const site = inventSubscribing();
    await subscribeOn(site, fields);
    expect(site.queue).toEqual([{ address: ADDRESS, requestedAt: NOW, consentText: 'box-1', categories: ['all'] }]);
  });

  it('takes the zone that CloudFront guesses when the browser tells none', async () => {
    const site = inventSubscribing();
    await site.ask('/subscribe', {
      method: 'POST',
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        'cloudfront-viewer-time-zone': 'Asia/Tokyo',
      },
      body: new URLSearchParams(fieldsOn(site)).toString(),
    });
    expect(site.queue[0]?.timeZone).toBe('Asia/Tokyo');
  });

  it('does the same for an address of any domain: whether it may sign up is decided behind the queue', async () => {
    const seen = await Promise.all(
      [ADDRESS, 'me@Example.com', 'me@foreign.example'].map(async (email) => {
        const site = inventSubscribing();
        return { answer: await subscribeOn(site, { email }), calls: site.calls };
      }),
    );
    for (const each of seen) expect(each).toEqual(seen[0]);
    expect(seen[0]?.calls).toEqual(['limits.take', 'confirmations.enqueue']);
  });

  it('tells a text that is no address, whatever is known, and shows it as it was typed', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme', maxLength: 400 }), async (text) => {
        const site = inventSubscribing();
        const email = `${text}<script>&"'`;
        const { status, body } = await subscribeOn(site, { email });
        expect([status, site.queue, site.calls]).toEqual([400, [], []]);
        expect(body).toContain('That is no email address');
        expect(body).not.toContain('<script>&');
        expect(body.match(/<script/g)).toHaveLength(1);
      }),
      { numRuns: 50 },
    );
  });

  it('shows a fresh form in place of one that is a day old, not ours, or for another purpose', async () => {
    const site = inventSubscribing();
    const { form } = fieldsOn(site);
    site.clock.now = new Date(site.clock.now.getTime() + 86_400_000);
    for (const old of [form, '', 'x', `${form.slice(0, -1)}${form.endsWith('A') ? 'B' : 'A'}`]) {
      const { status, body } = await subscribeOn(site, { form: old });
      expect(status).toBe(400);
      expect(body).toContain('Please send that once more');
      expect(body).toContain(`value="${ADDRESS}"`);
    }
    expect(site.queue).toEqual([]);
    expect((await site.ask('/subscribe', { method: 'POST' })).status).toBe(400);
  });

  it('lets five of a network ask in ten minutes, and with a proof of work twenty', async () => {
    const site = inventSubscribing();
    const fields = fieldsOn(site);
    const proof = proofFor(fields.form, fields.email);
    for (let nth = 0; nth < 8; nth += 1) await site.post('/subscribe', fields);
    expect(site.queue).toHaveLength(5);
    for (let nth = 0; nth < 30; nth += 1) await site.post('/subscribe', { ...fields, proof });
    expect(site.queue).toHaveLength(20);
    await site.post('/subscribe', fields, '192.0.2.2');
    expect(site.queue).toHaveLength(21);
    site.clock.now = new Date(site.clock.now.getTime() + 600_001);
    await site.post('/subscribe', fields);
    expect(site.queue).toHaveLength(22);
  });

  it('counts a /48 as one network, and knows none by its address', async () => {
    const site = inventSubscribing();
    for (let nth = 0; nth < 8; nth += 1) await subscribeOn(site, {}, `2001:db8:7:${nth}::${nth}`);
    expect(site.queue).toHaveLength(5);
    expect(site.stored()).not.toMatch(/2001|db8/);
  });
});

describe('networkOf', () => {
  it.each([
    ['192.0.2.1', '192.0.2.1'],
    ['::ffff:192.0.2.1', '192.0.2.1'],
    ['::FFFF:c000:0201', '192.0.2.1'],
    ['2001:DB8:7:1::1', '2001:db8:7::/48'],
    ['2001:db8:7::', '2001:db8:7::/48'],
    ['::1', '0:0:0::/48'],
    ['1::', '1:0:0::/48'],
    ['fe80::1%eth0', 'unknown'],
    ['192.0.2.1:443', 'unknown'],
    ['', 'unknown'],
    [undefined, 'unknown'],
  ])('%s is of %s', (address, network) => {
    expect(networkOf(address)).toBe(network);
  });

  it('gives every address of a /48 the same network, and those of two different ones', () => {
    const group = fc.integer({ min: 0, max: 0xffff }).map((value) => value.toString(16));
    const groups = (count: number) => fc.array(group, { minLength: count, maxLength: count });
    fc.assert(
      fc.property(groups(3), groups(5), groups(5), (prefix, one, other) => {
        fc.pre(prefix.some((each) => each !== '0'));
        const network = networkOf([...prefix, ...one].join(':'));
        expect(networkOf([...prefix, ...other].join(':'))).toBe(network);
        expect(network).toBe(`${prefix.join(':')}::/48`);
      }),
    );
  });
});

describe('proof of work', () => {
  it('serves one form and one address', () => {
    const proof = proofFor('form', 'a@example.org');
    expect(isProof(proof, { form: 'form', email: 'a@example.org' })).toBe(true);
    expect(isProof('', { form: 'form', email: 'a@example.org' })).toBe(false);
    expect(isProof(`${proof} `, { form: 'form', email: 'a@example.org' })).toBe(false);
    const others = Array.from({ length: 40 }, (_, nth) =>
      isProof(proof, { form: `form${nth}`, email: 'a@example.org' }),
    );
    expect(others.filter(Boolean).length).toBeLessThanOrEqual(1);
  });

  it('asks for so many zero bits at the head of the hash', () => {
    const hash = createHash('sha256')
      .update(`form\nme\n${proofFor('form', 'me')}`)
      .digest();
    expect(hash.readUInt32BE(0) >>> (32 - PROOF_BITS)).toBe(0);
  });

  /** A form as the script sees it, in a world with these globals. */
  const runScript = async (globals: Readonly<Record<string, unknown>>) => {
    const elements = {
      email: { value: 'me@example.org' },
      form: { value: 'a.token' },
      proof: { value: '' },
      timeZone: { value: '' },
    };
    const listeners: Record<string, (event: { preventDefault: () => void }) => Promise<void>> = {};
    let sent = 0;
    const form = {
      elements,
      addEventListener: (type: string, listener: (event: { preventDefault: () => void }) => Promise<void>) => {
        listeners[type] = listener;
      },
    };
    vm.runInNewContext(PROOF_SCRIPT, {
      document: { querySelector: () => form },
      addEventListener: () => undefined,
      HTMLFormElement: class {
        submit(): void {
          sent += 1;
        }
      },
      TextEncoder,
      ...globals,
    });
    await listeners.submit?.({ preventDefault: () => undefined });
    await listeners.submit?.({ preventDefault: () => undefined });
    return { elements, sent };
  };

  it('is found by the script of the page, which sends the form once', async () => {
    const { elements, sent } = await runScript({ crypto: webcrypto });
    expect(isProof(elements.proof.value, { form: 'a.token', email: 'me@example.org' })).toBe(true);
    expect([sent, elements.timeZone.value]).toEqual([1, Intl.DateTimeFormat().resolvedOptions().timeZone]);
  });

  it('is left out where the browser can’t hash or can’t in time, and the form is sent all the same', async () => {
    const never = { subtle: { digest: () => Promise.resolve(new Uint8Array(32).fill(255).buffer) } };
    let ms = 0;
    class Hurried extends Date {
      static override now(): number {
        ms += 1_000;
        return ms;
      }
    }
    for (const globals of [{}, { crypto: {} }, { crypto: never, Date: Hurried }]) {
      const { elements, sent } = await runScript(globals);
      expect([elements.proof.value, sent]).toEqual(['', 1]);
    }
  });
});

describe('GET /subscribe and /proof.js', () => {
  it('shows the box, and allows the one script where the box is', async () => {
    const site = inventSubscribing();
    const { status, body, headers } = await site.ask('/subscribe');
    expect([status, headers['cache-control']]).toEqual([200, 'no-store']);
    expect(body).toContain('Get trending papers in your email inbox once a day!');
    expect(body.match(/<script[^>]*>[^<]*/g)).toEqual(['<script src="/proof.js" defer>']);
    expect(headers['content-security-policy']).toContain("script-src 'self'");
    const script = await site.ask('/proof.js');
    expect([script.status, script.headers['content-type']]).toEqual([200, 'text/javascript; charset=utf-8']);
    expect(Buffer.byteLength(script.body)).toBeLessThan(2_500);
    expect(script.body).not.toMatch(/fetch|XMLHttp|cookie|localStorage|https?:/);
  });
});
