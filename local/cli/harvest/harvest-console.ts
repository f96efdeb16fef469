/** Where a harvest shows itself, and how it is stopped. */
import type { LongWork } from '../long-work.ts';
import type { Output } from '../print.ts';
import { createProgressDisplay, type ProgressDisplay } from './show-progress.ts';

export interface HarvestConsole {
  readonly output: Output;
  /** Progress and notices; the answer alone goes to `output`. */
  readonly writeError: (text: string) => void;
  readonly work: LongWork;
}

/** Runs with a progress display and a signal that Ctrl-C aborts; the display is left in order however it ends. */
export const interruptible = async <Outcome>(
  { work, writeError }: HarvestConsole,
  run: (options: { readonly signal: AbortSignal; readonly display: ProgressDisplay }) => Promise<Outcome>,
): Promise<{ readonly outcome: Outcome; readonly interrupted: boolean }> => {
  const display = createProgressDisplay({ write: writeError, columns: work.columns, clockMs: work.clockMs });
  const stop = new AbortController();
  const stopListening = work.onInterrupt(() => stop.abort());
  try {
    const outcome = await run({ signal: stop.signal, display });
    return { outcome, interrupted: stop.signal.aborted };
  } finally {
    stopListening();
    display.end();
  }
};
