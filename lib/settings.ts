/**
 * A stage's settings: one object under `paper-round` in the context of `cdk.json`, checked at synth with every fault in one
 * message. The committed stage `example` may hold placeholders, so that a fresh clone synthesises; no other stage may.
 * What only the account can tell (identity verified, sandbox, DMARC, quota) is told by `npm run cli -- doctor`.
 */
import * as z from 'zod';
import { categoriesSetting } from '../lambdas/functions/harvest-papers/settings.ts';
import { domainOf, isPlaceholder, isPublicMailbox } from './mail-domain.ts';

/** The stage of the fresh clone. */
export const EXAMPLE_STAGE = 'example';

const hostname = z
  .string()
  .regex(/^(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,}$/, 'must be a host name in lower case');

const line = z
  .string()
  .trim()
  .min(1, 'must not be empty')
  .regex(/^[^\r\n]*$/, 'must be one line');

const settingsSchema = z
  .strictObject({
    /** The From of every mail. */
    senderAddress: z.email('must be a mail address').toLowerCase(),
    /** Name shown beside it. @default 'Paper Round' */
    senderName: line.default('Paper Round'),
    /** Domain whose SES identity, with DKIM and a MAIL FROM subdomain, the data stack creates. */
    domain: hostname.optional(),
    /** Instead: name of an identity of SES (a domain or an address) that is verified in this account and region already. */
    useExistingIdentity: z.union([hostname, z.email('must be a domain or a mail address')]).optional(),
    /** Label under `domain` for bounces, which aligns SPF. @default 'bounce' */
    mailFromSubdomain: z
      .string()
      .regex(/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/, 'must be one label of a host name')
      .default('bounce'),
    /** Stands at the foot of every mail; CAN-SPAM requires it. */
    postalAddress: line.refine((text) => text.length >= 10, 'must be a whole postal address on one line'),
    /** Gets the alarms, and is named to arXiv and the sources of signals as contact. */
    operatorEmail: z.email('must be a mail address').toLowerCase(),
    /** What is harvested. */
    categories: categoriesSetting,
    /** Name of a secret in this account and region whose text is a token for GitHub. Without it stars are not looked at. */
    githubTokenSecret: z
      .string()
      .regex(/^[\w/+=.@-]{1,512}$/, 'must be the name of a secret, not its ARN')
      .optional(),
    /**
     * Price plan of SES in this account: decides what the mails cost. Accounts made since July 2026 begin on `ESSENTIALS`;
     * `NONE` is à la carte. It is a property of the account and not of a stack: `doctor` compares it.
     */
    sesPricingPlan: z.enum(['NONE', 'ESSENTIALS', 'PRO', 'ENTERPRISE']),
    /** Domains whose addresses may subscribe: a team edition. Empty: everybody. @default [] */
    allowedMailDomains: z.array(hostname).default([]),
    /** Host name of the site. @default the address that CloudFront gives */
    customDomain: z
      .strictObject({
        name: hostname,
        /** Its certificate. Without it a stack of its own makes one, and the site answers at CloudFront's address until it is set. */
        certificateArn: z
          .string()
          .regex(
            /^arn:aws[a-z-]*:acm:us-east-1:\d{12}:certificate\/[\w-]+$/,
            'must be the ARN of a certificate in us-east-1, where CloudFront looks for it',
          )
          .optional(),
        /** Zone of Route 53 in this account that gets the records. @default they are put into DNS by hand */
        hostedZone: z
          .strictObject({
            id: z.string().regex(/^Z[A-Z0-9]{1,31}$/, 'must be the id of a hosted zone'),
            name: hostname,
          })
          .optional(),
      })
      .optional(),
    /** Where the alarms' mails send their reader. @default the path in the repository */
    runbookUrl: line.default('docs/runbook.md'),
    /** Account and region that the stage may be deployed into; without them, wherever the credentials lead. */
    account: z
      .string()
      .regex(/^\d{12}$/, 'must be twelve digits')
      .optional(),
    region: z
      .string()
      .regex(/^[a-z]{2}(-[a-z]+)+-\d$/, 'must be a region such as eu-central-1')
      .optional(),
  })
  .superRefine(({ customDomain, account }, context) => {
    if (customDomain === undefined) return;
    const fault = (field: string, message: string): void =>
      context.addIssue({ code: 'custom', path: ['customDomain', field], message });
    const { name, certificateArn, hostedZone } = customDomain;
    if (hostedZone !== undefined && !isWithin(name, hostedZone.name))
      fault('hostedZone', `must be one that holds ${name}`);
    if (account !== undefined && certificateArn !== undefined && !certificateArn.includes(`:${account}:`))
      fault('certificateArn', `must be of the account ${account}`);
  })
  .superRefine(({ senderAddress, domain, useExistingIdentity: identity }, context) => {
    const fault = (path: string, message: string): void => context.addIssue({ code: 'custom', path: [path], message });
    if ((domain === undefined) === (identity === undefined)) {
      fault('domain', 'or useExistingIdentity must be given, and not both');
      return;
    }
    const senderDomain = domainOf(senderAddress);
    const covered =
      domain === undefined
        ? identity === senderAddress || isWithin(senderDomain, identity ?? '')
        : isWithin(senderDomain, domain);
    if (!covered) fault('senderAddress', `must belong to the identity ${domain ?? identity ?? ''}`);
  });

