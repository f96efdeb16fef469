/**
 * The one place where XML is read. A document is cut into its records by a scan that also checks nesting, and each
 * record is parsed by fast-xml-parser on its own: a broken or cut record never costs its neighbours, a truncated
 * document is noticed (the library alone takes it without a word), and no document is expanded as a whole.
 */
import { XMLParser } from 'fast-xml-parser';
import type { DocumentProblem } from './parsed-document.ts';

/** Larger bodies are refused unparsed: the largest page of arXiv known is 5.4 MB, a month of daily lines 16 MB. */
export const MAX_BODY_BYTES = 48 * 1024 * 1024;
/** Larger records are rejected: a row of DynamoDB holds 400 KB. */
const MAX_RECORD_CHARS = 300_000;
/** Entities expanded in one record; a record of 1,400 characters has a few dozen. Only the five of XML and numeric ones exist, as a DOCTYPE is refused. */
const MAX_ENTITIES = 100_000;

/** A parsed element: attributes as `@_name`, text of a mixed element as `#text`, names without prefix. */
export type XmlNode = Readonly<Record<string, unknown>>;

/** Elements that may repeat; always lists, so that one child is no special case. */
const REPEATABLE = new Set([
  'record', 'entry', 'item', 'author', 'setSpec', 'version', 'category', 'link', 'error', 'title', 'creator', 'subject',
  'description', 'date', 'identifier', 'abstract', 'summary',
]);

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@_',
  removeNSPrefix: true,
  // Values stay text: as numbers, id 2401.00010 would lose its zero and the title `0` would be falsy.
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: true,
  // Without it &#34; and &#39; stay as they are (5.7.0 and later).
  htmlEntities: true,
  processEntities: { enabled: true, maxTotalExpansions: MAX_ENTITIES, maxExpandedLength: MAX_RECORD_CHARS * 2 },
  isArray: (name) => REPEATABLE.has(name),
});

/** @throws Error of the library when the text can't be parsed or expands beyond its bounds. */
export const parseXml = (xml: string): XmlNode => parser.parse(xml) as XmlNode;

/** The node's own text; '' when there is none. Takes the first of a list. */
export const textOf = (node: unknown): string => {
  if (typeof node === 'string') return node;
  if (Array.isArray(node)) return textOf(node[0]);
  if (typeof node === 'object' && node !== null && '#text' in node) return textOf(node['#text']);
  return '';
};

/** All children of that name as a list. */
export const listOf = (node: unknown): readonly unknown[] => (node === undefined || node === '' ? [] : Array.isArray(node) ? node : [node]);

/** The child of that name; an empty node when there is none. */
export const childOf = (node: unknown, name: string): XmlNode => {
  const child = isNode(node) ? node[name] : undefined;
  const first: unknown = Array.isArray(child) ? child[0] : child;
  return isNode(first) ? first : {};
};

export const isNode = (value: unknown): value is XmlNode => typeof value === 'object' && value !== null && !Array.isArray(value);

/** A record's text in the document, or why it is broken. */
export interface RecordSlice {
  readonly xml: string;
  /** Absent when the record is whole. */
  readonly fault?: string;
}

export interface ScannedDocument {
  /** Local name of the first root element; '' when there is no element. */
  readonly root: string;
  readonly slices: readonly RecordSlice[];
  /** The document without its records: head, token, errors. */
  readonly frame: string;
  readonly problem?: DocumentProblem;
}

/** The record element of each root. */
const RECORD_OF: Readonly<Record<string, string>> = { rss: 'item', RDF: 'item', feed: 'entry', 'OAI-PMH': 'record', record: 'record' };

const localName = (tag: string): string => tag.slice(tag.indexOf(':') + 1);

/** End of the tag that starts at `start`, quotes heeded; -1 when the text ends first. */
const tagEnd = (text: string, start: number): number => {
  let quote = '';
  for (let at = start + 1; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (quote !== '') {
      if (character === quote) quote = '';
    } else if (character === '"' || character === "'") quote = character;
    else if (character === '>') return at;
    else if (character === '<') return -1;
  }
  return -1;
};

const TAG_NAME = /[^\s/>]+/y;
const NAME_START = /[\p{L}_:]/u;

/**
 * Cuts a document into records and checks that its elements are nested and closed. Linear in the text.
 * Problems: `doctype` (refused: entities of its own are an attack here), `truncated`, `malformed`.
 */
