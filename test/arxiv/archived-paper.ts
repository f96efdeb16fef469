/** A paper of the invented archive: what happened to it and when, from which every answer about it is made. */
import type { PaperText } from './paper-text.ts';

/** What arXiv announced of a paper, or did to its record, after it was first listed. */
export type PaperEvent =
  /** A new version. `isWithdrawal`: it holds no paper any more. */
  | {
      readonly kind: 'replacement';
      readonly listDate: string;
      readonly submittedMs: number;
      readonly isWithdrawal: boolean;
    }
  /** Further categories were added, as their moderators wished; the paper stands on their lists as a cross-list. */
  | { readonly kind: 'cross-list'; readonly listDate: string; readonly categories: readonly string[] }
  /** The record was touched: nothing is announced, and only its datestamp in OAI changes. */
  | { readonly kind: 're-stamp'; readonly listDate: string };

export interface ArchivedPaper {
  /** Bare, of either grammar. */
  readonly id: string;
  /** Of v1, milliseconds. */
  readonly submittedMs: number;
  /** The list on which v1 was announced. */
  readonly listDate: string;
  /** As the author chose them, primary first, aliases beside their partners. */
  readonly categories: readonly string[];
  /** Later ones, in the order of their dates. */
  readonly events: readonly PaperEvent[];
  /** What the text is made from, unless `text` gives it. */
  readonly seed: number;
  readonly text?: PaperText;
}

export interface PaperVersion {
  readonly number: number;
  readonly submittedMs: number;
  readonly sizeKb: number;
  /** arXiv's letters: `D` PDF only, `A` ancillary files, `I` withdrawn, '' plain TeX. */
  readonly sourceType: string;
}

/** A paper as the archive shows it once every list up to a date is announced. */
export interface PaperState {
  readonly paper: ArchivedPaper;
  readonly version: number;
  readonly categories: readonly string[];
  readonly isWithdrawn: boolean;
  /** Of the OAI record; without what `PaperArchive.restamp` did. */
  readonly datestamp: string;
}

/** OAI has nothing before: what is older was stamped when it began. Source: arXiv's Identify. */
export const EARLIEST_DATESTAMP = '2005-09-16';

const SOURCE_TYPES = ['', 'D', 'A', ''];

/** Undefined before its first list. */
export const paperStateAt = (paper: ArchivedPaper, listDate: string): PaperState | undefined => {
  if (paper.listDate > listDate) return undefined;
  let version = 1;
  let { categories } = paper;
  let isWithdrawn = false;
  let datestamp = paper.listDate;
  for (const event of paper.events) {
    if (event.listDate > listDate) break;
    datestamp = event.listDate;
    if (event.kind === 'replacement') {
      version += 1;
      isWithdrawn = event.isWithdrawal;
    } else if (event.kind === 'cross-list') categories = [...categories, ...event.categories];
  }
  return {
    paper,
    version,
    categories,
    isWithdrawn,
    datestamp: datestamp < EARLIEST_DATESTAMP ? EARLIEST_DATESTAMP : datestamp,
  };
};

/** The versions of a state, oldest first. */
export const versionsOf = ({ paper, version }: PaperState): readonly PaperVersion[] => {
  const later = paper.events.filter((event) => event.kind === 'replacement').slice(0, version - 1);
  return [{ submittedMs: paper.submittedMs, isWithdrawal: false }, ...later].map(
    ({ submittedMs, isWithdrawal }, index) => ({
      number: index + 1,
      submittedMs,
      sizeKb: isWithdrawal ? 0 : 20 + ((paper.seed + index) % 4_000),
      sourceType: isWithdrawal ? 'I' : (SOURCE_TYPES[paper.seed % SOURCE_TYPES.length] ?? ''),
    }),
  );
};
