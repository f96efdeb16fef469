/**
 * Maths as readable Unicode for places without typesetting (mails, feed titles): `$O(n^2)$` becomes O(n²). What can't
 * be read — unbalanced braces, commands nobody knows — stays as written, delimiters included.
 */
import { mathsSpanAt } from './maths-span.ts';
import {
  CONTENT_OF,
  inAlphabet,
  INVISIBLE_COMMANDS,
  MATHS_ACCENTS,
  MATHS_SYMBOLS,
  OPERATOR_NAMES,
  SUBSCRIPTS,
  SUPERSCRIPTS,
} from './maths-symbols.ts';

/** Deeper nesting is no formula of an abstract; the bound keeps recursion shallow. */
const MAX_DEPTH = 20;
const TOKEN = /\\(?:[A-Za-z]+\*?|[\s\S])|[\s\S]/gu;

/** Thrown inside this module only: the formula stays as written. */
class UnreadableMathsError extends Error {
  override readonly name = 'UnreadableMathsError';
}

/** A formula's tokens, read once from left to right. */
interface Reader {
  readonly tokens: readonly string[];
  at: number;
}

const skipBlanks = (reader: Reader): void => {
  while (/^\s$/.test(reader.tokens[reader.at] ?? '')) reader.at += 1;
};

/** One argument: a group, a command with what belongs to it, or a single character. */
const readArgument = (reader: Reader, depth: number): string => {
  skipBlanks(reader);
  const token = reader.tokens[reader.at];
  if (token === undefined) throw new UnreadableMathsError('argument missing');
  reader.at += 1;
  return readToken(reader, token, depth);
};

/** Up to the closing mark (`}` of a group, `]` of an option), or to the end when there is none to come. */
const readUntil = (reader: Reader, closing: string | undefined, depth: number): string => {
  if (depth > MAX_DEPTH) throw new UnreadableMathsError('nested too deeply');
  let text = '';
  for (let token = reader.tokens[reader.at]; token !== undefined; token = reader.tokens[reader.at]) {
    reader.at += 1;
    if (token === closing) return text;
    text += readToken(reader, token, depth);
  }
  if (closing !== undefined) throw new UnreadableMathsError('group not closed');
  return text;
};

/** Brackets keep what a fraction or root held together: (a+b)/c. */
const bracket = (text: string): string =>
  /^(?:[\p{L}\p{N}.′]\p{M}*|\p{M}|[⁰¹²³⁴⁵⁶⁷⁸⁹ⁿ₀-₉])+$/u.test(text) || /^\([^()]*\)$/.test(text) ? text : `(${text})`;

const ROOTS: ReadonlyMap<string, string> = new Map([
  ['', '√'],
  ['2', '√'],
  ['3', '∛'],
  ['4', '∜'],
]);

const readRoot = (reader: Reader, depth: number): string => {
  let degree = '';
  if (reader.tokens[reader.at] === '[') {
    reader.at += 1;
    degree = readUntil(reader, ']', depth + 1);
  }
  const sign = ROOTS.get(degree);
  const radicand = bracket(readArgument(reader, depth));
  return sign === undefined ? `${radicand}^(1/${degree})` : sign + radicand;
};

const readFraction = (reader: Reader, depth: number): string => {
  const numerator = bracket(readArgument(reader, depth));
  return `${numerator}/${bracket(readArgument(reader, depth))}`;
};

/** Scripts that Unicode has whole are set so; others stay plain behind their mark: x^(q+1), β_max. */
const readScript = (reader: Reader, mark: '^' | '_', depth: number): string => {
  const script = readArgument(reader, depth).trim();
  const forms = mark === '^' ? SUPERSCRIPTS : SUBSCRIPTS;
  const characters = Array.from(script);
  if (characters.every((character) => forms.has(character)))
    return characters.map((character) => forms.get(character) ?? '').join('');
  return mark + (characters.length === 1 || /^[\p{L}\p{N}]+$/u.test(script) ? script : `(${script})`);
};

const addAccent = (text: string, mark: string): string => {
  const characters = Array.from(text);
  return characters.length === 1 ? (text + mark).normalize('NFC') : text;
};

