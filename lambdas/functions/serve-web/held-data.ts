/** Everything that is held about a reader: gathered for them, or erased. On the page and by the operator's command alike. */
import type { DeliveryStore, SubscriberStore, SuppressionStore } from '../../core/ports/stores.ts';
import type { SubscriberId } from '../../core/subscriber/subscriber.ts';

/** More than the ledger holds of anybody: its rows go after two months, and there is one a day and stream. */
const ALL_DELIVERIES = 1_000;

export interface HeldDataStores {
  readonly subscribers: Pick<SubscriberStore, 'get' | 'erase'>;
  readonly deliveries: Pick<DeliveryStore, 'latest' | 'eraseAll'>;
  readonly suppressions: Pick<SuppressionStore, 'entryOf' | 'suppress'>;
}

/** The address is part of what is held. */
export const dataHeldAbout = async (
  { subscribers, deliveries, suppressions }: HeldDataStores,
  id: SubscriberId,
  now: Date,
) => {
  const [subscriber, sent, suppression] = await Promise.all([
    subscribers.get(id),
    deliveries.latest(id, ALL_DELIVERIES),
    suppressions.entryOf(id),
  ]);
  return {
    exportedAt: now.toISOString(),
    subscriber: subscriber ?? null,
    deliveries: sent,
    suppression: suppression ?? null,
  };
};

/**
 * In this order a crash anywhere leaves a reader who gets no mail, and doing it once more does the rest: what keeps mails
 * away comes first, what says whom they go to goes last. An order on its way claims its row in the ledger before it looks for
 * the subscriber: once there is none it takes the claim back, and what was claimed until then goes at the end.
 */
export const eraseReader = async (
  { subscribers, deliveries, suppressions }: HeldDataStores,
  id: SubscriberId,
  now: Date,
): Promise<void> => {
  await suppressions.suppress(id, { reason: 'erased', at: now.toISOString() });
  await deliveries.eraseAll(id);
  await subscribers.erase(id);
  await deliveries.eraseAll(id);
};
