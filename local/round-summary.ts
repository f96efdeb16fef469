/** The summary of a round: the last line on stdout with `--json`. */
export interface RoundSummary {
  readonly date: string;
  /** Where the announcements came from. */
  readonly source: 'live' | 'sample' | 'replay';
  /** HTTP requests to arXiv. */
  readonly requests: number;
  /** `new + updated + unchanged + duplicates + rejected`. */
  readonly records: number;
  /** Distinct papers stored after the round. */
  readonly papers: number;
  readonly new: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly duplicates: number;
  readonly rejected: number;
  /** Ranked lists written for the round's date. */
  readonly lists: number;
  /** Confirmed subscribers. */
  readonly subscribers: number;
  /** `sent + skipped + failed + unknown`. */
  readonly digests: number;
  readonly sent: number;
  readonly skipped: number;
  readonly failed: number;
  readonly unknown: number;
  readonly seconds: number;
}
