/** The queue of a local round, with what matters of SQS: visibility time-out, redelivery, dead letters. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { DigestOrder } from '../lambdas/core/delivery.ts';
import type { DigestQueue, QueuedOrder } from '../lambdas/core/ports/outside.ts';

/** `done` takes the order off the queue; otherwise it is handed out again after that time. */
export type OrderResult = 'done' | { readonly retryAfterMs: number };

/** An order that was handed out as often as allowed without getting done. */
export interface DeadLetter extends QueuedOrder {
  /** What the last handler threw, or why it is not done. */
  readonly lastFailure: unknown;
}

export interface MemoryQueueOptions {
  /** How often an order is handed out at most. */
  readonly maxReceives: number;
  /** A handler that takes longer has lost its order, which is handed out again. @default 60000 */
  readonly visibilityTimeoutMs?: number;
  /** @default a timer */
  readonly wait?: (ms: number, signal: AbortSignal) => Promise<void>;
}

export interface MemoryQueue extends DigestQueue {
  /**
   * Hands out orders, also those enqueued meanwhile, until none is left. A handler that throws gets the order again at
   * once. Orders that die are given back here once, and are no longer on the queue. One drain at a time.
   */
  drain(
    handler: (queued: QueuedOrder) => Promise<OrderResult>,
    options: { readonly concurrency: number },
  ): Promise<{ readonly deadLetters: readonly DeadLetter[] }>;
}

type Attempt = { readonly done: true } | { readonly done: false; readonly afterMs: number; readonly failure: unknown };

const timer = async (ms: number, signal: AbortSignal): Promise<void> => {
  await sleep(ms, undefined, { signal });
};

export const createMemoryQueue = (options: MemoryQueueOptions): MemoryQueue => {
  const { maxReceives, visibilityTimeoutMs = 60_000, wait = timer } = options;
  const visible: QueuedOrder[] = [];

  const runHandler = async (
    handler: (queued: QueuedOrder) => Promise<OrderResult>,
    queued: QueuedOrder,
  ): Promise<Attempt> => {
    try {
      const result = await handler(queued);
      if (result === 'done') return { done: true };
      return { done: false, afterMs: result.retryAfterMs, failure: 'put off by its handler' };
    } catch (failure) {
      return { done: false, afterMs: 0, failure };
    }
  };

  /** The handler's attempt, or the end of the visibility time-out if that comes first. */
  const attempt = async (
    handler: (queued: QueuedOrder) => Promise<OrderResult>,
    queued: QueuedOrder,
  ): Promise<Attempt> => {
    const ended = new AbortController();
    const timedOut = wait(visibilityTimeoutMs, ended.signal).then(
      (): Attempt => ({ done: false, afterMs: 0, failure: 'visibility time-out' }),
      () => new Promise<never>(() => undefined),
    );
    const outcome = await Promise.race([runHandler(handler, queued), timedOut]);
    ended.abort();
    return outcome;
  };

  return {
    enqueue: (orders: readonly DigestOrder[]) => {
      for (const order of orders) visible.push({ order, receiveCount: 0 });
      return Promise.resolve();
    },
    drain: async (handler, { concurrency }) => {
      const deadLetters: DeadLetter[] = [];
      let inFlight = 0;
      let putOff = 0;
      let wake = (): void => undefined;

      const deliver = async (queued: QueuedOrder): Promise<void> => {
        inFlight += 1;
        const outcome = await attempt(handler, queued);
        inFlight -= 1;
        if (outcome.done) return;
        if (queued.receiveCount >= maxReceives) {
          deadLetters.push({ ...queued, lastFailure: outcome.failure });
          return;
        }
        putOff += 1;
        if (outcome.afterMs > 0) {
          wake();
          await wait(outcome.afterMs, new AbortController().signal);
        }
        putOff -= 1;
        visible.push(queued);
      };

      for (;;) {
        while (inFlight < concurrency) {
          const next = visible.shift();
          if (next === undefined) break;
          void deliver({ ...next, receiveCount: next.receiveCount + 1 }).then(() => {
            wake();
          });
        }
        if (inFlight + putOff === 0) return { deadLetters };
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    },
  };
};
