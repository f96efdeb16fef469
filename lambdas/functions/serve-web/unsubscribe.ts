/**
 * The way out: one-click by the mail program (RFC 8058), or by a button on a page. A GET changes nothing. The page offers the
 * way back, by a mail that its reader must confirm.
 */
import type { SubscriberId } from '../../core/subscriber/subscriber.ts';
import { readUnsubscribeToken } from '../../core/subscriber/unsubscribe-token.ts';
import { CONSENT_TEXT } from '../../core/render/page/subscribe-box.ts';
import {
  renderBadUnsubscribeLinkPage,
  renderUndoAskedPage,
  renderUnsubscribedPage,
  renderUnsubscribePage,
} from '../../core/render/page/unsubscribe-page.ts';
import { readForm, type FormFields } from './form-body.ts';
import type { RouteHandler } from './route.ts';
import { takeNetworkGrant } from './subscribe-network.ts';
import { pageAnswer, problemAnswer, textAnswer, type WebAnswer } from './web-answer.ts';
import type { WebDeps } from './web-deps.ts';
import type { WebRequest } from './web-request.ts';

const tokenOf = ({ query }: WebRequest): string => query.get('token') ?? '';
const hrefOf = (token: string): string => `/unsubscribe?token=${token}`;

/** `GET /unsubscribe?token=…` */
export const showUnsubscribe: RouteHandler = (deps, request) => {
  const token = tokenOf(request);
  const isOurs = readUnsubscribeToken(token, deps.tokenKeys) !== undefined;
  return Promise.resolve(
    isOurs
      ? pageAnswer(renderUnsubscribePage(deps.site, hrefOf(token)))
      : pageAnswer(renderBadUnsubscribeLinkPage(deps.site), { status: 400 }),
  );
};

/**
 * Whoever isn't subscribed any more, or never was, is already out. Both changes are conditional, and a confirmation may
 * come between them: hence the third.
 */
const leave = async ({ subscribers, clock }: WebDeps, id: SubscriberId): Promise<void> => {
  const at = clock().toISOString();
  for (const from of ['confirmed', 'pending', 'confirmed'] as const) {
    if ((await subscribers.changeState(id, { from, to: 'unsubscribed', at })) === 'changed') return;
  }
};

/** As many as a request to confirm holds. */
const MAX_CATEGORIES = 20;

/** RFC 8058, section 3.1: the one pair that a mail program posts. */
const isOneClick = (form: FormFields): boolean => form.get('List-Unsubscribe') === 'One-Click';

/** Asks for the mail that brings a subscription back; the token says whose, and no address is shown or typed. */
const undo = async (deps: WebDeps, request: WebRequest): Promise<WebAnswer> => {
  const id = readUnsubscribeToken(tokenOf(request), deps.tokenKeys);
  if (id === undefined) return pageAnswer(renderBadUnsubscribeLinkPage(deps.site), { status: 400 });
  const isGranted = await takeNetworkGrant(deps, request);
  const subscriber = await deps.subscribers.get(id);
  if (isGranted && subscriber?.state === 'unsubscribed') {
    const { address, preferences } = subscriber;
    await deps.confirmations.enqueue({
      address,
      requestedAt: deps.clock().toISOString(),
      consentText: CONSENT_TEXT,
      timeZone: preferences.timeZone,
      categories: preferences.categories.slice(0, MAX_CATEGORIES),
    });
  }
  return pageAnswer(renderUndoAskedPage(deps.site));
};

/**
 * `POST /unsubscribe?token=…` in either encoding: no cookie, no redirect, the same short answer the second time.
 * The token alone says who it is and is valid for ever, also when the row is gone.
 */
export const unsubscribe: RouteHandler = async (deps, request) => {
  const form = readForm(request);
  if (form?.get('undo') === 'yes' && !isOneClick(form)) return undo(deps, request);
  if (form === undefined || !isOneClick(form)) {
    return problemAnswer(400, 'The body must be the form field List-Unsubscribe=One-Click, urlencoded or multipart.');
  }
  const isPage = form.get('via') === 'page';
  const token = tokenOf(request);
  const id = readUnsubscribeToken(token, deps.tokenKeys);
  if (id === undefined) {
    return isPage
      ? pageAnswer(renderBadUnsubscribeLinkPage(deps.site), { status: 400 })
      : problemAnswer(400, 'The token of this link is not one of ours, or not whole.');
  }
  await leave(deps, id);
  return isPage ? pageAnswer(renderUnsubscribedPage(deps.site, hrefOf(token))) : textAnswer('Unsubscribed.\n');
};
