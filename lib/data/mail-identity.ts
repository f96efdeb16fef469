/** Who the mails are from: the SES identity, made here or existing, and the configuration set that every mail goes through. */
import { ArnFormat, CfnOutput, Duration, Stack } from 'aws-cdk-lib';
import {
  ConfigurationSet,
  ConfigurationSetTlsPolicy,
  DkimIdentity,
  EasyDkimSigningKeyLength,
  EmailIdentity,
  Identity,
  MailFromBehaviorOnMxFailure,
  SuppressionReasons,
} from 'aws-cdk-lib/aws-ses';
import type { Construct } from 'constructs';
import type { StageSettings } from '../settings.ts';
import { retainAs } from './retained.ts';

export interface MailIdentity {
  /** ARN that a sender needs permission for. */
  readonly identityArn: string;
  readonly configurationSet: ConfigurationSet;
}

/** SES tries that long; after it a digest of this morning is yesterday's news. */
const MAX_DELIVERY = Duration.hours(12);

export const createMailIdentity = (scope: Construct, settings: StageSettings): MailIdentity => {
  const configurationSet = new ConfigurationSet(scope, 'Mail', {
    tlsPolicy: ConfigurationSetTlsPolicy.REQUIRE,
    reputationMetrics: true,
    suppressionReasons: SuppressionReasons.BOUNCES_AND_COMPLAINTS,
    maxDeliveryDuration: MAX_DELIVERY,
  });
  retainAs(configurationSet, 'MailConfigurationSet');
  const { domain, useExistingIdentity } = settings;
  return {
    identityArn:
      domain === undefined
        ? existingIdentityArn(scope, useExistingIdentity ?? '')
        : createIdentity(scope, { ...settings, domain }),
    configurationSet,
  };
};

const existingIdentityArn = (scope: Construct, name: string): string =>
  Stack.of(scope).formatArn({
    service: 'ses',
    resource: 'identity',
    resourceName: name,
    arnFormat: ArnFormat.SLASH_RESOURCE_NAME,
  });

/** Bounces that SES can't report otherwise are forwarded to the sender: until events are recorded that is the only notice of them. */
const createIdentity = (
  scope: Construct,
  { domain, mailFromSubdomain }: Pick<StageSettings, 'mailFromSubdomain'> & { readonly domain: string },
): string => {
  const mailFromDomain = `${mailFromSubdomain}.${domain}`;
  const identity = new EmailIdentity(scope, 'Identity', {
    identity: Identity.domain(domain),
    dkimIdentity: DkimIdentity.easyDkim(EasyDkimSigningKeyLength.RSA_2048_BIT),
    mailFromDomain,
    // A digest whose SPF is not aligned still has DKIM; a digest that is not sent has nothing.
    mailFromBehaviorOnMxFailure: MailFromBehaviorOnMxFailure.USE_DEFAULT_VALUE,
  });
  retainAs(identity, 'MailIdentity');
  outputDnsRecords(scope, { identity, domain, mailFromDomain });
  return identity.emailIdentityArn;
};

/** The records that make mail from this domain trusted, as `type name value`: the operator copies them into DNS. */
const outputDnsRecords = (
  scope: Construct,
  {
    identity,
    domain,
    mailFromDomain,
  }: { readonly identity: EmailIdentity; readonly domain: string; readonly mailFromDomain: string },
): void => {
  const { region } = Stack.of(scope);
  const records: Readonly<Record<string, string>> = {
    ...Object.fromEntries(
      identity.dkimRecords.map(({ name, value }, index) => [`DnsDkim${index + 1}`, `CNAME ${name} ${value}`]),
    ),
    DnsMailFromMx: `MX ${mailFromDomain} 10 feedback-smtp.${region}.amazonses.com`,
    DnsMailFromSpf: `TXT ${mailFromDomain} "v=spf1 include:amazonses.com ~all"`,
    DnsDmarc: `TXT _dmarc.${domain} "v=DMARC1; p=none;"`,
  };
  for (const [name, value] of Object.entries(records)) new CfnOutput(scope, name, { value });
};
