/** What `doctor` says about the AWS account that a deployment sends from. */
import { domainOfIdentity, type AccountFacts } from './account-facts.ts';
import { findingsOf, type Finding } from './finding.ts';

const { ok, note, wrong } = findingsOf('account');

/** The quota of SES's sandbox, which mails verified addresses only. https://docs.aws.amazon.com/ses/latest/dg/quotas.html */
const SANDBOX_DAILY_QUOTA = 200;

export const judgeAccount = (facts: AccountFacts): readonly Finding[] => [
  quota(facts),
  facts.sendingEnabled
    ? ok('Sending is enabled.')
    : wrong({ what: 'Sending is paused for the account.', remedy: 'The SES console says why and how to resume.' }),
  facts.verified
    ? ok(`The identity ${facts.identity} is verified.`)
    : wrong({
        what: `The identity ${facts.identity} is not verified in this region.`,
        remedy: 'Publish its DNS records or click the link that SES mailed: docs/deploy.md.',
      }),
  facts.dkimSigned
    ? ok('Mails are signed with DKIM.')
    : wrong({
        what: `Mails are not signed with DKIM for ${facts.identity}, so large mailbox providers will refuse them.`,
        remedy: 'Publish the three CNAME records of DKIM: docs/deploy.md.',
      }),
  mailFrom(facts),
  dmarc(facts),
];

const quota = ({ dailyQuota, maxRate }: AccountFacts): Finding => {
  if (dailyQuota === SANDBOX_DAILY_QUOTA)
    return wrong({
      what: `SES allows ${SANDBOX_DAILY_QUOTA} mails a day: that is its sandbox, where only verified addresses get mail.`,
      remedy: 'Ask for production access: docs/deploy.md.',
    });
  return ok(`SES allows ${dailyQuota === -1 ? 'any number of' : dailyQuota} mails a day, ${maxRate} a second.`);
};

/** Without it mails still pass DMARC by their DKIM signature. */
const mailFrom = ({ mailFrom: state }: AccountFacts): Finding => {
  switch (state) {
    case 'set-up':
      return ok('The MAIL FROM domain is set up.');
    case 'pending':
      return note({
        what: 'The MAIL FROM domain is not verified yet.',
        remedy: 'Publish its MX and SPF records if you have not (docs/deploy.md), and wait up to 72 hours.',
      });
    case 'failed':
      return wrong({
        what: 'SES did not find the records of the MAIL FROM domain.',
        remedy: 'Publish its MX and SPF records: docs/deploy.md.',
      });
    case 'none':
      return note({
        what: "There is no MAIL FROM domain of your own, so SPF speaks for SES's domain only.",
        remedy: 'Set one for the identity in the SES console.',
      });
  }
};

const dmarc = ({ dmarc: state, identity }: AccountFacts): Finding => {
  const domain = domainOfIdentity(identity);
  switch (state) {
    case 'published':
      return ok(`${domain} has a DMARC record.`);
    case 'unknown':
      return note({
        what: `DNS did not answer whether ${domain} has a DMARC record.`,
        remedy: `Look it up from elsewhere: TXT _dmarc.${domain}`,
      });
    case 'missing':
      return wrong({
        what: `${domain} has no DMARC record, so large mailbox providers will refuse the mails.`,
        remedy: `Publish the TXT record _dmarc.${domain}, at least "v=DMARC1; p=none;".`,
      });
  }
};
