/** What a reader types into the search box, read as a query. Every text is one; what can't be understood is said, not refused. */

/** Words in a row, as typed, without signs. */
export type SearchPhrase = readonly string[];

export interface SearchQuery {
  /** As typed, trimmed and cut to a sane length: for the box and for links. */
  readonly text: string;
  readonly words: readonly string[];
  /** In "quotes". */
  readonly phrases: readonly SearchPhrase[];
  /** Words and phrases behind a minus. */
  readonly excluded: readonly SearchPhrase[];
  /** `cat:`, canonical categories; an archive stands for all of its own. Any of them. */
  readonly categories: readonly string[];
  /** `author:`, names or parts of names; all of them. */
  readonly authors: readonly SearchPhrase[];
  /** `after:`, announced on this date or later. */
  readonly after?: string;
  /** Sentences about what was left out of account, for the reader. */
  readonly notes: readonly string[];
}
