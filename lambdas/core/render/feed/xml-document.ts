/** XML 1.0 written safely: text and attribute values are escaped, characters that no XML document may hold are left out. */
import { escapeHtml, SafeHtml } from '../html.ts';

/** Text is escaped; elements stand as they are; `undefined` is left out. */
export type XmlContent = SafeHtml | string | undefined | readonly XmlContent[];

/** Everything but the production Char of XML 1.0, §2.2; lone surrogates are among it. */
const NO_XML_CHARACTER = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu;

const contentMarkup = (content: XmlContent): string => {
  if (content === undefined) return '';
  if (content instanceof SafeHtml) return content.markup;
  return typeof content === 'string' ? escapeHtml(content) : content.map(contentMarkup).join('');
};

/**
 * The five characters that HTML's escaping replaces are those of XML, and its references are predefined or numeric.
 * @param name and names of attributes are ours; attributes that are `undefined` are left out
 */
export const xmlElement = (
  name: string,
  attributes: Readonly<Record<string, string | undefined>>,
  content?: XmlContent,
): SafeHtml => {
  const attributeMarkup = Object.entries(attributes)
    .map(([key, value]) => (value === undefined ? '' : ` ${key}="${escapeHtml(value)}"`))
    .join('');
  const inner = contentMarkup(content);
  return new SafeHtml(inner === '' ? `<${name}${attributeMarkup}/>` : `<${name}${attributeMarkup}>${inner}</${name}>`);
};

/** The whole document, in UTF-8. */
export const xmlDocument = (root: SafeHtml): string =>
  `<?xml version="1.0" encoding="utf-8"?>\n${root.markup}\n`.replace(NO_XML_CHARACTER, '');
