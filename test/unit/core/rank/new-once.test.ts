import type { RankedList } from '../../../../lambdas/core/rank/ranked-list.ts';
import { rankPapers } from '../../../../lambdas/core/rank/rank-papers.ts';
import { makeRankable } from './rankable.ts';

const sections = (list: RankedList) => list.papers.map(({ section }) => section);

describe('a paper whose date of announcement is corrected by a day', () => {
  it('is in New once', () => {
    const base = { category: 'cs.LG', window: 'week' } as const;
    const first = rankPapers({
      ...base,
      date: '2026-11-19',
      papers: [makeRankable('a', { announcedOn: '2026-11-19' })],
    });
    const second = rankPapers({
      ...base,
      date: '2026-11-20',
      previous: first,
      papers: [makeRankable('a', { announcedOn: '2026-11-20' })],
    });
    expect([...sections(first), ...sections(second)].filter((section) => section === 'new')).toHaveLength(1);
  });
});
