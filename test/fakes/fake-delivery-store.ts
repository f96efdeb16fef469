/** `DeliveryStore` in memory. */
import type { Delivery } from '../../lambdas/core/delivery.ts';
import type { Clock } from '../../lambdas/core/ports/outside.ts';
import type { DeliveryRef, DeliveryStore } from '../../lambdas/core/ports/stores.ts';
import { fixedClock } from './fixed-clock.ts';

const keyOf = (subscriberId: string, deliveryKey: string): string => `${subscriberId} ${deliveryKey}`;

/**
 * @param clock decides which rows have expired; by default it stands in 1970, when none has
 * @returns `rows` is the table itself, keyed `subscriberId deliveryKey`
 */
export const createFakeDeliveryStore = (
  initial: readonly Delivery[] = [],
  clock: Clock = fixedClock('1970-01-01T00:00:00Z'),
): DeliveryStore & { readonly rows: Map<string, Delivery> } => {
  const rows = new Map(initial.map((row) => [keyOf(row.subscriberId, row.deliveryKey), structuredClone(row)]));
  const lives = ({ expiresAt }: Delivery): boolean => expiresAt * 1000 > clock().getTime();
  const claimOf = ({ subscriberId, deliveryKey, attempt }: DeliveryRef): Delivery | undefined => {
    const row = rows.get(keyOf(subscriberId, deliveryKey));
    return row?.state === 'claimed' && row.attempt === attempt ? row : undefined;
  };
  return {
    rows,
    claim: (delivery) => {
      const key = keyOf(delivery.subscriberId, delivery.deliveryKey);
      const existing = rows.get(key);
      if (existing) return Promise.resolve({ outcome: 'taken', existing: structuredClone(existing) });
      rows.set(key, structuredClone(delivery));
      return Promise.resolve({ outcome: 'claimed' });
    },
    settle: (ref, settlement) => {
      const claim = claimOf(ref);
      if (!claim) return Promise.resolve('lost');
      rows.set(keyOf(ref.subscriberId, ref.deliveryKey), { ...claim, ...structuredClone(settlement) });
      return Promise.resolve('settled');
    },
    release: (ref) => {
      if (!claimOf(ref)) return Promise.resolve('lost');
      rows.delete(keyOf(ref.subscriberId, ref.deliveryKey));
      return Promise.resolve('released');
    },
    get: (subscriberId, deliveryKey) => {
      const row = rows.get(keyOf(subscriberId, deliveryKey));
      return Promise.resolve(row && lives(row) ? structuredClone(row) : undefined);
    },
    latest: (subscriberId, limit) =>
      Promise.resolve(
        [...rows.values()]
          .filter((row) => row.subscriberId === subscriberId && lives(row))
          .sort((a, b) => (a.deliveryKey < b.deliveryKey ? 1 : -1))
          .slice(0, limit)
          .map((row) => structuredClone(row)),
      ),
    eraseAll: (subscriberId) => {
      for (const [key, row] of rows) if (row.subscriberId === subscriberId) rows.delete(key);
      return Promise.resolve();
    },
  };
};
