/** `doctor`: what is missing or wrong on this machine or in the account, each with its remedy. */
import { resolveTxt } from 'node:dns/promises';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import {
  GetAccountSendingEnabledCommand,
  GetIdentityMailFromDomainAttributesCommand,
  GetIdentityVerificationAttributesCommand,
  GetSendQuotaCommand,
  SESClient,
} from '@aws-sdk/client-ses';
import { isListDate, newYorkDate, previousListDate } from '../../lambdas/core/calendar/announcement-calendar.ts';
import { ALL_CATEGORIES, listKey } from '../../lambdas/core/rank/ranked-list.ts';
import { readRoundSettings } from '../round-settings.ts';
import { dataDirectoryOf, openCliData, type CliData, type CliOptions } from './cli-data.ts';
import { readStack } from './deployed-stack.ts';
import { printJson, type Output } from './print.ts';

export interface Finding {
  readonly state: 'ok' | 'note' | 'wrong';
  /** One sentence. */
  readonly what: string;
  readonly remedy?: string;
}

const LATEST = '9999-12-31';
/** SES grants 200 mails a day in the sandbox, and only to verified addresses. */
const SANDBOX_DAILY_QUOTA = 200;

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Prints all findings; returns whether nothing is wrong. */
export const runDoctor = async (
  options: CliOptions,
  { env, now }: { readonly env: NodeJS.ProcessEnv; readonly now: Date },
  output: Output,
): Promise<boolean> => {
  const findings = [
    nodeVersion(process.versions.node),
    environment(env),
    ...(await dataFindings(options, now)),
    ...(options.stack === undefined ? [] : await accountFindings(options.stack)),
  ];
  if (output.json) printJson(output, { findings });
  else
    for (const { state, what, remedy } of findings)
      output.write(`${SIGNS[state]} ${what}${remedy === undefined ? '' : `\n        → ${remedy}`}\n`);
  return findings.every(({ state }) => state !== 'wrong');
};

const SIGNS = { ok: 'ok     ', note: 'note   ', wrong: 'WRONG  ' } as const;

/** package.json: `engines`. */
export const nodeVersion = (version: string): Finding => {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > 20 || (major === 20 && minor >= 19)
    ? { state: 'ok', what: `Node ${version}` }
    : { state: 'wrong', what: `Node ${version} is older than 20.19.`, remedy: 'Install Node 20.19 or newer.' };
};

const environment = (env: NodeJS.ProcessEnv): Finding => {
  try {
    const { categories, arxiv } = readRoundSettings(env);
    return {
      state: 'ok',
      what: `${categories.length} categories (${categories.join(', ')}), one request per ${arxiv.minIntervalMs} ms`,
    };
  } catch (error) {
    return { state: 'wrong', what: messageOf(error), remedy: 'Correct or unset these variables.' };
  }
};

const dataFindings = async (options: CliOptions, now: Date): Promise<readonly Finding[]> => {
  let data: CliData;
  try {
    data = await openCliData(options);
  } catch (error) {
    return [{ state: 'note', what: messageOf(error) }];
  }
  try {
    const permission = options.stack === undefined ? await keyPermission(dataDirectoryOf(options)) : undefined;
    return [
      { state: 'ok', what: `data: ${data.where}${data.sample ? ' (invented sample)' : ''}` },
      ...(permission ? [permission] : []),
      await freshness(data, now),
      ...(await shortBatches(data)),
      await readers(data),
    ];
  } catch (error) {
    return [{ state: 'wrong', what: `The tables can't be read: ${messageOf(error)}` }];
  } finally {
    await data.close();
  }
};

const keyPermission = async (directory: string): Promise<Finding | undefined> => {
  const path = join(directory, 'keys.json');
  const { mode } = await stat(path);
  return (mode & 0o077) === 0
    ? undefined
    : { state: 'wrong', what: `${path} can be read by others on this machine.`, remedy: `chmod 600 ${path}` };
};

const freshness = async ({ tables, sample }: CliData, now: Date): Promise<Finding> => {
  const list = await tables.rankings.latestUpTo(listKey(ALL_CATEGORIES, 'week'), LATEST);
  if (list === undefined)
    return {
      state: 'note',
      what: 'No list has been ranked yet.',
      remedy: 'Run npm start, or wait for the first night after the deploy.',
    };
  const today = newYorkDate(now);
  const due = isListDate(today) ? today : previousListDate(today);
  if (sample || list.date >= due) return { state: 'ok', what: `latest list: ${list.date}` };
  return {
    state: 'note',
    what: `The latest list is of ${list.date}; arXiv's newest is of ${due}.`,
    remedy: 'Run npm start again; deployed: see docs/runbook.md.',
  };
};

