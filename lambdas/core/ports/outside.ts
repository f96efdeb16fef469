/** Everything else the functions reach: arXiv's responses, the raw archive, the queue, the mail sender, clock, progress. */
import type { DigestOrder } from '../delivery.ts';
import type { DocumentProblem, Reject } from '../parse/parsed-document.ts';

/** Clock passed to every function: now, in UTC. A local round passes noon in New York of its date. */
export type Clock = () => Date;

/** A response as it came, before parsing. */
export interface RawResponse {
  /** File name or URL: what rejects and progress name. */
  readonly name: string;
  readonly body: Uint8Array;
  /** HTTP status, 200 for a file. */
  readonly status: number;
  readonly receivedAt: string;
  /** The category that the request was for, when it was for one. */
  readonly category?: string;
  /** `ETag` of the response. */
  readonly entityTag?: string;
  /** Damage that was met before the body could be parsed (a cut gzip): when the parser finds none of its own, it counts as one reject. */
  readonly problem?: DocumentProblem;
}

/** Keeps every response with its request before it is parsed, and the rejects beside it. */
export interface RawArchive {
  keep(response: RawResponse): Promise<void>;
  keepRejects(rejects: readonly Reject[]): Promise<void>;
}

/** The quarantine: responses of which records were rejected, to be read again when the parser has been mended. */
export interface Quarantine {
  /** Every archived response that has rejects beside it, oldest first, as it came. */
  responses(): AsyncIterable<RawResponse>;
  /** Replaces the rejects beside a response that `responses` gave; with none left their file goes. */
  settle(response: RawResponse, rejects: readonly Reject[]): Promise<void>;
}

export interface QueuedOrder {
  readonly order: DigestOrder;
  /** How often it has been handed out, 1 the first time. */
  readonly receiveCount: number;
}

export interface DigestQueue {
  enqueue(orders: readonly DigestOrder[]): Promise<void>;
}

/** A MIME message ready for SES. */
export interface OutgoingMail {
  readonly from: string;
  readonly to: string;
  readonly raw: Uint8Array;
  /** SES message tags; names and values only `[A-Za-z0-9_-]`. */
  readonly tags: Readonly<Record<string, string>>;
}

/**
 * The outcome of the one request that a claim allows.
 * `throttled`: certainly not accepted, try later. `quota`: the daily quota is used up. `stopped`: sending is paused or the
 * identity is not usable: nobody's mail will go. `refused`: this mail will never be taken. `unknown`: it may have gone.
 */
export type SendOutcome =
  | { readonly outcome: 'sent'; readonly messageId: string }
  | { readonly outcome: 'throttled' | 'quota' | 'stopped' | 'refused' | 'unknown'; readonly reason: string };

export interface MailSender {
  /** Exactly one HTTP request; never throws for an answer of SES. */
  send(mail: OutgoingMail): Promise<SendOutcome>;
}
