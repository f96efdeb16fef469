/**
 * The HTML part: one column of 600 px in layout tables, every style inline because mail programs drop or ignore style
 * sheets, one small sheet for the dark colours where they are understood. No picture, no font, no request.
 * Mail programs' limits behind it: Outlook for Windows knows no max-width (hence the conditional table), no padding on
 * inline boxes and no media query; Gmail cuts at about 102 KB.
 */
import { html, safeHref, SafeHtml } from '../html.ts';
import type { DigestContent, PaperContent, SectionContent } from './digest-content.ts';

const SANS = 'font-family:Arial,Helvetica,sans-serif';
const SERIF = 'font-family:Georgia,serif';
const INK = '#1c1a17';
const SOFT = '#625d55';
const BLUE = '#1f4f8f';

/** Green up and ochre down, each with an arrow and a word too. */
const MOVEMENT = {
  up: { className: 'up', colour: '#1d6b3a', arrow: '▲ ' },
  down: { className: 'down', colour: '#855400', arrow: '▼ ' },
  none: { className: 'soft', colour: SOFT, arrow: '' },
} as const;

const DARK = new SafeHtml(`<style>
@media (prefers-color-scheme:dark){
.bg{background-color:#16181b!important}
.ink{color:#e9e6df!important}
.soft{color:#a6a29a!important}
.chip{background-color:#24272b!important;color:#d9d5cd!important}
.go{color:#8db8f2!important}
.red{color:#ef7b72!important}
.up{color:#7cc796!important}
.down{color:#dcae55!important}
.rule{border-color:#33363a!important}
}
</style>`);

const OUTLOOK_OPEN = new SafeHtml(
  '<!--[if mso]><table role="presentation" width="600" align="center" cellpadding="0" cellspacing="0" border="0"><tr><td><![endif]-->',
);
const OUTLOOK_CLOSE = new SafeHtml('<!--[if mso]></td></tr></table><![endif]-->');

/** 44 px high for thumbs. */
const actionLink = (label: string, url: string): SafeHtml =>
  html`<a class="go" href="${safeHref(url)}" style="display:inline-block;padding:12px 18px 12px 0;color:${BLUE}"
    >${label}</a
  > `;

const movementMarkup = ({ movement }: PaperContent): SafeHtml | undefined => {
  if (movement === undefined) return undefined;
  const { className, colour, arrow } = MOVEMENT[movement.direction];
  return html` <span class="${className}" style="color:${colour}">${arrow}${movement.text}</span>`;
};

const paperRow = (paper: PaperContent): SafeHtml =>
  html` <tr>
    <td
      class="soft rule"
      style="padding:14px 0 4px;border-bottom:1px solid #dcd7cd;${SANS};font-size:14px;line-height:20px;color:${SOFT}"
    >
      <h3 style="margin:0;${SERIF};font-size:20px;line-height:27px">
        <a class="ink" href="${safeHref(paper.pageUrl)}" style="color:${INK};text-decoration:none">${paper.title}</a>
      </h3>
      ${paper.authors !== '' && html`<p style="margin:4px 0 0">${paper.authors}</p>`}
      <p style="margin:4px 0 0;line-height:24px">
        <b class="ink" style="color:${INK}">${paper.place}</b>${movementMarkup(paper)}
        &nbsp;${paper.evidence.map(
          (line) =>
            html` <span
              class="chip"
              style="display:inline-block;margin:2px 4px 2px 0;padding:2px 8px;background-color:#f0ece3;color:${INK};line-height:20px"
              >${line}</span
            >`,
        )}
      </p>
      ${paper.abstract !== '' && html`<p class="ink" style="margin:6px 0 0;${SERIF};font-size:16px;line-height:25px;color:${INK}">${paper.abstract}</p>`}
      <p style="margin:0">
        ${actionLink('Why it is here', paper.pageUrl)}${
          paper.arxiv.url === undefined
            ? html`<span style="display:inline-block;padding:12px 18px 12px 0">${paper.arxiv.label} (invented)</span> `
            : actionLink(paper.arxiv.label, paper.arxiv.url)
        }${paper.codeUrl !== undefined && actionLink('Code', paper.codeUrl)}
      </p>
    </td>
  </tr>`;

