/**
 * The OAI-PMH server: every error with HTTP 200, days in UTC, pages by offset, tokens without state. Source: arXiv's
 * own server as the reference describes it.
 */
import { addDays } from '../../lambdas/core/calendar/new-york-time.ts';
import { EARLIEST_DATESTAMP } from './archived-paper.ts';
import { escapeWithQuotes, isoSeconds, xmlAnswer, type Answer } from './answer.ts';
import { METADATA_FORMATS, oaiHeader, oaiRecord, type MetadataFormat } from './oai-records.ts';
import { isInSet, SETS } from './oai-sets.ts';
import { decodeToken, encodeToken, type OaiWindowQuery } from './oai-token.ts';
import { announcedState, type PaperArchive, type StampedPaper } from './paper-archive.ts';
import { listInOai } from './publication-times.ts';

export interface OaiServerOptions {
  readonly archive: PaperArchive;
  readonly clock: () => Date;
  /** Records a page; identifiers come in pages eight times as long, as in arXiv's own settings. */
  readonly pageSize: number;
}

const IDENTIFIERS_PER_RECORD = 8;

class OaiError extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

const ARGUMENTS: ReadonlyMap<string, readonly string[]> = new Map([
  ['Identify', []],
  ['ListMetadataFormats', ['identifier']],
  ['ListSets', ['resumptionToken']],
  ['GetRecord', ['identifier', 'metadataPrefix']],
  ['ListRecords', ['metadataPrefix', 'from', 'until', 'set', 'resumptionToken']],
  ['ListIdentifiers', ['metadataPrefix', 'from', 'until', 'set', 'resumptionToken']],
]);

const DATE = /^\d{4}-\d{2}-\d{2}$/;

const formatOf = (prefix: string): MetadataFormat => {
  const format = METADATA_FORMATS.find((each) => each === prefix);
  if (format === undefined) throw new OaiError('cannotDisseminateFormat', `The format ${prefix} is not known here.`);
  return format;
};

/** The arguments of a request, each once. @throws OaiError */
const readArguments = (parameters: URLSearchParams): ReadonlyMap<string, string> => {
  const verb = parameters.get('verb') ?? '';
  const allowed = ARGUMENTS.get(verb);
  if (allowed === undefined) throw new OaiError('badVerb', 'The verb is missing or unknown.');
  for (const name of parameters.keys()) {
    if (parameters.getAll(name).length > 1) throw new OaiError('badArgument', `The argument ${name} is repeated.`);
    if (name !== 'verb' && !allowed.includes(name))
      throw new OaiError('badArgument', `The argument ${name} is not allowed.`);
  }
  return new Map(parameters);
};

/** @throws OaiError */
const readWindow = (given: ReadonlyMap<string, string>, today: string): OaiWindowQuery => {
  const verb = given.get('verb') ?? '';
  const token = given.get('resumptionToken');
  if (token !== undefined) {
    if (given.size > 2) throw new OaiError('badArgument', 'A resumptionToken stands alone.');
    const query = decodeToken(token);
    if (query?.verb !== verb) throw new OaiError('badResumptionToken', 'The resumptionToken can not be decoded.');
    return query;
  }
  const [metadataPrefix, from, until, set] = ['metadataPrefix', 'from', 'until', 'set'].map((name) => given.get(name));
  if (metadataPrefix === undefined) throw new OaiError('badArgument', 'The metadataPrefix is missing.');
  if (set !== undefined && !SETS.has(set)) throw new OaiError('badArgument', 'The set is unknown.');
  if ([from, until].some((date) => date !== undefined && !DATE.test(date)))
    throw new OaiError('badArgument', 'Dates have the form YYYY-MM-DD.');
  if (from !== undefined && from < EARLIEST_DATESTAMP)
    throw new OaiError('badArgument', 'from lies before the earliest datestamp.');
  if ((until ?? from ?? '') > addDays(today, 1)) throw new OaiError('badArgument', 'The date lies in the future.');
  if (from !== undefined && until !== undefined && from > until)
    throw new OaiError('badArgument', 'from lies behind until.');
  return { verb, metadataPrefix, set, from, until, skip: 0 };
};

/** Where the list goes on after a page: from the last day shown, and what of it has been shown. */
const nextQuery = (
  query: OaiWindowQuery,
  { list, end }: { readonly list: readonly StampedPaper[]; readonly end: number },
): OaiWindowQuery => {
  const day = list[end - 1]?.datestamp ?? '';
  return { ...query, from: day, skip: end - list.findIndex(({ datestamp }) => datestamp === day) };
};

/** Lists of the last windows, so that a page does not cost a walk through the archive. */
const MAX_KEPT_LISTS = 8;

