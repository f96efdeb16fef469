/** What a command that takes long needs of its process: Ctrl-C, a terminal to draw on, time. */
import { setTimeout as wait } from 'node:timers/promises';

export interface LongWork {
  /** Listens to SIGINT and SIGTERM until the returned function is called. A second signal ends the process at once. */
  readonly onInterrupt: (listener: () => void) => () => void;
  /** Width of the terminal that progress is drawn on; undefined when stderr is none. */
  readonly columns: number | undefined;
  /** Monotonic. */
  readonly clockMs: () => number;
  /** Ends early, without an error, when the signal is aborted. */
  readonly sleep: (milliseconds: number, signal: AbortSignal) => Promise<void>;
}

type Signal = 'SIGINT' | 'SIGTERM';

export interface WorkingProcess {
  on(signal: Signal, listener: () => void): unknown;
  off(signal: Signal, listener: () => void): unknown;
  exit(code: number): void;
  readonly stderr: MaybeTerminal;
}

export interface MaybeTerminal {
  readonly isTTY?: boolean;
  readonly columns?: number;
}

/** What a terminal counts as that does not tell its width: some say 0. */
const USUAL_COLUMNS = 80;

/** Width of a terminal; undefined for a file or a pipe. */
export const terminalColumns = ({ isTTY, columns }: MaybeTerminal): number | undefined =>
  isTTY === true ? columns || USUAL_COLUMNS : undefined;

/** What a shell gives for a process that SIGINT ended: 128 and the number of the signal. */
const EXIT_INTERRUPTED = 130;
/** npm and tsx pass a Ctrl-C on that the process got from the terminal already: one this soon is the same. */
const SAME_PRESS_MS = 1000;

export const longWorkOf = (target: WorkingProcess, clockMs: () => number): LongWork => ({
  onInterrupt: (listener) => {
    let firstMs: number | undefined;
    const onSignal = (): void => {
      if (firstMs === undefined) {
        firstMs = clockMs();
        listener();
      } else if (clockMs() - firstMs > SAME_PRESS_MS) target.exit(EXIT_INTERRUPTED);
    };
    target.on('SIGINT', onSignal);
    target.on('SIGTERM', onSignal);
    return () => {
      target.off('SIGINT', onSignal);
      target.off('SIGTERM', onSignal);
    };
  },
  columns: terminalColumns(target.stderr),
  clockMs,
  sleep: (milliseconds, signal) => wait(milliseconds, undefined, { signal }).catch(() => undefined),
});
