import type { PaperId } from '../../../../lambdas/core/paper/paper.ts';
import { rankPapers } from '../../../../lambdas/core/rank/rank-papers.ts';
import { aGain, makeRankable } from './rankable.ts';

describe('a paper that was drawn by lot for place 20 and climbed from place 200 to 25 by its own new evidence the day after', () => {
  const base = { category: 'cs.LG', window: 'week' } as const;
  const others = (count: number) =>
    Array.from({ length: count }, (_, index) =>
      makeRankable(`2611.1${String(index).padStart(4, '0')}`, { announcedOn: '2026-11-18', mass: 50 - index / 10 }),
    );
  it('is rising: the place that chance gave it is none that it can fall from', () => {
    const yesterday = rankPapers({
      ...base,
      date: '2026-11-19',
      papers: [...others(60), makeRankable('x', { announcedOn: '2026-11-18' })],
    });
    const x = 'x' as PaperId;
    const previous = {
      ...yesterday,
      papers: yesterday.papers
        .filter(({ paperId }) => paperId !== x)
        .map((place, index) =>
          index === 19 ? { ...place, paperId: x, rank: 20, section: 'explore' as const } : place,
        ),
    };
    const today = rankPapers({
      ...base,
      date: '2026-11-20',
      previous,
      papers: [
        ...others(60),
        makeRankable('x', { announcedOn: '2026-11-18', gains: [{ ...aGain('2026-11-20', 40), mass: 32.8 }] }),
      ],
    });
    const place = today.papers.find(({ paperId }) => paperId === x);
    expect([place?.section, place?.previousRank]).toEqual(['rising', null]);
  });
});
