/**
 * Maths as MathML for pages, set by KaTeX: `$O(\sqrt n)$` becomes a `<math>` element that browsers draw without script or
 * fonts of ours. What KaTeX can't read is tried as readable Unicode (`plain-maths.ts`), and what that can't read either
 * stays as written, delimiters included.
 *
 * The source is text from outside. KaTeX escapes it and is told to trust nothing; on top of that only the elements and
 * attributes listed here are let through, without colours, links, classes or styles, and lengths within bounds.
 * A formula is set once per process: the markup depends on nothing but the source.
 */
import katex from 'katex';
import { SafeHtml } from '../render/html.ts';
import { breakLong } from './maths-breaks.ts';
import { inMathsStyle } from './maths-letters.ts';
import { mathsSpanAt } from './maths-span.ts';
import { plainMaths } from './plain-maths.ts';

/** A piece of a text: words, or a formula. */
export interface TextPiece {
  /** The words; of a formula, how it reads in plain text. */
  readonly plain: string;
  /** The formula as MathML. */
  readonly maths?: SafeHtml;
}

/** Longer formulas aren't found in abstracts, and would cost milliseconds. */
const MAX_SOURCE_LENGTH = 1_000;
/** KaTeX's own default is a thousand; no author defines macros in an abstract. */
const MAX_EXPANSIONS = 200;
/** In em: bounds what a command may leave blank or move by. */
const MAX_LENGTH_EM = 5;
/** Of one formula, in characters; hostile nesting may make much of little. */
const MAX_MARKUP_LENGTH = 20_000;

/** What KaTeX marks commands with that it was told not to trust. */
const REFUSED_COLOUR = '#010203';

/** Commands of packages that KaTeX doesn't know, by what comes nearest. */
const MACROS: Readonly<Record<string, string>> = {
  '\\mathds': '\\mathbb{#1}',
  '\\mathbbm': '\\mathbb{#1}',
  '\\textsc': '\\text{#1}',
  '\\nicefrac': '{#1}/{#2}',
  '\\sfrac': '{#1}/{#2}',
  '\\ensuremath': '{#1}',
};

const ELEMENTS: ReadonlySet<string> = new Set(
  (
    'math mrow mi mn mo ms mspace mtext msqrt mroot mfrac msub msup msubsup munder mover munderover mmultiscripts mtable mtr mtd ' +
    'mpadded mphantom mstyle'
  ).split(' '),
);
/** Drawn by no browser: their content stands for them. */
const AS_ROW: ReadonlySet<string> = new Set(['menclose', 'mlabeledtr']);
const ATTRIBUTES: ReadonlySet<string> = new Set(
  (
    'displaystyle scriptlevel stretchy fence separator accent accentunder linethickness lspace rspace width height depth ' +
    'voffset minsize maxsize largeop movablelimits symmetric form columnalign columnspacing rowspacing columnlines rowlines'
  ).split(' '),
);

const TOKEN = /<(\/?)([a-z]+)((?: [a-zA-Z]+="[^"<>]*")*)\s*(\/?)>|([^<]+)/y;
const ATTRIBUTE = / ([a-zA-Z]+)="([^"]*)"/g;
const HIDDEN_OR_REORDERING = /[\p{Cc}\p{Cs}\u202A-\u202E\u2066-\u2069\uFEFF]/u;

const isWithinBounds = (value: string): boolean =>
  /^[\w.%+ -]{0,60}$/.test(value) &&
  [...value.matchAll(/(-?[\d.]+)(?:em|ex)/g)].every(([, number]) => Math.abs(Number(number)) <= MAX_LENGTH_EM) &&
  !/\d(?:px|pt|mu)|\d{4}/.test(value);

/** What is printed of an opening tag, and the letters' style of its text. */
const openingTag = (name: string, attributes: string): { readonly tag: string; readonly style: string } => {
  let tag = `<${name}`;
  let style = '';
  for (const [, key = '', value = ''] of attributes.matchAll(ATTRIBUTE)) {
    // Formulas stay in their line, as the text around them was written: a display one is only set larger.
    if (key === 'display') tag += ' displaystyle="true"';
    else if (key === 'mathvariant' && value === 'normal') tag += name === 'mi' ? ' mathvariant="normal"' : '';
    else if (key === 'mathvariant') style = name === 'mtext' && /^(?:bold-)?italic$|^bold$/.test(value) ? '' : value;
    else if (ATTRIBUTES.has(key) && isWithinBounds(value)) tag += ` ${key}="${value}"`;
  }
  return { tag: `${tag}>`, style };
};

