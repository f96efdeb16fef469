/**
 * A little work that the browser does before it signs somebody up: a number that, hashed with the form's token and the
 * address, begins with enough zero bits. It asks no third party, and a proof serves one form and one address only. It costs
 * a reader a moment and a flood its pace; who sends none is only limited more tightly.
 */
import { createHash } from 'node:crypto';

/** 2^14 hashes on average: about half a second of a phone's time. */
export const PROOF_BITS = 14;

/** Digits of a counter; any text would do, but a bound keeps the check cheap. */
const PROOF = /^\d{1,12}$/;

/** What the proof is over; fields as they were sent. */
export interface ProvenForm {
  readonly form: string;
  readonly email: string;
}

const leadingZeroBits = (hash: Uint8Array): number => {
  const at = hash.findIndex((byte) => byte !== 0);
  return at < 0 ? hash.length * 8 : at * 8 + Math.clz32(hash[at] ?? 0) - 24;
};

/** Whether that much work was done for this form and address. */
export const isProof = (proof: string, { form, email }: ProvenForm): boolean =>
  PROOF.test(proof) &&
  leadingZeroBits(createHash('sha256').update(`${form}\n${email}\n${proof}`).digest()) >= PROOF_BITS;
