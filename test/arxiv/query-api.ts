/** The query API in its serialisation since November 2025. Errors are entries. */
import { createHash } from 'node:crypto';
import { parseArxivId } from '../../lambdas/core/paper/arxiv-id.ts';
import { paperStateAt, versionsOf, type PaperState } from './archived-paper.ts';
import { escapeXml, isoSeconds, optionalElement, xmlAnswer, type Answer } from './answer.ts';
import { QueryError, readSearchQuery } from './api-query.ts';
import type { PaperArchive } from './paper-archive.ts';
import { fullName, textOf } from './paper-text.ts';
import { listInApi } from './publication-times.ts';

export interface QueryApiOptions {
  readonly archive: PaperArchive;
  readonly clock: () => Date;
}

/** Above: HTTP 400. */
const MAX_SLICE = 2_000;
const MAX_RESULTS = 30_000;
const DEFAULT_SLICE = 10;

/** Authors type codes of other classifications among their categories. */
const codesOf = (seed: number): readonly string[] => (seed % 13 === 0 ? ['68T05; 68Q32'] : []);

const currentMs = (state: PaperState): number => versionsOf(state).at(-1)?.submittedMs ?? state.paper.submittedMs;

const entryOf = (state: PaperState): string => {
  const { paper, version, categories } = state;
  const text = textOf(paper, state);
  const name = `${paper.id}v${version}`;
  const terms = [...categories, ...codesOf(paper.seed)];
  return `  <entry>
    <id>http://arxiv.org/abs/${name}</id>
    <title>${escapeXml(text.title.unicode)}</title>
    <updated>${isoSeconds(currentMs(state))}</updated>
    <link href="https://arxiv.org/abs/${name}" rel="alternate" type="text/html"/>
    <link href="https://arxiv.org/pdf/${name}" rel="related" type="application/pdf" title="pdf"/>
    <summary>${escapeXml(text.abstract.unicode)}</summary>
${terms.map((term) => `    <category term="${term}" scheme="http://arxiv.org/schemas/atom"/>\n`).join('')}    <published>${isoSeconds(paper.submittedMs)}</published>
    ${optionalElement('arxiv:comment', text.comment)}
    <arxiv:primary_category term="${categories[0] ?? ''}"/>
    ${optionalElement('arxiv:journal_ref', text.journalRef)}${optionalElement('arxiv:doi', text.doi)}
${text.authors.map((author) => `    <author>\n      <name>${escapeXml(fullName(author, 'unicode'))}</name>\n      ${optionalElement('arxiv:affiliation', author.affiliation)}\n    </author>\n`).join('')}  </entry>
`;
};

interface Slice {
  readonly start: number;
  readonly size: number;
  readonly total: number;
}

const feed = (
  entries: string,
  { query, slice, now }: { readonly query: string; readonly slice: Slice; readonly now: Date },
): string => {
  const hash = createHash('sha256').update(query).digest('base64url').slice(0, 27);
  return `<?xml version='1.0' encoding='UTF-8'?>
<feed xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/" xmlns:arxiv="http://arxiv.org/schemas/atom" xmlns="http://www.w3.org/2005/Atom">
  <id>https://arxiv.org/api/${hash}</id>
  <title>arXiv Query: ${escapeXml(query)}</title>
  <updated>${isoSeconds(now)}</updated>
  <link href="https://arxiv.org/api/query?${escapeXml(query)}" type="application/atom+xml"/>
  <opensearch:itemsPerPage>${slice.size}</opensearch:itemsPerPage>
  <opensearch:totalResults>${slice.total}</opensearch:totalResults>
  <opensearch:startIndex>${slice.start}</opensearch:startIndex>
${entries}</feed>
`;
};

/** The entry that stands for an error, alone or among good ones. */
export const apiErrorEntry = (message: string, now: Date): string => {
  const id = `https://arxiv.org/api/errors#${message.replace(/[^\w./:]+/g, '_')}`;
  return `  <entry>
    <id>${id}</id>
    <title>Error</title>
    <updated>${isoSeconds(now)}</updated>
    <link href="${id}" rel="alternate" type="text/html"/>
    <summary>${escapeXml(message)}</summary>
    <author>
      <name>arXiv api core</name>
    </author>
  </entry>
`;
};

const TYPE = 'application/atom+xml; charset=utf-8';

const errorAnswer = (message: string, { query, now }: { readonly query: string; readonly now: Date }): Answer =>
  xmlAnswer(feed(apiErrorEntry(message, now), { query, now, slice: { start: 0, size: 1, total: 1 } }), {
    status: 400,
    type: TYPE,
  });

const numberOf = (text: string | null, byDefault: number): number => {
  const number = text === null ? byDefault : Number(text);
  if (!Number.isInteger(number) || number < 0)
    throw new QueryError('start and max_results must be non-negative integers');
  return number;
};

/** A version that was asked for, if there is one; otherwise the newest. */
const atVersion = (state: PaperState, version: number | undefined): PaperState | undefined => {
  if (version === undefined || version === state.version) return state;
  return version < state.version ? { ...state, version, isWithdrawn: false } : undefined;
};

const compare = (parameters: URLSearchParams): ((a: PaperState, b: PaperState) => number) => {
  const by = parameters.get('sortBy') ?? 'relevance';
  const sign = parameters.get('sortOrder') === 'ascending' ? 1 : -1;
  const byId = (a: PaperState, b: PaperState): number => (a.paper.id < b.paper.id ? -1 : 1);
  if (by === 'relevance') return byId;
  const timeOf = by === 'lastUpdatedDate' ? currentMs : ({ paper }: PaperState): number => paper.submittedMs;
  return (a, b) => sign * (timeOf(a) - timeOf(b) || byId(a, b));
};

export const createQueryApi = ({ archive, clock }: QueryApiOptions): ((parameters: URLSearchParams) => Answer) => {
  const statesById = (idList: string, listDate: string): readonly PaperState[] =>
    idList.split(',').flatMap((text) => {
      const id = parseArxivId(text);
      if (id === undefined) throw new QueryError(`incorrect id format for ${text.slice(0, 200)}`);
      const paper = archive.find(id.paperId);
      const state = paper && paperStateAt(paper, listDate);
      return (state && atVersion(state, id.version)) ?? [];
    });

  const matches = (parameters: URLSearchParams, listDate: string): readonly PaperState[] => {
    const idList = parameters.get('id_list') ?? '';
    const search = parameters.get('search_query') ?? '';
    if (idList === '' && search === '') return [];
    const test = search === '' ? () => true : readSearchQuery(search);
    const order = compare(parameters);
    if (idList !== '') return statesById(idList, listDate).filter(test);
    const found: PaperState[] = [];
    for (const paper of archive.papers()) {
      const state = paperStateAt(paper, listDate);
      if (state && test(state)) found.push(state);
    }
    return found.sort(order);
  };

  return (parameters) => {
    const now = clock();
    const query = parameters.toString();
    try {
      const start = numberOf(parameters.get('start'), 0);
      const size = numberOf(parameters.get('max_results'), DEFAULT_SLICE);
      if (size > MAX_SLICE || start + size > MAX_RESULTS) throw new QueryError('too many results were asked for');
      const found = matches(parameters, listInApi(archive.listDates, now));
      const entries = found
        .slice(start, start + size)
        .map(entryOf)
        .join('');
      return xmlAnswer(feed(entries, { query, now, slice: { start, size, total: found.length } }), { type: TYPE });
    } catch (error) {
      if (!(error instanceof QueryError)) throw error;
      return errorAnswer(error.message, { query, now });
    }
  };
};
