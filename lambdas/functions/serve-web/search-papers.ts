/** Search with its papers: what the page, the feeds and the API have in common. */
import type { Paper } from '../../core/paper/paper.ts';
import type { SearchAnswer, SearchOptions } from '../../core/ports/search.ts';
import type { SearchQuery } from '../../core/search/search-query.ts';
import type { WebDeps } from './web-deps.ts';

export interface FoundPapers extends SearchAnswer {
  /** In order. What is in the index but no longer stored is left out. */
  readonly papers: readonly Paper[];
}

/** @returns `undefined` while no index has been built yet */
export const findPapers = async (
  { search, papers }: Pick<WebDeps, 'search' | 'papers'>,
  query: SearchQuery,
  options: SearchOptions,
): Promise<FoundPapers | undefined> => {
  const answer = await search.search(query, options);
  if (answer === undefined) return undefined;
  const stored = await papers.getMany(answer.paperIds);
  return { ...answer, papers: answer.paperIds.flatMap((id) => stored.get(id) ?? []) };
};

/** What a list, too, tells of a paper to programs. */
export const paperFacts = ({
  paperId,
  version,
  title,
  authors,
  abstract,
  primaryCategory,
  categories,
  announcedOn,
}: Paper) => ({ paperId, version, title, authors, abstract, primaryCategory, categories, announcedOn });
