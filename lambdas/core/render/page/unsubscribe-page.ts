/** Pages of the way out. Opening one changes nothing; the button does. */
import { html } from '../html.ts';
import { renderMessagePage } from './message-page.ts';
import { siteName, type PageSite } from './page-frame.ts';

/** @param action path and query that the button posts to */
export const renderUnsubscribePage = (site: PageSite, action: string): string =>
  renderMessagePage(site, {
    heading: 'Stop these mails?',
    body: `Nothing has changed yet. Press the button, and ${siteName(site)} sends no more digests to the mailbox that this link was made for.`,
    action: html`<form method="post" action="${action}">
      <input type="hidden" name="List-Unsubscribe" value="One-Click" /><input
        type="hidden"
        name="via"
        value="page"
      /><button>Unsubscribe</button>
    </form>`,
    linksToList: false,
  });

/**
 * After the button. Says the same whether or not somebody was subscribed. Who was sent the mail by its reader can press it
 * too, hence the way back, which takes the mailbox's owner: a mail with a link to confirm.
 *
 * @param action path and query that the way back posts to
 */
export const renderUnsubscribedPage = (site: PageSite, action: string): string =>
  renderMessagePage(site, {
    heading: 'You are unsubscribed',
    body: 'No more digests go to this mailbox. One that was on its way at this moment may still arrive.',
    action: html`<form method="post" action="${action}">
      <p>A mistake, or somebody else’s doing? A mail with a link can bring the subscription back as it was.</p>
      <input type="hidden" name="undo" value="yes" /><button class="second">Send me that mail</button>
    </form>`,
  });

/** After the way back. Says the same whether or not there is anything to bring back. */
export const renderUndoAskedPage = (site: PageSite): string =>
  renderMessagePage(site, {
    heading: 'Now look into your mailbox',
    body: 'If there is a subscription to bring back, a mail with a link is on its way to it; it begins again once you confirm. A mailbox is written to once a day at most, so asking again at once brings no second mail.',
  });

/** For a link that is not one of ours, or not whole any more. */
export const renderBadUnsubscribeLinkPage = (site: PageSite): string =>
  renderMessagePage(site, {
    heading: 'This link doesn’t work',
    body: 'It is not whole: mail programs sometimes cut long links. Open it from the mail again, or use the unsubscribe button that your mail program shows beside the sender.',
  });
