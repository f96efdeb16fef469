/** What a round says on the way: a line per stage, and on a terminal a counter that is rewritten in place. */
export interface Progress {
  /** A finished step, one line that stays. */
  done(text: string): void;
  /** Where a running step stands; replaced by the next call. Only shown on a terminal. */
  at(text: string): void;
  /** Something the reader must not miss. */
  notice(text: string): void;
}

/** Writes to the stream; with `--json` that is stderr, otherwise stdout. */
export const createConsoleProgress = (stream: NodeJS.WriteStream): Progress => {
  let open = false;
  const clear = (): void => {
    if (open) stream.write('\r\u001B[K');
    open = false;
  };
  return {
    done(text) {
      clear();
      stream.write(`${text}\n`);
    },
    at(text) {
      if (!stream.isTTY) return;
      clear();
      stream.write(text.slice(0, Math.max(20, stream.columns - 1)));
      open = true;
    },
    notice(text) {
      clear();
      stream.write(`! ${text}\n`);
    },
  };
};
