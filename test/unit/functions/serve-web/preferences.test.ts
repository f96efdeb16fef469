import fc from 'fast-check';
import type { Delivery } from '../../../../lambdas/core/delivery.ts';
import type { PaperSearch } from '../../../../lambdas/core/ports/search.ts';
import type { SubscriberState } from '../../../../lambdas/core/subscriber/subscriber.ts';
import { confirmToken, preferencesToken } from '../../../../lambdas/core/subscriber/signed-token.ts';
import type { WebDeps } from '../../../../lambdas/functions/serve-web/web-deps.ts';
import { TOKEN_KEYS } from './invented-site.ts';
import {
  ADDRESS,
  inventReader,
  inventSubscribing,
  NOW,
  READER,
  SUPPRESSED_AT,
  type SubscribingSite,
} from './subscribing-site.ts';

const DAY_MS = 86_400_000;
const TARGET = `/preferences?token=${preferencesToken(READER, new Date('2026-11-19T17:00:00Z'), TOKEN_KEYS)}`;

const FIELDS = {
  action: 'save',
  frequency: 'weekly',
  weekday: '5',
  localHour: '18',
  timeZone: 'Asia/Tokyo',
  'category.cs.LG': 'on',
  'category.stat.ML': 'on',
  topics: ' graph neural  networks\r\n\r\ndiffusion\r\ndiffusion',
  exclude: 'survey',
  authors: 'Yuki Sato',
  maxPapers: '25',
  onlyWithCode: 'on',
};

const { 'category.cs.LG': _, 'category.stat.ML': __, ...WITHOUT_FIELD } = { ...FIELDS, action: 'preview' };

const DELIVERY: Delivery = {
  subscriberId: READER,
  deliveryKey: '2026-11-19#daily',
  listDate: '2026-11-19',
  state: 'sent',
  attempt: 1,
  claimedAt: '2026-11-19T06:00:00.000Z',
  settledAt: '2026-11-19T06:00:01.000Z',
  expiresAt: 1_799_999_999,
};

const subscribed = (given: SubscribingSite = {}) => inventSubscribing({ reader: inventReader('confirmed'), ...given });

const countingSearch = (count: PaperSearch['count']): WebDeps['search'] => ({
  search: () => Promise.resolve(undefined),
  marks: () => Promise.resolve([]),
  count,
});

describe('GET /preferences', () => {
  it('shows what is set, with the address masked, and changes nothing', async () => {
    const site = subscribed();
    const stored = site.stored();
    const { status, body, headers } = await site.ask(TARGET);
    expect(status).toBe(200);
    expect(body).toContain('R•••@example.org');
    expect(body).not.toContain(ADDRESS);
    expect(body).toMatch(/<option value="Europe\/Berlin" selected\s*>/);
    expect(body).toMatch(/name="category.cs.LG"\s+checked/);
    expect(headers).toMatchObject({ 'cache-control': 'no-store', 'x-robots-tag': 'noindex' });
    expect(body).not.toContain('<script');
    expect([site.stored(), site.calls]).toEqual([stored, ['subscribers.get']]);
  });

  it('refuses a token that is a month old, of another purpose, or not ours, and reads nobody', async () => {
    const site = subscribed();
    const tokens = [
      '',
      confirmToken(READER, new Date(NOW), TOKEN_KEYS),
      preferencesToken(READER, new Date(Date.parse(NOW) - 30 * DAY_MS), TOKEN_KEYS),
    ];
    for (const token of tokens) {
      expect((await site.ask(`/preferences?token=${token}`)).status).toBe(400);
      expect((await site.post(`/preferences?token=${token}`, { action: 'erase-for-good' })).status).toBe(400);
    }
    expect(site.calls).toEqual([]);
  });

  it.each(['pending', 'unsubscribed', 'suppressed'] as const)('shows no settings to who is %s', async (state) => {
    const site = inventSubscribing({ reader: inventReader(state) });
    const stored = site.stored();
    for (const action of ['save', 'preview', 'pause', 'resume']) {
      const { body } = await site.post(TARGET, { ...FIELDS, action });
      expect(body).toContain('No mails are sent to you');
      expect(body).toContain('value="export"');
    }
    expect((await site.ask(TARGET)).body).toContain('value="erase"');
    expect(site.stored()).toBe(stored);
  });
});

