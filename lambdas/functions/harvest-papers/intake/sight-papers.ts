/** Tells papers on which list they stood, when a list names them without their metadata (a listing page). */
import { mergeSighting, withdrawSighting } from '../../../core/paper/merge-records.ts';
import type { PaperId } from '../../../core/paper/paper.ts';
import { changePapers, type ChangePapersDeps } from './change-papers.ts';

export interface ListedPapers {
  /** List date. */
  readonly date: string;
  /** Papers that are stored; others are passed over. */
  readonly paperIds: readonly PaperId[];
}

/** The papers stood on a list of that date: where it is the first known one, it is their announcement. */
export const sightPapers = (deps: ChangePapersDeps, { date, paperIds }: ListedPapers): Promise<void> =>
  changePapers(deps, {
    paperIds,
    listed: [],
    change: (_paperId, stored) => stored && mergeSighting(stored, date),
  });

/** The list of that date turned out to be another day's: what it said of their announcement goes. */
export const unsightPapers = (deps: ChangePapersDeps, { date, paperIds }: ListedPapers): Promise<void> =>
  changePapers(deps, {
    paperIds,
    listed: [],
    change: (_paperId, stored) => stored && withdrawSighting(stored, date),
  });
