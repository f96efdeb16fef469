/** Search as a browser draws it without script: from the box of any page to a paper, usable by thumb, keyboard and ear. */
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chromium, type Browser, type Page } from 'playwright-core';
import { createWebHandler } from '../../lambdas/functions/serve-web/serve-web.ts';
import { startSiteServer, type SiteServer } from '../../local/site-server.ts';
import { inventSearch } from '../unit/functions/serve-web/invented-search.ts';
import { inventDeps, inventPapers } from '../unit/functions/serve-web/invented-site.ts';

const CHROMIUM = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
const suite = existsSync(CHROMIUM) ? describe : describe.skip;
const title = existsSync(CHROMIUM)
  ? 'search in Chromium'
  : 'search in Chromium (skipped: no Chromium here; set CHROMIUM_PATH)';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const PATHS = {
  language: '/search',
  results: '/search?q=gradient+cat%3Azz',
  'last page': '/search?q=gradient&sort=newest&page=3',
  'nothing found': '/search?q=gradient+cat%3Ahep-th',
  'nothing at all': `/search?q=${'xyzzy'.repeat(15)}`,
};

suite(title, () => {
  let server: SiteServer;
  let browser: Browser;
  let origin = '';
  beforeAll(async () => {
    const site = { baseUrl: 'http://localhost', sample: false, categories: ['cs.LG', 'stat.ML'] };
    const { search } = inventSearch(inventPapers());
    server = await startSiteServer({ handler: createWebHandler(inventDeps({ site, search })), port: 0 });
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

  /** The policy of the pages forbids script, also axe: it is bypassed, and nothing of the pages uses that. */
  const open = async (
    path: string,
    {
      width = 375,
      colorScheme = 'light',
      script = false,
    }: { readonly width?: number; readonly colorScheme?: 'light' | 'dark'; readonly script?: boolean } = {},
  ): Promise<Page> => {
    const page = await browser.newPage({
      viewport: { width, height: 800 },
      colorScheme,
      javaScriptEnabled: script,
      bypassCSP: script,
    });
    await page.goto(origin + path);
    return page;
  };

  it.each(Object.entries(PATHS))('%s: axe finds nothing, light and dark, folded and unfolded', async (_, path) => {
    for (const colorScheme of ['light', 'dark'] as const) {
      const page = await open(path, { colorScheme, script: true });
      await page.evaluate(AXE);
      for (const folded of [true, false]) {
        if (!folded)
          await page.evaluate('document.querySelectorAll("details").forEach((each) => { each.open = true; })');
        expect(
          await page.evaluate<string[]>('axe.run().then(({ violations }) => violations.map(({ id }) => id))'),
        ).toEqual([]);
      }
      await page.close();
    }
  });

  it.each([320, 375, 1280])('fits into %d px, with 44 px for thumbs', async (width) => {
    for (const path of Object.values(PATHS)) {
      const page = await open(path, { width });
      expect([path, await page.evaluate('document.documentElement.scrollWidth')]).toEqual([path, width]);
      const small = await page.evaluate<string[]>(
        `[...document.querySelectorAll('.search .links a, .tabs a, .pages a, .instead a, .language a, .find input, button')].filter((element) => element.offsetParent !== null && element.getBoundingClientRect().height < 43.9).map((element) => element.outerHTML)`,
      );
      expect(small).toEqual([]);
      await page.close();
    }
  });

  it('leads from the front page to results, through their pages and orders, to a paper', async () => {
    const page = await open('/');
    await page.getByRole('searchbox').fill('gradient');
    await page.getByRole('searchbox').press('Enter');
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toContain('51 papers found');
    expect(await page.locator('mark').first().isVisible()).toBe(true);
    await page.getByRole('link', { name: 'Newest' }).click();
    await page.getByRole('link', { name: 'Next' }).click();
    expect(new URL(page.url()).search).toBe('?q=gradient&sort=newest&page=2');
    expect(await page.getByText('Page 2 of 3').isVisible()).toBe(true);
    await page.getByRole('searchbox').fill('heads cat:hep-th');
    await page.getByRole('button', { name: 'Search' }).click();
    expect(new URL(page.url()).searchParams.get('sort')).toBe('newest');
    await page.getByRole('link', { name: 'In every category' }).click();
    await page.locator('article h2 a').first().click();
    expect(new URL(page.url()).pathname).toMatch(/^\/papers\//);
    await page.close();
  });

  it('unfolds the whole abstract in the place of what is shown of it', async () => {
    const page = await open('/search?q=heads');
    const item = page.locator('article:has(details)').first();
    const whole = item.locator('details p');
    expect(await whole.isVisible()).toBe(false);
    await item.locator('summary').click();
    expect([await whole.isVisible(), await item.locator('summary > span').isVisible()]).toEqual([true, false]);
    await page.close();
  });
});
