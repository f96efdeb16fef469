/** The mail as a browser draws it: nothing is fetched, nothing sticks out on a phone, everything can be read in light and dark. */
import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';
import { renderDigestMail } from '../../lambdas/core/render/mail/digest-mail.ts';
import {
  makeDigest,
  makeEntry,
  makeMailInput,
  makePaper,
  makeSampleDigest,
} from '../unit/core/render/mail/invented-digest.ts';

const CHROMIUM = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
const suite = existsSync(CHROMIUM) ? describe : describe.skip;
const title = existsSync(CHROMIUM)
  ? 'digest mail in Chromium'
  : 'digest mail in Chromium (skipped: no Chromium here; set CHROMIUM_PATH)';

const unbreakable = makeDigest({
  sections: [
    {
      section: 'new',
      entries: [
        makeEntry({
          paper: makePaper({
            id: '2611.00001',
            title: 'w'.repeat(300),
            authors: ['a'.repeat(200)],
            abstract: 'b'.repeat(500),
          }),
          evidence: ['e'.repeat(80), '+12,345 stars this month, counted less: nothing else supports them yet'],
        }),
      ],
    },
    {
      section: 'explore',
      entries: [makeEntry({ paper: makePaper({ id: '2611.00002' }), section: 'explore', rank: 20 })],
    },
  ],
  missingSources: [{ source: 'github', state: 'down', since: '2026-11-18', reason: 'r'.repeat(120) }],
});

/** Script for the page: the lowest contrast (WCAG 2) of any visible text with what it stands on. */
const LOWEST_CONTRAST = `(() => {
  const channels = (colour) => (colour.match(/[\\d.]+/g) ?? []).map(Number);
  const linear = (value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
  const luminance = (colour) => {
    const [r, g, b] = channels(colour).map((value) => linear(value / 255));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrasts = [...document.querySelectorAll('body *')].filter((element) =>
    element.offsetParent !== null && [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent.trim())
  ).map((element) => {
    let ground = element;
    while (channels(getComputedStyle(ground).backgroundColor)[3] === 0 && ground.parentElement) ground = ground.parentElement;
    const [light, dark] = [getComputedStyle(element).color, getComputedStyle(ground).backgroundColor].map(luminance).sort((a, b) => b - a);
    return (light + 0.05) / (dark + 0.05);
  });
  return Math.min(...contrasts);
})()`;

suite(title, () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await chromium.launch({
      executablePath: CHROMIUM,
      args: ['--no-sandbox', '--disable-background-networking'],
    });
  });
  afterAll(() => browser.close());

  const cases = [
    ['ordinary', makeDigest()],
    ['sample', makeSampleDigest()],
    ['unbreakable', unbreakable],
  ] as const;
  const looks = (['light', 'dark'] as const).flatMap((colorScheme) =>
    [360, 600].flatMap((width) => cases.map(([name, digest]) => ({ name, digest, colorScheme, width }))),
  );

  it.each(looks)(
    '$name, $width px, $colorScheme: no request, no sideways scroll, contrast of at least 4.5',
    async ({ digest, colorScheme, width }) => {
      const page = await browser.newPage({ viewport: { width, height: 800 }, colorScheme });
      const requests: string[] = [];
      page.on('request', (request) => requests.push(request.url()));
      await page.setContent(renderDigestMail(makeMailInput(digest)).html, { waitUntil: 'load' });
      expect(requests).toEqual([]);
      expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
      expect(await page.evaluate<number>(LOWEST_CONTRAST)).toBeGreaterThanOrEqual(4.5);
      await page.close();
    },
  );

  it('gives thumbs 44 px on every link outside titles', async () => {
    const page = await browser.newPage({ viewport: { width: 360, height: 800 } });
    await page.setContent(renderDigestMail(makeMailInput()).html);
    const heights = await page.evaluate<number[]>(
      `[...document.querySelectorAll('a.go')].map((link) => link.getBoundingClientRect().height)`,
    );
    expect(heights.length).toBeGreaterThan(0);
    expect(Math.min(...heights)).toBeGreaterThanOrEqual(44);
    await page.close();
  });
});
