/** Records of OAI-PMH in the formats `arXivRaw`, `arXiv` and `oai_dc`, of the old server (to March 2025) and the new one. */
import { authorFromParts, parseAuthorString } from '../paper/author.ts';
import { parseArxivId } from '../paper/arxiv-id.ts';
import { categoryByName } from '../paper/category.ts';
import type { PaperId } from '../paper/paper.ts';
import type { DocumentProblem } from './parsed-document.ts';
import { excerptOf, instantOf, readRecord, type ParseContext, type RecordResult } from './record-reading.ts';
import { childOf, isNode, listOf, textOf, type XmlNode } from './xml-document.ts';

export interface OaiFrame {
  /** `OAI-PMH ListRecords`, `OAI-PMH error`… */
  readonly label: string;
  /** An error other than `noRecordsMatch`, which is the normal answer on a quiet day. */
  readonly problem?: DocumentProblem;
  /** Token of the next page; '' ends a list of several pages; absent on a page that is the whole list. */
  readonly resumptionToken?: string;
}

const LIST_VERBS = ['ListRecords', 'ListIdentifiers', 'ListSets', 'GetRecord', 'Identify', 'ListMetadataFormats'] as const;

/** Reads the document without its records. */
export const readOaiFrame = (frame: XmlNode): OaiFrame => {
  const root = childOf(frame, 'OAI-PMH');
  const verb = LIST_VERBS.find((each) => each in root);
  const error = listOf(root.error)[0];
  if (error !== undefined) {
    const code = isNode(error) ? textOf(error['@_code']) : '';
    const label = `OAI-PMH ${code || 'error'}`;
    return code === 'noRecordsMatch' ? { label } : { label, problem: { kind: 'oai-error', message: `OAI-PMH answered ${code || 'an error'}: ${excerptOf(textOf(error)).slice(0, 160)}` } };
  }
  const list = verb === undefined ? {} : childOf(root, verb);
  return {
    label: `OAI-PMH${verb === undefined ? '' : ` ${verb}`}`,
    ...('resumptionToken' in list && { resumptionToken: textOf(list.resumptionToken) }),
  };
};

export type OaiResult = RecordResult | { readonly deleted: PaperId | undefined };

/** `label` of the metadata format, for people. */
export const metadataFormatOf = (record: XmlNode): string => {
  const metadata = childOf(record, 'metadata');
  if ('arXivRaw' in metadata) return 'arXivRaw';
  if ('arXiv' in metadata) return 'arXiv';
  return 'dc' in metadata ? 'oai_dc' : '';
};

export const readOaiRecord = (record: XmlNode, context: ParseContext): OaiResult => {
  const header = childOf(record, 'header');
  const identifier = textOf(header.identifier);
  if (textOf(header['@_status']) === 'deleted') {
    return { deleted: parseArxivId(identifier, { sampleIds: context.sampleIds ?? false })?.paperId };
  }
  const metadata = childOf(record, 'metadata');
  switch (metadataFormatOf(record)) {
    case 'arXivRaw':
      return readArxivRaw(childOf(metadata, 'arXivRaw'), { identifier, context });
    case 'arXiv':
      return readArxivFormat(childOf(metadata, 'arXiv'), { identifier, context });
    case 'oai_dc':
      return readDublinCore(childOf(metadata, 'dc'), { identifier, context });
    default:
      return { reason: `${excerptOf(identifier).slice(0, 60)} has no metadata in a format that is read (arXivRaw, arXiv, oai_dc)` };
  }
};

interface Surroundings {
  readonly identifier: string;
  readonly context: ParseContext;
}

const WITHDRAWN = /^\W*(?:this|the)?\s*(?:paper|article|submission|manuscript|work|preprint|note)?\s*(?:has been|have been|was|is)?\s*withdrawn\b/i;

