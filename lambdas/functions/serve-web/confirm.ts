/**
 * The second half of signing up: the link out of the confirmation mail shows a page, whose button confirms. A GET looks at the
 * token alone, so that it shows the same before and after, and programs that follow every link of a mail change nothing.
 */
import { renderConfirmedPage, renderConfirmPage } from '../../core/render/page/confirm-page.ts';
import { CONSENT_TEXT } from '../../core/render/page/subscribe-box.ts';
import { renderBoxPage } from '../../core/render/page/subscribe-page.ts';
import { ALL_CATEGORIES } from '../../core/rank/ranked-list.ts';
import { dueShardOf, nextDueAt } from '../../core/subscriber/due-time.ts';
import { preferencesToken, readConfirmToken } from '../../core/subscriber/signed-token.ts';
import type { Consent, Subscriber, SubscriberId } from '../../core/subscriber/subscriber.ts';
import { isErasedBy } from '../../core/subscriber/suppression.ts';
import { formToken } from './form-token.ts';
import { BOX_POLICY } from './proof-script.ts';
import type { RouteHandler } from './route.ts';
import { pageAnswer, type WebAnswer } from './web-answer.ts';
import type { WebDeps } from './web-deps.ts';

/** For a link that is not ours, not whole, too old, or older than what its reader has done since. */
const linkOverAnswer = (deps: WebDeps): WebAnswer =>
  pageAnswer(
    renderBoxPage('This link doesn’t work any more', {
      site: deps.site,
      words:
        'A link to confirm works for two days, and only until something newer was done with the subscription; or it has not come whole. Sign up once more, and a fresh one comes.',
      formToken: formToken(deps),
      category: ALL_CATEGORIES,
    }),
    { status: 400, policy: BOX_POLICY },
  );

interface ConfirmClaim {
  readonly subscriberId: SubscriberId;
  /** Instant up to which the link knows of changes: the end of the second in which it was made. */
  readonly askedAt: string;
}

const readClaim = (token: string, { tokenKeys, clock }: WebDeps): ConfirmClaim | undefined => {
  const read = readConfirmToken(token, tokenKeys, clock());
  return read === undefined || read.expired
    ? undefined
    : { subscriberId: read.subscriberId, askedAt: new Date(read.issuedAt.getTime() + 999).toISOString() };
};

/** `GET /confirm?token=…` */
export const showConfirm: RouteHandler = (deps, { query }) => {
  const token = query.get('token') ?? '';
  return Promise.resolve(
    readClaim(token, deps) === undefined
      ? linkOverAnswer(deps)
      : pageAnswer(renderConfirmPage(deps.site, `/confirm?token=${token}`)),
  );
};

const isWaiting = ({ state, stateChangedAt }: Subscriber, askedAt: string): boolean =>
  (state === 'pending' || state === 'unsubscribed') && Date.parse(stateChangedAt) <= Date.parse(askedAt);

/** What was asked for, and when. The row of who comes back still tells of the time before: for them it is the link's time. */
const askedOf = ({ state, consent }: Subscriber, askedAt: string): Pick<Consent, 'requestedAt' | 'text'> =>
  state === 'pending'
    ? { requestedAt: consent.requestedAt ?? askedAt, text: consent.text }
    : { requestedAt: askedAt, text: CONSENT_TEXT };

/**
 * The subscriber after the button, if confirmed. An `erased` suppression is lifted before the row is confirmed, and only for a
 * row that waits for it: a crash in between leaves nobody with mails that they did not confirm, and an erasure that is
 * under way is not undone by a link from before. Whose mails bounced, or who complained, is not told that any will come.
 */
const confirmBy = async (
  { subscribers, suppressions, clock }: WebDeps,
  { subscriberId, askedAt }: ConfirmClaim,
): Promise<Subscriber | undefined> => {
  const row = await subscribers.get(subscriberId);
  if (row === undefined || row.state === 'confirmed') return row;
  if (!isWaiting(row, askedAt)) return undefined;
  const suppression = await suppressions.entryOf(subscriberId);
  if (suppression !== undefined) {
    if (!isErasedBy(suppression, askedAt)) return undefined;
    await suppressions.lift(subscriberId, 'erased');
  }
  const now = clock();
  await subscribers.confirm(subscriberId, {
    askedAt,
    at: now.toISOString(),
    consent: { by: 'form', at: now.toISOString(), ...askedOf(row, askedAt) },
    due: { dueShard: dueShardOf(subscriberId), dueAt: nextDueAt(row.preferences, now) },
  });
  // Whoever was faster, a second press of the button or a way out: what stands now is what the page tells.
  const after = await subscribers.get(subscriberId);
  return after?.state === 'confirmed' ? after : undefined;
};

/** `POST /confirm?token=…`; a second time answers alike. */
export const confirm: RouteHandler = async (deps, { query }) => {
  const claim = readClaim(query.get('token') ?? '', deps);
  const subscriber = claim && (await confirmBy(deps, claim));
  if (subscriber === undefined) return linkOverAnswer(deps);
  const { subscriberId, preferences, dueAt } = subscriber;
  return pageAnswer(
    renderConfirmedPage({
      site: deps.site,
      preferences,
      dueAt,
      preferencesHref: `/preferences?token=${preferencesToken(subscriberId, deps.clock(), deps.tokenKeys)}`,
    }),
  );
};
