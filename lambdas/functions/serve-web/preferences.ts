/**
 * Settings without a password: the token in the link out of a mail is the authority, so no other site can post a form here
 * (it knows no token) and no cookie is needed. A GET changes nothing.
 */
import { digestPreview } from '../../core/render/page/preferences-preview.ts';
import { draftOf, type DraftFaults, type PreferencesDraft } from '../../core/render/page/preferences-draft.ts';
import {
  maskAddress,
  PREFERENCES_ACTIONS,
  renderErasedPage,
  renderEraseQuestionPage,
  renderNotSubscribedPage,
  renderPreferencesPage,
  type PreferencesAction,
  type PreferencesSite,
} from '../../core/render/page/preferences-page.ts';
import { preferencesWords } from '../../core/render/page/preferences-words.ts';
import { renderBoxPage } from '../../core/render/page/subscribe-page.ts';
import { ALL_CATEGORIES } from '../../core/rank/ranked-list.ts';
import type { SafeHtml } from '../../core/render/html.ts';
import { dueAfterChange, dueShardOf, nextDueAt } from '../../core/subscriber/due-time.ts';
import type { DueTime } from '../../core/ports/stores.ts';
import { readPreferencesToken } from '../../core/subscriber/signed-token.ts';
import type { Preferences, Subscriber, SubscriberId } from '../../core/subscriber/subscriber.ts';
import { unsubscribeToken } from '../../core/subscriber/unsubscribe-token.ts';
import { readForm, type FormFields } from './form-body.ts';
import { formToken } from './form-token.ts';
import { dataHeldAbout, eraseReader } from './held-data.ts';
import { checkDraft, readDraft } from './preferences-form.ts';
import { previewDigest } from './preferences-preview.ts';
import { BOX_POLICY } from './proof-script.ts';
import type { RouteHandler } from './route.ts';
import { jsonAnswer, pageAnswer, type WebAnswer } from './web-answer.ts';
import type { WebDeps } from './web-deps.ts';

/** One request of a reader whose token is ours. */
interface Visit {
  readonly deps: WebDeps;
  readonly token: string;
  readonly subscriber: Subscriber;
}

const linkOverAnswer = (deps: WebDeps): WebAnswer =>
  pageAnswer(
    renderBoxPage('This link doesn’t work any more', {
      site: deps.site,
      words:
        'A link to the settings works for a month; every mail has a fresh one. Without a mail at hand, sign up once more: whoever is subscribed already is sent the link, and nothing else changes.',
      formToken: formToken(deps),
      category: ALL_CATEGORIES,
    }),
    { status: 400, policy: BOX_POLICY },
  );

/** Whose settings; `undefined` for a token that is not ours or too old. */
const readerOf = (token: string, { tokenKeys, clock }: WebDeps): SubscriberId | undefined => {
  const read = readPreferencesToken(token, tokenKeys, clock());
  return read === undefined || read.expired ? undefined : read.subscriberId;
};

const siteOf = ({ deps, token, subscriber }: Visit): PreferencesSite => ({
  site: deps.site,
  action: `/preferences?token=${token}`,
  maskedAddress: maskAddress(subscriber.address),
});

interface Shown {
  readonly draft?: PreferencesDraft;
  readonly faults?: DraftFaults;
  readonly done?: string;
  readonly preview?: SafeHtml;
  readonly status?: number;
}

const settingsAnswer = (visit: Visit, { draft, faults = {}, done, preview, status = 200 }: Shown = {}): WebAnswer => {
  const { deps, subscriber } = visit;
  const { preferences, dueAt, subscriberId } = subscriber;
  return pageAnswer(
    renderPreferencesPage({
      ...siteOf(visit),
      draft: draft ?? draftOf(preferences),
      faults,
      current: preferencesWords(preferences, dueAt),
      isPaused: dueAt === undefined,
      unsubscribeHref: `/unsubscribe?token=${unsubscribeToken(subscriberId, deps.tokenKeys)}`,
      ...(done !== undefined && { done }),
      ...(preview !== undefined && { preview }),
    }),
    { status },
  );
};

const notSubscribedAnswer = (visit: Visit): WebAnswer => pageAnswer(renderNotSubscribedPage(siteOf(visit)));

/** From now on; of mails that are not paused none is lost that is due by now. */
const dueOf = ({ deps, subscriber }: Visit, preferences: Preferences): DueTime => {
  const { subscriberId, preferences: before, dueAt } = subscriber;
  const now = deps.clock();
  return {
    dueShard: dueShardOf(subscriberId),
    dueAt:
      dueAt === undefined
        ? nextDueAt(preferences, now)
        : dueAfterChange({ preferences: before, dueAt }, preferences, now),
  };
};

