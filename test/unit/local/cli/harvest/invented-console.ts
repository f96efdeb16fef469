/** A console of a harvest that keeps what it shows, with Ctrl-C at hand. */
import type { HarvestConsole } from '../../../../../local/cli/harvest/harvest-console.ts';

export interface InventedConsole extends HarvestConsole {
  readonly out: () => string;
  readonly error: () => string;
  /** Presses Ctrl-C; nobody listens any more after the work. */
  readonly interrupt: () => void;
  readonly listeners: () => number;
}

/** @param onSleep called instead of each pause */
export const inventedConsole = ({
  json = false,
  onSleep = () => undefined,
}: { readonly json?: boolean; readonly onSleep?: (milliseconds: number) => void } = {}): InventedConsole => {
  let out = '';
  let error = '';
  let nowMs = 0;
  const listeners = new Set<() => void>();
  return {
    output: { json, columns: 80, write: (text) => (out += text) },
    writeError: (text) => (error += text),
    work: {
      columns: undefined,
      clockMs: () => (nowMs += 1000),
      sleep: (milliseconds) => {
        onSleep(milliseconds);
        return Promise.resolve();
      },
      onInterrupt: (listener) => {
        listeners.add(listener);
        return () => void listeners.delete(listener);
      },
    },
    out: () => out,
    error: () => error,
    interrupt: () => listeners.forEach((listener) => listener()),
    listeners: () => listeners.size,
  };
};
