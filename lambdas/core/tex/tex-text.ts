/**
 * Makes one text out of the many spellings of the sources: TeX's accents, escapes, quotes and emphasis outside maths
 * become Unicode, maths stays as typed, white space is collapsed. The same paper through the feed (TeX) and through
 * the query API (Unicode) ends equal. Dashes stay as typed, since the API leaves them. One pass, linear in the text.
 */
import { readAccent, SYMBOL_COMMANDS, type Composed } from './accents.ts';
import { matchBraces } from './braces.ts';
import { GREEK } from './greek.ts';
import { mathsSpanAt } from './maths-span.ts';
import { CONTENT_COMMANDS, ESCAPES, SWITCHES, WRAPPING_COMMANDS } from './text-commands.ts';

/** One pass over one text. */
interface Pass {
  readonly text: string;
  /** Position of an opening brace to that of its partner. */
  readonly partners: ReadonlyMap<number, number>;
  /** What stands for a closing brace whose group was taken apart. */
  readonly closers: Map<number, string>;
  openQuotes: number;
}

const COMMAND = /\\([A-Za-z]+)\*?/y;
/** English contractions whose apostrophe was escaped (`don\'t`), told from an accent by the end of the word. */
const CONTRACTION = /(?:s|t|re|ve|ll|d|m)(?![\p{L}{\\])/uy;
const LETTER = /\p{L}/u;
const WORD_IN_BRACES = /^\p{L}[\p{L}\p{N}-]{0,60}$/u;

const matchAt = (pattern: RegExp, text: string, at: number): RegExpExecArray | null => {
  pattern.lastIndex = at;
  return pattern.exec(text);
};

const isLetterAt = (text: string, at: number): boolean => LETTER.test(text[at] ?? '');

/** The position of an argument's opening brace, one blank allowed before it. */
const argumentAt = (text: string, at: number): number => (text[at] === ' ' && text[at + 1] === '{' ? at + 1 : at);

/** Takes a group apart: its content is read on as text, its closing brace becomes `after`. */
const openGroup = (pass: Pass, at: number, before = '', after = ''): Composed | undefined => {
  const brace = argumentAt(pass.text, at);
  const partner = pass.partners.get(brace);
  if (partner === undefined) return undefined;
  pass.closers.set(partner, after);
  return { text: before, end: brace + 1 };
};

const unescapeUrl = (url: string): string => url.replace(/\\([_%#&~{}])/g, '$1').trim();

/** An argument taken whole, its text not read as TeX. */
const verbatimGroup = (pass: Pass, at: number): Composed | undefined => {
  const brace = argumentAt(pass.text, at);
  const partner = pass.partners.get(brace);
  return partner === undefined
    ? undefined
    : { text: unescapeUrl(pass.text.slice(brace + 1, partner)), end: partner + 1 };
};

/** `\href{url}{text}` becomes `text (url)`, so that the link can still be found; `\textcolor{red}{text}` its text. */
const readTwoArguments = (pass: Pass, name: string, at: number): Composed | undefined => {
  const first = verbatimGroup(pass, at);
  if (first === undefined) return undefined;
  return openGroup(pass, first.end, '', name === 'href' ? ` (${first.text})` : '');
};

/** A letter command eats the blank behind it (`S\o rensen`), as TeX does; a sign keeps it for readers. */
const readSymbol = (pass: Pass, symbol: string, end: number): Composed => {
  if (pass.text.startsWith('{}', end)) return { text: symbol, end: end + 2 };
  return { text: symbol, end: pass.text[end] === ' ' && LETTER.test(symbol) && symbol.length === 1 ? end + 1 : end };
};

const readCommand = (pass: Pass, name: string, end: number): Composed | undefined => {
  const symbol = SYMBOL_COMMANDS.get(name);
  if (symbol !== undefined) return readSymbol(pass, symbol, end);
  const greek = GREEK.get(name);
  if (greek !== undefined) return { text: greek, end: pass.text.startsWith('{}', end) ? end + 2 : end };
  if (CONTENT_COMMANDS.has(name)) return openGroup(pass, end);
  const wrapping = WRAPPING_COMMANDS.get(name);
  if (wrapping) return openGroup(pass, end, ...wrapping);
  if (SWITCHES.has(name)) return { text: '', end: pass.text[end] === ' ' ? end + 1 : end };
  if (name === 'url' || name === 'path') return verbatimGroup(pass, end);
  if (name === 'href' || name === 'textcolor') return readTwoArguments(pass, name, end);
  if (name === 'color') return { text: '', end: verbatimGroup(pass, end)?.end ?? end };
  return undefined;
};

/** `\"even\"`: a mark before a word, and behind the same or a near word another that can be no accent. */
const ESCAPED_QUOTATION = /\\"(?=\p{L})[^\\]{1,80}\\"(?![\p{L}\\{])/uy;

const isOpeningQuote = (text: string, at: number): boolean =>
  text[at + 1] === '"' && !isLetterAt(text, at - 1) && matchAt(ESCAPED_QUOTATION, text, at) !== null;

const isContraction = (text: string, at: number): boolean =>
  text[at + 1] === "'" && isLetterAt(text, at - 1) && matchAt(CONTRACTION, text, at + 2) !== null;

/** What a single backslash begins, `undefined` when it is nothing known. */
const readKnown = (pass: Pass, at: number): Composed | undefined => {
  const { text } = pass;
  if (isContraction(text, at)) return { text: '’', end: at + 2 };
  if (isOpeningQuote(text, at)) return { text: '"', end: at + 2 };
  const accent = readAccent(text, at);
  if (accent) return accent;
  const command = matchAt(COMMAND, text, at);
  return command ? readCommand(pass, command[1] ?? '', at + command[0].length) : undefined;
};

const asTyped = (text: string, from: number, end: number): Composed => ({ text: text.slice(from, end), end });

/** What arXiv's OAI server leaves of commands that it converted to Unicode: `\étale`, `{\μ}m`. */
const isConvertedAlready = (text: string, at: number): boolean => /[^\p{ASCII}\P{L}]/u.test(text[at + 1] ?? '');

/**
 * A doubled backslash is a line break, unless it is an accent or command whose backslash was doubled on the way; inside
 * a word it stands for nothing (`K\\\"afer`, and `K\\äfer` where the server converted it).
 */
const readDoubleBackslash = (pass: Pass, at: number): Composed => {
  const { text } = pass;
  const isGlued = /[A-Za-z"'`^~=.]/.test(text[at + 2] ?? '');
  const known = isGlued ? readKnown(pass, at + 1) : undefined;
  if (known) return known;
  if (!isLetterAt(text, at - 1)) return { text: ' ', end: at + 2 };
  const isInWord = isConvertedAlready(text, at + 1) || readAccent(text, at + 2) !== undefined;
  return { text: isInWord ? '' : ' ', end: at + 2 };
};

const readBackslash = (pass: Pass, at: number): Composed => {
  const { text } = pass;
  if (text[at + 1] === '\\') return readDoubleBackslash(pass, at);
  const maths = mathsSpanAt(text, at);
  if (maths) return asTyped(text, at, maths.end);
  const known = readKnown(pass, at);
  if (known) return known;
  const escape = ESCAPES.get(text[at + 1] ?? '');
  if (escape !== undefined) return { text: escape, end: at + 2 };
  if (isConvertedAlready(text, at)) return { text: '', end: at + 1 };
  const end = at + (matchAt(COMMAND, text, at)?.[0].length ?? 1);
  // The brace of an unknown command stays with it.
  return asTyped(text, at, text[end] === '{' ? end + 1 : end);
};

/** Whether a group is there for TeX only: `{\em …}`, `{\"a}`, `{B}ayes`, `{ImageNet}`; a set such as `{0,1}` is text. */
const isGroupForTex = (pass: Pass, at: number, partner: number): boolean => {
  const { text } = pass;
  if (text[at + 1] === '\\') {
    const command = text[at + 2] === '\\' ? at + 2 : at + 1;
    const name = matchAt(COMMAND, text, command)?.[1];
    if (readAccent(text, command) || isConvertedAlready(text, command)) return true;
    return name !== undefined && [SWITCHES, SYMBOL_COMMANDS, CONTENT_COMMANDS, GREEK].some((known) => known.has(name));
  }
  if (text[at - 1] === '}') return false;
  if (partner === at + 1) return true;
  if (partner - at > 62 || !WORD_IN_BRACES.test(text.slice(at + 1, partner))) return false;
  return partner - at > 2 || isLetterAt(text, at - 1) || isLetterAt(text, partner + 1);
};

const readBrace = (pass: Pass, at: number): Composed => {
  const partner = pass.partners.get(at);
  const group = partner !== undefined && isGroupForTex(pass, at, partner) ? openGroup(pass, at) : undefined;
  return group ?? asTyped(pass.text, at, at + 1);
};

/** A tie between words is a blank; `~30` is the author's "about", and a home directory's tilde belongs to its URL. */
const readTilde = (text: string, at: number): Composed => {
  const before = text[at - 1] ?? ' ';
  const isTie = !/[\s/([=]/.test(before) && /[^\s~]/.test(text[at + 1] ?? ' ');
  const isInUrl = isTie && /:\/\/\S*$/.test(text.slice(Math.max(0, at - 100), at));
  return { text: isTie && !isInUrl ? ' ' : '~', end: at + 1 };
};

/** Quotations are shorter: the bound keeps a text full of openings linear. */
const MAX_QUOTE_LENGTH = 1_000;

const readQuote = (pass: Pass, at: number): Composed => {
  const { text } = pass;
  const run = matchAt(/[`']+/y, text, at)?.[0] ?? '';
  if (run === '``' && text.slice(at, at + MAX_QUOTE_LENGTH).includes("''")) {
    pass.openQuotes += 1;
    return { text: '“', end: at + 2 };
  }
  if (run.startsWith("''") && pass.openQuotes > 0) {
    pass.openQuotes -= 1;
    return { text: '”', end: at + 2 };
  }
  return asTyped(text, at, at + run.length);
};

const readSpecial = (pass: Pass, at: number): Composed => {
  const { text } = pass;
  switch (text[at]) {
    case '\\':
      return readBackslash(pass, at);
    case '{':
      return readBrace(pass, at);
    case '}':
      return { text: pass.closers.get(at) ?? '}', end: at + 1 };
    case '~':
      return readTilde(text, at);
    case '$':
      return asTyped(text, at, mathsSpanAt(text, at)?.end ?? at + 1);
    default:
      return readQuote(pass, at);
  }
};

const convert = (text: string): string => {
  const pass: Pass = { text, partners: matchBraces(text), closers: new Map(), openQuotes: 0 };
  const special = /[\\{}~$`]|''/g;
  let converted = '';
  let at = 0;
  for (let found = special.exec(text); found; found = special.exec(text)) {
    const read = readSpecial(pass, found.index);
    converted += text.slice(at, found.index) + read.text;
    at = read.end;
    special.lastIndex = at;
  }
  return converted + text.slice(at);
};

/** Anything but single blanks between words: runs, line ends, controls, lone surrogates, marks that turn the writing direction. */
const IRREGULAR_SPACE = /[^\S ]| {2}|[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]/u;
const SPACE_RUN = /[\s\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]+/gu;

const collapseSpace = (text: string): string =>
  (IRREGULAR_SPACE.test(text) ? text.replace(SPACE_RUN, ' ') : text).trim();

/** Without any of these nothing but white space can change. */
const HAS_TEX = /[\\{~`]/;

/**
 * The text as people should read it: Unicode (NFC) outside maths, `$…$`, `$$…$$`, `\(…\)` and `\[…\]` as typed, white
 * space collapsed, controls gone. Unknown commands and malformed TeX stay as written; nothing throws.
 */
export const texToText = (raw: string): string =>
  collapseSpace(HAS_TEX.test(raw) ? convert(raw) : raw).normalize('NFC');
