/** TeX's accents and letters outside maths, as Unicode. */

/** Combining marks by accent command (`\"a`, `\v{S}`). Source: the LaTeX kernel's text accents. */
const COMBINING: Readonly<Record<string, string>> = {
  '`': '\u0300',
  "'": '\u0301',
  '^': '\u0302',
  '~': '\u0303',
  '"': '\u0308',
  '=': '\u0304',
  '.': '\u0307',
  u: '\u0306',
  v: '\u030c',
  H: '\u030b',
  r: '\u030a',
  c: '\u0327',
  k: '\u0328',
  d: '\u0323',
  b: '\u0331',
};

/** Letters and signs that are commands of their own. */
export const SYMBOL_COMMANDS: ReadonlyMap<string, string> = new Map([
  ['ss', 'ß'],
  ['SS', 'ẞ'],
  ['o', 'ø'],
  ['O', 'Ø'],
  ['l', 'ł'],
  ['L', 'Ł'],
  ['aa', 'å'],
  ['AA', 'Å'],
  ['ae', 'æ'],
  ['AE', 'Æ'],
  ['oe', 'œ'],
  ['OE', 'Œ'],
  ['i', 'ı'],
  ['j', 'ȷ'],
  ['dh', 'ð'],
  ['DH', 'Ð'],
  ['th', 'þ'],
  ['TH', 'Þ'],
  ['dj', 'đ'],
  ['DJ', 'Đ'],
  ['ng', 'ŋ'],
  ['NG', 'Ŋ'],
  ['ldots', '…'],
  ['dots', '…'],
  ['textellipsis', '…'],
  ['textendash', '–'],
  ['textemdash', '—'],
  ['textbackslash', '\\'],
  ['textasciitilde', '~'],
  ['textasciicircum', '^'],
  ['textunderscore', '_'],
  ['textquoteright', '’'],
  ['textquoteleft', '‘'],
  ['textquotedblleft', '“'],
  ['textquotedblright', '”'],
  ['textdegree', '°'],
  ['degree', '°'],
  ['deg', '°'],
  ['textmu', 'µ'],
  ['texttrademark', '™'],
  ['textregistered', '®'],
  ['copyright', '©'],
  ['pounds', '£'],
  ['euro', '€'],
  ['S', '§'],
  ['dag', '†'],
  ['ddag', '‡'],
  ['textbullet', '•'],
  ['textgreater', '>'],
  ['textless', '<'],
  ['textbar', '|'],
  ['LaTeX', 'LaTeX'],
  ['TeX', 'TeX'],
  // No command, but what some servers make of a line end.
  ['n', ' '],
  ['quad', ' '],
  ['qquad', ' '],
  ['newline', ' '],
  ['par', ' '],
  ['noindent', ''],
  ['xspace', ''],
]);

/** What was composed, and the position behind it. */
export interface Composed {
  readonly text: string;
  readonly end: number;
}

const isLetter = (character: string | undefined): boolean => character !== undefined && /\p{L}/u.test(character);

/** No language has p with two dots: `\"pinwheel\"` is an escaped quotation mark, as some authors and servers write it. */
const isQuote = (command: string): boolean => command === '"' || command === "'";
/** Unicode has ḧ and ẗ, yet authors who mean them use braces: `\"hot\"` is a quotation. */
const isUnlikelyUmlaut = (text: string, at: number): boolean =>
  /"[b-df-hj-np-tv-xz]/iy.test(text.slice(at + 1, at + 3));

/** Accents on accents (`\'{\^e}`) nest twice at most in any language. */
const MAX_NESTING = 3;

const skipBlanks = (text: string, from: number): number => {
  let at = from;
  while (at < from + 3 && (text[at] === ' ' || text[at] === '\n')) at += 1;
  return at;
};

/** The letter that an accent goes onto: itself, in braces, a letter command or another accent. */
const readBase = (text: string, from: number, nesting: number): Composed | undefined => {
  const character = text[from];
  if (character === '{') {
    const inner = readBase(text, skipBlanks(text, from + 1), nesting);
    if (inner === undefined) return undefined;
    // `\"{ab}` puts the accent on the first letter.
    const close = /[\p{L}\s]{0,20}\}/uy;
    close.lastIndex = inner.end;
    const rest = close.exec(text)?.[0];
    return rest === undefined ? undefined : { text: inner.text + rest.slice(0, -1), end: inner.end + rest.length };
  }
  if (character === '\\') {
    const letter = /\\([A-Za-z]{1,2})(?![A-Za-z])(?:\{\}| (?=\})|)/y;
    letter.lastIndex = from;
    const [whole = '', name = ''] = letter.exec(text) ?? [];
    // An accent is put on the dotted letter: i with acute, not dotless i with acute.
    if (name === 'i' || name === 'j') return { text: name, end: from + whole.length };
    const symbol = name === '' ? undefined : SYMBOL_COMMANDS.get(name);
    if (symbol !== undefined && isLetter(symbol)) return { text: symbol, end: from + whole.length };
    return nesting < MAX_NESTING ? readAccent(text, from, nesting + 1) : undefined;
  }
  return isLetter(character) ? { text: character ?? '', end: from + 1 } : undefined;
};

/**
 * The accented letter that begins at this backslash, composed (NFC); `undefined` when there is none, e.g. an accent
 * without a letter. A letter command (`\c`) needs a blank, a brace or a backslash before its letter.
 */
export function readAccent(text: string, at: number, nesting = 0): Composed | undefined {
  const command = text[at + 1] ?? '';
  const mark = Object.hasOwn(COMBINING, command) ? COMBINING[command] : undefined;
  if (mark === undefined) return undefined;
  const next = text[at + 2];
  if (/[a-z]/i.test(command) && next !== ' ' && next !== '{' && next !== '\\' && next !== '\n') return undefined;
  // Only letter commands take a blank: `\" of` is the end of a quotation whose marks were escaped.
  const base = readBase(text, /[a-z]/i.test(command) ? skipBlanks(text, at + 2) : at + 2, nesting);
  if (base === undefined) return undefined;
  const [first = '', ...rest] = Array.from(base.text);
  const letter = (first + mark).normalize('NFC');
  if (isQuote(command) && (Array.from(letter).length > 1 || isUnlikelyUmlaut(text, at))) return undefined;
  return { text: letter + rest.join(''), end: base.end };
}
