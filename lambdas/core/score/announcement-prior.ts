/**
 * The announcement-time prior: on the first day most papers have no signal at all (half of those with a repository have
 * no star), so a paper begins with a small mass from what its record says: m0 = exp(Σ weight · value), capped both ways.
 * It is one contribution like any other and fades like any other. The papers that it puts first do better than chance by a factor
 * of 2.5 to 4.5 (`prior-weights.json`): a guess, never a verdict.
 */
import type { PaperFacts } from '../paper/paper.ts';
import {
  observeFeatures,
  type AnnouncedFacts,
  type KnownAtAnnouncement,
  type ObservedFeature,
} from './announcement-features.ts';
import type { Contribution, ScoreFeature } from './paper-score.ts';
import { LOG_MASS_RANGE, PRIOR_WEIGHTS } from './prior-weights.ts';

/** The source under which the prior stands among a paper's contributions: one per paper. */
export const ANNOUNCEMENT_SOURCE = 'announcement';

/** Exact repeats on every engine, and short rows. */
const roundTo = (value: number, decimals: number): number => Math.round(value * 10 ** decimals) / 10 ** decimals;

/** What neither weighs nor says anything is left out of the row. */
const weigh = ({ name, value, evidence }: ObservedFeature): readonly ScoreFeature[] => {
  const weight = roundTo(PRIOR_WEIGHTS[name].weight * value, 4);
  return weight === 0 && evidence === undefined ? [] : [{ name, weight, ...(evidence !== undefined && { evidence }) }];
};

/**
 * The prior as a contribution on the day of announcement. The weights of its features sum to ln of its mass; when the
 * sum is capped, a feature named `cap` holds the difference, so that the explanation stays the arithmetic.
 *
 * @param known terms of the paper that burst at its announcement
 */
export const announcementPrior = (
  facts: AnnouncedFacts & Pick<PaperFacts, 'announcedOn'>,
  known: KnownAtAnnouncement = {},
): Contribution => {
  const features = observeFeatures(facts, known).flatMap(weigh);
  const sum = features.reduce((total, { weight }) => total + weight, 0);
  const logMass = Math.max(LOG_MASS_RANGE.min, Math.min(LOG_MASS_RANGE.max, sum));
  if (logMass !== sum) features.push({ name: 'cap', weight: roundTo(logMass - sum, 4) });
  return { source: ANNOUNCEMENT_SOURCE, on: facts.announcedOn, mass: roundTo(Math.exp(logMass), 6), features };
};
