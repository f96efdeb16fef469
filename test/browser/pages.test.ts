/** The pages as a browser draws them without script: nothing leaves the site, nothing sticks out, everything can be read. */
import { existsSync } from 'node:fs';
import { chromium, type Browser, type BrowserContext } from 'playwright-core';
import { startSiteServer, type SiteServer } from '../../local/site-server.ts';
import { createWebHandler } from '../../lambdas/functions/serve-web/serve-web.ts';
import { createFakeBatchStore } from '../fakes/fake-batch-store.ts';
import type { RankedList } from '../../lambdas/core/rank/ranked-list.ts';
import { createFakeRankingStore } from '../fakes/fake-ranking-store.ts';
import { createFakeHarvestLedger } from '../fakes/fake-harvest-ledger.ts';
import { inventRun, inventWindow } from '../unit/core/harvest/invented-harvest.ts';
import {
  inventBatch,
  inventDeps,
  inventLists,
  inventPapers,
  MAIL,
  NOTED_ID,
  UNSUPPORTED_ID,
} from '../unit/functions/serve-web/invented-site.ts';

const CHROMIUM = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
const suite = existsSync(CHROMIUM) ? describe : describe.skip;
const title = existsSync(CHROMIUM)
  ? 'pages in Chromium, JavaScript off'
  : 'pages in Chromium (skipped: no Chromium here; set CHROMIUM_PATH)';

/** Script of the test, not of the page: the lowest contrast (WCAG 2) of any visible text with what it stands on. */
const LOWEST_CONTRAST = `(() => {
  const channels = (colour) => (colour.match(/[\\d.]+/g) ?? []).map(Number);
  const linear = (value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
  const luminance = (colour) => {
    const [r, g, b] = channels(colour).map((value) => linear(value / 255));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const hasText = (element) => [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent.trim());
  const contrasts = [...document.querySelectorAll('body *')].filter((element) => element.offsetParent !== null && hasText(element)).map((element) => {
    let ground = element;
    while (channels(getComputedStyle(ground).backgroundColor)[3] === 0 && ground.parentElement) ground = ground.parentElement;
    const [light, dark] = [getComputedStyle(element).color, getComputedStyle(ground).backgroundColor].map(luminance).sort((a, b) => b - a);
    return (light + 0.05) / (dark + 0.05);
  });
  return Math.min(...contrasts);
})()`;

const PATHS = [
  '/',
  '/?category=cs.LG&window=day',
  '/?category=hep-th&window=month',
  `/papers/${NOTED_ID}`,
  `/papers/${UNSUPPORTED_ID}`,
  '/papers/2611.10222',
  '/papers/2611.99999',
  '/scoring',
  '/status',
  '/unsubscribe',
  '/_local/inbox',
  `/_local/inbox/${MAIL.file}`,
];

/** Lists without a source, the first place with reasons of every length. */
const inventListsWithReasons = (): readonly RankedList[] => {
  const missing = { source: 'hugging-face', state: 'down', since: '2026-11-18', reason: 'r'.repeat(90) } as const;
  const evidence = [
    '+38 stars since yesterday, 6× what is usual for cs.CV',
    '#4 on Hugging Face today',
    '12 points on Hacker News',
    'top 2 % of cs.LG this week',
    '+12,345 stars this month, counted less: nothing else supports them yet',
    'e'.repeat(150),
  ];
  return inventLists(inventPapers(), undefined, [missing]).map((list) => ({
    ...list,
    papers: list.papers.map((place) => (place.rank === 1 ? { ...place, evidence } : place)),
  }));
};

/** Two weeks of lists in every state, for `/status`. */
const STATES = ['2026-11-09', '2026-11-10', '2026-11-17', '2026-11-18', '2026-11-19', '2026-11-20'].flatMap(
  (date, index) =>
    ['cs.LG', 'stat.ML', 'all'].map((category) =>
      inventBatch(category, {
        date,
        ...(index === 4 && { state: 'pending', stored: 700 }),
        ...(index === 3 &&
          category !== 'stat.ML' && { state: 'short', stored: 1100, reason: 'the feed was cut '.repeat(20) }),
      }),
    ),
);

