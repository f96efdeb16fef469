/**
 * The one place for fast-xml-parser and for what may be asked of it. It only ever sees one record, or the document
 * without its records, cut out and checked for nesting by `scan-document.ts`: the library alone takes a cut document
 * without a word, and one bad record would cost the page.
 *
 * Entities are decoded here and not by the library. Only the five names of XML and numbers exist, since a DOCTYPE is
 * refused; each gives one character, so text can only shrink and no bomb can be built. (The library's own decoding
 * has thrown on ordinary pages of 1,000 records in some versions, and costs a third of the time.)
 */
import { XMLParser } from 'fast-xml-parser';

const MEBIBYTE = 1024 * 1024;

/** What is read of any body at most. A month of daily lines is 16 MB, so a few months fit. */
export const MAX_BODY_BYTES = 64 * MEBIBYTE;
/** Larger XML is refused unparsed: the largest page of arXiv known is 5.4 MB. */
export const MAX_XML_BYTES = 40 * MEBIBYTE;
/** More records are not read: the largest page known has 20,000. Bounds what a body full of `<item/>` costs. */
export const MAX_RECORDS = 100_000;
/** Message of a document that holds more. */
export const TOO_MANY_RECORDS = `the document holds more than ${MAX_RECORDS} records: the others were not read`;
/** Larger records are rejected unparsed: a row of DynamoDB holds 400 KB, the longest author list is some 100 KB. */
export const MAX_RECORD_CHARS = 300_000;
/** What may stand around the records: a feed's head is 1 KB, the list of all OAI sets stands apart. */
export const MAX_FRAME_CHARS = MEBIBYTE;

/** A parsed element: attributes as `@_name`, text beside them as `#text`, names without their prefix. */
export type XmlNode = Readonly<Record<string, unknown>>;

/** Elements that may repeat; always lists, so that one child is no special case. */
const REPEATABLE: ReadonlySet<string> = new Set(
  'author category creator date description entry error identifier item link record setSpec subject version'.split(' '),
);

const ENTITY = /&(?:#(\d{1,8})|#[xX]([\da-fA-F]{1,6})|(amp|lt|gt|quot|apos));/g;
const NAMED: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
]);
const MAX_CODE_POINT = 0x10ffff;
const isSurrogate = (code: number): boolean => code >= 0xd800 && code <= 0xdfff;

const characterOf = (code: number): string =>
  code === 0 || code > MAX_CODE_POINT || isSurrogate(code) ? '\ufffd' : String.fromCodePoint(code);

/** One pass: `&amp;lt;` becomes `&lt;`. Unknown names stay as typed, numbers of no character become U+FFFD. */
export const decodeEntities = (text: string): string =>
  text.includes('&')
    ? text.replace(ENTITY, (_, decimal: string | undefined, hex: string | undefined, name: string | undefined) =>
        name === undefined
          ? characterOf(decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal))
          : (NAMED.get(name) ?? ''),
      )
    : text;

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@_',
  removeNSPrefix: true,
  // Values stay text: as numbers, id 2401.00010 would lose its zero and the title `0` would be falsy.
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: true,
  processEntities: false,
  // Callbacks don't need the path of an element, and making it costs a tenth of the time.
  jPath: false,
  tagValueProcessor: (_name, value) => decodeEntities(value),
  attributeValueProcessor: (_name, value) => decodeEntities(value),
  isArray: (name) => REPEATABLE.has(name),
});

const CDATA_START = '<![CDATA[';
const CDATA_END = ']]>';

/** CDATA as ordinary text, so that it is not decoded a second time. Linear: a section that never ends is looked for once. */
const escapeCdata = (xml: string): string => {
  const parts: string[] = [];
  let from = 0;
  for (let start = xml.indexOf(CDATA_START); start !== -1; start = xml.indexOf(CDATA_START, from)) {
    const end = xml.indexOf(CDATA_END, start);
    if (end === -1) break;
    const text = xml.slice(start + CDATA_START.length, end);
    parts.push(xml.slice(from, start), text.replace(/&/g, '&amp;').replace(/</g, '&lt;'));
    from = end + CDATA_END.length;
  }
  return from === 0 ? xml : parts.join('') + xml.slice(from);
};

/**
 * Parses text whose elements are known to be nested, closed and without DOCTYPE.
 * @throws Error of the library when it can't make a tree of it
 */
export const parseXml = (xml: string): XmlNode => parser.parse(escapeCdata(xml)) as XmlNode;

/** Whether a value of a parsed document is an element with children or attributes. */
export const isNode = (value: unknown): value is XmlNode =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The element's own text, of a list the first one's; '' when there is none. */
export const textOf = (value: unknown): string => {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return textOf(value[0]);
  return isNode(value) ? textOf(value['#text']) : '';
};

/** All children of one name as a list; none when the element is absent or empty. */
export const listOf = (value: unknown): readonly unknown[] => {
  if (value === undefined || value === '') return [];
  return Array.isArray(value) ? value : [value];
};

/** The first child of that name; an empty node when there is none. */
export const childOf = (node: XmlNode, name: string): XmlNode => {
  const [first] = listOf(node[name]);
  return isNode(first) ? first : {};
};
