/** Everything that is held about a reader: told to them, or erased. */
import type { SubscriberId } from '../../core/subscriber/subscriber.ts';
import { jsonAnswer, type WebAnswer } from './web-answer.ts';
import type { WebDeps } from './web-deps.ts';

/** More than the ledger holds of anybody: its rows go after two months, and there is one a day and stream. */
const ALL_DELIVERIES = 1_000;

/** A file for its owner; the address is part of what is held. */
export const exportReader = async (
  { subscribers, deliveries, suppressions, clock }: WebDeps,
  id: SubscriberId,
): Promise<WebAnswer> => {
  const [subscriber, sent, suppression] = await Promise.all([
    subscribers.get(id),
    deliveries.latest(id, ALL_DELIVERIES),
    suppressions.reasonOf(id),
  ]);
  return jsonAnswer(
    {
      exportedAt: clock().toISOString(),
      subscriber: subscriber ?? null,
      deliveries: sent,
      suppression: suppression ?? null,
    },
    { headers: { 'content-disposition': 'attachment; filename="paper-round-export.json"' } },
  );
};

/**
 * In this order a crash anywhere leaves a reader who gets no mail, and a second press of the button does the rest: what
 * keeps mails away comes first, what says whom they go to goes last.
 */
export const eraseReader = async (
  { subscribers, deliveries, suppressions, clock }: WebDeps,
  id: SubscriberId,
): Promise<void> => {
  await suppressions.suppress(id, { reason: 'erased', at: clock().toISOString() });
  await deliveries.eraseAll(id);
  await subscribers.erase(id);
};