/** The true first submission date and all versions are only here. A withdrawn paper's last version has source type I or no size. */
const readArxivRaw = (raw: XmlNode, { identifier, context }: Surroundings): RecordResult => {
  const versions = listOf(raw.version)
    .filter(isNode)
    .map((version) => ({ number: Number(/^v(\d{1,4})$/.exec(textOf(version['@_version']))?.[1] ?? 0), version }))
    .filter(({ number }) => number > 0);
  const first = versions.find(({ number }) => number === 1);
  const last = versions.reduce<(typeof versions)[number] | undefined>((best, each) => (best && best.number >= each.number ? best : each), undefined);
  const comment = textOf(raw.comments);
  const emptied = textOf(last?.version.source_type) === 'I' || textOf(last?.version.size) === '0kb';
  return readRecord(
    {
      format: 'arXivRaw',
      id: textOf(raw.id) || identifier,
      version: last?.number,
      title: textOf(raw.title),
      abstract: textOf(raw.abstract),
      authors: parseAuthorString(textOf(raw.authors)),
      categories: textOf(raw.categories).split(/\s+/),
      submittedAt: first && instantOf(textOf(listOf(first.version.date)[0])),
      comment,
      doi: textOf(raw.doi),
      journalRef: textOf(raw['journal-ref']),
      license: textOf(raw.license),
      withdrawn: emptied || WITHDRAWN.test(comment) || WITHDRAWN.test(textOf(raw.abstract)),
      mayLackAbstract: true,
    },
    context,
  );
};

const readArxivFormat = (arxiv: XmlNode, { identifier, context }: Surroundings): RecordResult =>
  readRecord(
    {
      format: 'arXiv',
      id: textOf(arxiv.id) || identifier,
      title: textOf(arxiv.title),
      abstract: textOf(arxiv.abstract),
      authors: listOf(childOf(arxiv, 'authors').author)
        .filter(isNode)
        .map((author) => authorFromParts({ keyname: textOf(author.keyname), forenames: textOf(author.forenames), suffix: textOf(author.suffix) })),
      categories: textOf(arxiv.categories).split(/\s+/),
      createdOn: dateOf(textOf(arxiv.created)),
      comment: textOf(arxiv.comments),
      doi: textOf(arxiv.doi),
      journalRef: textOf(arxiv['journal-ref']),
      license: textOf(arxiv.license),
      withdrawn: WITHDRAWN.test(textOf(arxiv.comments)),
      mayLackAbstract: true,
    },
    context,
  );

const dateOf = (text: string): string | undefined => (/^\d{4}-\d{2}-\d{2}$/.test(text) && instantOf(text) !== undefined ? text : undefined);

/** Full category names instead of ids, the comment as a second description, the journal among the identifiers. */
const readDublinCore = (dc: XmlNode, { identifier, context }: Surroundings): RecordResult => {
  const descriptions = listOf(dc.description).map(textOf);
  const identifiers = listOf(dc.identifier).map(textOf);
  const others = identifiers.filter((each) => !/^https?:\/\/arxiv\.org\//i.test(each));
  const doi = others.find((each) => /^doi:/i.test(each));
  return readRecord(
    {
      format: 'oai_dc',
      id: identifier,
      title: textOf(dc.title),
      abstract: descriptions[0] ?? '',
      authors: listOf(dc.creator).map((creator) => {
        const [keyname = '', ...rest] = textOf(creator).split(',');
        return authorFromParts({ keyname, forenames: rest.join(',') });
      }),
      categories: listOf(dc.subject).flatMap((subject) => categoryByName(textOf(subject)) ?? []),
      // The earliest date is the first version's, to the day: too coarse for the cut-off hour, hence no submission time.
      createdOn: listOf(dc.date).map(textOf).flatMap((date) => dateOf(date) ?? []).sort()[0],
      comment: descriptions[1]?.replace(/^\s*Comment:\s*/i, ''),
      doi: doi?.replace(/^doi:\s*/i, ''),
      journalRef: others.find((each) => each !== doi),
      mayLackAbstract: true,
    },
    context,
  );
};