suite(title, () => {
  let browser: Browser;
  let server: SiteServer;
  let origin: string;
  beforeAll(async () => {
    const inbox = { list: () => Promise.resolve([MAIL]), get: () => Promise.resolve(MAIL) };
    const site = { baseUrl: 'http://localhost', sample: false, categories: ['cs.LG', 'stat.ML'] };
    const ledger = createFakeHarvestLedger();
    await ledger.putRun(inventRun('poll'));
    await ledger.putRun(
      inventRun('repair', { outcome: 'ended early: arXiv asked to be left alone, which is a long outcome' }),
    );
    await ledger.putWindow(inventWindow('2026-11-19', { state: 'open', fault: 'the token had expired' }));
    server = await startSiteServer({
      handler: createWebHandler(
        inventDeps({
          inbox,
          site,
          batches: createFakeBatchStore(STATES),
          ledger,
          rankings: createFakeRankingStore(inventListsWithReasons()),
        }),
      ),
      port: 0,
    });
    origin = `http://127.0.0.1:${server.port}`;
    browser = await chromium.launch({
      executablePath: CHROMIUM,
      args: ['--no-sandbox', '--disable-background-networking'],
    });
  });
  afterAll(async () => {
    await browser.close();
    await server.close();
  });

  const contextOf = (width: number, colorScheme: 'light' | 'dark'): Promise<BrowserContext> =>
    browser.newContext({ viewport: { width, height: 800 }, colorScheme, javaScriptEnabled: false });

  const looks = [320, 375, 1280].flatMap((width) =>
    (['light', 'dark'] as const).map((colorScheme) => ({ width, colorScheme })),
  );

  it.each(looks)(
    '$width px, $colorScheme: nothing leaves the site or breaks its policy, no sideways scroll, contrast of at least 4.5',
    async ({ width, colorScheme }) => {
      const context = await contextOf(width, colorScheme);
      const page = await context.newPage();
      const foreign: string[] = [];
      const complaints: string[] = [];
      page.on('request', (request) => {
        if (!request.url().startsWith(origin)) foreign.push(request.url());
      });
      page.on('console', (message) => {
        if (/policy|refused/i.test(message.text()) && !/sandboxed/.test(message.text()))
          complaints.push(message.text());
      });
      for (const path of PATHS) {
        await page.goto(origin + path, { waitUntil: 'load' });
        expect([path, await page.evaluate<number>('document.documentElement.scrollWidth')]).toEqual([path, width]);
        expect([path, (await page.evaluate<number>(LOWEST_CONTRAST)) >= 4.5]).toEqual([path, true]);
      }
      expect(foreign).toEqual([]);
      expect(complaints).toEqual([]);
      await context.close();
    },
  );

  it('gives thumbs 44 px on everything that is pressed, outside running text', async () => {
    const context = await contextOf(375, 'light');
    const page = await context.newPage();
    for (const path of ['/', '/papers/2611.10000', '/scoring', '/status', '/_local/inbox']) {
      await page.goto(origin + path);
      const small = await page.evaluate<string[]>(
        `[...document.querySelectorAll('.links a, .tabs a, .back a, .mails a, footer a, button, select')].filter((element) => element.offsetParent !== null && element.getBoundingClientRect().height < 43.9).map((element) => element.outerHTML)`,
      );
      expect(small).toEqual([]);
    }
    await context.close();
  });

  it('leads from the list to the reasons for a place, and to another field', async () => {
    const context = await contextOf(375, 'light');
    const page = await context.newPage();
    await page.goto(`${origin}/`);
    await page.getByRole('link', { name: 'Why it is here' }).first().click();
    expect(new URL(page.url()).pathname).toMatch(/^\/papers\//);
    expect(await page.getByRole('heading', { name: 'Why it is here' }).isVisible()).toBe(true);
    await page.getByRole('link', { name: 'Trending papers' }).click();
    await page.getByLabel('Choose a field').selectOption('stat.ML');
    await page.getByRole('button', { name: 'Show' }).click();
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toContain('Machine Learning (stat.ML)');
    await context.close();
  });

  it('scrolls the grid of the status page in its own box, newest day in sight, and unfolds the numbers', async () => {
    const context = await contextOf(375, 'light');
    const page = await context.newPage();
    await page.goto(`${origin}/status`);
    const box = await page.evaluate<readonly [number, number]>(
      `(() => { const box = document.querySelector('.grid').parentElement; return [box.scrollWidth, box.clientWidth]; })()`,
    );
    expect(box[0]).toBeGreaterThan(box[1]);
    expect(await page.getByRole('columnheader', { name: 'Fri 20 Nov' }).isVisible()).toBe(true);
    expect(await page.getByRole('img', { name: 'Papers per announcement' }).isVisible()).toBe(true);
    const numbers = page.getByRole('table', { name: 'Papers announced and stored for each list' });
    expect(await numbers.isVisible()).toBe(false);
    await page.getByText('The numbers').click();
    expect(await numbers.isVisible()).toBe(true);
    await context.close();
  });

  it('draws the stars of a paper on the list and on its page, each with its text', async () => {
    const context = await contextOf(375, 'dark');
    const page = await context.newPage();
    await page.goto(`${origin}/`);
    const spark = page.getByRole('img', { name: 'Stars over 13 days: 0 to 250' });
    expect(await spark.isVisible()).toBe(true);
    expect(await spark.boundingBox()).toMatchObject({ width: 92, height: 22 });
    await page.goto(`${origin}/papers/${NOTED_ID}`);
    expect(await page.getByRole('img', { name: 'Stars over 11 days: 12 to 250' }).isVisible()).toBe(true);
    await context.close();
  });

  it('leads from a paper’s sum to the formula', async () => {
    const context = await contextOf(375, 'light');
    const page = await context.newPage();
    await page.goto(`${origin}/papers/${NOTED_ID}`);
    const older = page.getByRole('table', { name: 'GitHub stars, day by day, older' });
    expect(await older.isVisible()).toBe(false);
    await page.getByText('4 older days').click();
    expect(await older.isVisible()).toBe(true);
    await page.getByRole('link', { name: /^formula/ }).click();
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('How papers are ranked');
    expect(await page.getByRole('table', { name: 'Changes of the formula' }).isVisible()).toBe(true);
    await context.close();
  });

  it('unfolds an abstract without script', async () => {
    const context = await contextOf(1280, 'light');
    const page = await context.newPage();
    await page.goto(`${origin}/`);
    const abstract = page.locator('details.abstract').first();
    expect(await abstract.locator('p').isVisible()).toBe(false);
    await abstract.locator('summary').click();
    expect(await abstract.locator('p').isVisible()).toBe(true);
    await context.close();
  });

  it('draws a mail in its frame and runs nothing of it', async () => {
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
    const page = await context.newPage();
    await page.goto(`${origin}/_local/inbox/${MAIL.file}`, { waitUntil: 'load' });
    const frame = page.frameLocator('iframe');
    expect(await frame.getByText('Hello').isVisible()).toBe(true);
    expect(await page.frames()[1]?.title()).toBe('');
    await context.close();
  });
});
