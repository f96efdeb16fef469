/**
 * A search that is no engine: what the site and the command line make of an answer, not how one is found. What it shares with the
 * engine is held by test/integration/search/search-contract.test.ts; it knows no stems, no order and no papers with some of the words.
 */
import type { Paper, PaperId } from '../../../../lambdas/core/paper/paper.ts';
import type { PaperSearch, SearchAnswer, SearchOptions, TextRange } from '../../../../lambdas/core/ports/search.ts';
import { findsSomething, type SearchQuery } from '../../../../lambdas/core/search/search-query.ts';

/** Finds substrings of title and abstract: enough to see what the site makes of an answer. Remembers what it was asked for. */
export const inventSearch = (
  stored: readonly Pick<Paper, 'paperId' | 'title' | 'abstract' | 'authors' | 'categories' | 'announcedOn'>[],
  { answer = {}, ghosts = [] }: { readonly answer?: Partial<SearchAnswer>; readonly ghosts?: readonly PaperId[] } = {},
) => {
  const asked: { readonly text: string; readonly options: SearchOptions }[] = [];
  const phrasesOf = (phrases: SearchQuery['phrases']): readonly string[] => phrases.map((words) => words.join(' '));
  const wordsOf = ({ words, phrases }: SearchQuery): readonly string[] => [...words, ...phrasesOf(phrases)];
  const marksOf = (query: SearchQuery, text: string): readonly TextRange[] =>
    wordsOf(query)
      .flatMap((word) =>
        [...text.matchAll(new RegExp(word, 'gi'))].map(({ index }) => ({ from: index, to: index + word.length })),
      )
      .sort((a, b) => a.from - b.from);
  const isMatch = (query: SearchQuery, paper: (typeof stored)[number]): boolean => {
    const text = `${paper.title} ${paper.abstract}`.toLowerCase();
    const authors = paper.authors.map((author) => author.toLowerCase());
    return (
      findsSomething(query) &&
      wordsOf(query).every((word) => text.includes(word.toLowerCase())) &&
      !phrasesOf(query.excluded).some((words) => text.includes(words.toLowerCase())) &&
      (query.categories.length === 0 || paper.categories.some((category) => query.categories.includes(category))) &&
      (query.after === undefined || paper.announcedOn >= query.after) &&
      query.authors.every((name) => authors.some((author) => name.every((part) => author.includes(part.toLowerCase()))))
    );
  };
  const matches = (query: SearchQuery): readonly PaperId[] => [
    ...ghosts,
    ...stored.filter((paper) => isMatch(query, paper)).map(({ paperId }) => paperId),
  ];
  const search: PaperSearch = {
    search: (query, options) => {
      asked.push({ text: query.text, options });
      const found = matches(query);
      return Promise.resolve({
        total: found.length,
        paperIds: found.slice(options.offset, options.offset + options.limit),
        matched: 'all',
        searchedFrom: '2026-08-22',
        papersSearched: stored.length,
        builtAt: '2026-11-20T08:00:00Z',
        ...answer,
      });
    },
    count: ({ after: _, ...query }) => Promise.resolve({ matches: matches(query).length, papers: stored.length }),
    marks: (query, texts) => Promise.resolve(texts.map((text) => marksOf(query, text))),
  };
  return { search, asked };
};

export const NOT_BUILT: PaperSearch = {
  search: () => Promise.resolve(undefined),
  count: () => Promise.resolve(undefined),
  marks: (_, texts) => Promise.resolve(texts.map(() => [])),
};
