/** What the prior is fitted on and tested with: papers whose attention is known, with what was known on their first day. */
import { addDays } from '../../lambdas/core/calendar/new-york-time.ts';
import type { BurstingTerm, PaperFacts } from '../../lambdas/core/paper/paper.ts';
import {
  observeFeatures,
  PRIOR_FEATURES,
  type ObservedFeature,
  type PriorFeatureName,
} from '../../lambdas/core/score/announcement-features.ts';
import { burstingTermsOf, burstsOn, countTerms } from '../../lambdas/core/score/bursting-terms.ts';

/** In order of tables: the places of the values below. */
export const FEATURE_NAMES = Object.keys(PRIOR_FEATURES) as readonly PriorFeatureName[];

/** A paper counts as listed when it is on Hugging Face's page within so many days of its announcement. */
export const LISTING_DAYS = 14;

export interface ListedExample {
  readonly paperId: string;
  /** Of the first list that has it. */
  readonly day: string;
  readonly categories: readonly string[];
  readonly primaryCategory: string;
  readonly values: Float64Array;
  readonly listed: boolean;
}

export interface CitedExample {
  readonly values: Float64Array;
  readonly citations: number;
  /** Impact normalised by field and time, 0 to 1. */
  readonly impact: number;
}

export const valuesOf = (features: readonly ObservedFeature[]): Float64Array => {
  const values = new Float64Array(FEATURE_NAMES.length);
  for (const { name, value } of features) values[FEATURE_NAMES.indexOf(name)] = value;
  return values;
};

const termsByDay = (
  byDay: ReadonlyMap<string, readonly PaperFacts[]>,
): ReadonlyMap<string, (paper: PaperFacts) => readonly BurstingTerm[]> => {
  const counts = [...byDay].map(([date, papers]) => countTerms(date, papers));
  return new Map(
    [...byDay.keys()].map((date) => {
      const bursts = burstsOn(date, counts);
      return [date, (paper: PaperFacts) => burstingTermsOf(paper, bursts)];
    }),
  );
};

/** Each paper on the first day that has it. */
const firstDays = (byDay: ReadonlyMap<string, readonly PaperFacts[]>): ReadonlyMap<string, readonly PaperFacts[]> => {
  const seen = new Set<string>();
  return new Map(
    [...byDay].map(([day, papers]) => [
      day,
      papers.filter(({ paperId }) => {
        const isNew = !seen.has(paperId);
        seen.add(paperId);
        return isNew;
      }),
    ]),
  );
};

/**
 * Papers that Hugging Face had listed before their day are left out: nothing was to be foretold of them. So are days that its
 * lists don't cover to the end of the fortnight.
 *
 * @param listedOn first day on Hugging Face's page, by paper
 * @param covered first and last day of its lists
 */
export const listedExamples = (
  papersByDay: ReadonlyMap<string, readonly PaperFacts[]>,
  listedOn: ReadonlyMap<string, string>,
  covered: { readonly from: string; readonly to: string },
): readonly ListedExample[] => {
  const byDay = firstDays(papersByDay);
  const termsOn = termsByDay(byDay);
  return [...byDay].flatMap(([day, papers]) => {
    const last = addDays(day, LISTING_DAYS);
    if (day < covered.from || last > covered.to) return [];
    return papers.flatMap((facts) => {
      const listed = listedOn.get(facts.paperId);
      if (listed !== undefined && listed < day) return [];
      const burstingTerms = termsOn.get(day)?.(facts) ?? [];
      return {
        paperId: facts.paperId,
        day,
        categories: facts.categories,
        primaryCategory: facts.primaryCategory,
        values: valuesOf(observeFeatures(facts, { burstingTerms })),
        listed: listed !== undefined && listed <= last,
      };
    });
  });
};
