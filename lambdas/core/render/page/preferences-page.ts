/** The pages of the preferences, reached by a link out of a mail: the form, and what can be done with the subscription. */
import { html, type HtmlSlot, type SafeHtml } from '../html.ts';
import { renderMessagePage } from './message-page.ts';
import { renderPage, type PageSite } from './page-frame.ts';
import type { DraftFaults, PreferencesDraft } from './preferences-draft.ts';
import { amountFields, categoryFields, rhythmFields, topicFields, type FieldsInput } from './preferences-fields.ts';

/** What the forms of these pages post as `action`. */
export const PREFERENCES_ACTIONS = ['save', 'preview', 'pause', 'resume', 'export', 'erase', 'erase-for-good'] as const;
export type PreferencesAction = (typeof PREFERENCES_ACTIONS)[number];

/** What every one of these pages knows. */
export interface PreferencesSite {
  readonly site: PageSite;
  /** Path and query of these pages, with the token. */
  readonly action: string;
  /** Whom the mails go to, with most of the name hidden. */
  readonly maskedAddress: string;
}

export interface PreferencesPage extends PreferencesSite {
  readonly draft: PreferencesDraft;
  readonly faults: DraftFaults;
  /** The stored settings in words. */
  readonly current: string;
  readonly isPaused: boolean;
  /** What has just been done. */
  readonly done?: string;
  readonly preview?: SafeHtml;
  readonly unsubscribeHref: string;
}

const actionButton = (
  { action }: Pick<PreferencesSite, 'action'>,
  { value, label }: { readonly value: PreferencesAction; readonly label: string },
): SafeHtml =>
  html`<form method="post" action="${action}">
    <button class="second" name="action" value="${value}">${label}</button>
  </form>`;

/** `a•••@example.org`: enough for its owner, who came from the mailbox. */
export const maskAddress = (address: string): string => {
  const at = address.lastIndexOf('@');
  return `${address.slice(0, Math.min(1, at))}•••${address.slice(at)}`;
};

const FIELD_NAMES: Readonly<Record<keyof PreferencesDraft, string>> = {
  frequency: 'Daily or weekly',
  weekday: 'Day, if weekly',
  localHour: 'Hour',
  timeZone: 'Time zone',
  categories: 'Fields',
  topics: 'Topics',
  exclude: 'Leave out',
  authors: 'Authors you follow',
  maxPapers: 'Papers in a mail',
  onlyWithCode: 'Only papers with code',
};

const notice = ({ done, faults, draft }: PreferencesPage): HtmlSlot => {
  // The order of the form.
  const wrong = (Object.keys(draft) as (keyof PreferencesDraft)[]).filter((name) => faults[name] !== undefined);
  if (wrong.length > 0)
    return html`<div class="notice ui" role="alert">
      <b>Nothing has been saved.</b> What you typed is still there; look at
      ${wrong.map((name, index) => html`${index > 0 && ', '}<a href="#${name}-fault">${FIELD_NAMES[name]}</a>`)}.
    </div>`;
  return done !== undefined && html`<p class="notice ui" role="status">${done}</p>`;
};

const otherActions = (page: PreferencesPage): SafeHtml =>
  html`<section class="ui others" aria-labelledby="others">
    <h2 id="others">Your subscription and your data</h2>
    <p>
      ${
        page.isPaused
          ? 'The mails are paused. Everything stays as it is set until you resume them.'
          : 'A pause keeps everything as it is set; no mail comes until you resume.'
      }
    </p>
    ${actionButton(page, page.isPaused ? { value: 'resume', label: 'Resume the mails' } : { value: 'pause', label: 'Pause the mails' })}
    <p>
      Everything that is held about you, as one JSON file: the subscription, the mails sent, whether any is blocked.
    </p>
    ${actionButton(page, { value: 'export', label: 'Download my data' })}
    <p>All of that can be deleted. You are asked once more before.</p>
    ${actionButton(page, { value: 'erase', label: 'Erase my data' })}
    <p><a class="go" href="${page.unsubscribeHref}">Unsubscribe</a></p>
  </section>`;

/** `GET /preferences`, and after each of its buttons. */
export const renderPreferencesPage = (page: PreferencesPage): string => {
  const input: FieldsInput = { draft: page.draft, faults: page.faults, categories: page.site.categories };
  return renderPage({
    site: page.site,
    title: 'Your mails',
    content: html`<div class="settings">
      <h1>Your mails</h1>
      <p>They go to <b>${page.maskedAddress}</b>. ${page.current}</p>
      ${notice(page)}
      <form class="ui" method="post" action="${page.action}">
        ${rhythmFields(input)}${categoryFields(input)}${topicFields(input)}${amountFields(input)}
        <p class="buttons">
          <button name="action" value="save">Save</button
          ><button class="second" name="action" value="preview" formaction="${page.action}#preview">
            Preview today’s mail
          </button>
        </p>
      </form>
      ${page.preview} ${otherActions(page)}
    </div>`,
  });
};

/** Somebody who gets no mails, but of whom something is held. */
export const renderNotSubscribedPage = (page: PreferencesSite): string =>
  renderPage({
    site: page.site,
    title: 'No mails are sent to you',
    content: html`<div class="settings">
      <h1>No mails are sent to you</h1>
      <p>
        <b>${page.maskedAddress}</b> is not subscribed at present, so there is nothing to set. Sign up again on
        <a href="/">the front page</a>; what you had set is kept.
      </p>
      <section class="ui others" aria-labelledby="others">
        <h2 id="others">Your data</h2>
        <p>Everything that is held about you, as one JSON file.</p>
        ${actionButton(page, { value: 'export', label: 'Download my data' })}
        <p>All of that can be deleted. You are asked once more before.</p>
        ${actionButton(page, { value: 'erase', label: 'Erase my data' })}
      </section>
    </div>`,
  });

/** Asks once more; nothing has been erased yet. */
export const renderEraseQuestionPage = ({ site, action, maskedAddress }: PreferencesSite): string =>
  renderMessagePage(site, {
    heading: 'Erase everything?',
    body: html`Nothing has been erased yet. Press the button, and the address <b>${maskedAddress}</b>, its settings and
      the record of its mails are deleted at once, and the mails end. What stays is a keyed hash by which no list that
      somebody imports can write to you again; it can’t be turned back into the address.`,
    action: html`<form method="post" action="${action}">
        <button name="action" value="erase-for-good">Erase my data</button>
      </form>
      <p><a class="go" href="${action}">No, back to the settings</a></p>`,
    linksToList: false,
  });

/** After that; the same when it is done already. */
export const renderErasedPage = (site: PageSite): string =>
  renderMessagePage(site, {
    heading: 'Nothing is held about you',
    body: 'The address, its settings and the record of its mails are deleted, and no more mails are sent. One that was on its way at this moment may still arrive. You can sign up again whenever you like.',
  });
