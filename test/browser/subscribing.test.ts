/** Signing up and all that follows, as a browser does it: with the script and without, by thumb, in light and dark. */
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { confirmToken, preferencesToken } from '../../lambdas/core/subscriber/signed-token.ts';
import { unsubscribeToken } from '../../lambdas/core/subscriber/unsubscribe-token.ts';
import { isProof } from '../../lambdas/functions/serve-web/proof-of-work.ts';
import { createWebHandler } from '../../lambdas/functions/serve-web/serve-web.ts';
import { startSiteServer, type SiteServer } from '../../local/site-server.ts';
import { TOKEN_KEYS } from '../unit/functions/serve-web/invented-site.ts';
import { ADDRESS, inventReader, inventSubscribing, NOW, READER } from '../unit/functions/serve-web/subscribing-site.ts';

const CHROMIUM = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
const suite = existsSync(CHROMIUM) ? describe : describe.skip;
const title = existsSync(CHROMIUM)
  ? 'signing up in Chromium'
  : 'signing up in Chromium (skipped: no Chromium here; set CHROMIUM_PATH)';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const ISSUED = new Date(Date.parse(NOW) - 60_000);
const LINKS = {
  confirm: `/confirm?token=${confirmToken(READER, ISSUED, TOKEN_KEYS)}`,
  preferences: `/preferences?token=${preferencesToken(READER, ISSUED, TOKEN_KEYS)}`,
  unsubscribe: `/unsubscribe?token=${unsubscribeToken(READER, TOKEN_KEYS)}`,
};