const shortBatches = async ({ tables }: CliData): Promise<readonly Finding[]> => {
  const batches = await tables.batches.between(ALL_CATEGORIES, '0000-01-01', LATEST);
  return batches
    .slice(-5)
    .flatMap(({ date, state, reason }) =>
      state === 'short'
        ? [
            {
              state: 'note' as const,
              what: `The batch of ${date} is short: ${reason ?? 'no reason kept'}`,
              remedy: 'Run the round again for what is missing.',
            },
          ]
        : [],
    );
};

const readers = async ({ tables }: CliData): Promise<Finding> => {
  let confirmed = 0;
  for await (const { state } of tables.subscribers.all()) if (state === 'confirmed') confirmed += 1;
  return confirmed > 0
    ? { state: 'ok', what: `${confirmed} confirmed subscriber${confirmed === 1 ? '' : 's'}` }
    : {
        state: 'note',
        what: 'No confirmed subscriber: nobody gets mail.',
        remedy: 'npm run cli -- subscribers add EMAIL',
      };
};

/** What only the account can tell: SES quota and sandbox, identity, MAIL FROM, DMARC. */
const accountFindings = async (stackName: string): Promise<readonly Finding[]> => {
  const client = new SESClient({});
  try {
    const { outputs } = await readStack(stackName);
    const identity = outputs['SenderIdentity'] ?? '';
    const domain = identity.slice(identity.lastIndexOf('@') + 1);
    const [quota, account, verification, mailFrom, dmarc] = await Promise.all([
      client.send(new GetSendQuotaCommand({})),
      client.send(new GetAccountSendingEnabledCommand({})),
      client.send(new GetIdentityVerificationAttributesCommand({ Identities: [identity] })),
      client.send(new GetIdentityMailFromDomainAttributesCommand({ Identities: [identity] })),
      hasDmarcRecord(domain),
    ]);
    const perDay = quota.Max24HourSend ?? 0;
    return [
      perDay === SANDBOX_DAILY_QUOTA
        ? {
            state: 'wrong',
            what: 'SES is in its sandbox: 200 mails a day, only to verified addresses.',
            remedy: 'Ask for production access: docs/deploy.md.',
          }
        : {
            state: 'ok',
            what: `SES quota: ${perDay === -1 ? 'unlimited' : perDay} a day, ${quota.MaxSendRate ?? 0} a second`,
          },
      account.Enabled === true
        ? { state: 'ok', what: 'sending is enabled' }
        : { state: 'wrong', what: 'Sending is paused for the account.', remedy: 'See the SES console for the reason.' },
      verification.VerificationAttributes?.[identity]?.VerificationStatus === 'Success'
        ? { state: 'ok', what: `identity ${identity} is verified` }
        : {
            state: 'wrong',
            what: `Identity ${identity} is not verified.`,
            remedy: 'Publish its DKIM records: docs/deploy.md.',
          },
      mailFrom.MailFromDomainAttributes?.[identity]?.MailFromDomainStatus === 'Success'
        ? { state: 'ok', what: 'the custom MAIL FROM domain is set up' }
        : {
            state: 'wrong',
            what: 'The custom MAIL FROM domain is not set up: SPF will not align.',
            remedy: 'Publish its MX and SPF records: docs/deploy.md.',
          },
      dmarc
        ? { state: 'ok', what: `_dmarc.${domain} has a DMARC record` }
        : {
            state: 'wrong',
            what: `_dmarc.${domain} has no DMARC record: large mailbox providers will refuse the mails.`,
            remedy: 'Publish a TXT record, at least "v=DMARC1; p=none".',
          },
    ];
  } catch (error) {
    return [{ state: 'wrong', what: `The account can't be asked: ${messageOf(error)}` }];
  } finally {
    client.destroy();
  }
};

const hasDmarcRecord = async (domain: string): Promise<boolean> => {
  try {
    const records = await resolveTxt(`_dmarc.${domain}`);
    return records.some((parts) => parts.join('').startsWith('v=DMARC1'));
  } catch {
    return false;
  }
};
