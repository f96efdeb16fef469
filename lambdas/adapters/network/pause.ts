/** Waiting that can be given up. */
import { setTimeout as delay } from 'node:timers/promises';

/** Resolves after the time, or as soon as the signal says so; never rejects. */
export type Pause = (milliseconds: number, signal?: AbortSignal) => Promise<void>;

/** On real time. */
export const pause: Pause = async (milliseconds, signal) => {
  // A rejection means only that the signal came first.
  await delay(milliseconds, undefined, { ...(signal && { signal }) }).catch(() => undefined);
};
