/**
 * A short plain letter of the service to one person: some sentences and one link, as text and as HTML. Nothing in it comes from
 * outside: what somebody typed into a form would let them write to strangers in our name.
 */
import { html, safeHref, SafeHtml } from '../html.ts';
import type { RenderedMail } from './digest-mail.ts';
import type { MailSite } from './mail-site.ts';
import { cleanLine } from './mail-text.ts';
import { wrapText } from './wrap-text.ts';

export interface Letter {
  readonly subject: string;
  /** Before the link. */
  readonly before: readonly string[];
  readonly link: { readonly label: string; readonly url: string };
  /** After it. */
  readonly after: readonly string[];
}

/** These keep out-of-office replies away; Microsoft's servers heed only the last. It is no mail of a list: there is nothing to unsubscribe from. */
const HEADERS: RenderedMail['headers'] = [
  { name: 'Auto-Submitted', value: 'auto-generated' },
  { name: 'X-Auto-Response-Suppress', value: 'All' },
];

const SAMPLE_NOTICE = 'This mail comes from a local round on a sample: its papers are invented.';

const SANS = 'font-family:Arial,Helvetica,sans-serif';
const INK = '#1c1a17';
const SOFT = '#625d55';

const DARK = new SafeHtml(`<style>
@media (prefers-color-scheme:dark){
.bg{background-color:#16181b!important}
.ink{color:#e9e6df!important}
.soft{color:#a6a29a!important}
.go{color:#8db8f2!important}
}
</style>`);

const INDENTATION = /\n\s+/g;

const paragraph = (words: string): SafeHtml =>
  html` <p class="ink" style="margin:0 0 14px;${SANS};font-size:16px;line-height:24px;color:${INK}">${words}</p>`;

const letterHtml = (
  { subject, before, link, after }: Letter,
  { notice, postalAddress }: { readonly notice: string | undefined; readonly postalAddress: string },
): string =>
  html`<!doctype html>
    <html lang="en" dir="ltr">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width,initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <title>${subject}</title>
        ${DARK}
      </head>
      <body class="bg" style="margin:0;padding:0;background-color:#fbfaf7">
        <table
          role="presentation"
          class="bg"
          width="100%"
          cellpadding="0"
          cellspacing="0"
          border="0"
          style="background-color:#fbfaf7"
        >
          <tr>
            <td align="left" style="padding:28px 16px 36px">
              <h1
                class="ink"
                style="margin:0 0 18px;font-family:Georgia,serif;font-size:28px;line-height:32px;color:${INK}"
              >
                Paper Round
              </h1>
              ${notice !== undefined && paragraph(notice)}${before.map(paragraph)}
              <p style="margin:0 0 14px;${SANS};font-size:16px;line-height:24px">
                <a class="go" href="${safeHref(link.url)}" style="display:inline-block;padding:10px 0;color:#1f4f8f"
                  >${link.label}</a
                >
              </p>
              ${after.map(paragraph)}
              <p class="soft" style="margin:24px 0 0;${SANS};font-size:14px;line-height:20px;color:${SOFT}">
                ${postalAddress}
              </p>
            </td>
          </tr>
        </table>
      </body>
    </html> `.markup.replace(INDENTATION, '\n');

const letterText = (
  { before, link, after }: Letter,
  { notice, postalAddress }: { readonly notice: string | undefined; readonly postalAddress: string },
): string =>
  `${[
    'PAPER ROUND',
    ...(notice === undefined ? [] : [wrapText(notice)]),
    ...before.map((words) => wrapText(words)),
    `${link.label}:\n${link.url}`,
    ...after.map((words) => wrapText(words)),
    `${'-'.repeat(40)}\n${wrapText(postalAddress)}`,
  ].join('\n\n')}\n`;

/** Pure: the same letter gives the same bytes. */
export const renderLetter = (
  letter: Letter,
  { site, sample }: { readonly site: MailSite; readonly sample: boolean },
): RenderedMail => {
  const foot = { notice: sample ? SAMPLE_NOTICE : undefined, postalAddress: cleanLine(site.postalAddress) };
  return {
    subject: letter.subject,
    html: letterHtml(letter, foot),
    text: letterText(letter, foot),
    headers: HEADERS,
  };
};
