/** The token in the box for signing up: says when the page was made, so that a form that is old, or sent at once, is known. */
import {
  formToken as signFormToken,
  readFormToken as readSignedFormToken,
} from '../../core/subscriber/signed-token.ts';
import type { WebDeps } from './web-deps.ts';

const MAX_AGE_MS = 86_400_000;

type TokenDeps = Pick<WebDeps, 'tokenKeys' | 'clock'>;

/** For a page that is made now, for one reader. */
export const formToken = ({ tokenKeys, clock }: TokenDeps): string => signFormToken(clock(), tokenKeys);

/** As long as a page with a list may be kept. */
const KEPT_MS = 300_000;

/**
 * For a page that many readers share out of caches: the same for all of these minutes, or the page would be another one each
 * second. How long the box was looked at can't be told there in any case.
 */
export const sharedFormToken = ({ tokenKeys, clock }: TokenDeps): string =>
  signFormToken(new Date(Math.floor(clock().getTime() / KEPT_MS) * KEPT_MS), tokenKeys);

/** When the form was made; `undefined` when it is not ours, or older than a day. */
export const readFormToken = (token: string, { tokenKeys, clock }: TokenDeps): Date | undefined => {
  const madeAt = readSignedFormToken(token, tokenKeys);
  return madeAt === undefined || clock().getTime() - madeAt.getTime() > MAX_AGE_MS ? undefined : madeAt;
};
