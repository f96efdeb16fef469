/** Makes the row of `Papers` from merged facts: adds the index key, the score and the content hash. */
import { createHash } from 'node:crypto';
import { announcementPrior } from '../score/announcement-prior.ts';
import { scoreFromContributions } from '../score/forward-decay.ts';
import type { PaperScore } from '../score/paper-score.ts';
import { dateKey, type Paper, type PaperFacts } from './paper.ts';

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
export const factsOf = ({ announcedKey, score, contentHash, ...facts }: Paper): PaperFacts => facts;

const hashContent = (facts: PaperFacts, score: PaperScore): string =>
  createHash('sha256')
    .update(canonicalJson([facts, score]))
    .digest('base64url')
    .slice(0, 22);

/** The announcement-time score is the prior alone; evidence seen later only adds contributions to it. */
export const assemblePaper = (facts: PaperFacts): Paper => {
  const score = scoreFromContributions([announcementPrior(facts)]);
  return {
    ...facts,
    announcedKey: dateKey(facts.announcedOn, facts.paperId),
    score,
    contentHash: hashContent(facts, score),
  };
};
