/**
 * Words made bold on a terminal. While a table is laid out each mark is a pair of characters without width, which pass through
 * wrapping as they are; only what is written at last holds the sequences that switch bold on and off (ECMA-48, SGR 1 and 22).
 * A text from outside that holds those characters loses them.
 */
import type { TextRange } from '../../lambdas/core/ports/search.ts';
import type { Output } from './print.ts';

/** Variation selectors 15 and 14: without width, and behind letters without meaning. */
const BEGIN = '\uFE0E';
const END = '\uFE0D';
const EITHER = /[\uFE0D\uFE0E]/g;
const BOLD = '\u001B[1m';
const NOT_BOLD = '\u001B[22m';

export interface Highlighting {
  /** @param ranges in order, without overlap */
  readonly mark: (text: string, ranges: readonly TextRange[]) => string;
  /** Where marked text is to be written. */
  readonly writer: Output;
}

/** Whether the environment lets terminals be written to with more than text (no-color.org). */
export const mayHighlight = ({ NO_COLOR, TERM }: Readonly<Record<string, string | undefined>>): boolean =>
  !NO_COLOR && TERM !== 'dumb';

const markRanges = (text: string, ranges: readonly TextRange[]): string => {
  const bare = (from: number, to?: number): string => text.slice(from, to).replace(EITHER, '');
  let marked = '';
  let at = 0;
  for (const { from, to } of ranges) {
    if (!(from >= at && to > from && to <= text.length)) continue;
    marked += `${bare(at, from)}${BEGIN}${bare(from, to)}${END}`;
    at = to;
  }
  return marked + bare(at);
};

export const highlighting = (output: Output, isOn: boolean): Highlighting =>
  isOn
    ? {
        mark: markRanges,
        writer: {
          ...output,
          write: (text) => output.write(text.replaceAll(BEGIN, BOLD).replaceAll(END, NOT_BOLD)),
        },
      }
    : { mark: (text) => text, writer: output };
