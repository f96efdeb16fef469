/** Invented papers for the tests of ranking. */
import type { Paper, PaperId } from '../../../../lambdas/core/paper/paper.ts';
import type { RankablePaper } from '../../../../lambdas/core/rank/rank-papers.ts';
import { scoreFromContributions } from '../../../../lambdas/core/score/forward-decay.ts';
import type { ScoreFeature } from '../../../../lambdas/core/score/paper-score.ts';

export interface RankableFacts {
  readonly announcedOn?: string;
  readonly mass?: number;
  readonly features?: ScoreFeature[];
  readonly primaryCategory?: string;
  readonly withdrawn?: boolean;
}

/** Announced on 20 November 2026 in cs.LG with a mass of one, unless said otherwise. */
export const makeRankable = (
  id: string,
  { announcedOn = '2026-11-20', mass = 1, features = [], primaryCategory = 'cs.LG', withdrawn }: RankableFacts = {},
): RankablePaper => ({
  paperId: id as PaperId,
  primaryCategory,
  announcedOn,
  withdrawn,
  score: scoreFromContributions([{ source: 'announcement', on: announcedOn, mass, features }]),
});

/** The same as a whole row of `Papers`. */
export const makeRankablePaper = (
  id: string,
  facts: RankableFacts & { readonly categories?: string[] } = {},
): Paper => {
  const rankable = makeRankable(id, facts);
  return {
    ...rankable,
    version: 1,
    title: `Title of ${id}`,
    abstract: 'An abstract.',
    authors: ['Ada Lind'],
    categories: facts.categories ?? [rankable.primaryCategory],
    aliasCategories: [],
    announcedBasis: 'listed',
    links: { code: [], project: [] },
    provenance: {},
    announcedKey: `${rankable.announcedOn}#${id}`,
    contentHash: id,
  };
};
