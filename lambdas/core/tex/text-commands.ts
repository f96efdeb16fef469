/** The commands that authors use outside maths in titles and abstracts, by what is left of them for a reader. */

/** Only the argument matters: emphasis, fonts, boxes. */
export const CONTENT_COMMANDS: ReadonlySet<string> = new Set(
  (
    'emph textit textbf texttt textsc textsf textrm textsl textup textmd textnormal text underline uline ul mbox hbox ' +
    'textsubscript textsuperscript mathrm mathbf mathit mathsf mathtt uppercase'
  ).split(' '),
);

/** Something stands around the argument. */
export const WRAPPING_COMMANDS: ReadonlyMap<string, readonly [before: string, after: string]> = new Map([
  ['enquote', ['“', '”']],
  ['footnote', [' (', ')']],
  ['cite', ['[', ']']],
  ['citet', ['[', ']']],
  ['citep', ['[', ']']],
]);

/** Switches of the current group, as in `{\em …}`: nothing is left of them. */
export const SWITCHES: ReadonlySet<string> = new Set(
  'em it bf sc tt rm sl sf itshape bfseries scshape ttfamily small normalsize large'.split(' '),
);

/** Escaped characters and spacing commands of one character; the quotation marks are those that are no accent. */
export const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['%', '%'],
  ['&', '&'],
  ['_', '_'],
  ['#', '#'],
  ['$', '$'],
  ['{', '{'],
  ['}', '}'],
  [' ', ' '],
  ['\n', ' '],
  [',', ' '],
  [';', ' '],
  [':', ' '],
  ['!', ''],
  ['-', ''],
  ['/', ''],
  ['@', ''],
  ['"', '"'],
  ["'", "'"],
]);
