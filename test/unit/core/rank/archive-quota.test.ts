import { archiveOf } from '../../../../lambdas/core/paper/category.ts';
import { rankPapers } from '../../../../lambdas/core/rank/rank-papers.ts';
import { makeRankable } from './rankable.ts';

describe('the list over all fields', () => {
  it('holds no more than 40 of 100 places of one archive, whatever is picked at random', () => {
    const archives = ['cs.LG', 'math.CO', 'hep-th', 'quant-ph', 'stat.ML'];
    const papers = archives.flatMap((primaryCategory, archive) =>
      Array.from({ length: archive === 0 ? 600 : 60 }, (_, index) =>
        makeRankable(`26${archive}1.${String(index).padStart(5, '0')}`, {
          primaryCategory,
          announcedOn: '2026-11-20',
          mass: 1 + (archive === 0 ? 1 : 0) * (600 - index) + index / 1000,
        }),
      ),
    );
    const categoryOf = new Map(papers.map((paper) => [paper.paperId, archiveOf(paper.primaryCategory)]));
    const most = (['day', 'week', 'month'] as const).map((window) => {
      const list = rankPapers({ category: 'all', window, date: '2026-11-20', papers });
      const counts = new Map<string, number>();
      for (const { paperId } of list.papers) {
        const archive = categoryOf.get(paperId) ?? '';
        counts.set(archive, (counts.get(archive) ?? 0) + 1);
      }
      return Math.max(...counts.values());
    });
    expect(Math.max(...most)).toBeLessThanOrEqual(40);
  });
});
