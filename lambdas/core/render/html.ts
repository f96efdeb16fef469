/**
 * The `html` tagged template: everything interpolated is escaped unless it is `SafeHtml` itself, so that text from
 * outside can't become markup. The type is branded: a plain string is never taken for markup.
 */
export class SafeHtml {
  readonly markup: string;
  /** Only for markup written in this repository or made by a trusted renderer; never for text from outside. */
  constructor(markup: string) {
    this.markup = markup;
  }
  toString(): string {
    return this.markup;
  }
}

/** What may stand in a slot: text and numbers are escaped, `null`, `undefined` and `false` print nothing, lists are joined. */
export type HtmlSlot = SafeHtml | string | number | null | undefined | false | readonly HtmlSlot[];

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Escapes for element content and for quoted attribute values. */
export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);

const slotMarkup = (slot: HtmlSlot): string => {
  if (slot === null || slot === undefined || slot === false) return '';
  if (slot instanceof SafeHtml) return slot.markup;
  if (typeof slot === 'string') return escapeHtml(slot);
  if (typeof slot === 'number') return String(slot);
  return slot.map(slotMarkup).join('');
};

/** Builds markup. Attribute values must stand in quotes in the template. */
export const html = (strings: TemplateStringsArray, ...slots: readonly HtmlSlot[]): SafeHtml =>
  new SafeHtml(strings.reduce((markup, part, index) => markup + slotMarkup(slots[index - 1]) + part));

const SAFE_SCHEMES = new Set(['http:', 'https:', 'mailto:']);

/** The URL when its scheme is http(s) or mailto or it is a path, else `#`: a `javascript:` link from outside stays dead. */
export const safeHref = (url: string): string => {
  if (/^[/?#](?!\/)/.test(url)) return url;
  return URL.canParse(url) && SAFE_SCHEMES.has(new URL(url).protocol) ? url : '#';
};
