/** The local inbox: the mails of a local round as they were sent. Never served by a deployed site. */
import { html } from '../html.ts';
import { cleanLine, countOf } from '../mail/mail-text.ts';
import { renderPage, type PageSite } from './page-frame.ts';

/** A mail of a local round, read back. */
export interface InboxMail {
  /** Its name, unique in the inbox. */
  readonly file: string;
  readonly outcome: 'sent' | 'unknown';
  readonly subject: string;
  readonly to: string;
  /** ISO 8601, '' when the mail has none. */
  readonly date: string;
  readonly html: string;
  readonly text: string;
  /** The header block as it was sent, folded and encoded. */
  readonly rawHeaders: string;
}

/** Path of a mail's page. */
export const inboxHref = (file: string): string => `/_local/inbox/${encodeURIComponent(file)}`;

const subjectOf = ({ subject }: InboxMail): string => cleanLine(subject) || '(no subject)';
const WHEN = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' });
const dateOf = ({ date }: InboxMail): string =>
  date === '' || Number.isNaN(Date.parse(date)) ? 'no date' : `${WHEN.format(new Date(date))} UTC`;
const outcomeNote = ({ outcome }: InboxMail): string => (outcome === 'unknown' ? ' · outcome unknown' : '');

export const renderInboxPage = (site: PageSite, mails: readonly InboxMail[]): string =>
  renderPage({
    site,
    title: 'Inbox',
    content: html`<div class="inbox">
      <h1>Inbox of this local round</h1>
      <p class="ui off">
        ${mails.length === 0 ? 'No mail has been sent yet: a round sends one when a subscriber’s digest is due.' : `${countOf(mails.length, 'mail')}, newest first, as they were given to the mail endpoint.`}
      </p>
      ${
        mails.length > 0 &&
        html`<ul class="mails">
          ${mails.map(
            (mail) =>
              html`<li>
                <a href="${inboxHref(mail.file)}"
                  ><b dir="auto">${subjectOf(mail)}</b
                  ><small class="ui">to ${cleanLine(mail.to)} · ${dateOf(mail)}${outcomeNote(mail)}</small></a
                >
              </li>`,
          )}
        </ul>`
      }
    </div>`,
  });

/** One mail: drawn in a frame that can do nothing, then its text part, then its headers byte for byte. */
export const renderInboxMailPage = (site: PageSite, mail: InboxMail): string =>
  renderPage({
    site,
    title: subjectOf(mail),
    content: html`<div class="inbox">
      <p class="back ui"><a href="/_local/inbox">← Inbox</a></p>
      <h1 dir="auto">${subjectOf(mail)}</h1>
      <p class="ui off">to ${cleanLine(mail.to)} · ${dateOf(mail)}${outcomeNote(mail)}</p>
      <h2>As HTML</h2>
      ${mail.html === '' ? html`<p class="off">This mail has no HTML part.</p>` : html`<iframe title="The mail as HTML" src="${inboxHref(mail.file)}/html" sandbox="allow-top-navigation-by-user-activation"></iframe>`}
      <h2>As text</h2>
      <pre tabindex="0">${mail.text}</pre>
      <h2>Headers as sent</h2>
      <pre tabindex="0">${mail.rawHeaders}</pre>
    </div>`,
  });

/** The HTML part for the frame, unchanged but for where its links open: in the whole window, not in the frame. */
export const inboxMailHtml = ({ html: markup }: InboxMail): string => {
  const base = '<base target="_top">';
  return /<head\b[^>]*>/i.test(markup) ? markup.replace(/<head\b[^>]*>/i, (head) => head + base) : base + markup;
};
