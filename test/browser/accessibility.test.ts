/** Every kind of page under axe-core, light and dark, everything unfolded; and maths as Chromium draws it, JavaScript off. */
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chromium, type Browser } from 'playwright-core';
import { createWebHandler } from '../../lambdas/functions/serve-web/serve-web.ts';
import { startSiteServer, type SiteServer } from '../../local/site-server.ts';
import { createFakePaperStore } from '../fakes/fake-paper-store.ts';
import { createFakeRankingStore } from '../fakes/fake-ranking-store.ts';
import { inventDeps, inventLists, inventPapers, MAIL, NOTED_ID } from '../unit/functions/serve-web/invented-site.ts';

const CHROMIUM = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
const suite = existsSync(CHROMIUM) ? describe : describe.skip;
const title = existsSync(CHROMIUM)
  ? 'accessibility in Chromium'
  : 'accessibility in Chromium (skipped: no Chromium here; set CHROMIUM_PATH)';

const PATHS = [
  '/',
  '/?category=cs.LG&window=day&fields=learn',
  '/?fields=no+such+field',
  '/?category=hep-th&window=month',
  `/papers/${NOTED_ID}`,
  '/papers/2611.99999',
  '/archive',
  '/archive/2026-11-19',
  '/archive/2026-11-22',
  '/archive/yesterday',
  '/scoring',
  '/status',
  '/subscribe',
  '/unsubscribe',
  '/_local/inbox',
];

const ABSTRACT = String.raw`With $f: \mathbb{R}^d \to \mathbb{R}$ and $\|x\|_2 \le L$ we have $$\min_{t \le T} \|\nabla f(x_t)\|^2 \leq \frac{2 (f(x_0) - f^\star)}{\eta T} + \sigma^2$$ and $P(X_1 \le x_1, X_2 \le x_2, \dots, X_n \le x_n) = C(F_1(x_1), F_2(x_2), \dots, F_n(x_n)) + \int_0^\infty e^{-t^2} dt$, with $\begin{pmatrix} a & b \\ c & d \end{pmatrix}$ and $\mathfrak{g}$.`;

interface AxeRun {
  readonly violations: readonly { readonly id: string; readonly nodes: readonly { readonly html: string }[] }[];
}

suite(title, () => {
  let browser: Browser;
  let server: SiteServer;
  let origin: string;
  let axe: string;
  beforeAll(async () => {
    axe = readFileSync(createRequire(__filename).resolve('axe-core/axe.min.js'), 'utf8');
    const papers = inventPapers().map((paper, index) => (index % 3 === 0 ? { ...paper, abstract: ABSTRACT } : paper));
    const deps = inventDeps({
      papers: createFakePaperStore(papers),
      rankings: createFakeRankingStore(inventLists(papers)),
      inbox: { list: () => Promise.resolve([MAIL]), get: () => Promise.resolve(MAIL) },
      site: { baseUrl: 'http://localhost', sample: false, categories: ['cs.LG', 'stat.ML'] },
    });
    server = await startSiteServer({ handler: createWebHandler(deps), port: 0 });
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

  it.each([
    [1280, 'light'],
    [1280, 'dark'],
    [320, 'light'],
  ] as const)(
    '%i px, %s: axe finds nothing on any page with everything unfolded',
    async (width, colorScheme) => {
      // The policy of the pages would stop the test's own script.
      const context = await browser.newContext({ viewport: { width, height: 800 }, colorScheme, bypassCSP: true });
      const page = await context.newPage();
      const found: string[] = [];
      for (const path of PATHS) {
        await page.goto(origin + path);
        await page.addScriptTag({ content: axe });
        await page.evaluate(`document.querySelectorAll('details').forEach((each) => { each.open = true; })`);
        const { violations } = await page.evaluate<AxeRun>(`axe.run(document, { resultTypes: ['violations'] })`);
        found.push(...violations.map(({ id, nodes }) => `${path} ${id}: ${nodes[0]?.html ?? ''}`));
        expect([path, await page.evaluate<number>('document.documentElement.scrollWidth')]).toEqual([path, width]);
      }
      expect(found).toEqual([]);
      await context.close();
    },
    180_000,
  );

  it('draws formulas: a raised exponent, a fraction in two storeys', async () => {
    const context = await browser.newContext({ viewport: { width: 375, height: 800 }, javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(`${origin}/papers/2611.10000`);
    const boxOf = async (selector: string) => {
      const box = await page.locator(`.abstract ${selector}`).first().boundingBox();
      return { top: box?.y ?? Number.NaN, bottom: (box?.y ?? Number.NaN) + (box?.height ?? Number.NaN) };
    };
    const [base, raised] = [await boxOf('msup > :first-child'), await boxOf('msup > :last-child')];
    expect(raised.top).toBeLessThan(base.top);
    const [above, below] = [await boxOf('mfrac > :first-child'), await boxOf('mfrac > :last-child')];
    expect(above.bottom).toBeLessThanOrEqual(below.top);
    await context.close();
  });

  it('narrows the fields by a form and leads to the archive, JavaScript off', async () => {
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(`${origin}/?window=day`);
    await page.getByLabel('Find a field').fill('quantum');
    await page.getByRole('button', { name: 'Find' }).click();
    const { searchParams } = new URL(page.url());
    expect([searchParams.get('fields'), searchParams.get('window')]).toEqual(['quantum', 'day']);
    await page.getByRole('link', { name: 'quant-ph Quantum Physics' }).click();
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toContain('Quantum Physics');
    await page.getByRole('link', { name: 'Archive' }).click();
    await page.getByRole('link', { name: /Thursday 19 November 2026/ }).click();
    expect(await page.getByText('From the archive.').isVisible()).toBe(true);
    await context.close();
  });
});
