/** The ways in which the local SES endpoint can misbehave, each one seen or documented of the real one. */

/**
 * `throttle-rate`, `throttle-daily`: refused with SES's two texts. `not-verified`, `sending-paused`: refused for the account's
 * sake. `reject-address`: refused because of the recipient. `garbage-400`: refused with a body that is no XML.
 * `503-after-accept`, `drop-after-accept`: accepted, and the answer is an error or a cut connection.
 * `never-answers`: accepted, no answer. `stalls`: accepted, the answer stops in its middle. `slow`: accepted, answered late.
 */
export type FaultMode =
  | 'throttle-rate'
  | 'throttle-daily'
  | 'not-verified'
  | 'sending-paused'
  | 'reject-address'
  | 'garbage-400'
  | '503-after-accept'
  | 'drop-after-accept'
  | 'never-answers'
  | 'stalls'
  | 'slow';

export interface Fault {
  readonly mode: FaultMode;
  /** Numbers of the send requests that it strikes, 1 for the first. @default all */
  readonly only?: readonly number[];
  /** Recipient that it strikes. @default all */
  readonly address?: string;
  /** For `slow`. @default 250 */
  readonly delayMs?: number;
}

export interface SendRequest {
  /** 1 for the first send request since the start. */
  readonly number: number;
  readonly destinations: readonly string[];
}

/** The first fault that strikes this request. */
export const faultFor = (faults: readonly Fault[], request: SendRequest): Fault | undefined =>
  faults.find(
    ({ only, address }) =>
      (only === undefined || only.includes(request.number)) &&
      (address === undefined || request.destinations.includes(address)),
  );

/** An error as SES v1 answers it. */
export interface SesError {
  readonly status: number;
  readonly code: string;
  readonly message: string;
}

/** The answer of a fault under which SES does not take the mail. */
export const refusalOf = (mode: FaultMode): SesError | undefined => {
  switch (mode) {
    case 'throttle-rate':
      return { status: 400, code: 'Throttling', message: 'Maximum sending rate exceeded.' };
    case 'throttle-daily':
      return { status: 400, code: 'Throttling', message: 'Daily message quota exceeded.' };
    case 'not-verified':
      return {
        status: 400,
        code: 'MessageRejected',
        message:
          'Email address is not verified. The following identities failed the check in region US-EAST-1: reader@example.org',
      };
    case 'sending-paused':
      return { status: 400, code: 'AccountSendingPaused', message: 'Email sending is disabled for this account.' };
    case 'reject-address':
      return { status: 400, code: 'MessageRejected', message: 'Address blacklisted: reader@example.org' };
    default:
      return undefined;
  }
};
