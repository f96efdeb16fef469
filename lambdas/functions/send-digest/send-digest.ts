/**
 * Sends one digest that is due: claim, strongly consistent reads, compose, one request to SES, settle.
 *
 * The claim is the only guard against a second mail, and a claim that stays says "this mail may have gone". Hence two
 * halves that fail differently: before the request nothing can have been sent, so whatever goes wrong takes the claim back;
 * from the request on nothing takes it back but an answer that says the mail was not accepted.
 */
import type { MimeInput } from '../../adapters/ses/mime.ts';
import type { Delivery, DigestOrder } from '../../core/delivery.ts';
import type { Clock, MailSender, OutgoingMail, SendOutcome } from '../../core/ports/outside.ts';
import type {
  DeliveryRef,
  DeliverySettlement,
  DeliveryStore,
  SubscriberStore,
  SuppressionStore,
} from '../../core/ports/stores.ts';
import { renderDigestMail } from '../../core/render/mail/digest-mail.ts';
import type { MailSite } from '../../core/render/mail/mail-site.ts';
import type { PaperId } from '../../core/paper/paper.ts';
import type { Subscriber } from '../../core/subscriber/subscriber.ts';
import type { TokenKeys } from '../../core/subscriber/token-keys.ts';
import { preferencesUrl, unsubscribeUrl } from '../../core/subscriber/mail-links.ts';
import { preferencesToken } from '../../core/subscriber/signed-token.ts';
import { unsubscribeToken } from '../../core/subscriber/unsubscribe-token.ts';
import { gatherDigest, type GatherDigestStores } from './gather-digest.ts';

/** Constant English messages with structured fields; Powertools' Logger fits. Never an address or a token. */
export interface DigestLog {
  info(message: string, fields: Record<string, string | number>): void;
  error(message: string, fields: Record<string, string | number>): void;
}

export interface SendDigestDeps extends GatherDigestStores {
  readonly deliveries: DeliveryStore;
  readonly subscribers: SubscriberStore;
  readonly suppressions: SuppressionStore;
  readonly sender: MailSender;
  readonly buildMime: (input: MimeInput) => Promise<Uint8Array>;
  readonly clock: Clock;
  readonly log?: DigestLog;
  readonly site: MailSite;
  readonly tokenKeys: TokenKeys;
  /** The papers are invented: a local round on the sample. */
  readonly sample: boolean;
}

/** What became of an order. `release` says what an operator or the queue has to wait for before it is tried again. */
export type SendDigestResult =
  | { readonly outcome: 'sent' }
  | { readonly outcome: 'already-sent' | 'skipped' | 'failed' | 'unknown'; readonly reason: string }
  | { readonly outcome: 'released'; readonly release: 'throttled' | 'quota' | 'stopped'; readonly reason: string };

/** The ledger serves support and repeats within this time; then TTL takes the row. */
const LEDGER_DAYS = 60;
/** How many digests back a paper counts as had: more than the month for which a paper can stay on a list. */
const HISTORY_LENGTH = 40;
/** First claim; a second attempt exists only where an unknown claim was settled as lost. */
const FIRST_ATTEMPT = 1;

const NOTHING_TO_SAY = 'nothing to say';
const NO_SUBSCRIBER = 'no such subscriber';
/**
 * Reasons that leave no row: a batch that comes late may still have something to say on this date, and who has erased
 * themselves leaves nothing in the ledger. Every other reason closes the date.
 */
const LEAVE_NO_ROW: readonly string[] = [NOTHING_TO_SAY, NO_SUBSCRIBER];

interface Prepared {
  readonly mail: OutgoingMail;
  readonly paperIds: readonly PaperId[];
  /** Absent while the batch was still being fetched: the next digest then takes up the rest of it. */
  readonly coveredThrough: string | undefined;
}

/** An order that meets a row does nothing more: the row tells how it went. */
const resultOfExisting = ({ state, reason }: Delivery): SendDigestResult => {
  switch (state) {
    case 'claimed':
      return { outcome: 'unknown', reason: 'an earlier attempt has not learned its outcome' };
    case 'sent':
      return { outcome: 'already-sent', reason: 'sent before' };
    case 'failed':
      return { outcome: 'already-sent', reason: `settled before as failed: ${reason ?? 'no reason kept'}` };
    case 'skipped':
      return { outcome: 'skipped', reason: reason ?? 'skipped before' };
  }
};

/** Why this reader may get no mail now, by reads that see every write made before the claim. */
const refusalToSend = async (deps: SendDigestDeps, subscriber: Subscriber | undefined): Promise<string | undefined> => {
  if (subscriber === undefined) return NO_SUBSCRIBER;
  if (subscriber.state !== 'confirmed') return subscriber.state;
  // Paused after the order was queued: only who stands in the index of due times gets mails.
  if (subscriber.dueAt === undefined) return 'paused';
  return (await deps.suppressions.isSuppressed(subscriber.subscriberId)) ? 'suppressed' : undefined;
};

