/** Tells which of arXiv's formats a body is, and parses it. */
import type { PaperId, PaperRecord } from '../paper/paper.ts';
import { isAnnouncementFeed, atomFeedHead, readAtomFeedEntry } from './atom-feed.ts';
import { readApiEntry, totalResultsOf } from './atom-api.ts';
import { looksLikeDailyLines, parseDailyLines } from './daily-lines.ts';
import { metadataFormatOf, readOaiFrame, readOaiRecord, type OaiResult } from './oai-pmh.ts';
import { ForeignDocumentError, type DocumentFormat, type DocumentProblem, type ParsedDocument, type Reject } from './parsed-document.ts';
import { excerptOf, rejectOf, type ParseContext } from './record-reading.ts';
import { readRssItem, rssHead } from './rss-feed.ts';
import { MAX_BODY_BYTES, parseXml, readSlice, scanDocument, type ScannedDocument, type XmlNode } from './xml-document.ts';

/**
 * Parses one body. Each record becomes exactly one paper record or one reject; damage of the document as a whole stands
 * in `problem`.
 * @throws ForeignDocumentError when the body is none of arXiv's answers at all
 */
export const parseDocument = (body: Uint8Array, context: ParseContext): ParsedDocument => {
  if (body.byteLength > MAX_BODY_BYTES) {
    return unreadable(context, { kind: 'too-large', message: `the body is larger than ${MAX_BODY_BYTES / 1024 / 1024} MB: it was not parsed` }, '');
  }
  const { text, invalid } = decode(body);
  const start = text.trimStart();
  if (start === '') {
    return { format: 'error-text', label: 'empty', records: [], rejects: [], deletedIds: [], problem: { kind: 'empty', message: 'the body is empty' } };
  }
  const document = start.startsWith('<') ? parseMarkup(start, context) : parsePlain(start, text, context);
  if (!invalid || document.problem !== undefined) return document;
  return { ...document, problem: { kind: 'invalid-utf8', message: 'the body holds bytes that are no UTF-8; they are shown as �' } };
};

const strictDecoder = new TextDecoder('utf-8', { fatal: true });
const lenientDecoder = new TextDecoder('utf-8');

const decode = (body: Uint8Array): { readonly text: string; readonly invalid: boolean } => {
  try {
    return { text: strictDecoder.decode(body), invalid: false };
  } catch {
    return { text: lenientDecoder.decode(body), invalid: true };
  }
};

/** A body of which nothing could be read counts as one rejected record, so that it never passes for an empty success. */
const unreadable = (context: ParseContext, problem: DocumentProblem, text: string): ParsedDocument => ({
  format: 'error-text',
  label: problem.kind,
  records: [],
  rejects: [rejectOf(context, { position: 1, reason: problem.message, text })],
  deletedIds: [],
  problem,
});

const parsePlain = (start: string, text: string, context: ParseContext): ParsedDocument => {
  if (/^rate exceeded\b/i.test(start)) return unreadable(context, { kind: 'rate-limited', message: 'arXiv answered "Rate exceeded": too many requests' }, start);
  if (looksLikeDailyLines(text)) return parseDailyLines(text, context);
  // A file that calls itself XML, or an answer that came over HTTP, should have been one.
  if (/^https?:|\.(?:xml|rss|atom)(?:\.gz)?$/i.test(context.source)) return unreadable(context, { kind: 'not-xml', message: `the body is no XML: ${excerptOf(start).slice(0, 60)}` }, start);
  throw new ForeignDocumentError('no answer of arXiv and no daily lines');
};