/** Stores them, if the mails have not ended in between, and shows what is stored now. */
const setPreferences = async (
  visit: Visit,
  {
    preferences,
    due,
    done,
  }: { readonly preferences: Preferences; readonly due: DueTime | undefined; readonly done: string },
): Promise<WebAnswer> => {
  const { deps, subscriber } = visit;
  const id = subscriber.subscriberId;
  const at = deps.clock().toISOString();
  await deps.subscribers.setPreferences(id, { preferences, due, at });
  const after = await deps.subscribers.get(id);
  if (after === undefined) return pageAnswer(renderErasedPage(deps.site));
  const next = { ...visit, subscriber: after };
  return after.state === 'confirmed' ? settingsAnswer(next, { done }) : notSubscribedAnswer(next);
};

const save = async (visit: Visit, form: FormFields): Promise<WebAnswer> => {
  const draft = readDraft(form);
  const checked = await checkDraft(visit.deps.search, draft);
  if ('faults' in checked) return settingsAnswer(visit, { draft, faults: checked.faults, status: 422 });
  const { preferences } = checked;
  // Who has paused the mails stays so: only the button for it resumes them.
  const due = visit.subscriber.dueAt === undefined ? undefined : dueOf(visit, preferences);
  return setPreferences(visit, { preferences, due, done: 'Saved.' });
};

const preview = async (visit: Visit, form: FormFields): Promise<WebAnswer> => {
  const draft = readDraft(form);
  const checked = await checkDraft(visit.deps.search, draft);
  if ('faults' in checked) return settingsAnswer(visit, { draft, faults: checked.faults, status: 422 });
  const digest = await previewDigest(visit.deps, { ...visit.subscriber, preferences: checked.preferences });
  return settingsAnswer(visit, { draft, preview: digestPreview(digest) });
};

/** What needs a subscription that is confirmed. */
const changeSubscription = async (
  visit: Visit,
  { action, form }: { readonly action: 'save' | 'preview' | 'pause' | 'resume'; readonly form: FormFields },
): Promise<WebAnswer> => {
  if (visit.subscriber.state !== 'confirmed') return notSubscribedAnswer(visit);
  const { preferences } = visit.subscriber;
  switch (action) {
    case 'save':
      return save(visit, form);
    case 'preview':
      return preview(visit, form);
    case 'pause':
      return setPreferences(visit, { preferences, due: undefined, done: 'The mails are paused.' });
    case 'resume':
      return setPreferences(visit, { preferences, due: dueOf(visit, preferences), done: 'The mails go on.' });
  }
};

const actionOf = (form: FormFields | undefined): PreferencesAction | undefined =>
  PREFERENCES_ACTIONS.find((action) => action === form?.get('action'));

/** `GET /preferences?token=…` */
export const showPreferences: RouteHandler = async (deps, { query }) => {
  const token = query.get('token') ?? '';
  const id = readerOf(token, deps);
  if (id === undefined) return linkOverAnswer(deps);
  const subscriber = await deps.subscribers.get(id);
  if (subscriber === undefined) return pageAnswer(renderErasedPage(deps.site));
  const visit = { deps, token, subscriber };
  return subscriber.state === 'confirmed' ? settingsAnswer(visit) : notSubscribedAnswer(visit);
};

/** `POST /preferences?token=…` with `action`; one that isn't known shows the settings and changes nothing. */
export const changePreferences: RouteHandler = async (deps, request, params) => {
  const token = request.query.get('token') ?? '';
  const id = readerOf(token, deps);
  if (id === undefined) return linkOverAnswer(deps);
  const form = readForm(request);
  const action = actionOf(form);
  if (action === 'erase-for-good') {
    await eraseReader(deps, id, deps.clock());
    return pageAnswer(renderErasedPage(deps.site));
  }
  if (form === undefined || action === undefined) return showPreferences(deps, request, params);
  if (action === 'export')
    return jsonAnswer(await dataHeldAbout(deps, id, deps.clock()), {
      headers: { 'content-disposition': 'attachment; filename="paper-round-export.json"' },
    });
  const subscriber = await deps.subscribers.get(id);
  if (subscriber === undefined) return pageAnswer(renderErasedPage(deps.site));
  const visit = { deps, token, subscriber };
  return action === 'erase'
    ? pageAnswer(renderEraseQuestionPage(siteOf(visit)))
    : changeSubscription(visit, { action, form });
};
