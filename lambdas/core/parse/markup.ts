/** XML answers: by root element to the reader of the format, each record by itself. */
import type { PaperId, PaperRecord } from '../paper/paper.ts';
import { isAnnouncementFeed, readAtomEntry, readAtomHead } from './atom-feed.ts';
import { readApiEntry, totalResultsOf } from './atom-api.ts';
import { isListingPage, parseListingPage } from './listing-page.ts';
import { metadataFormatOf, readIdentifiers, readOaiFrame, readOaiRecord, type OaiResult } from './oai-pmh.ts';
import { ForeignDocumentError, type DocumentProblem, type ParsedDocument, type Reject } from './parsed-document.ts';
import { excerptOf, rejectOf, type ParseContext } from './record-reading.ts';
import { readRssHead, readRssItem } from './rss-feed.ts';
import { scanDocument, type RecordSlice, type ScannedPart } from './scan-document.ts';
import { isExpectedMarkup, unreadable } from './unreadable.ts';
import { childOf, MAX_FRAME_CHARS, MAX_RECORD_CHARS, parseXml, type XmlNode } from './xml-document.ts';

/** A document without its records, and how these are to be read. */
interface Opened extends Pick<ParsedDocument, 'format' | 'label'> {
  readonly read: (record: XmlNode) => OaiResult & { readonly problem?: DocumentProblem };
  readonly about: Pick<ParsedDocument, 'listDate' | 'resumptionToken' | 'totalResults' | 'oaiError' | 'identifiers'>;
  readonly problem?: DocumentProblem | undefined;
}

interface Opening {
  readonly context: ParseContext;
  /** Headers that stand outside of records. */
  readonly headers: readonly string[];
}

type Opener = (frame: XmlNode, opening: Opening) => Opened;

const openRss: Opener = (frame, { context }) => {
  const head = readRssHead(frame);
  return {
    format: 'rss',
    label: 'RSS feed',
    read: (item) => readRssItem(item, head, context),
    about: head.listDate === undefined ? {} : { listDate: head.listDate },
    problem: head.problem,
  };
};

const openAtom: Opener = (frame, { context }) => {
  if (isAnnouncementFeed(frame)) {
    const head = readAtomHead(frame);
    return {
      format: 'atom-feed',
      label: 'Atom feed',
      read: (entry) => readAtomEntry(entry, head, context),
      about: head.listDate === undefined ? {} : { listDate: head.listDate },
      problem: head.problem,
    };
  }
  const totalResults = totalResultsOf(frame);
  return {
    format: 'atom-api',
    label: 'query API',
    read: (entry) => readApiEntry(entry, context),
    about: totalResults === undefined ? {} : { totalResults },
  };
};

const openOai: Opener = (frame, { context, headers }) => {
  const { label, problem, resumptionToken, oaiError, listsIdentifiers = false } = readOaiFrame(frame);
  const listed = listsIdentifiers ? readIdentifiers(headers, context) : undefined;
  return {
    format: 'oai',
    label,
    read: (record) => readOaiRecord(record, context),
    about: {
      ...(resumptionToken !== undefined && { resumptionToken }),
      ...(oaiError !== undefined && { oaiError }),
      ...(listed && { identifiers: listed.identifiers }),
    },
    problem: problem ?? listed?.problem,
  };
};

const OPENERS: ReadonlyMap<string, Opener> = new Map([
  ['rss', openRss],
  ['RDF', openRss],
  ['feed', openAtom],
  ['OAI-PMH', openOai],
  ['record', openOai],
]);

/** @throws ForeignDocumentError */
export const parseMarkup = (text: string, context: ParseContext): ParsedDocument => {
  if (isListingPage(text)) return parseListingPage(text, context);
  const { parts, problem } = scanDocument(text);
  const parsed = parts.flatMap((part) => {
    const open = OPENERS.get(part.root);
    return open ? [parsePart(part, open, context)] : [];
  });
  const [first] = parsed;
  if (first === undefined) return parseOther(text, { context, root: parts[0]?.root, problem });
  const found = problem ?? parsed.find((each) => each.problem)?.problem;
  let before = 0;
  const rejects = parsed.flatMap((part) => {
    const offset = before;
    before += part.records.length + part.rejects.length + part.deletedIds.length;
    return part.rejects.map((reject) => ({ ...reject, position: reject.position + offset }));
  });
  return {
    ...first,
    records: parsed.flatMap(({ records }) => records),
    rejects,
    deletedIds: parsed.flatMap(({ deletedIds }) => deletedIds),
    ...(found && { problem: found }),
  };
};

