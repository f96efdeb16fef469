/**
 * Signing up. The site looks at the form and at the network it comes from, puts the request on the queue of
 * `send-confirmation`, and says the same to everybody: it reads no subscriber, so it can't tell who is one. What is turned
 * away (a filled trap, a form sent faster than a person types, a network that asks too often) hears the same too; only a
 * text that is no address, and a form that is broken or old, are told, which depends on nobody. Whether an address may sign
 * up at all, by its domain, is decided behind the queue as well: here the time of the answer would tell it.
 */
import { canonicalCategory } from '../../core/paper/category.ts';
import { ALL_CATEGORIES } from '../../core/rank/ranked-list.ts';
import { CONSENT_TEXT } from '../../core/render/page/subscribe-box.ts';
import { renderAskedPage, renderBoxPage } from '../../core/render/page/subscribe-page.ts';
import { parseEmailAddress } from '../../core/subscriber/email-address.ts';
import { readForm, type FormFields } from './form-body.ts';
import { formToken, readFormToken } from './form-token.ts';
import { isProof } from './proof-of-work.ts';
import { BOX_POLICY } from './proof-script.ts';
import type { RouteHandler } from './route.ts';
import { takeNetworkGrant } from './subscribe-network.ts';
import { knownTimeZone } from './time-zone.ts';
import { pageAnswer, type WebAnswer } from './web-answer.ts';
import type { WebDeps } from './web-deps.ts';

/** Longer than any address, so that what is too long is still seen to be. */
const MAX_EMAIL_LENGTH = 300;

/** CloudFront's guess at the reader's zone, from the network. */
const ZONE_HEADER = 'cloudfront-viewer-time-zone';

interface Fault {
  readonly heading: string;
  /** Above the box. */
  readonly words?: string;
  /** Beside the field. */
  readonly fault?: string;
}

const boxAgain = (deps: WebDeps, form: FormFields | undefined, { heading, words, fault }: Fault): WebAnswer =>
  pageAnswer(
    renderBoxPage(heading, {
      site: deps.site,
      formToken: formToken(deps),
      category: categoryOf(form),
      email: (form?.get('email') ?? '').slice(0, MAX_EMAIL_LENGTH),
      ...(words !== undefined && { words }),
      ...(fault !== undefined && { fault }),
    }),
    { status: 400, policy: BOX_POLICY },
  );

const categoryOf = (form: FormFields | undefined): string =>
  canonicalCategory((form?.get('category') ?? '').slice(0, 20)) ?? ALL_CATEGORIES;

/** `POST /subscribe` */
export const subscribe: RouteHandler = async (deps, request) => {
  const form = readForm(request);
  const email = form?.get('email') ?? '';
  const token = form?.get('form') ?? '';
  const now = deps.clock();
  const madeAt = readFormToken(token, deps);
  if (form === undefined || madeAt === undefined) {
    return boxAgain(deps, form, {
      heading: 'Please send that once more',
      words: 'The form was open for more than a day, or has not come whole. Here is a fresh one.',
    });
  }
  const address = parseEmailAddress(email);
  if (address === undefined) {
    return boxAgain(deps, form, {
      heading: 'That is no email address',
      fault: 'One plain address is needed, as in you@example.org.',
    });
  }
  const isHuman = (form.get('website') ?? '') === '' && now.getTime() - madeAt.getTime() >= deps.minFillMs;
  const isProven = isProof(form.get('proof') ?? '', { form: token, email });
  // Asked in every case, so that each answer takes its time.
  const isGranted = await takeNetworkGrant(deps, request, isProven);
  if (isHuman && isGranted) {
    const timeZone = knownTimeZone(form.get('timeZone') ?? '') ?? knownTimeZone(request.headers[ZONE_HEADER] ?? '');
    await deps.confirmations.enqueue({
      address,
      requestedAt: now.toISOString(),
      consentText: CONSENT_TEXT,
      categories: [categoryOf(form)],
      ...(timeZone !== undefined && { timeZone }),
    });
  }
  return pageAnswer(renderAskedPage(deps.site));
};

/** `GET /subscribe`: the box on a page of its own, for links and for reloading what a POST has shown. */
export const showSubscribe: RouteHandler = (deps, { query }) =>
  Promise.resolve(
    pageAnswer(
      renderBoxPage('Subscribe', {
        site: deps.site,
        formToken: formToken(deps),
        category: canonicalCategory(query.get('category') ?? '') ?? ALL_CATEGORIES,
      }),
      { policy: BOX_POLICY },
    ),
  );
