/** `DigestQueue` that keeps what is enqueued. */
import type { DigestOrder } from '../../lambdas/core/delivery.ts';
import type { DigestQueue } from '../../lambdas/core/ports/outside.ts';

/** `orders`: everything enqueued so far, in order. */
export const createFakeQueue = (): DigestQueue & { readonly orders: readonly DigestOrder[] } => {
  const orders: DigestOrder[] = [];
  return {
    orders,
    enqueue: (added) => {
      orders.push(...structuredClone(added));
      return Promise.resolve();
    },
  };
};
