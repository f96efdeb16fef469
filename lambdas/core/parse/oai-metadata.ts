/** The three metadata formats of arXiv's OAI-PMH server. Their datestamps say when a record was touched, and are never used. */
import { authorFromParts, parseAuthorString } from '../paper/author.ts';
import { categoryByName } from '../paper/category.ts';
import { readRecord, type ParseContext, type RecordResult } from './record-reading.ts';
import { dateOf, instantOf } from './source-date.ts';
import { childOf, isNode, listOf, textOf, type XmlNode } from './xml-document.ts';

/** What stands around the metadata. */
export interface Surroundings {
  /** Of the record's header. */
  readonly identifier: string;
  readonly context: ParseContext;
}

interface Version {
  readonly number: number;
  readonly node: XmlNode;
}

const versionsOf = (raw: XmlNode): readonly Version[] =>
  listOf(raw.version)
    .filter(isNode)
    .flatMap((node) => {
      const number = /^v([1-9]\d{0,3})$/.exec(textOf(node['@_version']))?.[1];
      return number === undefined ? [] : [{ number: Number(number), node }];
    })
    .sort((a, b) => a.number - b.number);

/**
 * `arXivRaw`: text as the author typed it, and the only true first submission date, that of v1. The version shown is
 * the highest. A withdrawn paper's last version has source type `I` (in old answers none) or no size.
 */
export const readArxivRaw = (raw: XmlNode, { identifier, context }: Surroundings): RecordResult => {
  const versions = versionsOf(raw);
  const first = versions.find(({ number }) => number === 1);
  const last = versions.at(-1);
  const authors = textOf(raw.authors);
  return readRecord(
    {
      format: 'arXivRaw',
      id: textOf(raw.id) || identifier,
      version: last?.number,
      title: textOf(raw.title),
      abstract: textOf(raw.abstract),
      authors: parseAuthorString(authors),
      authorText: authors,
      categories: textOf(raw.categories).split(/\s+/),
      submittedAt: first && instantOf(textOf(first.node.date)),
      comment: textOf(raw.comments),
      doi: textOf(raw.doi),
      journalRef: textOf(raw['journal-ref']),
      license: textOf(raw.license),
      withdrawn: textOf(last?.node.source_type) === 'I' || textOf(last?.node.size) === '0kb',
      mayLackAbstract: true,
    },
    context,
  );
};

/** `arXiv`: names already split; no version, and `created` is the date of the current one. */
export const readArxivFormat = (arxiv: XmlNode, { identifier, context }: Surroundings): RecordResult => {
  const authors = listOf(childOf(arxiv, 'authors').author)
    .filter(isNode)
    .map(({ keyname, forenames, suffix }) => ({
      keyname: textOf(keyname).replace(/,$/, ''),
      forenames: textOf(forenames),
      suffix: textOf(suffix),
    }));
  return readRecord(
    {
      format: 'arXiv',
      id: textOf(arxiv.id) || identifier,
      title: textOf(arxiv.title),
      abstract: textOf(arxiv.abstract),
      authors: authors.map(authorFromParts),
      authorText: authors.map(({ keyname, forenames }) => `${forenames} ${keyname}`).join(', '),
      categories: textOf(arxiv.categories).split(/\s+/),
      createdOn: dateOf(textOf(arxiv.created)),
      comment: textOf(arxiv.comments),
      doi: textOf(arxiv.doi),
      journalRef: textOf(arxiv['journal-ref']),
      license: textOf(arxiv.license),
      mayLackAbstract: true,
    },
    context,
  );
};

/** The old server's mark of the comment; the new one has none, so that only the order tells. */
const COMMENT = /^Comment:\s*/i;
const SUFFIX = /^(?:jr|sr|i{2,3}|iv)\.?$/i;

/** `Smith, Jr., John` or `Smith, John`. */
const readCreator = (creator: string): string => {
  const [keyname = '', second = '', ...others] = creator.split(',').map((part) => part.trim());
  return SUFFIX.test(second)
    ? authorFromParts({ keyname, suffix: second, forenames: others.join(', ') })
    : authorFromParts({ keyname, forenames: [second, ...others].join(', ') });
};

/**
 * `oai_dc`: full category names, the comment as a second description, journal and DOI among the identifiers. The
 * earliest date is the first version's, but to the day only: too coarse for the cut-off hour, hence `createdOn` and no
 * `submittedAt`.
 */
export const readDublinCore = (dc: XmlNode, { identifier, context }: Surroundings): RecordResult => {
  const textsOf = (name: string): readonly string[] => listOf(dc[name]).map(textOf);
  const descriptions = textsOf('description');
  const [abstract = '', comment] = COMMENT.test(descriptions[0] ?? '') ? ['', ...descriptions] : descriptions;
  const links = textsOf('identifier').filter((each) => !/^https?:\/\/arxiv\.org\//i.test(each));
  const creators = textsOf('creator');
  return readRecord(
    {
      format: 'oai_dc',
      id: identifier,
      title: textOf(dc.title),
      abstract,
      authors: creators.map(readCreator),
      authorText: creators.join(', '),
      categories: textsOf('subject').flatMap((subject) => categoryByName(subject) ?? []),
      createdOn: textsOf('date')
        .flatMap((date) => dateOf(date) ?? [])
        .sort()[0],
      comment: comment?.replace(COMMENT, ''),
      doi: links.find((each) => /^doi:/i.test(each)),
      journalRef: links.find((each) => !/^doi:/i.test(each)),
      mayLackAbstract: true,
    },
    context,
  );
};