/** The settings of one stage, checked, defaults filled in. */
export type StageSettings = Readonly<z.output<typeof settingsSchema>> & { readonly stage: string };

/** Host name, certificate and zone of the site. */
export type CustomDomain = NonNullable<StageSettings['customDomain']>;

/** The settings can't be used. The message is for the operator and names every fault. */
export class StageSettingsError extends Error {
  override readonly name = 'StageSettingsError';
}

const isWithin = (host: string, domain: string): boolean => host === domain || host.endsWith(`.${domain}`);

const STAGE_NAME = /^[a-z][a-z0-9-]{0,19}$/;

/** Fields that a placeholder may fill in the example stage only. */
const NO_PLACEHOLDERS = [
  'senderAddress',
  'domain',
  'useExistingIdentity',
  'postalAddress',
  'operatorEmail',
  'customDomain',
];

const deploymentFaults = (stage: string, raw: Readonly<Record<string, unknown>>): readonly string[] => {
  if (stage === EXAMPLE_STAGE) return [];
  const placeholders = NO_PLACEHOLDERS.filter((field) => isPlaceholder(raw[field])).map(
    (field) => `${field}: is a placeholder, write your own`,
  );
  const { senderAddress } = raw;
  const isPublic = typeof senderAddress === 'string' && isPublicMailbox(senderAddress);
  return isPublic
    ? [
        ...placeholders,
        'senderAddress: belongs to a public mailbox provider, whose DMARC policy makes such mail bounce; use a domain of your own',
      ]
    : placeholders;
};

/**
 * @param context the value of `paper-round`: an object by stage
 * @throws StageSettingsError naming every fault
 */
export const readStageSettings = (context: unknown, stage: string): StageSettings => {
  const stages = z.record(z.string(), z.record(z.string(), z.unknown())).safeParse(context);
  if (!stages.success)
    throw new StageSettingsError('cdk.json: the context "paper-round" must hold one object per stage.');
  const raw = Object.hasOwn(stages.data, stage) ? stages.data[stage] : undefined;
  if (raw === undefined || !STAGE_NAME.test(stage)) {
    const known = Object.keys(stages.data).join(', ');
    throw new StageSettingsError(
      `There is no stage ${JSON.stringify(stage)} in cdk.json (there are: ${known}; a name is up to 20 lower-case letters, digits and hyphens). Add one as docs/deploy.md tells, or choose with -c stage=NAME.`,
    );
  }
  const parsed = settingsSchema.safeParse(raw);
  const faults = [
    ...(parsed.success ? [] : parsed.error.issues.map((issue) => faultOf(issue, raw))),
    ...deploymentFaults(stage, raw),
  ];
  if (parsed.success && faults.length === 0) return { ...parsed.data, stage };
  throw new StageSettingsError(
    `The settings of stage ${JSON.stringify(stage)} in cdk.json can't be deployed:\n${faults.map((fault) => `  - ${fault}`).join('\n')}`,
  );
};

const faultOf = (issue: z.core.$ZodIssue, raw: Readonly<Record<string, unknown>>): string => {
  if (issue.code === 'unrecognized_keys') return `${issue.keys.join(', ')}: no such setting`;
  const [field] = issue.path;
  const isMissing = issue.code === 'invalid_type' && issue.path.length === 1 && raw[String(field)] === undefined;
  return `${issue.path.join('.')}: ${isMissing ? 'is missing' : issue.message}`;
};
