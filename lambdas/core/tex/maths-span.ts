/**
 * Finds maths in running text: `$…$`, `$$…$$`, `\(…\)`, `\[…\]` and display environments. A dollar sign that stands
 * for money is none. Used wherever text and maths are told apart: normalising, plain text, pages.
 */

/** A piece of maths, by its positions in the text. */
export interface MathsSpan {
  readonly start: number;
  /** Behind the closing delimiter. */
  readonly end: number;
  /** The TeX between the delimiters; for an environment the whole of it. */
  readonly body: string;
  readonly display: boolean;
}

const ENVIRONMENT = /\\begin\{((?:equation|align|eqnarray|gather|multline|displaymath|math)\*?)\}/y;

/** Longer formulas aren't found in abstracts; the bound keeps a stray delimiter from swallowing a text. */
const MAX_BODY_LENGTH = 2_000;

/** Where `mark` next stands within the bound, or -1: a text full of openings stays linear. */
const findWithin = (text: string, mark: string, from: number): number => {
  const at = text.slice(from, from + MAX_BODY_LENGTH).indexOf(mark);
  return at < 0 ? -1 : from + at;
};

/** The closing dollar sign: the next one that isn't escaped. */
const findClosingDollar = (text: string, from: number): number => {
  const close = /\\[\s\S]|\$/g;
  close.lastIndex = from;
  for (let found = close.exec(text); found; found = close.exec(text)) {
    if (found.index - from > MAX_BODY_LENGTH) return -1;
    if (found[0] === '$') return found.index;
  }
  return -1;
};

/**
 * Where the bracket that opened before `from` closes, or -1. It isn't closed when the same one opens again first: so
 * stray openings stay unread, and a text full of them is read in linear time.
 */
const findClosingBracket = (text: string, from: number, [open, close]: readonly [string, string]): number => {
  const command = /\\[\s\S]/g;
  command.lastIndex = from;
  for (let found = command.exec(text); found; found = command.exec(text)) {
    if (found.index - from > MAX_BODY_LENGTH || found[0] === open) return -1;
    if (found[0] === close) return found.index;
  }
  return -1;
};

/** Words in a row without any sign of maths. */
const isProse = (body: string): boolean => !/[\\^_{}=<>+*|]/.test(body) && /[a-z]{3} [a-z]{2,} /i.test(body);
const CURRENCY_BEFORE = /\b(?:US|AU|CA|NZ|HK)$/;

/** `$5 and $10` are prices: a number behind the first sign, and before the second what no formula ends with, or prose. */
const looksLikePrices = (text: string, open: number, close: number): boolean => {
  const body = text.slice(open + 1, close);
  if (isProse(body)) return true;
  if (!/^\s?\d/.test(body)) return false;
  const isLopsided = !/^\s/.test(body) && /\s$/.test(body);
  return (
    isLopsided || /\d/.test(text[close + 1] ?? '') || CURRENCY_BEFORE.test(text.slice(Math.max(0, open - 3), open))
  );
};

const delimited = (
  text: string,
  start: number,
  width: 1 | 2,
  close: number,
  display: boolean,
): MathsSpan | undefined =>
  close < 0 ? undefined : { start, end: close + width, body: text.slice(start + width, close), display };

const dollarSpan = (text: string, at: number): MathsSpan | undefined => {
  if (text[at + 1] === '$') {
    const span = delimited(text, at, 2, findWithin(text, '$$', at + 2), true);
    return span?.body.trim() === '' ? undefined : span;
  }
  const close = findClosingDollar(text, at + 1);
  return close >= 0 && looksLikePrices(text, at, close) ? undefined : delimited(text, at, 1, close, false);
};

const environmentSpan = (text: string, at: number): MathsSpan | undefined => {
  ENVIRONMENT.lastIndex = at;
  const name = ENVIRONMENT.exec(text)?.[1];
  if (name === undefined) return undefined;
  const closing = `\\end{${name}}`;
  const close = findWithin(text, closing, at);
  if (close < 0) return undefined;
  const end = close + closing.length;
  return { start: at, end, body: text.slice(at, end), display: true };
};

/**
 * The maths that begins exactly at this `$` or backslash, if any. Takes at most one search to the next closing
 * delimiter, so callers that move on stay linear in what they skip.
 */
export const mathsSpanAt = (text: string, at: number): MathsSpan | undefined => {
  if (text[at] === '$') return dollarSpan(text, at);
  const next = text[at + 1];
  if (next === '(') return delimited(text, at, 2, findClosingBracket(text, at + 2, ['\\(', '\\)']), false);
  if (next === '[') return delimited(text, at, 2, findClosingBracket(text, at + 2, ['\\[', '\\]']), true);
  return next === 'b' ? environmentSpan(text, at) : undefined;
};