const SPACES: ReadonlyMap<string, string> = new Map([
  [',', ' '],
  [';', ' '],
  [':', ' '],
  [' ', ' '],
  ['!', ''],
  ['/', ''],
  ['\\', ' '],
  ['quad', ' '],
  ['qquad', ' '],
  ['|', '‖'],
]);

/** `\unicode{x2014}` or with a decimal number, as MathJax has it. */
const readCodePoint = (number: string): string => {
  const code = Number(number.replace(/^x/i, '0x'));
  if (!Number.isInteger(code) || code < 32 || code > 0x10ffff) throw new UnreadableMathsError('no character');
  return String.fromCodePoint(code);
};

const readNamed = (reader: Reader, name: string, depth: number): string | undefined => {
  if (/^[dt]?frac$|^nicefrac$|^sfrac$/.test(name)) return readFraction(reader, depth);
  if (name === 'sqrt') return readRoot(reader, depth);
  const accent = MATHS_ACCENTS.get(name);
  if (accent !== undefined) return addAccent(readArgument(reader, depth), accent);
  if (CONTENT_OF.has(name)) return readArgument(reader, depth);
  if (name === 'binom') return `C(${readArgument(reader, depth)}, ${readArgument(reader, depth)})`;
  if (name === 'not') return (readArgument(reader, depth) + '\u0338').normalize('NFC');
  if (name === 'unicode') return readCodePoint(readArgument(reader, depth));
  if (name === 'pmod') return `(mod ${readArgument(reader, depth)})`;
  return inAlphabet(name, 'R') === undefined ? undefined : inAlphabet(name, readArgument(reader, depth));
};

const readCommand = (reader: Reader, name: string, depth: number): string => {
  const sign = MATHS_SYMBOLS.get(name) ?? SPACES.get(name);
  if (sign !== undefined) return sign;
  if (OPERATOR_NAMES.has(name)) return /^[\p{L}\p{N}\\]/u.test(nextVisible(reader)) ? `${name} ` : name;
  if (INVISIBLE_COMMANDS.has(name)) return readDelimiterDot(reader, name);
  if (/^[%&_#${}]$/.test(name)) return name;
  const named = readNamed(reader, name, depth);
  if (named === undefined) throw new UnreadableMathsError('unknown command');
  return named;
};

const nextVisible = (reader: Reader): string =>
  reader.tokens.slice(reader.at, reader.at + 3).find((token) => token.trim() !== '') ?? '';

/** `\left.` is a delimiter that isn't there. */
const readDelimiterDot = (reader: Reader, name: string): string => {
  if ((name === 'left' || name === 'right') && reader.tokens[reader.at] === '.') reader.at += 1;
  return '';
};

function readToken(reader: Reader, token: string, depth: number): string {
  if (token === '{') return readUntil(reader, '}', depth + 1);
  if (token === '}') throw new UnreadableMathsError('group not opened');
  if (token === '^' || token === '_') return readScript(reader, token, depth + 1);
  if (token === '~') return ' ';
  if (token === "'") return '′';
  if (token === '-') return '−';
  if (token === '&') return ' ';
  if (token.length > 1 && token.startsWith('\\'))
    return readCommand(reader, token.slice(1).replace(/\*$/, ''), depth + 1);
  return token;
}

/** A formula as text, or `undefined` when it can't be read. */
const readMaths = (body: string): string | undefined => {
  if (body.includes('\\begin')) return undefined;
  try {
    const text = readUntil({ tokens: body.match(TOKEN) ?? [], at: 0 }, undefined, 0);
    return text.replace(/\s+/g, ' ').trim();
  } catch (error) {
    if (error instanceof UnreadableMathsError) return undefined;
    throw error;
  }
};

/** The text with each formula as readable Unicode; a formula that can't be read stays as written. */
export const plainMaths = (text: string): string => {
  const opening = /\$|\\[([b]|\\[\s\S]/g;
  let plain = '';
  let at = 0;
  for (let found = opening.exec(text); found; found = opening.exec(text)) {
    const span = mathsSpanAt(text, found.index);
    if (span === undefined) continue;
    plain += text.slice(at, found.index) + (readMaths(span.body) ?? text.slice(span.start, span.end));
    at = span.end;
    opening.lastIndex = at;
  }
  return plain + text.slice(at);
};
