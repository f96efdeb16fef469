/** Answers of OAI-PMH, of the old server (to March 2025) and the new one: head, headers, deleted records. */
import { parseArxivId } from '../paper/arxiv-id.ts';
import type { PaperId } from '../paper/paper.ts';
import { readArxivFormat, readArxivRaw, readDublinCore } from './oai-metadata.ts';
import type { DocumentProblem, OaiHeader } from './parsed-document.ts';
import { excerptOf, type ParseContext, type RecordResult } from './record-reading.ts';
import { childOf, decodeEntities, isNode, listOf, textOf, type XmlNode } from './xml-document.ts';

/** What an answer says beside its records. */
export interface OaiFrame {
  /** `OAI-PMH ListRecords`, `OAI-PMH noRecordsMatch`, …: for people. */
  readonly label: string;
  /** An error other than `noRecordsMatch`, which is the normal answer on a quiet day. */
  readonly problem?: DocumentProblem;
  /** Token of the next page; '' ends a list of several pages; absent on a page that is the whole list. */
  readonly resumptionToken?: string;
  /** Code of an error, `noRecordsMatch` included. */
  readonly oaiError?: string;
  /** The answer is a list of headers without records. */
  readonly listsIdentifiers?: boolean;
}

const VERBS = ['ListRecords', 'GetRecord', 'ListIdentifiers', 'ListSets', 'ListMetadataFormats', 'Identify'] as const;

const codeOf = (error: unknown): string => (isNode(error) ? textOf(error['@_code']) : '');

const errorFrame = (errors: readonly unknown[]): OaiFrame => {
  const error = errors.find((each) => codeOf(each) !== 'noRecordsMatch');
  if (error === undefined) return { label: 'OAI-PMH noRecordsMatch', oaiError: 'noRecordsMatch' };
  const code = excerptOf(codeOf(error), 40) || 'an error';
  const said = excerptOf(textOf(error), 160);
  return {
    label: `OAI-PMH ${code}`,
    oaiError: code,
    problem: { kind: 'oai-error', message: `OAI-PMH answered ${code}${said === '' ? '' : `: ${said}`}` },
  };
};

/** Reads an answer without its records. Errors come with HTTP 200: the element tells. */
export const readOaiFrame = (frame: XmlNode): OaiFrame => {
  // A bare record, as collections keep them.
  if (!('OAI-PMH' in frame)) return { label: 'OAI-PMH' };
  const root = childOf(frame, 'OAI-PMH');
  if ('error' in root) return errorFrame(listOf(root.error));
  const verb = VERBS.find((each) => each in root);
  if (verb === undefined) {
    return {
      label: 'OAI-PMH',
      problem: { kind: 'malformed', message: 'the answer holds neither a list nor an error' },
    };
  }
  const list = childOf(root, verb);
  return {
    label: `OAI-PMH ${verb}`,
    ...(verb === 'ListIdentifiers' && { listsIdentifiers: true }),
    ...('resumptionToken' in list && { resumptionToken: textOf(list.resumptionToken) }),
  };
};

/** A deleted record carries no metadata and is no record. */
export type OaiResult = RecordResult | { readonly deleted: PaperId };

/** The formats that are read, by the name of their element. */
const FORMATS = [
  { element: 'arXivRaw', label: 'arXivRaw', read: readArxivRaw },
  { element: 'arXiv', label: 'arXiv', read: readArxivFormat },
  { element: 'dc', label: 'oai_dc', read: readDublinCore },
] as const;

const formatOf = (record: XmlNode): (typeof FORMATS)[number] | undefined => {
  const metadata = childOf(record, 'metadata');
  return FORMATS.find(({ element }) => element in metadata);
};

/** The name of a record's metadata format, for people; '' when it has none that is read. */
export const metadataFormatOf = (record: XmlNode): string => formatOf(record)?.label ?? '';

/** Reads one record. The present server never says `deleted`, the protocol and old pages do. */
export const readOaiRecord = (record: XmlNode, context: ParseContext): OaiResult => {
  const header = childOf(record, 'header');
  const identifier = textOf(header.identifier);
  if (textOf(header['@_status']) === 'deleted') {
    const id = parseArxivId(identifier, { sampleIds: context.sampleIds ?? false });
    return id ? { deleted: id.paperId } : { reason: 'a deleted record without an arXiv identifier' };
  }
  const format = formatOf(record);
  if (format === undefined) {
    const name = excerptOf(identifier, 60) || 'the record';
    return { reason: `${name} has no metadata in a format that is read (arXivRaw, arXiv, oai_dc)` };
  }
  return format.read(childOf(childOf(record, 'metadata'), format.element), { identifier, context });
};

/** In a header's own text: 20,000 of them stand on a page, and a tree of each would cost a second. */
const HEADER_IDENTIFIER = /<(?:\w+:)?identifier(?:\s[^<>]{0,200})?>([^<]{1,200})</;
const HEADER_SET = /<(?:\w+:)?setSpec>([^<]{1,100})</g;
const HEADER_DELETED = /^<(?:\w+:)?header\s[^<>]{0,200}\bstatus\s?=\s?["']deleted["']/;

/** Identifiers and sets of whole headers, those marked deleted left out. A header that names no paper is said in `problem`. */
export const readIdentifiers = (
  headers: readonly string[],
  { sampleIds = false }: ParseContext,
): { readonly identifiers: readonly OaiHeader[]; readonly problem?: DocumentProblem } => {
  const identifiers: OaiHeader[] = [];
  let unreadable = 0;
  for (const header of headers) {
    if (HEADER_DELETED.test(header)) continue;
    const text = HEADER_IDENTIFIER.exec(header)?.[1] ?? '';
    const id = parseArxivId(decodeEntities(text), { sampleIds });
    if (id)
      identifiers.push({
        paperId: id.paperId,
        sets: [...header.matchAll(HEADER_SET)].map(([, set = '']) => set.trim()),
      });
    else unreadable += 1;
  }
  if (unreadable === 0) return { identifiers };
  return {
    identifiers,
    problem: { kind: 'malformed', message: `headers that name no arXiv identifier: ${unreadable}` },
  };
};
