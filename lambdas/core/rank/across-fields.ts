/**
 * The list over all fields. A field without repositories has no stars, and one with ten papers a day no percentile worth the
 * name, so a paper is compared with its own field first: z = (ln score − mean) / deviation over the papers of its primary
 * category announced within the list's window. Fields are merged by z, and no archive may crowd out the others.
 */
import { archiveOf } from '../paper/category.ts';

/** One archive's largest share of the places while others can fill them. Computer science announces half of arXiv. */
export const MAX_ARCHIVE_SHARE = 0.4;

/** A field of a few papers borrows: its mean as by ten papers at the mean of all, … */
export const BORROWED_FOR_MEAN = 10;
/** … its variance, which needs more of them to be known, as by a hundred at the variance within all fields. */
export const BORROWED_FOR_VARIANCE = 100;
/** A field of equals has no deviation to divide by. */
const LEAST_DEVIATION = 0.1;

interface Moments {
  readonly count: number;
  readonly sum: number;
  readonly squares: number;
}

const NO_PAPERS: Moments = { count: 0, sum: 0, squares: 0 };

const withValue = ({ count, sum, squares }: Moments, value: number): Moments => ({
  count: count + 1,
  sum: sum + value,
  squares: squares + value * value,
});

export interface FieldPaper {
  readonly primaryCategory: string;
  /** ln of the score at the list's noon. */
  readonly logScore: number;
  /** Announced within the list's window: one of those that the field is measured by. */
  readonly isPeer: boolean;
}

/** Sum of squares about the own mean. */
const scatterOf = ({ count, sum, squares }: Moments): number =>
  count === 0 ? 0 : Math.max(0, squares - sum ** 2 / count);

/** z of any paper, from the peers among `papers`. All zero when there is no peer at all. */
export const standingInField = (papers: readonly FieldPaper[]): ((paper: FieldPaper) => number) => {
  const fields = new Map<string, Moments>();
  let everything = NO_PAPERS;
  for (const { primaryCategory, logScore, isPeer } of papers) {
    if (!isPeer) continue;
    fields.set(primaryCategory, withValue(fields.get(primaryCategory) ?? NO_PAPERS, logScore));
    everything = withValue(everything, logScore);
  }
  const { count: countOfAll } = everything;
  if (countOfAll === 0) return () => 0;
  const meanOfAll = everything.sum / countOfAll;
  const varianceWithin = [...fields.values()].reduce((sum, field) => sum + scatterOf(field), 0) / countOfAll;
  const measures = new Map<string, { readonly mean: number; readonly deviation: number }>();
  const measureOf = (category: string): { readonly mean: number; readonly deviation: number } => {
    const known = measures.get(category);
    if (known) return known;
    const field = fields.get(category) ?? NO_PAPERS;
    const mean = (field.sum + BORROWED_FOR_MEAN * meanOfAll) / (field.count + BORROWED_FOR_MEAN);
    const variance =
      (scatterOf(field) + BORROWED_FOR_VARIANCE * varianceWithin) / (field.count + BORROWED_FOR_VARIANCE);
    const measure = { mean, deviation: Math.max(LEAST_DEVIATION, Math.sqrt(variance)) };
    measures.set(category, measure);
    return measure;
  };
  return ({ primaryCategory, logScore }) => {
    const { mean, deviation } = measureOf(primaryCategory);
    return (logScore - mean) / deviation;
  };
};

const quotaOf = (places: number): number => Math.max(1, Math.floor(places * MAX_ARCHIVE_SHARE));

/** Whether a paper may take the last of the chosen places without bringing its archive beyond the quota; one that is among them may always be moved. */
export const fitsQuota = <Candidate extends { readonly primaryCategory: string }>(
  chosen: readonly Candidate[],
  limit: number,
): ((candidate: Candidate) => boolean) => {
  const among = new Set(chosen);
  const staying = chosen.length < limit ? chosen : chosen.slice(0, -1);
  const taken = new Map<string, number>();
  for (const { primaryCategory } of staying) {
    const archive = archiveOf(primaryCategory);
    taken.set(archive, (taken.get(archive) ?? 0) + 1);
  }
  const quota = quotaOf(limit);
  return (candidate) => among.has(candidate) || (taken.get(archiveOf(candidate.primaryCategory)) ?? 0) < quota;
};

/**
 * Chooses from papers in order: as many as there are places, at most 40 % of them from one archive (by primary category).
 * When the other archives run out, the places that are left go to the best of those held back. The order stays that of
 * the input.
 */
export const chooseAcrossArchives = <Candidate extends { readonly primaryCategory: string }>(
  ordered: readonly Candidate[],
  limit: number,
): readonly Candidate[] => {
  const places = Math.min(limit, ordered.length);
  const quota = quotaOf(places);
  const taken = new Map<string, number>();
  const chosen = new Set<Candidate>();
  for (const candidate of ordered) {
    if (chosen.size >= places) break;
    const archive = archiveOf(candidate.primaryCategory);
    const count = taken.get(archive) ?? 0;
    if (count >= quota) continue;
    taken.set(archive, count + 1);
    chosen.add(candidate);
  }
  for (const candidate of ordered) {
    if (chosen.size >= places) break;
    chosen.add(candidate);
  }
  return ordered.filter((candidate) => chosen.has(candidate));
};
