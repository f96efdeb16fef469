/**
 * Answers one request to sign up with one mail at most. Who gets which is decided here, by what is stored; the site that took
 * the request knows nothing of it.
 *
 * The grant of the address is the claim: whatever fails after it, the same message handed out again is refused by it, and no
 * second mail goes. Only where it is certain that nothing was sent, a new message takes the request up once more under
 * the grants that it has; each such attempt has a claim of its own.
 */
import type { MimeInput } from '../../adapters/ses/mime.ts';
import type { Clock, MailSender, OutgoingMail, SendOutcome } from '../../core/ports/outside.ts';
import type { Limit, LimitStore } from '../../core/ports/subscribing.ts';
import { renderAlreadySubscribedMail, renderConfirmationMail } from '../../core/render/mail/confirmation-mail.ts';
import type { MailSite } from '../../core/render/mail/mail-site.ts';
import type { ConfirmationOrder } from '../../core/subscriber/confirmation-request.ts';
import { parseEmailAddress, subscriberIdOf } from '../../core/subscriber/email-address.ts';
import { confirmUrl, preferencesUrl } from '../../core/subscriber/mail-links.ts';
import { confirmToken, preferencesToken } from '../../core/subscriber/signed-token.ts';
import type { TokenKeys } from '../../core/subscriber/token-keys.ts';
import { answerFor, settleAnswer, type AnswerStores, type OrderOfSubscriber } from './answer-request.ts';

/** Constant English messages with structured fields. Never an address or a token. */
export interface ConfirmationLog {
  info(message: string, fields: Record<string, string | number>): void;
  error(message: string, fields: Record<string, string | number>): void;
}

export interface SendConfirmationDeps extends AnswerStores {
  readonly limits: LimitStore;
  readonly sender: MailSender;
  readonly buildMime: (input: MimeInput) => Promise<Uint8Array>;
  readonly clock: Clock;
  readonly log?: ConfirmationLog;
  readonly site: MailSite;
  readonly tokenKeys: TokenKeys;
  readonly hashKey: string;
  /** For a team edition: others get nothing, silently. Empty: everybody. */
  readonly allowedMailDomains: readonly string[];
  /** The papers are invented: a local round on the sample. */
  readonly sample: boolean;
}

/** `released`: certainly nothing was sent, and the grants are taken. `unknown`: the mail may be out. */
export type SendConfirmationResult =
  | { readonly outcome: 'sent' }
  | { readonly outcome: 'withheld' | 'over-limit' | 'failed' | 'unknown'; readonly reason: string }
  | { readonly outcome: 'released'; readonly release: 'throttled' | 'quota' | 'stopped'; readonly reason: string };

const DAY_MS = 86_400_000;

/** To one address, whoever asks: figures of the e-mail rules. */
const ADDRESS_LIMITS: readonly Limit[] = [
  { most: 1, withinMs: DAY_MS },
  { most: 3, withinMs: 30 * DAY_MS },
];
/** To all of them. */
const OVERALL_LIMITS: readonly Limit[] = [{ most: 500, withinMs: 3_600_000 }];
/** A request is given up after a day: then its address may ask anew. */
const STALE_AFTER_MS = DAY_MS;
/** Each attempt once; for longer than a request lives. */
const ATTEMPT_LIMITS: readonly Limit[] = [{ most: 1, withinMs: 2 * DAY_MS }];

const isAllowed = (address: string, domains: readonly string[]): boolean =>
  domains.length === 0 || domains.some((domain) => address.endsWith(`@${domain.toLowerCase()}`));

/** The first attempt takes the grants, each later one only its own. Returns why there is to be no mail. */
const claim = async (
  { limits }: SendConfirmationDeps,
  { order: { attempt, requestedAt }, subscriberId }: OrderOfSubscriber,
  now: Date,
): Promise<SendConfirmationResult | undefined> => {
  if (attempt > 0) {
    const key = `attempt#${subscriberId}#${requestedAt}#${attempt}`;
    return (await limits.take(key, ATTEMPT_LIMITS, now))
      ? undefined
      : { outcome: 'withheld', reason: 'this attempt was made before' };
  }
  if (!(await limits.take(`address#${subscriberId}`, ADDRESS_LIMITS, now)))
    return { outcome: 'withheld', reason: 'the address was written to lately' };
  return (await limits.take('all', OVERALL_LIMITS, now))
    ? undefined
    : { outcome: 'over-limit', reason: 'the limit for all together is used up' };
};

