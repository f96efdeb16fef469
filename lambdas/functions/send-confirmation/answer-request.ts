/** What a request to sign up is answered with, by what is stored of its address. Reads and, for one who waits, one conditional write. */
import { canonicalCategory } from '../../core/paper/category.ts';
import type { SubscriberStore, SuppressionStore } from '../../core/ports/stores.ts';
import { ALL_CATEGORIES } from '../../core/rank/ranked-list.ts';
import type { ConfirmationOrder } from '../../core/subscriber/confirmation-request.ts';
import { isErasedBy } from '../../core/subscriber/suppression.ts';
import { preferencesSchema, type Subscriber, type SubscriberId } from '../../core/subscriber/subscriber.ts';
import { knownTimeZone } from '../serve-web/time-zone.ts';

export interface AnswerStores {
  readonly subscribers: Pick<SubscriberStore, 'get' | 'request'>;
  readonly suppressions: Pick<SuppressionStore, 'entryOf'>;
}

export interface OrderOfSubscriber {
  readonly order: ConfirmationOrder;
  readonly subscriberId: SubscriberId;
}

type Answer =
  | { readonly mail: 'confirmation' | 'already-subscribed'; readonly row: Subscriber | undefined }
  | { readonly mail: 'none'; readonly reason: string };

/** Rows of people who have not confirmed are forgotten after a week. */
const PENDING_DAYS = 7;

/**
 * By strongly consistent reads. Somebody who erased themselves may come back, but not by what was asked before and waited on
 * the queue meanwhile; a bounce or complaint is for good.
 */
export const answerFor = async (
  { subscribers, suppressions }: AnswerStores,
  { order, subscriberId }: OrderOfSubscriber,
): Promise<Answer> => {
  const suppression = await suppressions.entryOf(subscriberId);
  if (suppression !== undefined && !isErasedBy(suppression, order.requestedAt))
    return { mail: 'none', reason: suppression.reason };
  const row = await subscribers.get(subscriberId);
  switch (row?.state) {
    case 'suppressed':
      return { mail: 'none', reason: 'suppressed' };
    case 'confirmed':
      // An erasure is under way: its row goes in a moment.
      return suppression === undefined
        ? { mail: 'already-subscribed', row }
        : { mail: 'none', reason: suppression.reason };
    default:
      return { mail: 'confirmation', row };
  }
};

/** What was asked for lately stands in it; since when they wait does not change by asking again, so that every link of these days works. */
const pendingRow = (
  { order, subscriberId }: OrderOfSubscriber,
  { row, now }: { readonly row: Subscriber | undefined; readonly now: Date },
): Subscriber => {
  const { address, requestedAt, consentText } = order;
  const categories = [
    ...new Set(order.categories.flatMap((term) => (term === ALL_CATEGORIES ? term : (canonicalCategory(term) ?? [])))),
  ];
  const timeZone = knownTimeZone(order.timeZone ?? '');
  return {
    subscriberId,
    address,
    state: 'pending',
    createdAt: row?.createdAt ?? now.toISOString(),
    stateChangedAt: row?.stateChangedAt ?? now.toISOString(),
    consent: { by: 'form', at: requestedAt, requestedAt, text: consentText },
    preferences: preferencesSchema.parse({
      categories: categories.length > 0 ? categories : [ALL_CATEGORIES],
      ...(timeZone !== undefined && { timeZone }),
    }),
    expiresAt: Math.floor(now.getTime() / 1_000) + PENDING_DAYS * 86_400,
  };
};

/** How often the state may change between the read and the write: a person presses one button at a time. */
const MAX_TRIES = 3;

/**
 * Decides once more and puts the row of one who waits; an unsubscribed reader's stays as it is, with its preferences.
 * @param now full seconds, as the token is stamped: the row must not be newer than the link
 * @throws Error when the state changes under every try
 */
export const settleAnswer = async (stores: AnswerStores, ask: OrderOfSubscriber, now: Date): Promise<Answer> => {
  for (let tries = 0; tries < MAX_TRIES; tries += 1) {
    const answer = await answerFor(stores, ask);
    if (answer.mail !== 'confirmation' || answer.row?.state === 'unsubscribed') return answer;
    const written = await stores.subscribers.request(pendingRow(ask, { row: answer.row, now }));
    if (written === 'requested') return answer;
  }
  throw new Error('The state of a subscriber changed under every try to write it.');
};
