/** The way out: one-click by the mail program (RFC 8058), or by a button on a page. A GET changes nothing. */
import type { SubscriberId } from '../../core/subscriber/subscriber.ts';
import { readUnsubscribeToken } from '../../core/subscriber/unsubscribe-token.ts';
import {
  renderBadUnsubscribeLinkPage,
  renderUnsubscribedPage,
  renderUnsubscribePage,
} from '../../core/render/page/unsubscribe-page.ts';
import { readForm, type FormFields } from './form-body.ts';
import type { RouteHandler } from './route.ts';
import { pageAnswer, problemAnswer, textAnswer } from './web-answer.ts';
import type { WebDeps } from './web-deps.ts';
import type { WebRequest } from './web-request.ts';

const tokenOf = ({ query }: WebRequest): string => query.get('token') ?? '';

/** `GET /unsubscribe?token=…` */
export const showUnsubscribe: RouteHandler = (deps, request) => {
  const token = tokenOf(request);
  const isOurs = readUnsubscribeToken(token, deps.tokenKeys) !== undefined;
  return Promise.resolve(
    isOurs
      ? pageAnswer(renderUnsubscribePage(deps.site, `/unsubscribe?token=${token}`))
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

/** RFC 8058, section 3.1: the one pair that a mail program posts. */
const isOneClick = (form: FormFields): boolean => form.get('List-Unsubscribe') === 'One-Click';

/**
 * `POST /unsubscribe?token=…` in either encoding: no cookie, no redirect, the same short answer the second time.
 * The token alone says who it is and is valid for ever, also when the row is gone.
 */
export const unsubscribe: RouteHandler = async (deps, request) => {
  const form = readForm(request);
  if (form === undefined || !isOneClick(form)) {
    return problemAnswer(400, 'The body must be the form field List-Unsubscribe=One-Click, urlencoded or multipart.');
  }
  const isPage = form.get('via') === 'page';
  const id = readUnsubscribeToken(tokenOf(request), deps.tokenKeys);
  if (id === undefined) {
    return isPage
      ? pageAnswer(renderBadUnsubscribeLinkPage(deps.site), { status: 400 })
      : problemAnswer(400, 'The token of this link is not one of ours, or not whole.');
  }
  await leave(deps, id);
  return isPage ? pageAnswer(renderUnsubscribedPage(deps.site)) : textAnswer('Unsubscribed.\n');
};
