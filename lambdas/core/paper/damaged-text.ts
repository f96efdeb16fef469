/**
 * Tells text whose letters were lost on the way: UTF-8 read as Latin-1 or Windows-1252 (`Ã¼` for `ü`), or bytes
 * replaced by U+FFFD. Such text ranks behind any other text of its version. Judge the text as it came, before white
 * space is collapsed: damage often holds no-break spaces and C1 controls.
 */

/** Windows-1252 gives these characters to the bytes 0x80–0x9F, where Latin-1 has control characters. */
const WINDOWS_1252 =
  '\u20ac\u0081\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u008d\u017d\u008f' +
  '\u0090\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u009d\u017e\u0178';
const BYTE_OF = new Map(Array.from(WINDOWS_1252, (character, index) => [character, 0x80 + index]));

/**
 * U+FFFD, the C1 controls that no author types (they are what Latin-1 makes of UTF-8's second bytes), and what XML forbids:
 * C0 controls other than white space, halves of surrogate pairs, and the last two code points of the first plane.
 */
// eslint-disable-next-line no-control-regex -- The controls are what is looked for.
const CERTAIN_DAMAGE = /[\ufffd\u0080-\u009f\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff\p{Cs}]/u;
const HIGH_RUN = new RegExp(`[\\u00a0-\\u00ff${WINDOWS_1252}]+`, 'g');

const bytesOf = (run: string): Uint8Array =>
  Uint8Array.from(run, (character) => BYTE_OF.get(character) ?? character.charCodeAt(0));

const strictUtf8 = new TextDecoder('utf-8', { fatal: true });

const decodeUtf8 = (bytes: Uint8Array): string | undefined => {
  try {
    return strictUtf8.decode(bytes);
  } catch {
    return undefined;
  }
};

/**
 * A single pair can be real text: the end of «CAFÉ» decodes too. Only pairs that begin with `Ã` or `Â`, sequences
 * that begin with `â` (quotes and dashes), or several letters in a row are evidence.
 */
const isEvidence = (run: string, decoded: string): boolean => /^[ÃÂâ]/.test(run) || decoded.length > 1;

/** Whether a text is visibly damaged. True needs evidence, and that every accented run of the text decodes as UTF-8. */
export const isDamagedText = (text: string): boolean => {
  if (CERTAIN_DAMAGE.test(text)) return true;
  let evidence = false;
  for (const [run] of text.matchAll(HIGH_RUN)) {
    // Punctuation that Windows-1252 shares with well-kept text (quotes, dashes) and Latin-1's own signs decide nothing.
    if (!/[\u00c2-\u00f4]/.test(run)) continue;
    const decoded = decodeUtf8(bytesOf(run));
    if (decoded === undefined) return false;
    evidence ||= isEvidence(run, decoded);
  }
  return evidence;
};
