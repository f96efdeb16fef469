/** What `doctor` has found: a sentence, and what to do about it. */

export interface Finding {
  /** Whether this machine and its data, or the AWS account, is spoken of. */
  readonly area: 'here' | 'account';
  readonly state: 'ok' | 'note' | 'wrong';
  /** One sentence. */
  readonly what: string;
  /** One sentence; stands with all that is wrong. */
  readonly remedy?: string;
}

type Found = Omit<Finding, 'area' | 'state'>;

/** Findings of one area, by state. */
export const findingsOf = (area: Finding['area']) => ({
  ok: (what: string): Finding => ({ area, state: 'ok', what }),
  note: (found: Found): Finding => ({ area, state: 'note', ...found }),
  wrong: (found: Required<Found>): Finding => ({ area, state: 'wrong', ...found }),
});
