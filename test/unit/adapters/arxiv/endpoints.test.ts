import { ARXIV_BASES, arxivEndpoints } from '../../../../lambdas/adapters/arxiv/endpoints.ts';
import { submissionWindow } from '../../../../lambdas/core/calendar/announcement-calendar.ts';

const endpoints = arxivEndpoints(ARXIV_BASES);

describe('arxivEndpoints', () => {
  it('asks for one category a feed', () => {
    expect(endpoints.feed('cs.LG')).toBe('https://rss.arxiv.org/rss/cs.LG');
  });

  it('asks for the submissions of a list, the cut-off minute left to the next one', () => {
    const url = new URL(
      endpoints.submissions({
        categories: ['cs.LG', 'stat.ML'],
        window: submissionWindow('2026-11-20'),
        start: 1000,
        pageSize: 500,
      }),
    );
    expect(url.origin + url.pathname).toBe('https://export.arxiv.org/api/query');
    // 14:00 in New York is 19:00 UTC in November.
    expect(Object.fromEntries(url.searchParams)).toEqual({
      search_query: '(cat:cs.LG OR cat:stat.ML) AND submittedDate:[202611181900 TO 202611191859]',
      sortBy: 'submittedDate',
      sortOrder: 'ascending',
      start: '1000',
      max_results: '500',
    });
  });
});