suite(title, () => {
  let browser: Browser;
  let server: SiteServer | undefined;
  beforeAll(async () => {
    browser = await chromium.launch({
      executablePath: CHROMIUM,
      args: ['--no-sandbox', '--disable-background-networking'],
    });
  });
  afterEach(() => server?.close());
  afterAll(() => browser.close());

  /** A site with one reader, and a page on it; `strays` are requests to anywhere else. */
  const open = async (given: Parameters<typeof inventSubscribing>[0], options: BrowserContextOptions = {}) => {
    const site = inventSubscribing({ ...given, deps: { minFillMs: 0 } });
    server = await startSiteServer({ handler: createWebHandler(site.deps), port: 0 });
    const origin = `http://127.0.0.1:${server.port}`;
    const context = await browser.newContext({ viewport: { width: 375, height: 800 }, baseURL: origin, ...options });
    const page = await context.newPage();
    const strays: string[] = [];
    const posted: URLSearchParams[] = [];
    page.on('request', (request) => {
      if (!request.url().startsWith(origin)) strays.push(request.url());
      if (request.method() === 'POST') posted.push(new URLSearchParams(request.postData() ?? ''));
    });
    return { site, page, strays, posted, close: () => context.close() };
  };

  const headingOf = (page: Page): Promise<string> => page.locator('h1').innerText();

  it('signs up from the front page under the policy of the site, with a proof of work and the browser’s zone', async () => {
    const { site, page, posted, strays, close } = await open({}, { timezoneId: 'Asia/Tokyo' });
    const complaints: string[] = [];
    page.on('console', (message) => complaints.push(message.text()));
    await page.goto('/');
    await page.fill('#box-email', ADDRESS);
    await page.press('#box-email', 'Enter');
    await page.waitForURL('**/subscribe');
    expect(await headingOf(page)).toBe('Now look into your mailbox');
    const [form] = posted;
    expect(isProof(form?.get('proof') ?? '', { form: form?.get('form') ?? '', email: ADDRESS })).toBe(true);
    expect(site.queue).toMatchObject([{ address: ADDRESS, timeZone: 'Asia/Tokyo' }]);
    expect([posted.length, complaints, strays]).toEqual([1, [], []]);
    await close();
  });

  it('goes all the way without script: asks, confirms, sets, previews, pauses, leaves, erases', async () => {
    const { site, page, strays, close } = await open(
      { reader: inventReader('pending') },
      { javaScriptEnabled: false, colorScheme: 'dark' },
    );
    await page.goto('/');
    await page.fill('#box-email', 'me@example.org');
    await page.click('.box button');
    expect(await headingOf(page)).toBe('Now look into your mailbox');
    expect(site.queue).toHaveLength(1);

    await page.goto(LINKS.confirm);
    expect(site.row()?.state).toBe('pending');
    await page.click('main button');
    expect(await headingOf(page)).toBe('You are subscribed');
    expect(site.row()?.state).toBe('confirmed');

    await page.click('main a.go');
    await page.check('input[value=weekly]');
    await page.selectOption('#weekday', '5');
    await page.selectOption('#timeZone', 'Asia/Tokyo');
    await page.fill('#topics', '***');
    await page.click('button[value=save]');
    expect(await page.locator('#topics-fault').innerText()).toContain('neither a letter nor a digit');
    expect(await page.inputValue('#topics')).toBe('***');
    await page.fill('#topics', 'backward pass');
    await page.click('button[value=preview]');
    expect(await page.locator('#preview h4').count()).toBe(10);
    await page.click('button[value=save]');
    expect(await page.locator('.notice').innerText()).toBe('Saved.');
    expect(site.row()?.preferences).toMatchObject({
      frequency: 'weekly',
      weekday: 5,
      timeZone: 'Asia/Tokyo',
      topics: ['backward pass'],
    });
    await page.click('button[value=pause]');
    expect(site.row()?.dueAt).toBeUndefined();
    await page.click('button[value=resume]');
    expect(site.row()?.dueAt).toBe('2026-11-26T22:00:00.000Z');

    await page.goto(LINKS.unsubscribe);
    await page.click('main button');
    expect(site.row()?.state).toBe('unsubscribed');
    await page.click('main button');
    expect(site.queue).toHaveLength(2);

    await page.goto(LINKS.preferences);
    expect(await headingOf(page)).toBe('No mails are sent to you');
    await page.click('button[value=erase]');
    expect(site.row()).toBeDefined();
    await page.click('button[value=erase-for-good]');
    expect([site.row(), site.suppression(), strays]).toEqual([undefined, 'erased', []]);
    await close();
  });

  it.each(['light', 'dark'] as const)(
    'axe finds nothing in %s, nothing sticks out, all is high enough',
    async (colorScheme) => {
      // The policy of the pages forbids axe, too.
      const { page, close } = await open({ reader: inventReader('confirmed') }, { colorScheme, bypassCSP: true });
      const look = async (name: string): Promise<void> => {
        await page.evaluate(AXE);
        const violations = await page.evaluate<string[]>(
          'axe.run().then(({ violations }) => violations.map(({ id }) => id))',
        );
        const width = await page.evaluate<number>('document.documentElement.scrollWidth');
        const low = await page.evaluate<string[]>(
          `[...document.querySelectorAll('main :is(button, select, textarea, .row input, p > input, .ticks label, .branch summary, .go)')].filter((each) => each.checkVisibility() && each.getBoundingClientRect().height < 43.9).map((each) => each.outerHTML)`,
        );
        expect([name, violations, width, low]).toEqual([name, [], 375, []]);
      };
      for (const path of ['/subscribe', '/confirm', ...Object.values(LINKS)]) {
        await page.goto(path);
        await look(path);
      }
      await page.click('main button');
      await look('unsubscribed');
      await page.goto(LINKS.preferences);
      await look('not subscribed');
      await page.click('button[value=erase]');
      await look('erase');
      await close();
    },
  );

  it('sets every box in one column, and shows faults and a preview, without sticking out at 320 px', async () => {
    const { page, close } = await open(
      { reader: inventReader('confirmed') },
      { viewport: { width: 320, height: 800 }, javaScriptEnabled: false },
    );
    await page.goto(LINKS.preferences);
    for (const [topics, button] of [
      ['—', 'save'],
      ['backward pass', 'preview'],
    ] as const) {
      await page.fill('#topics', topics);
      await page.click(`button[value=${button}]`);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(320);
    }
    await close();
  });
});
