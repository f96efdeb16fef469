/** `GET /api/v1/search`; its shape is that of openapi.json. */
import { findsSomething, parseSearchQuery } from '../../core/search/search-query.ts';
import type { RouteHandler } from './route.ts';
import { findPapers, paperFacts } from './search-papers.ts';
import { readOffset, readSearchLimit, readSort } from './search-parameters.ts';
import { jsonAnswer, problemAnswer } from './web-answer.ts';
import { parameter } from './web-request.ts';

/** An index is built within minutes of the first harvest. */
const RETRY_AFTER_SECONDS = 600;

export const answerSearch: RouteHandler = async (deps, { query: parameters }) => {
  const sort = readSort(parameters);
  if ('fault' in sort) return problemAnswer(400, sort.fault);
  const limit = readSearchLimit(parameters);
  if ('fault' in limit) return problemAnswer(400, limit.fault);
  const offset = readOffset(parameters);
  if ('fault' in offset) return problemAnswer(400, offset.fault);
  const query = parseSearchQuery(parameter(parameters, 'q') ?? '');
  if (!findsSomething(query))
    return problemAnswer(400, 'q is to hold what is searched for: words, a "phrase", cat:, author: or after:.');

  const found = await findPapers(deps, query, { sort: sort.value, limit: limit.value, offset: offset.value });
  if (found === undefined)
    return problemAnswer(503, 'The search index has not been built yet.', {
      headers: { 'retry-after': String(RETRY_AFTER_SECONDS) },
    });
  return jsonAnswer(
    {
      query: query.text,
      sort: sort.value,
      notes: query.notes,
      total: found.total,
      matched: found.matched,
      searchedFrom: found.searchedFrom,
      olderSince: found.olderSince,
      papersSearched: found.papersSearched,
      builtAt: found.builtAt,
      papers: found.papers.map(paperFacts),
    },
    { keep: 'list' },
  );
};
