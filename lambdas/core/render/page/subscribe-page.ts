/** What follows the box for signing up: one page for everybody, and the box once more where the form itself was at fault. */
import { html } from '../html.ts';
import { renderMessagePage } from './message-page.ts';
import { renderPage, type PageSite } from './page-frame.ts';
import { subscribeBox, type SubscribeBox } from './subscribe-box.ts';

/** The same bytes whoever asked, and whatever is known of the address. */
export const renderAskedPage = (site: PageSite): string =>
  renderMessagePage(site, {
    heading: 'Now look into your mailbox',
    body: html`If the address can be subscribed, a mail with a link is on its way to it. Nothing is sent every day
    before you have opened that link and confirmed. The link works for two days.`,
    action: html`<p>
      No mail after some minutes? Look into the folder for spam. An address is written to once a day at most, so asking
      again at once brings no second mail.
    </p>`,
  });

/** The box once more, with a word on what was wrong; says nothing that depends on who is subscribed. */
export const renderBoxPage = (heading: string, box: SubscribeBox & { readonly words?: string }): string =>
  renderPage({
    site: box.site,
    title: heading,
    content: html`<div class="plain">
        <h1>${heading}</h1>
        ${box.words !== undefined && html`<p>${box.words}</p>`}
      </div>
      ${subscribeBox(box)}
      <p><a href="/">To the trending papers</a></p>`,
  });