/** The mail for this order, or the reason why there is to be none. Changes nothing. */
const prepare = async (deps: SendDigestDeps, order: DigestOrder): Promise<Prepared | { readonly skip: string }> => {
  const now = deps.clock();
  if (now.getTime() > Date.parse(order.notAfter)) return { skip: 'expired' };
  const subscriber = await deps.subscribers.get(order.subscriberId);
  const refusal = await refusalToSend(deps, subscriber);
  if (subscriber === undefined || refusal !== undefined) return { skip: refusal ?? NO_SUBSCRIBER };

  const history = await deps.deliveries.latest(order.subscriberId, HISTORY_LENGTH);
  const digest = await gatherDigest(deps, { order, subscriber, history, sample: deps.sample });
  if (digest === undefined) return { skip: NOTHING_TO_SAY };
  const rendered = renderDigestMail({
    digest,
    subscriber,
    site: deps.site,
    unsubscribeUrl: unsubscribeUrl(deps.site.baseUrl, unsubscribeToken(subscriber.subscriberId, deps.tokenKeys)),
    preferencesUrl: preferencesUrl(deps.site.baseUrl, preferencesToken(subscriber.subscriberId, now, deps.tokenKeys)),
  });
  const raw = await deps.buildMime({
    mail: rendered,
    from: { name: deps.site.fromName, address: deps.site.from },
    to: subscriber.address,
    date: now,
    uniqueKey: `${order.deliveryKey}/${order.subscriberId}`,
  });
  const tags = { iid: `${order.localDate}-${order.stream}`, sid: order.subscriberId, att: String(FIRST_ATTEMPT) };
  return {
    mail: { from: deps.site.from, to: subscriber.address, raw, tags },
    paperIds: rendered.paperIds,
    coveredThrough: digest.edition.state === 'pending' ? undefined : digest.edition.listDate,
  };
};

/** An error's name and nothing else: its message may quote what it failed on. */
const nameOf = (error: unknown): string => (error instanceof Error ? error.name : 'unknown error');

/** Sends the digest of that order, at most once ever. Throws only when nothing was sent and the claim is gone or never was. */
export const sendDigest = async (deps: SendDigestDeps, order: DigestOrder): Promise<SendDigestResult> => {
  const ref: DeliveryRef = { subscriberId: order.subscriberId, deliveryKey: order.deliveryKey, attempt: FIRST_ATTEMPT };
  const fields = { subscriberId: order.subscriberId, deliveryKey: order.deliveryKey };
  const now = (): string => deps.clock().toISOString();
  const settle = async (settlement: DeliverySettlement): Promise<void> => {
    const outcome = await deps.deliveries.settle(ref, settlement);
    if (outcome === 'lost')
      deps.log?.error('delivery was settled by somebody else', { ...fields, state: settlement.state });
  };

  const claimedAt = deps.clock();
  const claim = await deps.deliveries.claim({
    ...ref,
    listDate: order.listDate,
    state: 'claimed',
    claimedAt: claimedAt.toISOString(),
    expiresAt: Math.floor(claimedAt.getTime() / 1_000) + LEDGER_DAYS * 86_400,
  });
  if (claim.outcome === 'taken') return resultOfExisting(claim.existing);

  // Until the request nothing is sent: whatever fails takes the claim back and is the caller's to try again.
  let prepared: Prepared | { readonly skip: string };
  try {
    prepared = await prepare(deps, order);
    if ('skip' in prepared) {
      if (LEAVE_NO_ROW.includes(prepared.skip)) await deps.deliveries.release(ref);
      else await settle({ state: 'skipped', settledAt: now(), reason: prepared.skip });
      return { outcome: 'skipped', reason: prepared.skip };
    }
  } catch (error) {
    try {
      await deps.deliveries.release(ref);
    } catch (releaseError) {
      deps.log?.error('claim could not be taken back', { ...fields, error: nameOf(releaseError) });
    }
    throw error;
  }

  // From here on the mail may be out: nothing throws, and only a definite answer moves the claim.
  const { mail, paperIds, coveredThrough } = prepared;
  try {
    const answer = await sendOnce(deps, mail);
    switch (answer.outcome) {
      case 'sent':
        await settle({
          state: 'sent',
          settledAt: now(),
          messageId: answer.messageId,
          paperIds: [...paperIds],
          ...(coveredThrough !== undefined && { coveredThrough }),
        });
        deps.log?.info('digest sent', { ...fields, papers: paperIds.length });
        return { outcome: 'sent' };
      case 'refused':
        await settle({ state: 'failed', settledAt: now(), reason: answer.reason });
        deps.log?.error('digest refused', { ...fields, reason: answer.reason });
        return { outcome: 'failed', reason: answer.reason };
      case 'unknown':
        deps.log?.error('digest may have been sent', { ...fields, reason: answer.reason });
        return { outcome: 'unknown', reason: answer.reason };
      default:
        await deps.deliveries.release(ref);
        deps.log?.info('digest released', { ...fields, reason: answer.reason });
        return { outcome: 'released', release: answer.outcome, reason: answer.reason };
    }
  } catch (error) {
    deps.log?.error('ledger could not be written after the request', { ...fields, error: nameOf(error) });
    return { outcome: 'unknown', reason: 'the ledger could not be written after the request' };
  }
};

/** A sender that throws against its contract has told nothing about the mail. */
const sendOnce = async ({ sender }: SendDigestDeps, mail: OutgoingMail): Promise<SendOutcome> => {
  try {
    return await sender.send(mail);
  } catch (error) {
    return { outcome: 'unknown', reason: `the sender failed: ${nameOf(error)}` };
  }
};