/** KaTeX's markup, reduced to what may stand on a page; `undefined` when there is anything in it that isn't known. */
const reduceMarkup = (markup: string): string | undefined => {
  const inner = markup
    .replace(/^<span class="katex">([\s\S]*)<\/span>$/, '$1')
    .replace(/<annotation [^>]*>[^<]*<\/annotation>/g, '')
    .replace(/<\/?semantics>/g, '');
  if (inner.includes(REFUSED_COLOUR) || HIDDEN_OR_REORDERING.test(inner)) return undefined;
  let reduced = '';
  let style = '';
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < inner.length) {
    const token = TOKEN.exec(inner);
    if (token === null) return undefined;
    const [, closing = '', rawName = '', attributes = '', empty = '', text] = token;
    if (text !== undefined) {
      reduced += inMathsStyle(text, style);
      continue;
    }
    const name = AS_ROW.has(rawName) ? 'mrow' : rawName;
    if (!ELEMENTS.has(name)) return undefined;
    if (closing !== '') {
      reduced += `</${name}>`;
      style = '';
      continue;
    }
    const opened = openingTag(name, attributes);
    style = opened.style;
    reduced += empty === '' ? opened.tag : `${opened.tag}</${name}>`;
  }
  return breakLong(reduced);
};

const setFormula = (source: string, display: boolean): string | undefined => {
  if (source.length > MAX_SOURCE_LENGTH) return undefined;
  try {
    const markup = katex.renderToString(source, {
      output: 'mathml',
      displayMode: display,
      throwOnError: true,
      errorColor: REFUSED_COLOUR,
      trust: false,
      strict: 'ignore',
      maxExpand: MAX_EXPANSIONS,
      maxSize: MAX_LENGTH_EM,
      // KaTeX writes definitions of the source into the object.
      macros: { ...MACROS },
    });
    return markup.length > 2 * MAX_MARKUP_LENGTH ? undefined : reduceMarkup(markup);
  } catch {
    // Malformed, unknown to KaTeX, or nested too deeply: whatever it is, the formula stays as written.
    return undefined;
  }
};

/** Formulas that were set, by source. Bounded: emptied when full. */
const pieces = new Map<string, TextPiece>();
let cachedLength = 0;
const MAX_CACHED_LENGTH = 4_000_000;

const setPiece = (source: string, body: string, display: boolean): TextPiece => {
  const cached = pieces.get(source);
  if (cached !== undefined) return cached;
  const markup = setFormula(body, display);
  const plain = plainMaths(source);
  const piece: TextPiece =
    markup === undefined || markup.length > MAX_MARKUP_LENGTH ? { plain } : { plain, maths: new SafeHtml(markup) };
  const length = source.length + plain.length + (piece.maths?.markup.length ?? 0);
  if (cachedLength + length > MAX_CACHED_LENGTH) {
    pieces.clear();
    cachedLength = 0;
  }
  pieces.set(source, piece);
  cachedLength += length;
  return piece;
};

/** The text as words and formulas, in their order; pieces are never empty. */
export const splitMaths = (text: string): readonly TextPiece[] => {
  const opening = /\$|\\[([b]|\\[\s\S]/g;
  const found: TextPiece[] = [];
  let at = 0;
  for (let match = opening.exec(text); match; match = opening.exec(text)) {
    const span = mathsSpanAt(text, match.index);
    if (span === undefined) continue;
    if (span.start > at) found.push({ plain: text.slice(at, span.start) });
    const piece = setPiece(text.slice(span.start, span.end), span.body, span.display);
    if (piece.plain !== '' || piece.maths !== undefined) found.push(piece);
    at = span.end;
    opening.lastIndex = at;
  }
  if (at < text.length) found.push({ plain: text.slice(at) });
  return found;
};