const parseMarkup = (text: string, context: ParseContext): ParsedDocument => {
  const scanned = scanDocument(text);
  if (scanned.root === 'html' || /^<!doctype html/i.test(text)) {
    return unreadable(context, { kind: 'unexpected-root', message: 'the body is an HTML page, not an answer of arXiv' }, text);
  }
  if (scanned.problem?.kind === 'doctype') return unreadable(context, scanned.problem, text);
  switch (scanned.root) {
    case 'rss':
    case 'RDF':
      return withFrame(scanned, context, (frame) => {
        const head = rssHead(frame);
        return { format: 'rss', label: 'RSS feed', read: (item) => readRssItem(item, head, context), ...(head.listDate !== undefined && { listDate: head.listDate }) };
      });
    case 'feed':
      return withFrame(scanned, context, (frame) => {
        if (!isAnnouncementFeed(frame)) {
          const totalResults = totalResultsOf(frame);
          return { format: 'atom-api', label: 'query API', read: (entry) => readApiEntry(entry, context), ...(totalResults !== undefined && { totalResults }) };
        }
        const head = atomFeedHead(frame);
        return { format: 'atom-feed', label: 'Atom feed', read: (entry) => readAtomFeedEntry(entry, head, context), ...(head.listDate !== undefined && { listDate: head.listDate }) };
      });
    case 'OAI-PMH':
    case 'record':
      return withFrame(scanned, context, (frame) => {
        const { label, problem, resumptionToken } = readOaiFrame(frame);
        return { format: 'oai', label, read: (record) => readOaiRecord(record, context), ...(problem && { problem }), ...(resumptionToken !== undefined && { resumptionToken }) };
      });
    default:
      if (scanned.root !== '' && !/\.(?:xml|rss|atom)(?:\.gz)?$|^https?:/i.test(context.source)) throw new ForeignDocumentError(`XML with the root ${excerptOf(scanned.root).slice(0, 40)}, which arXiv never sends`);
      return unreadable(context, { kind: scanned.root === '' ? 'not-xml' : 'unexpected-root', message: scanned.root === '' ? 'the body is no XML' : `the root element is ${excerptOf(scanned.root).slice(0, 40)}, which arXiv never sends` }, text);
  }
};

interface Reading {
  readonly format: DocumentFormat;
  readonly label: string;
  readonly read: (record: XmlNode) => OaiResult;
  readonly problem?: DocumentProblem;
  readonly listDate?: string;
  readonly resumptionToken?: string;
  readonly totalResults?: number;
}

/** Reads the document's frame, then each record by itself. */
const withFrame = (scanned: ScannedDocument, context: ParseContext, open: (frame: XmlNode) => Reading): ParsedDocument => {
  const { read, ...reading } = open(frameNode(scanned.frame));
  const records: PaperRecord[] = [];
  const rejects: Reject[] = [];
  const deletedIds: PaperId[] = [];
  let metadataFormat = '';
  for (const [index, slice] of scanned.slices.entries()) {
    const slice_ = readSlice(slice);
    const result: OaiResult = 'fault' in slice_ ? { reason: slice_.fault } : read(slice_.node);
    if ('node' in slice_ && metadataFormat === '') metadataFormat = metadataFormatOf(slice_.node);
    if ('record' in result) records.push(result.record);
    else if ('reason' in result) rejects.push(rejectOf(context, { position: index + 1, reason: result.reason, text: slice.xml }));
    else if (result.deleted) deletedIds.push(result.deleted);
    else rejects.push(rejectOf(context, { position: index + 1, reason: 'a deleted record without an arXiv identifier', text: slice.xml }));
  }
  const problem = scanned.problem ?? reading.problem ?? apiProblem(reading.format, rejects);
  return {
    ...reading,
    label: metadataFormat === '' ? reading.label : `${reading.label} ${metadataFormat}`,
    records,
    rejects,
    deletedIds,
    ...(problem && { problem }),
  };
};

/** A frame that can't be parsed tells nothing; the records beside it still do. */
const frameNode = (frame: string): XmlNode => {
  try {
    return parseXml(frame);
  } catch {
    return {};
  }
};

const apiProblem = (format: DocumentFormat, rejects: readonly Reject[]): DocumentProblem | undefined => {
  const error = format === 'atom-api' ? rejects.find(({ reason }) => reason.startsWith('the query API answered')) : undefined;
  return error && { kind: 'api-error', message: error.reason };
};
