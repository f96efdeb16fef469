import { ARXIV_BASES, arxivEndpoints } from '../../../../lambdas/adapters/arxiv/endpoints.ts';
import type { PaperId } from '../../../../lambdas/core/paper/paper.ts';
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

  it('asks for the list that a category has now', () => {
    expect(endpoints.listingPage('cond-mat.stat-mech')).toBe('https://arxiv.org/list/cond-mat.stat-mech/new');
  });

  it('asks for papers by identifier, all of them in one answer', () => {
    const url = new URL(endpoints.papersById(['2611.10001', 'hep-th/9901001'] as PaperId[]));
    expect(url.origin + url.pathname).toBe('https://export.arxiv.org/api/query');
    expect(Object.fromEntries(url.searchParams)).toEqual({ id_list: '2611.10001,hep-th/9901001', max_results: '2' });
  });

  it('asks OAI for one day of one set, or of all', () => {
    const url = new URL(endpoints.oaiRecords({ set: 'physics:cond-mat:stat-mech', day: '2026-11-19' }));
    expect(url.origin + url.pathname).toBe('https://oaipmh.arxiv.org/oai');
    const day = { metadataPrefix: 'arXivRaw', from: '2026-11-19', until: '2026-11-19' };
    expect(Object.fromEntries(url.searchParams)).toEqual({
      verb: 'ListRecords',
      set: 'physics:cond-mat:stat-mech',
      ...day,
    });
    const all = new URL(endpoints.oaiIdentifiers({ set: 'all', day: '2026-11-19' }));
    expect(Object.fromEntries(all.searchParams)).toEqual({ verb: 'ListIdentifiers', ...day });
  });

  it('sends a token with nothing but the verb, encoded once', () => {
    const token = 'verb%3DListRecords%26set%3Dcs%253Acs%253ALG%26skip%3D1300 +&=';
    const url = endpoints.oaiRecords({ token });
    expect(url).toContain('resumptionToken=verb%253DListRecords%2526set%253Dcs%25253Acs');
    expect(Object.fromEntries(new URL(url).searchParams)).toEqual({ verb: 'ListRecords', resumptionToken: token });
  });
});
