/**
 * What a parser makes of one response body: the records, the rejects, and whether the document as a whole can be
 * trusted. A body never turns into an empty success: when it is cut, no XML or not from arXiv, `problem` says so.
 */
import type { ListingKind, PaperId, PaperRecord } from '../paper/paper.ts';

/** A record that could not be taken in, with enough to find and judge it. */
export interface Reject {
  /** File name or URL. */
  readonly source: string;
  /** 1-based position of the record in its document. */
  readonly position: number;
  /** One sentence: what is wrong. */
  readonly reason: string;
  /** The start of the offending text, at most 300 characters, control characters replaced. */
  readonly excerpt: string;
}

export type DocumentFormat = 'rss' | 'atom-feed' | 'atom-api' | 'oai' | 'listing-page' | 'daily' | 'error-text';

/** A header of OAI: which paper, and in which sets it is (`cs:cs:LG`, one for each of its categories). */
export interface OaiHeader {
  readonly paperId: PaperId;
  readonly sets: readonly string[];
}

/** What a listing page (`/list/CATEGORY/new`) says of one category's batch. It holds identifiers, not records. */
export interface ListingPage {
  /** Canonical. */
  readonly category: string;
  /** The page's own list date. */
  readonly date: string;
  /** In the page's order, each identifier once per kind. */
  readonly entries: readonly { readonly paperId: PaperId; readonly kind: ListingKind }[];
  /** New and cross-listed papers that the page says there are: the Y of "showing X of Y". */
  readonly announced: number;
  /** Every section shows all of its entries, and all of them could be read. */
  readonly isWhole: boolean;
}

/** Why a document as a whole is not what it should be. Records around the damage are still given. */
export interface DocumentProblem {
  readonly kind:
    | 'empty'
    | 'not-xml'
    | 'truncated'
    | 'malformed'
    | 'doctype'
    | 'too-large'
    | 'unexpected-root'
    | 'oai-error'
    | 'api-error'
    | 'rate-limited'
    | 'cut-gzip'
    | 'invalid-utf8';
  /** One sentence: what, and where. */
  readonly message: string;
}

export interface ParsedDocument {
  readonly format: DocumentFormat;
  /** e.g. `rss`, `OAI-PMH arXivRaw`, `OAI-PMH ListSets`: for people. */
  readonly label: string;
  readonly records: readonly PaperRecord[];
  readonly rejects: readonly Reject[];
  /** Records that OAI marked deleted: they carry no metadata and are no records. */
  readonly deletedIds: readonly PaperId[];
  readonly problem?: DocumentProblem;
  /** The list date that the document states or implies for its listings (feeds), when there is one. */
  readonly listDate?: string;
  /** OAI: the token of the next page, '' for the end of a list of several pages; absent for a one-page list. */
  readonly resumptionToken?: string;
  /** Query API: `opensearch:totalResults`. */
  readonly totalResults?: number;
  /** OAI: the code of an error, also `noRecordsMatch`, the normal answer on a quiet day. */
  readonly oaiError?: string;
  /** OAI `ListIdentifiers`: its headers, deleted ones left out. */
  readonly identifiers?: readonly OaiHeader[];
  /** What a listing page says; absent in every other format. */
  readonly listingPage?: ListingPage;
}

/** The file is none of arXiv's answers at all (a README, a picture): named and skipped, no record. */
export class ForeignDocumentError extends Error {
  override readonly name = 'ForeignDocumentError';
}
