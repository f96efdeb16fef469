/** The part of an abstract that is shown of a result: where most of what was searched for stands, no formula cut. */
import type { TextRange } from '../../ports/search.ts';
import { plainOf, type MarkedText } from './search-marks.ts';

/** In characters; what fits a page. */
const SNIPPET_LENGTH = 300;
/** A text hardly longer than a snippet is shown whole. */
const WHOLE_SHARE = 1.25;
/** A snippet begins with its sentence when that begins no further before the first mark. */
const SENTENCE_REACH = 110;
/** Else so many characters before it, at a word. */
const WORD_REACH = 50;
/** Another word of the query is worth more than the same one again. */
const WORTH_OF_NEW_WORD = 4;

export interface Snippet extends MarkedText {
  /** Something of the text comes before it. */
  readonly isCutBefore: boolean;
  readonly isCutAfter: boolean;
}

/** Of the marks from the one at `index` to the end of a snippet that begins with it. */
const worthFrom = (text: string, marks: readonly TextRange[], index: number, length: number): number => {
  const end = (marks[index]?.from ?? 0) + length - WORD_REACH;
  const words = new Set<string>();
  let count = 0;
  for (const mark of marks.slice(index, index + length)) {
    if (mark.to > end) break;
    words.add(text.slice(mark.from, mark.to).toLowerCase());
    count += 1;
  }
  return words.size * WORTH_OF_NEW_WORD + count;
};

/** The first mark of the richest stretch; of equal ones the first. */
const richestMark = (text: string, marks: readonly TextRange[], length: number): TextRange | undefined => {
  const worths = marks.map((_, index) => worthFrom(text, marks, index, length));
  return marks[worths.reduce((best, worth, index) => (worth > (worths[best] ?? 0) ? index : best), 0)];
};

/** Where the snippet around a mark begins: with the text, with the sentence, or with a word. */
const beginBefore = (text: string, at: number): number => {
  if (at <= SENTENCE_REACH) return 0;
  const sentence = [...text.slice(at - SENTENCE_REACH, at + 1).matchAll(/[.!?…] (?=\p{Lu})/gu)].at(-1);
  if (sentence !== undefined) return at - SENTENCE_REACH + sentence.index + 2;
  const word = text.indexOf(' ', at - WORD_REACH) + 1;
  return word > 0 && word <= at ? word : at;
};

/** Where it ends: with the text, or before a word. */
const endAfter = (text: string, from: number, length: number): number => {
  if (text.length - from <= length * WHOLE_SHARE) return text.length;
  const word = text.lastIndexOf(' ', from + length);
  return word > from + length / 2 ? word : from + length;
};

/** The stretch from `from` to `to`; a formula over either edge stays whole and within. */
const cutOut = ({ pieces, marks }: MarkedText, { from, to }: TextRange): MarkedText => {
  let start = 0;
  let begin = from;
  const kept = pieces.flatMap((piece) => {
    const [first, last] = [start, start + piece.plain.length];
    start = last;
    if (last <= from || first >= to) return [];
    if (piece.maths === undefined)
      return [{ plain: piece.plain.slice(Math.max(0, from - first), Math.max(0, to - first)) }];
    begin = Math.min(begin, first);
    return [piece];
  });
  return { pieces: kept, marks: marks.map((mark) => ({ from: mark.from - begin, to: mark.to - begin })) };
};

/** Never between the halves of a character: before it. */
const safely = (text: string, at: number): number => (/[\uD800-\uDBFF]/.test(text.charAt(at - 1)) ? at - 1 : at);

/** @param length in characters, about */
export const snippetOf = (whole: MarkedText, length = SNIPPET_LENGTH): Snippet => {
  const text = plainOf(whole.pieces);
  if (text.length <= length * WHOLE_SHARE) return { ...whole, isCutBefore: false, isCutAfter: false };
  const from = safely(text, beginBefore(text, richestMark(text, whole.marks, length)?.from ?? 0));
  const to = safely(text, endAfter(text, from, length));
  return { ...cutOut(whole, { from, to }), isCutBefore: from > 0, isCutAfter: to < text.length };
};
