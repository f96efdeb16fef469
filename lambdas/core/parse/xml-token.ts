/**
 * Tags of a document, one after the other. Tells whether a tag, comment or section is closed, but nothing of nesting.
 * Every character is looked at a bounded number of times, whatever the text.
 */

/** What stands at a `<`. `end` is where reading goes on. */
export type XmlToken =
  | { readonly kind: 'open' | 'close' | 'empty'; readonly name: string; readonly at: number; readonly end: number }
  | { readonly kind: 'fault'; readonly message: string; readonly at: number; readonly end: number }
  | { readonly kind: 'doctype'; readonly at: number; readonly end: number };

/** Comments, character data and instructions: passed over whole. */
const SECTIONS = [
  { open: '<!--', close: '-->', message: 'a comment is not closed' },
  { open: '<![CDATA[', close: ']]>', message: 'a CDATA section is not closed' },
  { open: '<?', close: '?>', message: 'a processing instruction is not closed' },
] as const;

const DOCTYPE = /<!doctype/iy;
const NAME = /[\p{L}_:][^\s/<>"'=]*/uy;

const matchAt = (pattern: RegExp, text: string, at: number): string | undefined => {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
};

/** Position of the `>` of the tag that starts at `start`, quotes heeded; undefined when another `<` or the end comes first. */
const tagEnd = (text: string, start: number): number | undefined => {
  let quote = '';
  for (let at = start + 1; at < text.length; at += 1) {
    const character = text.charAt(at);
    // XML allows no < in attribute values either: an open quote never swallows the next record.
    if (character === '<') return undefined;
    if (quote === '') {
      if (character === '>') return at;
      if (character === '"' || character === "'") quote = character;
    } else if (character === quote) quote = '';
  }
  return undefined;
};

const localName = (name: string): string => name.slice(name.indexOf(':') + 1);

/** Reads tokens from the start to the end of the text. A tag that the end cuts is no token. */
export function* readTokens(text: string): Generator<XmlToken, void> {
  /** Sections whose closing mark doesn't come any more: not searched for again. */
  const unclosed = new Set<string>();
  let at = text.indexOf('<');
  while (at !== -1) {
    const token = readToken(text, at, unclosed);
    if (token === undefined) return;
    if (typeof token === 'number') at = text.indexOf('<', token);
    else {
      yield token;
      at = text.indexOf('<', token.end);
    }
  }
}

/** A token, the end of a section that is none, or undefined when the text ends within a tag. */
const readToken = (text: string, at: number, unclosed: Set<string>): XmlToken | number | undefined => {
  const next = text.charAt(at + 1);
  if (next === '!' || next === '?') return readSection(text, at, unclosed);
  const isClosing = next === '/';
  const name = matchAt(NAME, text, isClosing ? at + 2 : at + 1);
  if (name === undefined) {
    const isCut = at + (isClosing ? 2 : 1) >= text.length;
    return isCut ? undefined : { kind: 'fault', message: 'a bare < stands in the text', at, end: at + 1 };
  }
  const end = tagEnd(text, at);
  if (end === undefined) {
    return text.includes('<', at + 1) ? { kind: 'fault', message: 'a tag is not closed', at, end: at + 1 } : undefined;
  }
  const isEmpty = text.charAt(end - 1) === '/';
  return { kind: isClosing ? 'close' : isEmpty ? 'empty' : 'open', name: localName(name), at, end: end + 1 };
};

const readSection = (text: string, at: number, unclosed: Set<string>): XmlToken | number => {
  if (matchAt(DOCTYPE, text, at) !== undefined) return { kind: 'doctype', at, end: at + 2 };
  const section = SECTIONS.find(({ open }) => text.startsWith(open, at));
  if (section === undefined) return { kind: 'fault', message: 'a bare < stands in the text', at, end: at + 1 };
  const close = unclosed.has(section.open) ? -1 : text.indexOf(section.close, at + section.open.length);
  if (close !== -1) return close + section.close.length;
  unclosed.add(section.open);
  return { kind: 'fault', message: section.message, at, end: at + section.open.length };
};
