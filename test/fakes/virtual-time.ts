/** Time that passes only while everybody sleeps: hours of waiting in milliseconds, in the right order. */
import { setImmediate as tick } from 'node:timers/promises';
import type { Clock } from '../../lambdas/core/ports/outside.ts';

export interface VirtualTime {
  readonly clock: Clock;
  /** Milliseconds since the beginning. */
  readonly elapsedMs: () => number;
  readonly sleep: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
  /**
   * Lets time pass until the work is done.
   * @param isBusy true while real input or output is under way: no time passes meanwhile
   */
  run<Result>(work: Promise<Result>, isBusy?: () => boolean): Promise<Result>;
}

interface Sleeper {
  readonly wakeAtMs: number;
  readonly wake: () => void;
}

/** @param start ISO 8601 */
export const createVirtualTime = (start = '2026-11-20T05:15:00Z'): VirtualTime => {
  const startMs = Date.parse(start);
  let nowMs = startMs;
  const sleepers = new Set<Sleeper>();

  const wakeNext = (): void => {
    const next = [...sleepers].sort((a, b) => a.wakeAtMs - b.wakeAtMs)[0];
    if (!next) return;
    nowMs = Math.max(nowMs, next.wakeAtMs);
    next.wake();
  };

  return {
    clock: () => new Date(nowMs),
    elapsedMs: () => nowMs - startMs,
    sleep: (milliseconds, signal) =>
      new Promise((resolve) => {
        const wake = (): void => {
          sleepers.delete(sleeper);
          signal?.removeEventListener('abort', wake);
          resolve();
        };
        const sleeper: Sleeper = { wakeAtMs: nowMs + milliseconds, wake };
        sleepers.add(sleeper);
        if (signal?.aborted === true) wake();
        else signal?.addEventListener('abort', wake, { once: true });
      }),
    run: async (work, isBusy = () => false) => {
      const over = Symbol('over');
      const settled = work.then(
        () => over,
        () => over,
      );
      // Two turns of the event loop: what the first one woke does its own part in the second.
      while ((await Promise.race([settled, tick().then(() => tick())])) !== over) {
        if (!isBusy()) wakeNext();
      }
      return work;
    },
  };
};
