/** Withdrawn papers are ordinary records: only their comment or abstract says so, in the author's words. */

/** What is looked at of a text: such a note is short, or opens the text. */
const MAX_NOTE_CHARS = 500;

/** "This paper has been withdrawn by the author", but not "withdrawn from" a conference. */
const SENTENCE =
  /\bth(?:is|e) (?:paper|article|submission|manuscript|work|preprint|note|version)(?: (?:has been|was|is))?(?: now)? withdrawn\b(?! from)/i;
const OPENING = /^\W{0,3}withdrawn\b(?! from)/i;

/** Whether the (normalised) comment says that the paper is withdrawn, or the abstract begins by saying so. */
export const hasWithdrawnNote = ({
  comment,
  abstract,
}: {
  readonly comment: string;
  readonly abstract: string;
}): boolean => {
  const note = comment.slice(0, MAX_NOTE_CHARS);
  if (OPENING.test(note) || SENTENCE.test(note)) return true;
  const opening = abstract.slice(0, 80);
  return OPENING.test(opening) || SENTENCE.test(opening);
};
