/** A digest as data: what one reader's mail says. Built by `compose-digest.ts`, rendered by `render/mail/`. */
import type { Paper } from '../paper/paper.ts';
import type { MissingSource, Section } from '../rank/ranked-list.ts';
import type { Stream } from '../delivery.ts';

export interface DigestEntry {
  readonly paper: Paper;
  readonly section: Section;
  /** The list on which it stands highest for this reader, e.g. `cs.LG`. */
  readonly category: string;
  readonly rank: number;
  readonly previousRank: number | null;
  readonly daysOnList: number;
  readonly evidence: readonly string[];
}

export interface DigestSection {
  readonly section: Section;
  readonly entries: readonly DigestEntry[];
}

/** The truth about the batch, summed over the reader's categories. */
export interface Edition {
  readonly listDate: string;
  readonly announced: number;
  readonly stored: number;
  readonly state: 'complete' | 'quiet' | 'pending' | 'short';
  /** Which categories are short and by how much, for readers. */
  readonly shortCategories: readonly { readonly category: string; readonly missing: number }[];
  /** The next list date after this one. */
  readonly nextListDate: string;
}

export interface Digest {
  readonly stream: Stream;
  /** The reader's local date: the date in the masthead. */
  readonly localDate: string;
  readonly categories: readonly string[];
  readonly sections: readonly DigestSection[];
  readonly edition: Edition;
  /** Sources of signals that the lists were made without. */
  readonly missingSources: readonly MissingSource[];
  /** Invented papers: said in subject and head of the mail. */
  readonly sample: boolean;
}