const sectionRows = ({ heading, note, papers }: SectionContent): SafeHtml =>
  html` <tr>
      <td style="padding:26px 0 0">
        <h2
          class="red"
          style="margin:0;${SANS};font-size:14px;line-height:18px;letter-spacing:1px;text-transform:uppercase;color:#a61e1e"
        >
          ${heading}
        </h2>
        ${note !== undefined && html`<p class="soft" style="margin:4px 0 0;${SANS};font-size:14px;line-height:20px;color:${SOFT}">${note}</p>`}
      </td>
    </tr>
    ${papers.map(paperRow)}`;

const sampleRow = (notice: string): SafeHtml =>
  html` <tr>
    <td style="padding:16px 0 0">
      <p
        class="chip"
        style="margin:0;padding:10px 14px;background-color:#f0ece3;${SANS};font-size:14px;line-height:20px;color:${INK}"
      >
        <b>${notice}</b>
      </p>
    </td>
  </tr>`;

const omittedRow = (notice: string, webUrl: string): SafeHtml =>
  html` <tr>
    <td style="padding:8px 0 0;${SANS};font-size:14px;line-height:20px">${actionLink(notice, webUrl)}</td>
  </tr>`;

const footerRow = (content: DigestContent): SafeHtml =>
  html` <tr>
    <td class="soft" style="padding:20px 0 0;${SANS};font-size:14px;line-height:22px;color:${SOFT}">
      <p style="margin:0">${content.edition}</p>
      <p style="margin:10px 0 0">${content.reason}</p>
      <p style="margin:0">
        ${actionLink('Read on the web', content.webUrl)}${actionLink('Preferences', content.preferencesUrl)}${actionLink('Unsubscribe', content.unsubscribeUrl)}
      </p>
      <p style="margin:0">${content.postalAddress}</p>
    </td>
  </tr>`;

/** Of the templates above: no text from outside holds a line break by now, and a tenth of the size is white space. */
const INDENTATION = /\n\s+/g;

/** The whole document. `subject` is its title, `preheader` the line that inboxes show beside the subject. */
export const digestHtml = (
  content: DigestContent,
  { subject, preheader }: { readonly subject: string; readonly preheader: string },
): string =>
  html`<!doctype html>
    <html lang="en" dir="ltr">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width,initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <meta name="format-detection" content="telephone=no,date=no,address=no,email=no" />
        <title>${subject}</title>
        ${DARK}
      </head>
      <body class="bg" style="margin:0;padding:0;background-color:#fbfaf7">
        <div style="display:none;max-height:0;overflow:hidden">${preheader}</div>
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
            <td align="center" style="padding:28px 16px 36px">
              ${OUTLOOK_OPEN}
              <table
                role="presentation"
                width="100%"
                cellpadding="0"
                cellspacing="0"
                border="0"
                style="width:100%;max-width:600px;text-align:left;word-break:break-word;overflow-wrap:anywhere"
              >
                <tr>
                  <td class="rule" style="padding:0 0 14px;border-bottom:3px double #dcd7cd">
                    <h1 class="ink" style="margin:0;${SERIF};font-size:28px;line-height:32px;color:${INK}">
                      Paper R<span class="red" style="color:#a61e1e">o</span>und
                    </h1>
                    <p class="soft" style="margin:6px 0 0;${SANS};font-size:14px;line-height:20px;color:${SOFT}">
                      ${content.date} · ${content.fields}
                    </p>
                  </td>
                </tr>
                ${content.sampleNotice !== undefined && sampleRow(content.sampleNotice)}${content.sections.map(sectionRows)}${
                  content.omittedNotice !== undefined && omittedRow(content.omittedNotice, content.webUrl)
                }${footerRow(content)}
              </table>
              ${OUTLOOK_CLOSE}
            </td>
          </tr>
        </table>
      </body>
    </html> `.markup.replace(INDENTATION, '\n');