export const createOaiServer = ({
  archive,
  clock,
  pageSize,
}: OaiServerOptions): ((parameters: URLSearchParams) => Answer) => {
  const keptLists = new Map<string, readonly StampedPaper[]>();

  const listOf = ({ set, from, until }: OaiWindowQuery, listDate: string): readonly StampedPaper[] => {
    const key = [listDate, archive.restampCount(), set, from, until].join(' ');
    const kept = keptLists.get(key);
    if (kept) return kept;
    const all = archive.records({ from: from ?? EARLIEST_DATESTAMP, until: until ?? '9999-12-31', listDate });
    const list =
      set === undefined ? all : all.filter(({ paper }) => isInSet(announcedState(paper, listDate).categories, set));
    if (keptLists.size >= MAX_KEPT_LISTS) keptLists.clear();
    keptLists.set(key, list);
    return list;
  };

  const listPage = (query: OaiWindowQuery, now: Date): { readonly content: string; readonly echo: OaiWindowQuery } => {
    const listDate = listInOai(archive.listDates, now);
    const format = formatOf(query.metadataPrefix);
    const list = listOf(query, listDate);
    const isRecords = query.verb === 'ListRecords';
    const end = Math.min(list.length, query.skip + pageSize * (isRecords ? 1 : IDENTIFIERS_PER_RECORD));
    if (end <= query.skip) throw new OaiError('noRecordsMatch', 'The arguments match no record.');
    const page = list.slice(query.skip, end).map(({ paper, datestamp }) => {
      const state = announcedState(paper, listDate);
      return isRecords ? oaiRecord(state, { format, datestamp }) : oaiHeader(state, datestamp);
    });
    const next = end < list.length ? nextQuery(query, { list, end }) : undefined;
    return { content: `${page.join('')}${tokenElement({ query, next, now })}`, echo: next ?? query };
  };

  const getRecord = (given: ReadonlyMap<string, string>, now: Date): string => {
    const [identifier, prefix] = [given.get('identifier'), given.get('metadataPrefix')];
    if (identifier === undefined || prefix === undefined) throw new OaiError('badArgument', 'An argument is missing.');
    const format = formatOf(prefix);
    const listDate = listInOai(archive.listDates, now);
    const paper = archive.find(identifier.replace(/^oai:arXiv\.org:/, ''));
    const datestamp = paper && archive.datestampOf(paper, listDate);
    if (paper === undefined || datestamp === undefined)
      throw new OaiError('idDoesNotExist', 'Nothing has this identifier.');
    return oaiRecord(announcedState(paper, listDate), { format, datestamp });
  };

  const answerTo = (parameters: URLSearchParams, now: Date): { readonly echo: string; readonly content: string } => {
    const given = readArguments(parameters);
    const verb = given.get('verb') ?? '';
    const echo = echoOf([...given]);
    if (verb === 'Identify') return { echo, content: IDENTIFY };
    if (verb === 'ListSets') return { echo, content: LIST_SETS };
    if (verb === 'ListMetadataFormats') return { echo, content: LIST_FORMATS };
    if (verb === 'GetRecord') return { echo, content: `    <GetRecord>\n${getRecord(given, now)}    </GetRecord>` };
    const page = listPage(readWindow(given, isoSeconds(now).slice(0, 10)), now);
    // What arXiv echoes of a list that goes on is the date to which its token has advanced.
    const { skip: _, ...shown } = page.echo;
    return { echo: echoOf(Object.entries(shown)), content: `    <${verb}>\n${page.content}    </${verb}>` };
  };

  return (parameters) => {
    const now = clock();
    try {
      const { echo, content } = answerTo(parameters, now);
      return xmlAnswer(envelope(now, { echo, content }));
    } catch (error) {
      if (!(error instanceof OaiError)) throw error;
      return oaiErrorAnswer(now, error);
    }
  };
};

/** An error as arXiv's OAI server sends it: HTTP 200. */
export const oaiErrorAnswer = (
  now: Date,
  { code, message }: { readonly code: string; readonly message: string },
): Answer =>
  xmlAnswer(envelope(now, { echo: '', content: `    <error code='${code}'>${escapeWithQuotes(message)}</error>` }));

const echoOf = (entries: readonly (readonly [string, string | undefined])[]): string =>
  entries.map(([name, value]) => (value === undefined ? '' : ` ${name}="${escapeWithQuotes(value)}"`)).join('');

const envelope = (
  now: Date,
  { echo, content }: { readonly echo: string; readonly content: string },
): string => `<?xml version="1.0" encoding="UTF-8"?>
<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"
         xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
         xsi:schemaLocation="http://www.openarchives.org/OAI/2.0/ http://www.openarchives.org/OAI/2.0/OAI-PMH.xsd">
    <responseDate>${isoSeconds(now)}</responseDate>
                <request${echo}>http://oaipmh.arxiv.org/oai</request>


${content}
</OAI-PMH>`;

/** None on a page that is the whole list, an empty one on the last of several. */
const tokenElement = ({
  query,
  next,
  now,
}: {
  readonly query: OaiWindowQuery;
  readonly next: OaiWindowQuery | undefined;
  readonly now: Date;
}): string => {
  if (next === undefined) return query.skip === 0 ? '' : '                    <resumptionToken/>\n';
  const midnight = addDays(isoSeconds(now).slice(0, 10), 1);
  return `                    <resumptionToken expirationDate='${midnight}T00:00:00Z'>${encodeToken(next)}</resumptionToken>\n`;
};

const IDENTIFY = `    <Identify>
        <repositoryName>arXiv</repositoryName>
        <baseURL>https://oaipmh.arxiv.org/oai</baseURL>
        <protocolVersion>2.0</protocolVersion>
        <adminEmail>nobody@example.org</adminEmail>
        <earliestDatestamp>${EARLIEST_DATESTAMP}</earliestDatestamp>
        <deletedRecord>persistent</deletedRecord>
        <granularity>YYYY-MM-DD</granularity>
    </Identify>`;

const LIST_SETS = `    <ListSets>
${[...SETS].map((set) => `        <set><setSpec>${set}</setSpec><setName>${set}</setName></set>\n`).join('')}    </ListSets>`;

const LIST_FORMATS = `    <ListMetadataFormats>
${METADATA_FORMATS.map((format) => `        <metadataFormat><metadataPrefix>${format}</metadataPrefix><schema>http://arxiv.org/OAI/${format}.xsd</schema><metadataNamespace>http://arxiv.org/OAI/${format}/</metadataNamespace></metadataFormat>\n`).join('')}    </ListMetadataFormats>`;
