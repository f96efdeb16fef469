/**
 * The announcement-time prior: on the first day most papers have no signal at all (half of those with a repository have
 * no star), so a paper begins with a small mass from what its record says: m0 = exp(Σ weight · value), capped both ways.
 * It is one contribution like any other and fades like any other. A lift of 2.6 over chance: a guess, never a verdict.
 */
import type { BurstingTerm, PaperFacts } from '../paper/paper.ts';
import { observeFeatures, type AnnouncedFacts } from './announcement-features.ts';
import type { Contribution, ScoreFeature } from './paper-score.ts';
import { LOG_MASS_RANGE, PRIOR_WEIGHTS } from './prior-weights.ts';

/** The source under which the prior stands among a paper's contributions: one per paper. */
export const ANNOUNCEMENT_SOURCE = 'announcement';

/** Exact repeats on every engine, and short rows. */
const roundTo = (value: number, decimals: number): number => Math.round(value * 10 ** decimals) / 10 ** decimals;

/**
 * The prior as a contribution on the day of announcement. The weights of its features sum to ln of its mass; when the
 * sum is capped, a feature named `cap` holds the difference, so that the explanation stays the arithmetic.
 */
export const announcementPrior = (
  facts: AnnouncedFacts & Pick<PaperFacts, 'announcedOn'>,
  { burstingTerms }: { readonly burstingTerms?: readonly BurstingTerm[] | undefined } = {},
): Contribution => {
  const features: ScoreFeature[] = observeFeatures(facts, burstingTerms).map(({ name, value, evidence }) => ({
    name,
    weight: roundTo(PRIOR_WEIGHTS[name].weight * value, 4),
    ...(evidence !== undefined && { evidence }),
  }));
  const sum = features.reduce((total, { weight }) => total + weight, 0);
  const logMass = Math.max(LOG_MASS_RANGE.min, Math.min(LOG_MASS_RANGE.max, sum));
  if (logMass !== sum) features.push({ name: 'cap', weight: roundTo(logMass - sum, 4) });
  return { source: ANNOUNCEMENT_SOURCE, on: facts.announcedOn, mass: roundTo(Math.exp(logMass), 6), features };
};
