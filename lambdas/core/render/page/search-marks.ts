/**
 * A text of a paper with its matched words marked. Its formulas are single pieces (`page-text.ts`): never split, whatever the
 * ranges say; a formula is marked when a mark reaches into it. Pure; ranges may be wrong in any way and cost no more than
 * their own mark.
 */
import type { TextRange } from '../../ports/search.ts';
import type { TextPiece } from '../../tex/maths-markup.ts';
import { html, type SafeHtml } from '../html.ts';
import { pagePieces } from './page-text.ts';

export interface MarkedText {
  readonly pieces: readonly TextPiece[];
  /** Places in `plainOf(pieces)`, in order of `from`. */
  readonly marks: readonly TextRange[];
}

/** What is read of a text: what ranges are asked for. */
export const plainOf = (pieces: readonly TextPiece[]): string => pieces.map(({ plain }) => plain).join('');

/** A title or an abstract, nothing marked yet. */
export const unmarked = (text: string): MarkedText => ({ pieces: pagePieces(text), marks: [] });

/** A part of a text that is printed in one way. */
export interface MarkedPiece extends TextPiece {
  readonly marked: boolean;
}

/** Not between the halves of a character: before it. */
const wholeCharacter = (text: string, at: number): number =>
  /[\uDC00-\uDFFF]/.test(text.charAt(at)) && /[\uD800-\uDBFF]/.test(text.charAt(at - 1)) ? at - 1 : at;

/** Marks are clipped to the words, and to what the mark before left of them. */
const splitWords = (plain: string, marks: readonly TextRange[]): readonly MarkedPiece[] => {
  const pieces: MarkedPiece[] = [];
  let at = 0;
  const take = (to: number, marked: boolean): void => {
    if (to > at) pieces.push({ plain: plain.slice(at, to), marked });
    at = Math.max(at, to);
  };
  for (const mark of marks) {
    const from = wholeCharacter(plain, Math.max(mark.from, at));
    const to = wholeCharacter(plain, Math.min(mark.to, plain.length));
    // Written so that NaN, too, is no mark.
    if (!(from >= at && from < to)) continue;
    take(from, false);
    take(to, true);
  }
  take(plain.length, false);
  return pieces;
};

/** The pieces, words cut where marks begin and end; joined they are the text again. */
export const splitByMarks = ({ pieces, marks }: MarkedText): readonly MarkedPiece[] => {
  let start = 0;
  return pieces.flatMap((piece) => {
    const [from, to] = [start, start + piece.plain.length];
    start = to;
    const within = marks.filter((mark) => mark.from < to && mark.to > from);
    return piece.maths === undefined
      ? splitWords(
          piece.plain,
          within.map((mark) => ({ from: mark.from - from, to: mark.to - from })),
        )
      : [{ ...piece, marked: within.length > 0 }];
  });
};

export const markedMarkup = (text: MarkedText): SafeHtml =>
  html`${splitByMarks(text).map(({ plain, maths, marked }) => {
    const shown = maths ?? plain;
    return marked ? html`<mark>${shown}</mark>` : shown;
  })}`;
