/**
 * Whether a repository's stars speak for the paper that links it.
 *
 * `shared`: several papers name it, so its stars are nobody's: companion papers, a lab's common repository, the link in the
 * footer of a site. `framework`: it was established long before the paper, which uses it or adds a folder to it; people who
 * star it mostly don't know the paper. `own`: everything else. A lab's earlier project with some hundred stars is `own`: the
 * first look shares them among the days since it was made, and what comes after the announcement may well be the paper's doing.
 *
 * Of 1,543 papers on Hugging Face's daily lists of June 2025 to March 2026 whose stars were shown on the first day, 47 had
 * more than 1,000. Eleven of those repositories had been on GitHub's trending lists more than 180 days before, and none of
 * the others had been there on any day before; most of the 47 were releases of that week, which age tells apart.
 */
import { daysBetween } from '../calendar/new-york-time.ts';
import type { SignalOf } from './signal.ts';

export type RepositoryCredit = SignalOf<'github'>['details']['credit'];

/** Two papers may present one repository: a paper and its sequel, or a system and its benchmark. */
export const SHARED_PAPERS = 3;
export const ESTABLISHED_DAYS = 180;
export const ESTABLISHED_STARS = 1000;

export interface RepositoryStanding {
  /** Watched papers that name it. */
  readonly papersNaming: number;
  /** Date. A repository that was private first is older than what anybody saw of it. */
  readonly createdOn: string;
  /** Of the paper. */
  readonly announcedOn: string;
  /** At this look; it counts on the first one only. */
  readonly stars: number;
  /** At the look before, of the same repository. */
  readonly creditBefore: RepositoryCredit | undefined;
}

/**
 * Settled at the first look: what a repository had gained by then is not the paper's, and what it gains later makes no
 * framework of it. It may become shared afterwards, and stays so when the other papers are no longer watched.
 */
export const repositoryCredit = ({
  papersNaming,
  createdOn,
  announcedOn,
  stars,
  creditBefore,
}: RepositoryStanding): RepositoryCredit => {
  if (papersNaming >= SHARED_PAPERS || creditBefore === 'shared') return 'shared';
  if (creditBefore !== undefined) return creditBefore;
  return daysBetween(createdOn, announcedOn) > ESTABLISHED_DAYS && stars > ESTABLISHED_STARS ? 'framework' : 'own';
};
