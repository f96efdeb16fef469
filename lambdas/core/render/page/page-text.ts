/** Text of papers, made fit for a page: maths readable, on one line, bounded. */
import { cleanLine } from '../mail/mail-text.ts';
import { plainMaths } from '../../tex/plain-maths.ts';

/** No abstract of arXiv comes near (its form takes 1,920 characters); what is longer is cut before work is spent on it. */
const MAX_TEXT_LENGTH = 8_000;

/** Title, abstract or comment of a paper for a page. */
export const pageText = (text: string): string => cleanLine(plainMaths(text.slice(0, MAX_TEXT_LENGTH)));

/** A title, or words in its stead. */
export const pageTitle = (title: string): string => pageText(title) || 'Untitled';

/** What is shown of an abstract before it is unfolded, in characters. */
const OPENING_LENGTH = 280;
/** An abstract hardly longer than its opening is shown whole. */
const WHOLE_LENGTH = 360;
const MIN_OPENING_LENGTH = 120;

/** The first sentences of a text, and the rest (empty when it is short enough to be shown whole). */
export const splitOpening = (text: string): { readonly opening: string; readonly rest: string } => {
  if (text.length <= WHOLE_LENGTH) return { opening: text, rest: '' };
  const head = text.slice(0, WHOLE_LENGTH);
  // A sentence ends before a space and an upper-case letter, so "e.g. this" and "Fig. 3" don't end one.
  const ends = [...head.matchAll(/[.!?…](?= \p{Lu}\p{Ll}| [AI] |$)/gu)].map(({ index }) => index + 1);
  const sentenceEnd = ends.findLast((end) => end >= MIN_OPENING_LENGTH && end <= OPENING_LENGTH);
  const wordEnd = text.lastIndexOf(' ', OPENING_LENGTH);
  const cut = sentenceEnd ?? (wordEnd > MIN_OPENING_LENGTH ? wordEnd : safeCut(text, OPENING_LENGTH));
  return { opening: text.slice(0, cut).trimEnd(), rest: text.slice(cut).trimStart() };
};

/** Never between the halves of a character. */
const safeCut = (text: string, length: number): number =>
  /[\uD800-\uDBFF]/.test(text.charAt(length - 1)) ? length - 1 : length;
