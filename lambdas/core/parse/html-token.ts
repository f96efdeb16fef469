/**
 * Tags and text of an HTML page, one after the other, whatever state it is in. No tree: pages of arXiv are read by their
 * headings and lists. Every character is looked at a bounded number of times, whatever the text.
 */

/** `name` in lower case. `raw` is the tag as it stands, cut at `MAX_TAG_CHARS`. */
export type HtmlToken =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'open' | 'close'; readonly name: string; readonly raw: string };

/** Longer tags are read in part: what is asked of them (`href`) stands near their start. */
const MAX_TAG_CHARS = 2_000;

const NAME = /[a-z][a-z0-9]*/iy;

/** Elements whose content is no markup. */
const RAW_ENDS: ReadonlyMap<string, RegExp> = new Map([
  ['script', /<\/script/gi],
  ['style', /<\/style/gi],
]);

const COMMENT_START = '<!--';
const COMMENT_END = '-->';

const nameAt = (text: string, at: number): string => {
  NAME.lastIndex = at;
  return NAME.exec(text)?.[0].toLowerCase() ?? '';
};

/** Position of the `>` that ends a tag, quotes heeded; undefined when another `<` or the end of the text comes first. */
const tagEnd = (text: string, start: number): number | undefined => {
  let quote = '';
  for (let at = start + 1; at < text.length; at += 1) {
    const character = text.charAt(at);
    // No tag of arXiv holds one in a value, and so an open quote never swallows the rest of the page.
    if (character === '<') return undefined;
    if (quote === '') {
      if (character === '>') return at;
      if (character === '"' || character === "'") quote = character;
    } else if (character === quote) quote = '';
  }
  return undefined;
};

/** Where the content of a raw element ends; the end of the text when it is not closed, as in browsers. */
const rawEnd = (text: string, { name, from }: { readonly name: string; readonly from: number }): number => {
  const pattern = RAW_ENDS.get(name);
  if (pattern === undefined) return from;
  pattern.lastIndex = from;
  return pattern.exec(text)?.index ?? text.length;
};

/** Comments, declarations and the content of scripts and styles are passed over. A broken tag is text. */
export function* readHtmlTokens(text: string): Generator<HtmlToken, void> {
  let at = 0;
  let hasOpenComment = false;
  while (at < text.length) {
    const start = text.indexOf('<', at);
    if (start !== at) yield { kind: 'text', text: text.slice(at, start === -1 ? text.length : start) };
    if (start === -1) return;
    if (!hasOpenComment && text.startsWith(COMMENT_START, start)) {
      const end = text.indexOf(COMMENT_END, start + COMMENT_START.length);
      hasOpenComment = end === -1;
      at = end === -1 ? start + COMMENT_START.length : end + COMMENT_END.length;
      continue;
    }
    const isClosing = text.charAt(start + 1) === '/';
    const name = nameAt(text, start + (isClosing ? 2 : 1));
    const end = tagEnd(text, start);
    if (end === undefined) {
      yield { kind: 'text', text: '<' };
      at = start + 1;
      continue;
    }
    at = end + 1;
    if (name === '') continue;
    yield { kind: isClosing ? 'close' : 'open', name, raw: text.slice(start, Math.min(at, start + MAX_TAG_CHARS)) };
    if (!isClosing) at = rawEnd(text, { name, from: at });
  }
}
