/** Pages behind the link of a confirmation mail. Opening one changes nothing; the button does. */
import { html } from '../html.ts';
import type { Preferences } from '../../subscriber/subscriber.ts';
import { renderMessagePage } from './message-page.ts';
import { siteName, type PageSite } from './page-frame.ts';
import { preferencesWords } from './preferences-words.ts';

/** @param action path and query that the button posts to */
export const renderConfirmPage = (site: PageSite, action: string): string =>
  renderMessagePage(site, {
    heading: 'Shall the mails begin?',
    body: `Press the button, and ${siteName(site)} sends its trending papers to the mailbox in which you found this link. If you didn’t ask for them, close this page and nothing is sent.`,
    action: html`<form method="post" action="${action}"><button>Yes, send me the papers</button></form>`,
    linksToList: false,
  });

export interface ConfirmedPage {
  readonly site: PageSite;
  readonly preferences: Preferences;
  /** Instant of the first mail; `undefined` while they are paused. */
  readonly dueAt: string | undefined;
  /** Path and query of the preferences. */
  readonly preferencesHref: string;
}

/** After the button, the first time and every other. */
export const renderConfirmedPage = ({ site, preferences, dueAt, preferencesHref }: ConfirmedPage): string =>
  renderMessagePage(site, {
    heading: 'You are subscribed',
    body: preferencesWords(preferences, dueAt),
    action: html`<p><a class="go" href="${preferencesHref}">Choose fields, topics, hour and time zone</a></p>
      <p>The link to these settings is in every mail, as is the one that ends them.</p>`,
  });
