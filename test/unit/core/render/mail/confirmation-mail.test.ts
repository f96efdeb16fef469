import { simpleParser } from 'mailparser';
import { buildMime } from '../../../../../lambdas/adapters/ses/mime.ts';
import {
  renderAlreadySubscribedMail,
  renderConfirmationMail,
  type AnswerToRequest,
} from '../../../../../lambdas/core/render/mail/confirmation-mail.ts';
import { SITE } from './invented-digest.ts';

const ADDRESS = 'reader@example.org';
const URL_OF = {
  confirmation: `https://papers.example.com/confirm?token=k1.${'0'.repeat(32)}.1763658000.${'A'.repeat(43)}`,
  already: `https://papers.example.com/preferences?token=k1.${'0'.repeat(32)}.1763658000.${'A'.repeat(43)}`,
};
const inputOf = (url: string, sample = false): AnswerToRequest => ({
  site: SITE,
  requestedAt: '2026-11-20T23:05:09.250Z',
  url,
  sample,
});
const MAILS = [
  ['confirmation', renderConfirmationMail, URL_OF.confirmation],
  ['already subscribed', renderAlreadySubscribedMail, URL_OF.already],
] as const;
const collapse = (text: string): string => text.replace(/\s+/g, ' ');

describe.each(MAILS)('%s mail', (_name, render, url) => {
  const mail = render(inputOf(url));

  it('says when it was asked for, what to do if it was not you, and who sends it, in both parts', () => {
    for (const part of [mail.html, mail.text]) {
      expect(collapse(part)).toContain('on 20 November 2026 at 23:05 UTC');
      expect(collapse(part)).toContain('If it was not you, do nothing');
      expect(collapse(part)).toContain(SITE.postalAddress);
    }
  });

  it('has one link, the same in both parts, and asks for nothing from elsewhere', () => {
    expect([...mail.html.matchAll(/(?:href|src)="([^"]*)"/g)].map(([, target]) => target)).toEqual([url]);
    expect([...mail.text.matchAll(/https?:\S+/g)].map(([target]) => target)).toEqual([url]);
  });

  it('keeps automatic answers away, and is no mail of a list', async () => {
    const raw = await buildMime({
      mail,
      from: { name: SITE.fromName, address: SITE.from },
      to: ADDRESS,
      date: new Date('2026-11-20T23:05:10Z'),
      uniqueKey: 'signup/1',
    });
    const head = Buffer.from(raw).toString('latin1').split('\r\n\r\n')[0] ?? '';
    expect(head.match(/^Auto-Submitted: auto-generated\r?$/gim)).toHaveLength(1);
    expect(head.match(/^X-Auto-Response-Suppress: All\r?$/gim)).toHaveLength(1);
    expect(head).not.toMatch(/^(?:List-|Precedence)/im);
    const parsed = await simpleParser(Buffer.from(raw));
    expect(parsed.subject).toBe(mail.subject);
    expect(parsed.text).toContain(url);
  });

  it('says that it is of a sample only where it is', () => {
    expect(mail.text).not.toContain('sample');
    for (const part of [render(inputOf(url, true)).html, render(inputOf(url, true)).text])
      expect(collapse(part)).toContain('its papers are invented');
  });

  it('breaks the lines of its text at 78 characters, but for the link', () => {
    expect(mail.text.split('\n').filter((line) => line.length > 78)).toEqual([url]);
  });

  it('is small', () => {
    expect(Buffer.byteLength(mail.html)).toBeLessThan(4_000);
  });
});

it('the confirmation says how long its link works and that nothing is sent without it', () => {
  const { text, subject } = renderConfirmationMail(inputOf(URL_OF.confirmation));
  expect(subject).toBe('Confirm your subscription to Paper Round');
  expect(collapse(text)).toContain('The link works for 48 hours.');
  expect(collapse(text)).toContain('without the button no papers are sent');
});
