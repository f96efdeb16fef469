/** A reader's way through the site of a local round, from the list to the last mail, in a real browser with and without script. */
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { chromium, type Browser, type Page } from 'playwright-core';
import type { InboxMail } from '../../lambdas/core/render/page/inbox-page.ts';
import { subscriberIdOf } from '../../lambdas/core/subscriber/email-address.ts';
import type { Subscriber } from '../../lambdas/core/subscriber/subscriber.ts';
import { openLocalSite, type LocalSite } from '../../local/local-site.ts';
import { listOutbox } from '../../local/outbox.ts';
import { runRound, type FinishedRound } from '../../local/round.ts';
import { parseRoundFlags } from '../../local/round-flags.ts';
import { readRoundSettings } from '../../local/round-settings.ts';

const CHROMIUM = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
const suite = existsSync(CHROMIUM) ? describe : describe.skip;
const title = existsSync(CHROMIUM)
  ? 'a reader in Chromium'
  : 'a reader in Chromium (skipped: no Chromium here; set CHROMIUM_PATH)';

const SILENT = { at: () => undefined, notice: () => undefined, done: () => undefined };
const TIMEOUT_MS = 120_000;

suite(title, () => {
  let browser: Browser;
  let site: LocalSite;
  let round: FinishedRound;
  let directory: string;
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'paper-round-reader-'));
    const settings = readRoundSettings({});
    site = await openLocalSite({ port: 0, serve: true });
    round = await runRound(parseRoundFlags(['--sample', '--data', directory, '--port', '0']), {
      settings,
      progress: SILENT,
      baseUrl: site.baseUrl,
    });
    site.show(round, settings);
    browser = await chromium.launch({
      executablePath: CHROMIUM,
      args: ['--no-sandbox', '--disable-background-networking'],
    });
  }, TIMEOUT_MS);
  afterAll(async () => {
    await browser.close();
    await site.close();
    await round.close();
    await rm(directory, { recursive: true, force: true });
  });

  const subscriberOf = (address: string): Promise<Subscriber | undefined> =>
    round.tables.subscribers.get(subscriberIdOf(address, round.directory.keys.hashKey));

  const mailsTo = async (address: string): Promise<readonly InboxMail[]> =>
    (await listOutbox(round.directory.paths.outbox)).filter(({ to }) => to === address);

  /** The answer of the page doesn't wait for the mail. */
  const confirmationTo = async (address: string): Promise<InboxMail> => {
    for (;;) {
      const [mail] = await mailsTo(address);
      if (mail) return mail;
      await sleep(50);
    }
  };

  /** A browser window that notes whatever it asks of others, and every complaint about the policy of the page. */
  const openPage = async (look: {
    readonly width: number;
    readonly colorScheme: 'light' | 'dark';
    readonly javaScriptEnabled: boolean;
  }): Promise<{ readonly page: Page; readonly faults: readonly string[] }> => {
    const { width, ...options } = look;
    const context = await browser.newContext({ ...options, viewport: { width, height: 800 }, acceptDownloads: true });
    const page = await context.newPage();
    const faults: string[] = [];
    page.on('request', (request) => {
      if (!request.url().startsWith(site.baseUrl)) faults.push(`asked ${request.url()}`);
    });
    page.on('console', (message) => {
      if (message.type() === 'error') faults.push(message.text());
    });
    page.on('pageerror', (error) => faults.push(String(error)));
    return { page, faults };
  };

  const heading = (page: Page): Promise<string> => page.locator('h1').innerText();
  const press = (page: Page, name: string): Promise<void> => page.getByRole('button', { name, exact: true }).click();

  /** From the front page to the first evidence of the first paper, and from words to a paper. */
  const readAndSearch = async (page: Page): Promise<void> => {
    await page.goto(site.baseUrl);
    expect(await page.getByText('Sample data.').count()).toBe(1);
    await page.getByRole('link', { name: 'Why it is here' }).first().click();
    expect(await page.getByRole('heading', { name: 'Why it is here' }).count()).toBe(1);
    expect(await page.getByRole('cell', { name: /^× / }).count()).toBeGreaterThan(0);
    await page.goto(site.baseUrl);
    await page.getByRole('searchbox', { name: 'Search titles and abstracts' }).fill('visual navigation');
    await page.getByRole('searchbox', { name: 'Search titles and abstracts' }).press('Enter');
    expect(await heading(page)).toMatch(/^\d+ papers found$/);
    expect(await page.locator('mark').first().innerText()).toMatch(/^(?:visual|navigation)/i);
    await page.locator('article h2 a, article h3 a').first().click();
    expect(await heading(page)).toMatch(/navigation/i);
  };

  /** Signs up on the front page, takes the mail out of the outbox and presses the button behind its link. */
  const signUp = async (page: Page, address: string): Promise<void> => {
    await page.goto(site.baseUrl);
    await page.getByLabel('Email address').fill(address);
    await press(page, 'Subscribe');
    expect(await heading(page)).toBe('Now look into your mailbox');
    const mail = await confirmationTo(address);
    expect(await subscriberOf(address)).toMatchObject({ state: 'pending' });
    await page.goto(/http:\/\/\S+\/confirm\?token=\S+/.exec(mail.text)?.[0] ?? '');
    expect(await subscriberOf(address)).toMatchObject({ state: 'pending' });
    await press(page, 'Yes, send me the papers');
    expect(await heading(page)).toBe('You are subscribed');
    expect(await subscriberOf(address)).toMatchObject({ state: 'confirmed', consent: { by: 'form' } });
  };

  const choosePreferences = async (page: Page, address: string): Promise<void> => {
    await page.getByRole('link', { name: 'Choose fields, topics, hour and time zone' }).click();
    expect(await page.content()).not.toContain(address);
    await page.getByLabel('Weekly', { exact: true }).check();
    await page.getByLabel('Hour', { exact: true }).selectOption('9');
    await page.getByLabel('Time zone').selectOption('Europe/Paris');
    await press(page, 'Preview today’s mail');
    expect(await page.locator('#preview h4').count()).toBeGreaterThan(0);
    expect(await subscriberOf(address)).toMatchObject({ preferences: { frequency: 'daily' } });
    await press(page, 'Save');
    expect(await subscriberOf(address)).toMatchObject({
      preferences: { frequency: 'weekly', localHour: 9, timeZone: 'Europe/Paris' },
    });
    await press(page, 'Pause the mails');
    expect((await subscriberOf(address))?.dueAt).toBeUndefined();
    await press(page, 'Resume the mails');
    expect((await subscriberOf(address))?.dueAt).toMatch(/T08:00:00/);
  };

  const download = async (page: Page): Promise<unknown> => {
    const [file] = await Promise.all([page.waitForEvent('download'), press(page, 'Download my data')]);
    const chunks: Buffer[] = [];
    for await (const chunk of await file.createReadStream()) chunks.push(chunk as Buffer);
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  };

  it(
    'on a phone without script finds a paper, signs up, sets the mails and leaves by a button',
    async () => {
      const address = 'phone@example.net';
      const { page, faults } = await openPage({ width: 375, colorScheme: 'dark', javaScriptEnabled: false });
      await readAndSearch(page);
      await signUp(page, address);
      await choosePreferences(page, address);
      expect(JSON.stringify(await download(page))).toContain(address);
      await page.getByRole('link', { name: 'Unsubscribe' }).first().click();
      expect(await subscriberOf(address)).toMatchObject({ state: 'confirmed' });
      await press(page, 'Unsubscribe');
      expect(await heading(page)).toBe('You are unsubscribed');
      expect(await subscriberOf(address)).toMatchObject({ state: 'unsubscribed' });
      expect(faults).toEqual([]);
      await page.context().close();
    },
    TIMEOUT_MS,
  );

  it(
    'at a desk with script does the same, is let out by the mail program, and erases everything',
    async () => {
      const address = 'desk@example.net';
      const { page, faults } = await openPage({ width: 1280, colorScheme: 'light', javaScriptEnabled: true });
      await readAndSearch(page);
      await signUp(page, address);
      await choosePreferences(page, address);
      const preferences = page.url();
      const href = await page.getByRole('link', { name: 'Unsubscribe' }).first().getAttribute('href');
      const answer = await page.request.post(new URL(href ?? '', site.baseUrl).href, {
        form: { 'List-Unsubscribe': 'One-Click' },
        maxRedirects: 0,
      });
      expect(answer.status()).toBe(200);
      expect(await subscriberOf(address)).toMatchObject({ state: 'unsubscribed' });
      await page.goto(preferences);
      await press(page, 'Erase my data');
      expect(await heading(page)).toBe('Erase everything?');
      expect(await subscriberOf(address)).toBeDefined();
      await press(page, 'Erase my data');
      expect(await heading(page)).toBe('Nothing is held about you');
      expect(await subscriberOf(address)).toBeUndefined();
      const id = subscriberIdOf(address, round.directory.keys.hashKey);
      expect((await round.tables.suppressions.entryOf(id))?.reason).toBe('erased');
      expect(faults).toEqual([]);
      await page.context().close();
    },
    TIMEOUT_MS,
  );
});
