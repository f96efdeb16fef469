/** Invented places and the feed of a list of them. */
import type { Paper } from '../../../../../lambdas/core/paper/paper.ts';
import type { RankedPaper } from '../../../../../lambdas/core/rank/ranked-list.ts';
import { listFeed, type Feed, type ListFeedInput } from '../../../../../lambdas/core/render/feed/feed.ts';

export const SITE = { baseUrl: 'https://papers.example.com', sample: false, categories: ['cs.LG'] };

export const inventPlace = (paper: Paper, place: Partial<RankedPaper> = {}): RankedPaper => ({
  paperId: paper.paperId,
  rank: 1,
  previousRank: null,
  daysOnList: 1,
  firstSeenOn: '2026-11-20',
  section: 'new',
  evidence: ['140 stars in a week', 'announced on 20 November'],
  score: 1,
  ...place,
});

/** The feed of cs.LG this week, with these papers in order. */
export const inventListFeed = (papers: readonly Paper[], input: Partial<ListFeedInput> = {}): Feed =>
  listFeed({
    site: SITE,
    choice: { category: 'cs.LG', window: 'week' },
    date: '2026-11-20',
    places: papers.map((paper, index) => inventPlace(paper, { rank: index + 1 })),
    papers: new Map(papers.map((paper) => [paper.paperId, paper])),
    ...input,
  });