export const scanDocument = (text: string): ScannedDocument => {
  const slices: RecordSlice[] = [];
  const frame: string[] = [];
  const stack: string[] = [];
  let root = '';
  let roots = 0;
  let recordName = '';
  let frameFrom = 0;
  let problem: DocumentProblem | undefined;
  /** The record being read: where it starts, how deep it lies, what is wrong with it. */
  let record: { readonly start: number; readonly depth: number; fault: string | undefined } | undefined;

  const note = (kind: DocumentProblem['kind'], message: string): void => {
    problem ??= { kind, message };
  };
  const fault = (message: string): void => {
    if (record) record.fault ??= message;
    else note('malformed', message);
  };
  const endRecord = (end: number): void => {
    if (!record) return;
    slices.push({ xml: text.slice(record.start, end), ...(record.fault !== undefined && { fault: record.fault }) });
    if (record.fault !== undefined) note('malformed', record.fault);
    stack.length = record.depth;
    record = undefined;
    frameFrom = end;
  };

  let at = text.indexOf('<');
  while (at !== -1) {
    let next = at + 1;
    if (text.startsWith('<!--', at)) next = endAfter(text, '-->', at);
    else if (text.startsWith('<![CDATA[', at)) next = endAfter(text, ']]>', at);
    else if (text.startsWith('<?', at)) next = endAfter(text, '?>', at);
    else if (text.startsWith('<!', at)) {
      return { root: root || (/^<!doctype\s+html/i.test(text.slice(at, at + 30)) ? 'html' : ''), slices: [], frame: '', problem: { kind: 'doctype', message: 'the document has a DOCTYPE, which no answer of arXiv has: it is refused unread' } };
    } else {
      const closing = text.charAt(at + 1) === '/';
      const nameAt = closing ? at + 2 : at + 1;
      if (!NAME_START.test(text.charAt(nameAt))) {
        if (nameAt >= text.length) break;
        fault('a bare < stands in the text');
        at = text.indexOf('<', at + 1);
        continue;
      }
      const end = tagEnd(text, at);
      if (end === -1) {
        const following = text.indexOf('<', at + 1);
        if (following === -1) break;
        fault('a tag is not closed');
        at = following;
        continue;
      }
      next = end + 1;
      TAG_NAME.lastIndex = nameAt;
      const name = localName(TAG_NAME.exec(text)?.[0] ?? '');
      if (closing) {
        if (stack.at(-1) === name) {
          stack.pop();
          if (record && stack.length === record.depth) endRecord(next);
        } else if (record && name === recordName) {
          fault(`the element ${stack.at(-1) ?? ''} is not closed`);
          endRecord(next);
        } else {
          fault(`</${name.slice(0, 40)}> closes nothing`);
          const opened = stack.lastIndexOf(name);
          if (!record && opened !== -1) stack.length = opened;
        }
      } else {
        if (stack.length === 0) {
          roots += 1;
          if (root === '') {
            root = name;
            recordName = RECORD_OF[name] ?? '';
          } else note('malformed', `a second document begins after the end of the first (root ${name.slice(0, 40)})`);
        }
        if (name === recordName && record && stack.length !== record.depth) {
          // The record before was never closed: it ends where this one begins.
          fault('the record is not closed');
          endRecord(at);
        }
        if (name === recordName && !record) {
          frame.push(text.slice(frameFrom, at));
          record = { start: at, depth: stack.length, fault: undefined };
        }
        if (text.charAt(end - 1) !== '/') stack.push(name);
        else if (record && stack.length === record.depth) endRecord(next);
      }
    }
    at = next === 0 ? -1 : text.indexOf('<', next);
  }

  if (record) {
    record.fault = 'the document ends inside this record';
    slices.push({ xml: text.slice(record.start), fault: record.fault });
    problem = { kind: 'truncated', message: `the document ends inside record ${slices.length}` };
  } else if (stack.length > 0 || (roots === 0 && text.trim() !== '')) {
    problem = { kind: 'truncated', message: 'the document ends before its root element is closed' };
    frame.push(text.slice(frameFrom));
  } else frame.push(text.slice(frameFrom));
  return { root, slices, frame: frame.join(''), ...(problem && { problem }) };
};

/** Where the text goes on after the mark; 0 when the mark never comes. */
const endAfter = (text: string, mark: string, from: number): number => {
  const found = text.indexOf(mark, from);
  return found === -1 ? 0 : found + mark.length;
};

/** The record as a node, or why it can not be one. */
export const readSlice = ({ xml, fault }: RecordSlice): { readonly node: XmlNode } | { readonly fault: string } => {
  if (fault !== undefined) return { fault };
  if (xml.length > MAX_RECORD_CHARS) return { fault: `the record is larger than ${MAX_RECORD_CHARS} characters` };
  try {
    const parsed = parseXml(xml);
    const [name] = Object.keys(parsed);
    const node = childOf(parsed, name ?? '');
    return Object.keys(node).length === 0 ? { fault: 'the record is empty' } : { node };
  } catch (error) {
    return { fault: `the record can't be parsed: ${error instanceof Error ? error.message.slice(0, 120) : 'unknown error'}` };
  }
};