const parsePart = (part: ScannedPart, open: Opener, context: ParseContext): ParsedDocument => {
  const head = readFrame(part);
  const { format, label, read, about, problem: openingProblem } = open(head.node, { context, headers: part.headers });
  const records: PaperRecord[] = [];
  const rejects: Reject[] = [];
  const deletedIds: PaperId[] = [];
  let problem = head.problem ?? openingProblem;
  let metadataFormat = '';
  for (const [index, slice] of part.slices.entries()) {
    const parsed = readSlice(slice);
    const result = 'node' in parsed ? read(parsed.node) : parsed;
    if ('problem' in result) problem ??= result.problem;
    if ('node' in parsed && metadataFormat === '') metadataFormat = metadataFormatOf(parsed.node);
    if ('record' in result) records.push(result.record);
    else if ('deleted' in result) deletedIds.push(result.deleted);
    else rejects.push(rejectOf(context, { position: index + 1, reason: result.reason, text: slice.xml }));
  }
  return {
    format,
    label: `${label} ${metadataFormat}`.trim(),
    ...about,
    records,
    rejects,
    deletedIds,
    ...(problem && { problem }),
  };
};

const parseOrNone = (xml: string): XmlNode | undefined => {
  if (xml.length > MAX_FRAME_CHARS) return undefined;
  try {
    return parseXml(xml);
  } catch {
    return undefined;
  }
};

/** A frame that can't be parsed tells nothing beyond its head; the records beside it still do. */
const readFrame = ({ frame, head }: ScannedPart): { readonly node: XmlNode; readonly problem?: DocumentProblem } => {
  const node = parseOrNone(frame);
  if (node) return { node };
  const message = "what stands around the records can't be parsed";
  return { node: parseOrNone(head) ?? {}, problem: { kind: 'malformed', message } };
};

/** The record as a node, or why it can not be one. */
const readSlice = ({ xml, fault }: RecordSlice): { readonly node: XmlNode } | { readonly reason: string } => {
  if (fault !== undefined) return { reason: fault };
  if (xml.length > MAX_RECORD_CHARS) return { reason: `the record is longer than ${MAX_RECORD_CHARS} characters` };
  try {
    const root = parseXml(xml);
    const node = childOf(root, Object.keys(root)[0] ?? '');
    return Object.keys(node).length === 0 ? { reason: 'the record is empty' } : { node };
  } catch (error) {
    const said = error instanceof Error ? excerptOf(error.message, 120) : 'unknown error';
    return { reason: `the record can't be parsed: ${said}` };
  }
};

interface Other {
  readonly context: ParseContext;
  readonly root: string | undefined;
  readonly problem: DocumentProblem | undefined;
}

/** Markup that is no answer of arXiv: an HTML page in its place, an attack, or a foreign file. */
const parseOther = (text: string, { context, root, problem }: Other): ParsedDocument => {
  const doctype = problem?.kind === 'doctype' ? /<!doctype\s+([\w:-]+)/i.exec(text)?.[1] : undefined;
  const name = root ?? doctype ?? '';
  if (name.toLowerCase() === 'html') {
    const message = 'the body is an HTML page, not an answer of arXiv';
    return unreadable({ kind: 'unexpected-root', message }, { context, text });
  }
  if (!isExpectedMarkup(context) && !OPENERS.has(name)) {
    throw new ForeignDocumentError(
      name === ''
        ? 'no answer of arXiv and no daily lines'
        : `XML with the root ${excerptOf(name, 40)}, which arXiv never sends`,
    );
  }
  if (problem?.kind === 'doctype') return unreadable(problem, { context, text });
  if (name === '') return unreadable({ kind: 'not-xml', message: 'the body is no XML' }, { context, text });
  const message = `the root element is ${excerptOf(name, 40)}, which arXiv never sends`;
  return unreadable({ kind: 'unexpected-root', message }, { context, text });
};
