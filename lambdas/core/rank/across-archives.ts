/** The list over all fields: merged by score, but no archive may crowd out the others. */
import { archiveOf } from '../paper/category.ts';

/** One archive's largest share of the places while others can fill them. Computer science announces half of arXiv. */
export const MAX_ARCHIVE_SHARE = 0.4;

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
  const quota = Math.max(1, Math.floor(places * MAX_ARCHIVE_SHARE));
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
