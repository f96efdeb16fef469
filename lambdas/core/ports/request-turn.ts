/**
 * Whose turn it is to ask arXiv. Its terms hold for all machines of a deployment together: one connection, three seconds
 * between starts. The DynamoDB lease and the in-process one pass the same contract tests.
 */

export interface Turn {
  /**
   * Aborted when the hold could not be kept up until the turn's end: another may begin, so the request is to be given up
   * at once. Absent where that can't happen.
   */
  readonly lost?: AbortSignal;
  /**
   * Ends the turn. `startedAt` is when the request began: the next one begins no earlier than an interval after it. With
   * `restUntil` nobody asks before that instant.
   */
  end(outcome: { readonly startedAt: Date; readonly restUntil?: Date }): Promise<void>;
}

export type TurnTaken =
  /** The caller may ask now. */
  | { readonly outcome: 'turn'; readonly turn: Turn }
  /** arXiv asked to be left alone. */
  | { readonly outcome: 'resting'; readonly until: Date }
  /** Somebody else held the turn for too long to wait for. */
  | { readonly outcome: 'busy' };

export interface TurnWanted {
  readonly holdMs: number;
  readonly intervalMs: number;
  readonly signal?: AbortSignal;
}

export interface RequestTurn {
  /**
   * Waits until it is the caller's turn and the interval since the last start has passed.
   * @param holdMs the longest that the request can take: a holder that is gone loses the turn after it
   * @param signal gives the waiting up: `busy`
   */
  take(options: TurnWanted): Promise<TurnTaken>;
}
