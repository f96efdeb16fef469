/** What signing up reaches: the queue between the site and `send-confirmation`, and the ledger of limits. */
import type { ConfirmationRequest } from '../subscriber/confirmation-request.ts';

export interface ConfirmationQueue {
  /** The site puts every request there, alike in every case, so that its answer tells nothing. */
  enqueue(request: ConfirmationRequest): Promise<void>;
}

/** `most` grants within any `withinMs` milliseconds. */
export interface Limit {
  readonly most: number;
  readonly withinMs: number;
}

export interface LimitStore {
  /**
   * Takes one grant under the key if none of the limits is reached, by one conditional write; a refusal writes nothing. Two
   * at once never get more than is left.
   *
   * @param key purpose and keyed hash, never an address
   * @returns whether it was granted
   */
  take(key: string, limits: readonly Limit[], at: Date): Promise<boolean>;
}
