/** Text from outside, made fit for one line of a mail and cut to a bound. */

/** Characters that reorder or hide what follows them (bidirectional embeddings, overrides and isolates, byte order mark). */
const REORDERING = /[\u202A-\u202E\u2066-\u2069\uFEFF]/g;

/** One line: no control characters, no reordering ones, no lone surrogates, white space collapsed. */
export const cleanLine = (text: string): string =>
  text
    .replace(/\p{Cs}/gu, '\uFFFD')
    .replace(REORDERING, '')
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim();

/** What a code point costs in HTML, in bytes: the length of its entity or of its UTF-8. */
const htmlBytesOf = (character: string): number => {
  switch (character) {
    case '&':
    case "'":
      return 5;
    case '<':
    case '>':
      return 4;
    case '"':
      return 6;
    default:
      return character < '\u0080' ? 1 : Buffer.byteLength(character);
  }
};

/**
 * At most `bound` bytes of escaped HTML, an ellipsis included: for English about as many characters. Cut after a word where
 * one ends in the second half of what fits, else after a character.
 */
export const shortenText = (text: string, bound: number): string => {
  let bytes = 0;
  let length = 0;
  let lengthThatFits = 0;
  let wordEnd = 0;
  for (const character of text) {
    bytes += htmlBytesOf(character);
    if (bytes > bound) {
      const cut = wordEnd > lengthThatFits / 2 ? wordEnd : lengthThatFits;
      return `${text.slice(0, cut).replace(/[\s,;:.–—-]+$/u, '')}…`;
    }
    if (bytes <= bound - 3) {
      if (character === ' ') wordEnd = length;
      lengthThatFits = length + character.length;
    }
    length += character.length;
  }
  return text;
};

/** The first `limit` of a list, then how many more: `A, B, C and 4 more`; all of them when only one would be left over. */
export const foldList = (items: readonly string[], limit: number): string => {
  const shown = items.length <= limit + 1 ? items : items.slice(0, limit);
  const rest = items.length - shown.length;
  if (rest > 0) return `${shown.join(', ')} and ${rest} more`;
  const last = shown.at(-1) ?? '';
  return shown.length > 1 ? `${shown.slice(0, -1).join(', ')} and ${last}` : last;
};

const NUMBER = new Intl.NumberFormat('en-US');

/** `1,198` */
export const spokenNumber = (value: number): string => NUMBER.format(value);

/** `1 paper`, `1,198 papers` */
export const countOf = (count: number, singular: string, plural = `${singular}s`): string =>
  `${spokenNumber(count)} ${count === 1 ? singular : plural}`;
