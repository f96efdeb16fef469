/** arXiv as a harvest sees it: one polite request each, its outcome as a value. Nothing here throws for an answer or the network. */
import type { PaperId } from '../paper/paper.ts';
import type { RawResponse } from './outside.ts';

export type Fetched =
  /** A whole body with status 200. Whether it is the document that was asked for is the parser's to say. */
  | { readonly outcome: 'response'; readonly response: RawResponse }
  /** What the entity tag stands for is still the current answer. */
  | { readonly outcome: 'unchanged' }
  /** The host could not be reached at all: no name, no connection, no tunnel, no trusted certificate. */
  | { readonly outcome: 'unreachable'; readonly reason: string }
  /**
   * The host answered, and not with the document. `response` is what it sent instead, for the archive. `stop`: arXiv asks
   * to be left alone (403, 406, 429, or 503 to the end), and asking on would prolong it.
   */
  | {
      readonly outcome: 'refused';
      readonly status: number;
      readonly reason: string;
      readonly stop: boolean;
      readonly response?: RawResponse;
    }
  /** The answer broke off or was too large. `partial` holds what had come of it. */
  | { readonly outcome: 'broken'; readonly reason: string; readonly partial?: RawResponse }
  /** Not asked: the run's budget is used up, arXiv is to be left alone for now, or the turn did not come. */
  | { readonly outcome: 'withheld'; readonly reason: string };

/** A slice of the query API's answer to "first submitted in this window", oldest first. */
export interface SubmissionSlice {
  readonly categories: readonly string[];
  /** Instants; `from` inclusive, `to` exclusive. */
  readonly window: { readonly from: string; readonly to: string };
  readonly start: number;
  readonly pageSize: number;
}

/** The first page of one day's datestamps in a set (`all`: no set), or the page that a token stands for. */
export type OaiPage = { readonly set: string; readonly day: string } | { readonly token: string };

export interface ArxivUsage {
  /** HTTP requests, retries and redirects included. */
  readonly requests: number;
  /** Of the bodies received. */
  readonly bytes: number;
  /** Answers with 403, 406, 429 or 503, retried ones included. */
  readonly refusals: number;
}

export interface Arxiv {
  /** The RSS feed of one category: its current batch. `knownTag` makes the request conditional. */
  feed(category: string, knownTag?: string): Promise<Fetched>;
  /** `/list/CATEGORY/new`: date, identifiers and counts of the current batch. */
  listingPage(category: string): Promise<Fetched>;
  /** Newest version of each; unknown ones are silently missing. At most `MAX_IDS_PER_REQUEST`. */
  papersById(ids: readonly PaperId[]): Promise<Fetched>;
  submissions(slice: SubmissionSlice): Promise<Fetched>;
  /** `ListRecords` in `arXivRaw`. */
  oaiRecords(page: OaiPage): Promise<Fetched>;
  /** `ListIdentifiers`, to hold a window against. */
  oaiIdentifiers(page: OaiPage): Promise<Fetched>;
  /** The cheapest question that the OAI server answers. */
  identify(): Promise<Fetched>;
  usage(): ArxivUsage;
  /** Gives up what is under way. */
  close(): Promise<void>;
}

/** Of `papersById`: keeps the address within what servers take. */
export const MAX_IDS_PER_REQUEST = 100;

/** No host of arXiv could be reached: this machine is offline, or a proxy or firewall stands between. */
export class ArxivUnreachableError extends Error {
  override readonly name = 'ArxivUnreachableError';
}
