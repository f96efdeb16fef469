/** Text from outside made fit for a terminal: nothing in it can steer the screen, and it wraps to a width. */

/**
 * What a terminal obeys or hides instead of showing: controls (ESC, CSI and the like), marks that turn the direction of
 * writing (Unicode TR 36, "bidirectional text spoofing"), line separators, invisible characters and halves of a pair.
 */
const STEERING =
  /[\p{Cc}\p{Cs}\u00AD\u061C\u200B\u200E\u200F\u2028-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB\u{E0000}-\u{E007F}]/gu;
const SHOWN_INSTEAD = '·';

/** One line: white space of any kind becomes one space, what could steer the terminal is shown as `·`. */
export const printableLine = (text: string): string =>
  text.replace(/[\t\n\r ]+/g, ' ').replace(STEERING, SHOWN_INSTEAD);

/** Several lines, each as `printableLine` but with its spaces as they are. */
export const printableLines = (text: string): string =>
  text
    .split(/\r?\n/)
    .map((line) => line.replaceAll('\t', ' ').replace(STEERING, SHOWN_INSTEAD))
    .join('\n');

/** The same JSON value in characters that a terminal only shows. */
export const printableJson = (json: string): string =>
  json.replace(STEERING, (match) =>
    match === '\n' ? match : match.replace(/[^]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`),
  );

/** Scripts and symbols that take two places in a terminal (Unicode TR 11, in the broad strokes that tables need). */
const WIDE =
  /[\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6]|\p{Extended_Pictographic}(?<=[\u{1F000}-\u{1FAFF}])|[\u{20000}-\u{3FFFD}]/u;
const NO_WIDTH = /\p{Mn}|\p{Me}|\u200C|\u200D/u;

const characterWidth = (character: string): number => (NO_WIDTH.test(character) ? 0 : WIDE.test(character) ? 2 : 1);

/** Places in a terminal. */
export const textWidth = (text: string): number =>
  Array.from(text).reduce((width, character) => width + characterWidth(character), 0);

/** A word in pieces of at most `width` places; `width` is at least 2. */
const breakWord = (word: string, width: number): readonly string[] => {
  const pieces: string[] = [];
  let piece = '';
  let taken = 0;
  for (const character of word) {
    const more = characterWidth(character);
    if (taken + more > width) {
      pieces.push(piece);
      piece = '';
      taken = 0;
    }
    piece += character;
    taken += more;
  }
  return [...pieces, piece];
};

/** Lines that a broken one goes on in are indented as it is. */
const wrapLine = (line: string, fullWidth: number): readonly string[] => {
  const indent = /^ */.exec(line)?.[0] ?? '';
  const width = Math.max(2, fullWidth - indent.length);
  const lines: string[] = [];
  let current = '';
  for (const word of line
    .slice(indent.length)
    .split(' ')
    .flatMap((each) => (textWidth(each) > width ? breakWord(each, width) : [each]))) {
    if (current === '') current = word;
    else if (textWidth(current) + 1 + textWidth(word) <= width) current += ` ${word}`;
    else {
      lines.push(current);
      current = word;
    }
  }
  return [...lines, current].map((each) => indent + each);
};

/** Breaks lines at spaces, and words only where they are wider than a line. Nothing is cut off. */
export const wrapText = (text: string, width: number): string =>
  text
    .split('\n')
    .flatMap((line) => (textWidth(line) <= width ? [line] : wrapLine(line, width)))
    .join('\n');
