/** `RequestTurn` within one process: who came first asks first. For local rounds, which are alone on their machine. */
import type { Clock } from '../../core/ports/outside.ts';
import type { RequestTurn, Turn } from '../../core/ports/request-turn.ts';
import { pause, type Pause } from '../network/pause.ts';

export interface ProcessTurnOptions {
  /** Real time. @default the system's */
  readonly clock?: Clock;
  /** @default setTimeout */
  readonly sleep?: Pause;
}

/** Timers may fire up to a millisecond early; arXiv must not see 2,999. */
const TIMER_SLACK_MS = 2;

/** Every client of the process that asks arXiv takes its turns from the same one of these. Never `busy` but by the signal. */
export const createProcessTurn = ({
  clock = () => new Date(),
  sleep = pause,
}: ProcessTurnOptions = {}): RequestTurn => {
  const nowMs = (): number => clock().getTime();
  let last: Promise<void> = Promise.resolve();
  let nextStartMs = Number.NEGATIVE_INFINITY;
  let restUntilMs = Number.NEGATIVE_INFINITY;

  /** A turn that is never ended is over when its hold is. */
  const begin = (release: () => void, { holdMs, intervalMs }: HoldOptions): Turn => {
    const ended = new AbortController();
    nextStartMs = nowMs() + intervalMs;
    void sleep(holdMs, ended.signal).then(release);
    return {
      end: ({ startedAt, restUntil }) => {
        nextStartMs = Math.max(nextStartMs, startedAt.getTime() + intervalMs);
        restUntilMs = Math.max(restUntilMs, restUntil?.getTime() ?? restUntilMs);
        ended.abort();
        release();
        return Promise.resolve();
      },
    };
  };

  return {
    take: async ({ holdMs, intervalMs, signal }) => {
      const isGivenUp = (): boolean => signal?.aborted === true;
      const before = last;
      let release = (): void => undefined;
      last = new Promise((resolve) => {
        release = resolve;
      });
      await (signal ? settledOrAborted(before, signal) : before);
      if (isGivenUp()) {
        void before.then(release);
        return { outcome: 'busy' };
      }
      if (restUntilMs > nowMs()) {
        release();
        return { outcome: 'resting', until: new Date(restUntilMs) };
      }
      // Never longer than an interval, even when the system's clock was set back meanwhile.
      const waitMs = Math.min(nextStartMs - nowMs(), intervalMs);
      if (waitMs > 0) await sleep(waitMs + TIMER_SLACK_MS, signal);
      if (isGivenUp()) {
        release();
        return { outcome: 'busy' };
      }
      return { outcome: 'turn', turn: begin(release, { holdMs, intervalMs }) };
    },
  };
};

interface HoldOptions {
  readonly holdMs: number;
  readonly intervalMs: number;
}

/** Leaves no listener behind on a signal that lives as long as its client. */
const settledOrAborted = (work: Promise<void>, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const settle = (): void => {
      signal.removeEventListener('abort', settle);
      resolve();
    };
    if (signal.aborted) settle();
    else signal.addEventListener('abort', settle, { once: true });
    void work.then(settle);
  });
