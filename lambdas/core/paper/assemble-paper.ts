/** Makes the row of `Papers` from merged facts and what is known of the attention to the paper. */
import { createHash } from 'node:crypto';
import { ANNOUNCEMENT_SOURCE, announcementPrior } from '../score/announcement-prior.ts';
import { presentedRepositories } from '../score/presented-repositories.ts';
import { scoreFromContributions } from '../score/forward-decay.ts';
import type { Contribution } from '../score/paper-score.ts';
import { dateKey, type BurstingTerm, type Paper, type PaperFacts } from './paper.ts';
import { watchShard, watchUntil } from './watch.ts';

/** JSON with sorted keys: equal values give equal text whatever the order in which fields were set. */
const canonicalJson = (value: unknown): string =>
  JSON.stringify(value, (_key, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );

/** Whether two states of a paper differ in nothing a reader could see; where the facets came from may still differ. */
export const sameContent = (a: PaperFacts, b: PaperFacts): boolean =>
  canonicalJson({ ...a, provenance: {} }) === canonicalJson({ ...b, provenance: {} });

/** The facts of a stored paper, without what was derived from them. */
export const factsOf = ({
  announcedKey,
  repository,
  linkedRepository,
  burstingTerms,
  watchShard,
  watchUntil,
  score,
  contentHash,
  ...facts
}: Paper): PaperFacts => facts;

/** What is known of a paper beside its record: kept when the record is harvested again. */
export interface PaperAttention {
  /** Contributions of signals. */
  readonly contributions: readonly Contribution[];
  readonly suspect: boolean;
  readonly linkedRepository?: string;
  readonly burstingTerms?: readonly BurstingTerm[];
}

export const NO_ATTENTION: PaperAttention = { contributions: [], suspect: false };

/** The attention of a stored paper. */
export const attentionOf = ({ score, linkedRepository, burstingTerms }: Paper): PaperAttention => ({
  contributions: score.contributions.filter(({ source }) => source !== ANNOUNCEMENT_SOURCE),
  suspect: score.suspect === true,
  ...(linkedRepository !== undefined && { linkedRepository }),
  ...(burstingTerms && { burstingTerms }),
});

export const sameAttention = (a: PaperAttention, b: PaperAttention): boolean => canonicalJson(a) === canonicalJson(b);

const hashContent = (content: readonly unknown[]): string =>
  createHash('sha256').update(canonicalJson(content)).digest('base64url').slice(0, 22);

/**
 * The row: index keys, the repository to follow, the score from prior and signals, the content hash. A pure function of
 * both arguments, so harvest and collection may write a paper in any order.
 */
export const assemblePaper = (facts: PaperFacts, attention: PaperAttention = NO_ATTENTION): Paper => {
  const { contributions, suspect, linkedRepository, burstingTerms } = attention;
  const score = scoreFromContributions([announcementPrior(facts, { burstingTerms }), ...contributions], { suspect });
  const repository = presentedRepositories(facts)[0] ?? linkedRepository;
  const derived = {
    ...(repository !== undefined && { repository }),
    ...(linkedRepository !== undefined && { linkedRepository }),
    ...(burstingTerms && { burstingTerms: [...burstingTerms] }),
  };
  return {
    ...facts,
    ...derived,
    announcedKey: dateKey(facts.announcedOn, facts.paperId),
    watchShard: watchShard(facts.paperId),
    watchUntil: watchUntil(
      facts.announcedOn,
      contributions.map(({ on }) => on),
    ),
    score,
    contentHash: hashContent([facts, score, derived]),
  };
};
