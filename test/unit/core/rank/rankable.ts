/** Invented papers for the tests of ranking. */
import type { Paper, PaperId } from '../../../../lambdas/core/paper/paper.ts';
import type { RankablePaper } from '../../../../lambdas/core/rank/live-papers.ts';
import { watchShard, watchUntil } from '../../../../lambdas/core/paper/watch.ts';
import { scoreFromContributions } from '../../../../lambdas/core/score/forward-decay.ts';
import type { Contribution, GainSum, ScoreFeature } from '../../../../lambdas/core/score/paper-score.ts';
import type { SignalSource } from '../../../../lambdas/core/signal/signal.ts';

/** A day's gain of a signal, of the mass that full trust and a weight of one give. */
export const aGain = (
  on: string,
  gain: number,
  { source = 'github', ...signal }: { readonly source?: SignalSource } & Partial<GainSum> = {},
): Contribution => {
  const { usualGain = 5, trust = 1 } = signal;
  return {
    source,
    on,
    mass: trust * Math.log2(1 + gain / usualGain),
    features: [],
    signal: { gain, usualGain, weight: 1, trust, count: gain, ...signal },
  };
};

export interface RankableFacts {
  readonly announcedOn?: string;
  readonly mass?: number;
  readonly features?: ScoreFeature[];
  readonly primaryCategory?: string;
  readonly withdrawn?: boolean;
  readonly gains?: readonly Contribution[];
  readonly suspect?: boolean;
}

/** Announced on 20 November 2026 in cs.LG with a mass of one, unless said otherwise. */
export const makeRankable = (
  id: string,
  {
    announcedOn = '2026-11-20',
    mass = 1,
    features = [],
    primaryCategory = 'cs.LG',
    withdrawn,
    gains = [],
    suspect = false,
  }: RankableFacts = {},
): RankablePaper => ({
  paperId: id as PaperId,
  primaryCategory,
  announcedOn,
  withdrawn,
  score: scoreFromContributions([{ source: 'announcement', on: announcedOn, mass, features }, ...gains], { suspect }),
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
    watchShard: watchShard(id),
    watchUntil: watchUntil(rankable.announcedOn, []),
    contentHash: id,
  };
};