/** The mail, with the row that its link needs; or why there is none. */
const prepare = async (
  deps: SendConfirmationDeps,
  { order, subscriberId }: OrderOfSubscriber,
  now: Date,
): Promise<OutgoingMail | { readonly withheld: string }> => {
  const { site, tokenKeys, sample } = deps;
  // As tokens count: the row must not look newer than the link.
  const issuedAt = new Date(Math.floor(now.getTime() / 1_000) * 1_000);
  const answer = await settleAnswer(deps, { order, subscriberId }, issuedAt);
  if (answer.mail === 'none') return { withheld: answer.reason };
  const { requestedAt } = order;
  const mail =
    answer.mail === 'confirmation'
      ? renderConfirmationMail({
          ...{ site, requestedAt, sample },
          url: confirmUrl(site.baseUrl, confirmToken(subscriberId, issuedAt, tokenKeys)),
        })
      : renderAlreadySubscribedMail({
          ...{ site, requestedAt, sample },
          url: preferencesUrl(site.baseUrl, preferencesToken(subscriberId, issuedAt, tokenKeys)),
        });
  // To the address that is stored where there is one: somebody else may write it in another case.
  const to = answer.row?.state === 'pending' ? order.address : (answer.row?.address ?? order.address);
  const raw = await deps.buildMime({
    mail,
    from: { name: site.fromName, address: site.from },
    to,
    date: now,
    uniqueKey: `signup/${requestedAt}/${subscriberId}`,
  });
  const tags = { iid: `${requestedAt.slice(0, 10)}-signup`, sid: subscriberId, att: String(order.attempt + 1) };
  return { from: site.from, to, raw, tags };
};

/** An error's name and nothing else: its message may quote what it failed on. */
const nameOf = (error: unknown): string => (error instanceof Error ? error.name : 'unknown error');

/** A sender that throws against its contract has told nothing about the mail. */
const sendOnce = async ({ sender }: SendConfirmationDeps, mail: OutgoingMail): Promise<SendOutcome> => {
  try {
    return await sender.send(mail);
  } catch (error) {
    return { outcome: 'unknown', reason: `the sender failed: ${nameOf(error)}` };
  }
};

const resultOf = (answer: SendOutcome): SendConfirmationResult => {
  switch (answer.outcome) {
    case 'sent':
      return { outcome: 'sent' };
    case 'refused':
      return { outcome: 'failed', reason: answer.reason };
    case 'unknown':
      return { outcome: 'unknown', reason: answer.reason };
    default:
      return { outcome: 'released', release: answer.outcome, reason: answer.reason };
  }
};

const prepareAndSend = async (
  deps: SendConfirmationDeps,
  ask: OrderOfSubscriber,
  now: Date,
): Promise<SendConfirmationResult> => {
  let mail: OutgoingMail | { readonly withheld: string };
  try {
    mail = await prepare(deps, ask, now);
  } catch (error) {
    return { outcome: 'released', release: 'throttled', reason: `could not be prepared: ${nameOf(error)}` };
  }
  return 'withheld' in mail ? { outcome: 'withheld', reason: mail.withheld } : resultOf(await sendOnce(deps, mail));
};

/** One mail for each grant of the address, at most. Throws only before anything was granted: the message then comes again. */
export const sendConfirmation = async (
  deps: SendConfirmationDeps,
  order: ConfirmationOrder,
): Promise<SendConfirmationResult> => {
  const now = deps.clock();
  const address = parseEmailAddress(order.address);
  if (address === undefined) return { outcome: 'withheld', reason: 'no address' };
  if (!isAllowed(address, deps.allowedMailDomains)) return { outcome: 'withheld', reason: 'not of an allowed domain' };
  if (now.getTime() - Date.parse(order.requestedAt) >= STALE_AFTER_MS)
    return { outcome: 'failed', reason: 'could not be sent within a day' };

  const ask: OrderOfSubscriber = { order: { ...order, address }, subscriberId: subscriberIdOf(address, deps.hashKey) };
  // First of all: whoever may get no mail uses up nobody's limit.
  const first = await answerFor(deps, ask);
  if (first.mail === 'none') return { outcome: 'withheld', reason: first.reason };
  const refusal = await claim(deps, ask, now);
  if (refusal !== undefined) return refusal;

  const result = await prepareAndSend(deps, ask, now);
  const { subscriberId } = ask;
  if (result.outcome === 'withheld') return result;
  if (result.outcome === 'sent') deps.log?.info('confirmation sent', { subscriberId });
  else deps.log?.error('confirmation not sent', { subscriberId, outcome: result.outcome, reason: result.reason });
  return result;
};
