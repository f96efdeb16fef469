/** The paper that an identifier on the command line names, and its places on the newest lists. */
import { parseArxivId } from '../../lambdas/core/paper/arxiv-id.ts';
import type { Paper } from '../../lambdas/core/paper/paper.ts';
import { ALL_CATEGORIES, type RankedPaper } from '../../lambdas/core/rank/ranked-list.ts';
import { WINDOWS, type Window } from '../../lambdas/core/score/paper-score.ts';
import { UsageError } from '../round-flags.ts';
import type { CliData } from './cli-data.ts';
import { newestList } from './newest-list.ts';

/** What is needed to find one. */
export interface PaperSource extends Pick<CliData, 'where' | 'sample'> {
  readonly tables: Pick<CliData['tables'], 'papers' | 'rankings'>;
}

/** @throws UsageError for what is no arXiv identifier, or one that is not stored */
export const findPaper = async ({ tables, sample, where }: PaperSource, id: string): Promise<Paper> => {
  const parsed = parseArxivId(id, { sampleIds: sample });
  if (parsed === undefined)
    throw new UsageError(`${JSON.stringify(id)} is no arXiv identifier: write it like 2611.01234 or hep-th/9901001.`);
  const paper = (await tables.papers.getMany([parsed.paperId])).get(parsed.paperId);
  if (paper === undefined)
    throw new UsageError(
      `The paper ${parsed.paperId} is not stored in ${where}: npm run cli -- trending lists papers that are.`,
    );
  return paper;
};

export interface Place extends RankedPaper {
  readonly category: string;
  readonly window: Window;
  /** Of the list. */
  readonly date: string;
}

export interface Places {
  /** All fields first, then those of the paper. */
  readonly places: readonly Place[];
  /** Date of the newest of the lists, the paper on it or not; undefined when there is none. */
  readonly listDate: string | undefined;
}

export const findPlaces = async ({ tables }: PaperSource, paper: Paper): Promise<Places> => {
  const keys = [ALL_CATEGORIES, ...paper.categories].flatMap((category) =>
    WINDOWS.map((window) => ({ category, window })),
  );
  const lists = (await Promise.all(keys.map((key) => newestList(tables.rankings, key)))).filter(
    (list) => list !== undefined,
  );
  return {
    places: lists.flatMap(({ category, window, date, papers }) =>
      papers.filter(({ paperId }) => paperId === paper.paperId).map((place) => ({ ...place, category, window, date })),
    ),
    listDate: lists
      .map(({ date }) => date)
      .sort()
      .at(-1),
  };
};