describe('POST /preferences', () => {
  it('saves what was chosen, with the time of the next mail', async () => {
    const site = subscribed();
    const { status, body } = await site.post(TARGET, FIELDS);
    expect(status).toBe(200);
    expect(body).toContain('Saved.');
    expect(site.row()).toMatchObject({
      preferences: {
        frequency: 'weekly',
        weekday: 5,
        localHour: 18,
        timeZone: 'Asia/Tokyo',
        categories: ['cs.LG', 'stat.ML'],
        topics: ['graph neural networks', 'diffusion'],
        exclude: ['survey'],
        authors: ['Yuki Sato'],
        maxPapers: 25,
        onlyWithCode: true,
      },
      // Friday 27 November, 18:00 in Tokyo.
      dueAt: '2026-11-27T09:00:00.000Z',
      consent: inventReader('confirmed').consent,
    });
  });

  it('takes all of arXiv over single fields, and folds aliases', async () => {
    const site = subscribed();
    await site.post(TARGET, { ...FIELDS, 'category.all': 'on' });
    expect(site.row()?.preferences.categories).toEqual(['all']);
    await site.post(TARGET, { ...FIELDS, 'category.cs.NA': 'on', 'category.math.NA': 'on' });
    expect(site.row()?.preferences.categories).toEqual(['cs.LG', 'stat.ML', 'math.NA']);
  });

  it.each([
    ['frequency', { frequency: 'hourly' }],
    ['weekday', { weekday: '8' }],
    ['localHour', { localHour: '24' }],
    ['localHour', { localHour: '7.5' }],
    ['timeZone', { timeZone: 'Europe/Atlantis' }],
    ['timeZone', { timeZone: '+05:00' }],
    ['categories', { 'category.cs.XX': 'on' }],
    ['topics', { topics: 'x'.repeat(101) }],
    ['topics', { topics: '***' }],
    ['exclude', { exclude: Array.from({ length: 31 }, (_, line) => `word ${line}`).join('\n') }],
    ['authors', { authors: '—' }],
    ['maxPapers', { maxPapers: '0' }],
    ['maxPapers', { maxPapers: '51' }],
    ['maxPapers', { maxPapers: '' }],
  ])('says beside %s what is wrong with it, keeps what was typed, and saves nothing', async (field, wrong) => {
    const site = subscribed();
    const stored = site.stored();
    for (const action of ['save', 'preview']) {
      const { status, body } = await site.post(TARGET, { ...FIELDS, authors: 'Typed Name', ...wrong, action });
      expect(status).toBe(422);
      expect(body).toContain(`id="${field}-fault"`);
      expect(body.match(/class="fault"/g)).toHaveLength(1);
      expect(body).toContain('Nothing has been saved');
      expect(body).toMatch(/Typed Name|—<\/textarea/);
    }
    expect(site.stored()).toBe(stored);
  });

  it('wants one field at least', async () => {
    const { status, body } = await subscribed().post(TARGET, { action: 'save', frequency: 'daily' });
    expect(status).toBe(422);
    expect(body).toContain('Choose one field at least');
  });

  it('refuses a topic of more than 5 % of the papers with its share and a remedy', async () => {
    const asked: unknown[] = [];
    const search = countingSearch((query) => {
      asked.push([query.words, query.phrases]);
      return Promise.resolve({ matches: query.words.includes('learning') ? 51 : 50, papers: 1_000 });
    });
    const site = subscribed({ deps: { search } });
    const { status, body } = await site.post(TARGET, { ...FIELDS, topics: 'graph networks\nlearning' });
    expect(status).toBe(422);
    expect(body).toContain('“learning” stands in 5.1 % of all papers');
    expect(body).toContain('Put a second word beside it');
    expect(asked).toEqual([
      [['graph', 'networks'], []],
      [['learning'], []],
    ]);
    expect((await site.post(TARGET, { ...FIELDS, topics: 'graph networks' })).status).toBe(200);
  });

  it('counts the very words that the digest looks for, however they are written', async () => {
    const asked: unknown[] = [];
    const search = countingSearch(({ words }) => {
      asked.push(words);
      return Promise.resolve({ matches: 900, papers: 1_000 });
    });
    for (const topics of ['\uFF34\uFF48\uFF45', 'T\u20DDhe', 'thé'])
      expect((await subscribed({ deps: { search } }).post(TARGET, { ...FIELDS, topics })).status).toBe(422);
    expect(asked).toEqual([['the'], ['the'], ['the']]);
  });

  it('takes every topic while there is no index', async () => {
    const site = subscribed({ deps: { search: countingSearch(() => Promise.resolve(undefined)) } });
    expect((await site.post(TARGET, { ...FIELDS, topics: 'the' })).status).toBe(200);
  });

  it('shows today’s mail under these settings, and saves nothing', async () => {
    const site = subscribed();
    const stored = site.stored();
    const { status, body } = await site.post(TARGET, {
      ...FIELDS,
      action: 'preview',
      onlyWithCode: '',
      topics: 'backward pass',
      maxPapers: '3',
    });
    expect(status).toBe(200);
    expect(body).toContain('Today’s mail under these settings');
    expect(body.match(/<h4/g)).toHaveLength(3);
    expect(body).toContain('matches “backward pass”');
    expect(body).toMatch(/<option value="Asia\/Tokyo" selected\s*>/);
    expect(site.stored()).toBe(stored);
    const none = await site.post(TARGET, { ...WITHOUT_FIELD, 'category.hep-th': 'on' });
    expect(none.body).toContain('There would be none');
  });

  it('pauses and resumes; saving while paused does not resume', async () => {
    const site = subscribed();
    expect((await site.post(TARGET, { action: 'pause' })).body).toContain('Resume the mails');
    expect(site.row()).not.toHaveProperty('dueAt');
    await site.post(TARGET, FIELDS);
    expect(site.row()).not.toHaveProperty('dueAt');
    expect(site.row()?.preferences.maxPapers).toBe(25);
    expect((await site.post(TARGET, { action: 'resume' })).body).toContain('Pause the mails');
    expect(site.row()).toMatchObject({ state: 'confirmed', dueAt: '2026-11-27T09:00:00.000Z' });
  });

  it('gives everything that is held as a file, also of who is not subscribed', async () => {
    for (const state of ['confirmed', 'unsubscribed'] satisfies SubscriberState[]) {
      const reader = inventReader(state);
      const site = inventSubscribing({ reader, suppressed: 'bounce', deliveries: [DELIVERY] });
      const stored = site.stored();
      const { status, headers, body } = await site.post(TARGET, { action: 'export' });
      expect(status).toBe(200);
      expect(headers['content-disposition']).toContain('attachment');
      expect(JSON.parse(body)).toEqual({
        exportedAt: NOW,
        subscriber: reader,
        deliveries: [DELIVERY],
        suppression: { reason: 'bounce', at: SUPPRESSED_AT },
      });
      expect(site.stored()).toBe(stored);
    }
  });

  it('asks once more before it erases, then leaves nothing but the hash', async () => {
    const site = subscribed({ deliveries: [DELIVERY] });
    const stored = site.stored();
    const question = await site.post(TARGET, { action: 'erase' });
    expect(question.body).toContain('value="erase-for-good"');
    expect(site.stored()).toBe(stored);
    site.calls.length = 0;
    const erased = await site.post(TARGET, { action: 'erase-for-good' });
    expect(site.calls).toEqual([
      'suppressions.suppress',
      'deliveries.eraseAll',
      'subscribers.erase',
      'deliveries.eraseAll',
    ]);
    expect([site.row(), site.suppression()]).toEqual([undefined, 'erased']);
    expect(site.stored()).not.toContain('example.org');
    expect(await site.post(TARGET, { action: 'erase-for-good' })).toEqual(erased);
    expect(await site.ask(TARGET)).toEqual(erased);
  });

  it('erases the claim of an order that came between, too', async () => {
    const site = subscribed({ deliveries: [DELIVERY] });
    const erase = site.tables.subscribers.erase.bind(site.tables.subscribers);
    site.tables.subscribers.erase = async (id) => {
      await site.tables.deliveries.claim({ ...DELIVERY, deliveryKey: '2026-11-20#daily', state: 'claimed' });
      await erase(id);
    };
    await site.post(TARGET, { action: 'erase-for-good' });
    expect([...site.tables.deliveries.rows.values()]).toEqual([]);
  });

  it('does not lose the mail that is due and not planned yet', async () => {
    const dueAt = '2026-11-20T06:00:00.000Z';
    const later = { action: 'save', frequency: 'daily', weekday: '1', maxPapers: '5', 'category.cs.LG': 'on' };
    const sooner = { timeZone: 'Europe/Berlin', localHour: '6' };
    for (const [fields, due] of [
      [{ ...later, ...sooner, localHour: '7' }, dueAt],
      [{ ...later, ...sooner }, dueAt],
      [{ action: 'resume' }, dueAt],
      [{ ...later, ...sooner, localHour: '20' }, '2026-11-20T19:00:00.000Z'],
      [{ ...later, ...sooner, frequency: 'weekly' }, '2026-11-23T05:00:00.000Z'],
      [{ ...later, localHour: '0', timeZone: 'Pacific/Honolulu' }, '2026-11-21T10:00:00.000Z'],
    ] as const) {
      const site = inventSubscribing({ reader: inventReader('confirmed', { dueAt }) });
      expect((await site.post(TARGET, fields)).status).toBe(200);
      expect(site.row()?.dueAt).toBe(due);
    }
  });

  it('mails nobody whose erasure breaks off at any step, and ends it at the next press', async () => {
    for (const call of ['suppressions.suppress', 'deliveries.eraseAll', 'subscribers.erase']) {
      const site = subscribed({ deliveries: [DELIVERY] });
      site.breakAt(call);
      await expect(site.post(TARGET, { action: 'erase-for-good' })).rejects.toThrow('broken off');
      const isMailed = site.row()?.state === 'confirmed' && site.suppression() === undefined;
      // Before the first write nothing has been erased yet, and the reader saw that it failed.
      expect(isMailed).toBe(call === 'suppressions.suppress');
      await site.post(TARGET, { action: 'erase-for-good' });
      expect([site.row(), site.suppression()]).toEqual([undefined, 'erased']);
    }
  });

  it('changes nothing for another action, none, or no form', async () => {
    const site = subscribed();
    const stored = site.stored();
    expect((await site.post(TARGET, { ...FIELDS, action: 'drop' })).status).toBe(200);
    expect((await site.post(TARGET, {})).status).toBe(200);
    expect((await site.ask(TARGET, { method: 'POST' })).status).toBe(200);
    expect(site.stored()).toBe(stored);
  });

  it('escapes whatever is typed in any field', async () => {
    const site = subscribed();
    const hostile = fc
      .string({ unit: 'grapheme', maxLength: 120 })
      .map((text) => `${text}</textarea><img src=x onerror=y>"'&`);
    const names = Object.keys(FIELDS).filter((name) => name !== 'action');
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...names), hostile, async (name, text) => {
        for (const fields of [
          { ...FIELDS, [name]: text },
          { ...FIELDS, [`category.${text}`]: 'on' },
        ]) {
          const { body } = await site.post(TARGET, fields);
          expect(body).not.toMatch(/<img|<\/textarea><|onerror=y>/);
        }
      }),
      { numRuns: 60 },
    );
  });
});
