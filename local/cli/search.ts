/** `search`: papers whose title or abstract match, as the site finds them. */
import type { Paper } from '../../lambdas/core/paper/paper.ts';
import { SEARCH_SORTS, type PaperSearch, type SearchSort, type TextRange } from '../../lambdas/core/ports/search.ts';
import { countOf } from '../../lambdas/core/render/mail/mail-text.ts';
import { plainOf, unmarked } from '../../lambdas/core/render/page/search-marks.ts';
import { snippetOf } from '../../lambdas/core/render/page/search-snippet.ts';
import { findsSomething, parseSearchQuery, type SearchQuery } from '../../lambdas/core/search/search-query.ts';
import { findPapers, paperFacts } from '../../lambdas/functions/serve-web/search-papers.ts';
import { UsageError } from '../round-flags.ts';
import type { PaperSource } from './find-paper.ts';
import { printJson, printTable, printText, type Output } from './print.ts';
import { highlighting, type Highlighting } from './terminal-marks.ts';

export interface SearchFlags {
  readonly sort: string;
  readonly limit: number;
}

interface SearchSource extends Pick<PaperSource, 'tables' | 'sample'> {
  readonly search: () => PaperSearch;
  /** Where the index is, for people. */
  readonly where: string;
}

const MAX_LIMIT = 200;
/** Of an abstract, in characters: some lines beside the other columns. */
const PLACE_LENGTH = 140;

const readSort = (text: string): SearchSort => {
  const sort = SEARCH_SORTS.find((each) => each === text);
  if (sort === undefined) throw new UsageError(`--sort ${JSON.stringify(text)} is none of ${SEARCH_SORTS.join(', ')}.`);
  return sort;
};

/**
 * @param text the query, in the language of the site's search box
 * @throws UsageError for a query without anything to look for, or for wrong flags; Error when no index has been built
 */
export const showSearch = async (
  { tables, search: openSearch, sample, where }: SearchSource,
  { text, flags, mayHighlight }: { readonly text: string; readonly flags: SearchFlags; readonly mayHighlight: boolean },
  output: Output,
): Promise<void> => {
  const sort = readSort(flags.sort);
  if (flags.limit > MAX_LIMIT) throw new UsageError(`--limit ${flags.limit} is more than ${MAX_LIMIT}.`);
  const query = parseSearchQuery(text);
  if (!findsSomething(query))
    throw new UsageError('There is nothing to look for: give words, a "phrase", cat:, author: or after:.');
  const search = openSearch();
  const found = await findPapers({ search, papers: tables.papers }, query, { sort, limit: flags.limit, offset: 0 });
  if (found === undefined)
    throw new Error(`No search index has been built in ${where} yet: a round that takes in papers builds it.`);
  const { paperIds, papers, ...answer } = found;
  if (output.json) {
    printJson(output, {
      query: query.text,
      sort,
      notes: query.notes,
      ...answer,
      sample,
      papers: papers.map(paperFacts),
    });
    return;
  }
  const { after = '' } = query;
  const since = after > answer.searchedFrom ? after : answer.searchedFrom;
  const shown = answer.total > papers.length ? `, ${papers.length} of them here` : '';
  printText(
    output,
    `${countOf(answer.total, 'paper')} found among ${countOf(answer.papersSearched, 'paper')} announced since ${since}${sample ? ' (invented sample)' : ''}${shown}`,
  );
  if (answer.matched === 'any' && answer.total > 0)
    printText(output, 'Few have all of the words: those with some of them follow behind.');
  for (const note of query.notes) printText(output, note);
  if (papers.length > 0) await printPapers(papers, { query, search, output, mayHighlight });
};

/** On a terminal the place in the abstract stands below the title; elsewhere a paper is one line. */
const printPapers = async (
  papers: readonly Paper[],
  {
    query,
    search,
    output,
    mayHighlight,
  }: {
    readonly query: SearchQuery;
    readonly search: PaperSearch;
    readonly output: Output;
    readonly mayHighlight: boolean;
  },
): Promise<void> => {
  const onTerminal = Number.isFinite(output.columns);
  const { mark, writer } = highlighting(output, onTerminal && mayHighlight);
  const rows = onTerminal ? await markedTexts(papers, { query, search, mark }) : papers.map(({ title }) => title);
  output.write('\n');
  printTable(writer, {
    columns: [
      { head: '#', align: 'right' },
      { head: 'announced' },
      { head: 'paper' },
      { head: 'category' },
      { head: 'title', flexible: true },
    ],
    rows: papers.map(({ announcedOn, paperId, primaryCategory, title }, index) => [
      index + 1,
      announcedOn,
      paperId,
      primaryCategory,
      rows[index] ?? title,
    ]),
  });
};

/** Title, and below it the place in the abstract; maths as readable text. */
const markedTexts = async (
  papers: readonly Paper[],
  {
    query,
    search,
    mark,
  }: { readonly query: SearchQuery; readonly search: PaperSearch; readonly mark: Highlighting['mark'] },
): Promise<readonly string[]> => {
  const texts = papers.flatMap(({ title, abstract }) => [unmarked(title), unmarked(abstract)]);
  const marks = await search.marks(
    query,
    texts.map(({ pieces }) => plainOf(pieces)),
  );
  const marksOf = (index: number): readonly TextRange[] => marks[index] ?? [];
  return papers.map((_, index) => {
    const [title, abstract] = [texts[2 * index], texts[2 * index + 1]];
    const snippet = snippetOf({ pieces: abstract?.pieces ?? [], marks: marksOf(2 * index + 1) }, PLACE_LENGTH);
    const place = mark(plainOf(snippet.pieces), snippet.marks);
    return [
      mark(plainOf(title?.pieces ?? []), marksOf(2 * index)),
      `${snippet.isCutBefore ? '… ' : ''}${place}${snippet.isCutAfter ? ' …' : ''}`,
    ].join('\n');
  });
};
