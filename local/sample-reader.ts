/** The invented reader of a local round, so that a first round has somebody to mail. */
import { subscriberIdOf } from '../lambdas/core/subscriber/email-address.ts';
import { dueShardOf, nextDueAt } from '../lambdas/core/subscriber/due-time.ts';
import { preferencesSchema } from '../lambdas/core/subscriber/subscriber.ts';
import type { SubscriberStore } from '../lambdas/core/ports/stores.ts';

/** `example.org` is reserved for examples (RFC 2606): no mail can reach anybody. */
const SAMPLE_ADDRESS = 'reader@example.org';

/** Adds the reader (daily, the round's categories) when there is no subscriber at all. */
export const ensureSampleReader = async (
  subscribers: SubscriberStore,
  { categories, hashKey, at }: { readonly categories: readonly string[]; readonly hashKey: string; readonly at: Date },
): Promise<void> => {
  const first = await subscribers.all()[Symbol.asyncIterator]().next();
  if (first.done !== true) return;
  const subscriberId = subscriberIdOf(SAMPLE_ADDRESS, hashKey);
  const preferences = preferencesSchema.parse({ categories });
  const createdAt = at.toISOString();
  await subscribers.add({
    subscriberId,
    address: SAMPLE_ADDRESS,
    state: 'confirmed',
    createdAt,
    stateChangedAt: createdAt,
    consent: { by: 'sample', at: createdAt, text: 'invented reader of a local round' },
    preferences,
    dueShard: dueShardOf(subscriberId),
    dueAt: nextDueAt(preferences, at),
  });
};
