/** Pages that say one thing: not found, wrong parameter, unsubscribed. */
import { html, type HtmlSlot, type SafeHtml } from '../html.ts';
import { cleanLine } from '../mail/mail-text.ts';
import { renderPage, type PageSite } from './page-frame.ts';

export interface PageMessage {
  readonly heading: string;
  /** What is so, and what to do: one or a few sentences. What plain text quotes of an address may hold anything. */
  readonly body: HtmlSlot;
  /** What can be done about it here, e.g. a form. */
  readonly action?: SafeHtml;
  /** Left out where a link to the list would lead away from what is to be done. @default true */
  readonly linksToList?: boolean;
}

/** Such pages are never indexed. */
export const renderMessagePage = (site: PageSite, { heading, body, action, linksToList = true }: PageMessage): string =>
  renderPage({
    site,
    title: heading,
    content: html`<div class="plain">
      <h1>${heading}</h1>
      <p>${typeof body === 'string' ? cleanLine(body) : body}</p>
      ${action}${linksToList && html`<p><a href="/">To the trending papers</a></p>`}
    </div>`,
  });
