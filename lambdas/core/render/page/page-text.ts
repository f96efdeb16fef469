/**
 * Text of papers, made fit for a page: on one line, bounded, maths as MathML. Where only text can stand (window titles,
 * descriptions), maths is readable Unicode.
 */
import { FORMULA_BREAK } from '../../tex/maths-breaks.ts';
import { splitMaths, type TextPiece } from '../../tex/maths-markup.ts';
import { plainMaths } from '../../tex/plain-maths.ts';
import { html, SafeHtml } from '../html.ts';
import { cleanLine } from '../mail/mail-text.ts';

/** No abstract of arXiv comes near (its form takes 1,920 characters); what is longer is cut before work is spent on it. */
const MAX_TEXT_LENGTH = 8_000;

/** Title, abstract or comment of a paper as plain text. */
export const pageText = (text: string): string => cleanLine(plainMaths(text.slice(0, MAX_TEXT_LENGTH)));

/** A title, or words in its stead. */
export const pageTitle = (title: string): string => pageText(title) || 'Untitled';

/** The same as words and formulas, e.g. to mark words of a search. */
export const pagePieces = (text: string): readonly TextPiece[] =>
  splitMaths(cleanLine(text.slice(0, MAX_TEXT_LENGTH))).map((piece) =>
    // A formula that is read as text may hold characters that reorder what follows; blanks at its ends matter nothing.
    piece.plain.startsWith(' ') || piece.plain.endsWith(' ') ? piece : { ...piece, plain: cleanLine(piece.plain) },
  );

/** What stands right beside a formula and must stay in its line: a full stop, a bracket, `-stable,`. */
const GLUED_BEFORE = /[^\s]{1,12}$/;
const GLUED_AFTER = /^[^\s]{1,12}/;

const glue = (...parts: readonly (SafeHtml | string)[]): SafeHtml => html`<span class="glued">${parts}</span>`;

/** Browsers would break the line between a formula and the full stop behind it. */
const gluedFormula = (maths: SafeHtml, before: string, after: string): SafeHtml => {
  const segments = maths.markup.split(FORMULA_BREAK).map((segment) => new SafeHtml(segment));
  const joined = segments.map((segment, index) => {
    const head = index === 0 ? before : '';
    const tail = index === segments.length - 1 ? after : '';
    return head === '' && tail === '' ? segment : glue(head, segment, tail);
  });
  return html`${joined.map((segment, index) => [index > 0 && new SafeHtml(FORMULA_BREAK), segment])}`;
};

/** Words, parted into what is glued to the formula before, what is free, and what is glued to the next formula. */
const partWords = (pieces: readonly TextPiece[], index: number) => {
  const { plain = '', maths } = pieces[index] ?? {};
  if (maths !== undefined) return { head: '', free: '', tail: '' };
  const head = pieces[index - 1]?.maths === undefined ? '' : (GLUED_AFTER.exec(plain)?.[0] ?? '');
  const others = plain.slice(head.length);
  const tail = pieces[index + 1]?.maths === undefined ? '' : (GLUED_BEFORE.exec(others)?.[0] ?? '');
  return { head, free: others.slice(0, others.length - tail.length), tail };
};

/** Words and formulas as markup. */
export const piecesMarkup = (pieces: readonly TextPiece[]): SafeHtml =>
  html`${pieces.map(({ maths }, index) =>
    maths === undefined
      ? partWords(pieces, index).free
      : gluedFormula(maths, partWords(pieces, index - 1).tail, partWords(pieces, index + 1).head),
  )}`;

/** Abstract or comment of a paper as markup. */
export const pageMarkup = (text: string): SafeHtml => piecesMarkup(pagePieces(text));

/** A title as markup, or words in its stead. */
export const titleMarkup = (title: string): SafeHtml => {
  const pieces = pagePieces(title);
  return pieces.length === 0 ? html`Untitled` : piecesMarkup(pieces);
};

/** What is shown of an abstract before it is unfolded, in characters. */
const OPENING_LENGTH = 280;
/** An abstract hardly longer than its opening is shown whole. */
const WHOLE_LENGTH = 360;
const MIN_OPENING_LENGTH = 120;

/** Where the opening of a text ends, in characters. */
const openingEnd = (text: string): number => {
  if (text.length <= WHOLE_LENGTH) return text.length;
  const head = text.slice(0, WHOLE_LENGTH);
  // A sentence ends before a space and an upper-case letter, so "e.g. this" and "Fig. 3" don't end one.
  const ends = [...head.matchAll(/[.!?…](?= \p{Lu}\p{Ll}| [AI] |$)/gu)].map(({ index }) => index + 1);
  const sentenceEnd = ends.findLast((end) => end >= MIN_OPENING_LENGTH && end <= OPENING_LENGTH);
  const wordEnd = text.lastIndexOf(' ', OPENING_LENGTH);
  return sentenceEnd ?? (wordEnd > MIN_OPENING_LENGTH ? wordEnd : safeCut(text, OPENING_LENGTH));
};

/** Never between the halves of a character. */
const safeCut = (text: string, length: number): number =>
  /[\uD800-\uDBFF]/.test(text.charAt(length - 1)) ? length - 1 : length;

const trimmed = (pieces: readonly TextPiece[]): readonly TextPiece[] =>
  pieces
    .map((piece, index) => {
      if (piece.maths !== undefined) return piece;
      const plain = index === 0 ? piece.plain.trimStart() : piece.plain;
      return { plain: index === pieces.length - 1 ? plain.trimEnd() : plain };
    })
    .filter(({ plain, maths }) => plain !== '' || maths !== undefined);

/** The first sentences of a text, and the rest (empty when it is short enough to be shown whole); no formula is cut in two. */
export const splitOpening = (
  pieces: readonly TextPiece[],
): { readonly opening: readonly TextPiece[]; readonly rest: readonly TextPiece[] } => {
  const end = openingEnd(pieces.map(({ plain }) => plain).join(''));
  const opening: TextPiece[] = [];
  const rest: TextPiece[] = [];
  let at = 0;
  for (const piece of pieces) {
    const cut = end - at;
    at += piece.plain.length;
    // A formula over the cut goes to the rest, unless it is all that there is.
    if (cut >= piece.plain.length) opening.push(piece);
    else if (cut <= 0) rest.push(piece);
    else if (piece.maths !== undefined) (opening.length === 0 ? opening : rest).push(piece);
    else {
      opening.push({ plain: piece.plain.slice(0, cut) });
      rest.push({ plain: piece.plain.slice(cut) });
    }
  }
  return { opening: trimmed(opening), rest: trimmed(rest) };
};
