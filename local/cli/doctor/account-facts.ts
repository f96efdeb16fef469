/** Asks SES and DNS what only they can tell about a sender. Reads only. */
import type { resolveTxt } from 'node:dns/promises';
import {
  GetAccountSendingEnabledCommand,
  GetIdentityDkimAttributesCommand,
  GetIdentityMailFromDomainAttributesCommand,
  GetIdentityVerificationAttributesCommand,
  GetSendQuotaCommand,
  type SESClient,
} from '@aws-sdk/client-ses';
import { errorCode } from '../../error-code.ts';

export type ResolveTxt = typeof resolveTxt;

export interface AccountFacts {
  /** Domain or address. */
  readonly identity: string;
  readonly sendingEnabled: boolean;
  /** Mails in 24 hours; -1 unlimited. */
  readonly dailyQuota: number;
  /** Mails in a second. */
  readonly maxRate: number;
  readonly verified: boolean;
  /** Mails are signed for the identity's domain. */
  readonly dkimSigned: boolean;
  readonly mailFrom: 'set-up' | 'pending' | 'failed' | 'none';
  readonly dmarc: 'published' | 'missing' | 'unknown';
}

/** The part after the @ of an address, or the domain itself. */
export const domainOfIdentity = (identity: string): string => identity.slice(identity.lastIndexOf('@') + 1);

/** @throws the SDK's errors, e.g. for missing permissions */
export const readAccountFacts = async (
  identity: string,
  { ses, resolveTxt: resolve }: { readonly ses: SESClient; readonly resolveTxt: ResolveTxt },
): Promise<AccountFacts> => {
  const Identities = [identity];
  const [quota, account, verification, dkim, mailFrom, dmarc] = await Promise.all([
    ses.send(new GetSendQuotaCommand({})),
    ses.send(new GetAccountSendingEnabledCommand({})),
    ses.send(new GetIdentityVerificationAttributesCommand({ Identities })),
    ses.send(new GetIdentityDkimAttributesCommand({ Identities })),
    ses.send(new GetIdentityMailFromDomainAttributesCommand({ Identities })),
    readDmarc(domainOfIdentity(identity), resolve),
  ]);
  const signing = dkim.DkimAttributes?.[identity];
  return {
    identity,
    sendingEnabled: account.Enabled === true,
    dailyQuota: quota.Max24HourSend ?? 0,
    maxRate: quota.MaxSendRate ?? 0,
    verified: verification.VerificationAttributes?.[identity]?.VerificationStatus === 'Success',
    dkimSigned: signing?.DkimEnabled === true && signing.DkimVerificationStatus === 'Success',
    mailFrom: mailFromOf(mailFrom.MailFromDomainAttributes?.[identity]?.MailFromDomainStatus),
    dmarc,
  };
};

const mailFromOf = (status: string | undefined): AccountFacts['mailFrom'] => {
  switch (status) {
    case 'Success':
      return 'set-up';
    case 'Pending':
    case 'TemporaryFailure':
      return 'pending';
    case 'Failed':
      return 'failed';
    default:
      return 'none';
  }
};

/** What a resolver answers where a name or a record does not exist. */
const NO_SUCH_RECORD = new Set(['ENOTFOUND', 'ENODATA']);

/** A domain without a record of its own is under that of a domain above it: RFC 7489 §6.6.3. */
const readDmarc = async (domain: string, resolve: ResolveTxt): Promise<AccountFacts['dmarc']> => {
  const labels = domain.split('.');
  for (let first = 0; first < labels.length - 1; first += 1) {
    try {
      const records = await resolve(`_dmarc.${labels.slice(first).join('.')}`);
      if (records.some((parts) => parts.join('').startsWith('v=DMARC1'))) return 'published';
    } catch (error) {
      if (!NO_SUCH_RECORD.has(errorCode(error))) return 'unknown';
    }
  }
  return 'missing';
};
