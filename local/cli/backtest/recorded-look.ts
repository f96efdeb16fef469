/** What recorded files show of the attention to papers: absolute counts, each on a day, whatever the file they came from. */
import type { PaperId } from '../../../lambdas/core/paper/paper.ts';
import type { Signal } from '../../../lambdas/core/signal/signal.ts';

interface LookOf<Source> {
  readonly source: Source;
  readonly paperId: PaperId;
  /** Date of the look, New York. */
  readonly observedOn: string;
  /** Stars or upvotes in all. */
  readonly count: number;
}

export interface StarLook extends LookOf<'github'> {
  /** `owner/name`, when the file names it. */
  readonly repository?: string;
}

export interface UpvoteLook extends LookOf<'hugging-face'> {
  readonly listedOn: string;
  readonly comments: number;
  readonly repository?: string;
}

export type RecordedLook = StarLook | UpvoteLook;

/** What one file gave. */
export interface RecordedSignals {
  readonly looks: readonly RecordedLook[];
  /** Rows of `Signals`, as exported. */
  readonly rows: readonly Signal[];
  /** Days of first submission, where the file tells them. */
  readonly submittedOn: readonly (readonly [PaperId, string])[];
  /** Lines that could not be read. */
  readonly rejected: number;
}

export const NO_SIGNALS: RecordedSignals = { looks: [], rows: [], submittedOn: [], rejected: 0 };
