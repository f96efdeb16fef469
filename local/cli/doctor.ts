/** `doctor`: what is missing or wrong on this machine or in the account, each with its remedy. */
import { SESClient } from '@aws-sdk/client-ses';
import { dataDirectoryOf, openCliData, type CliOptions, type Environment } from './cli-data.ts';
import { openStack } from './deployed-stack.ts';
import { readAccountFacts, type ResolveTxt } from './doctor/account-facts.ts';
import { judgeAccount } from './doctor/account-findings.ts';
import { dataFindings, keyFindings } from './doctor/data-findings.ts';
import { findingsOf, type Finding } from './doctor/finding.ts';
import { environmentFindings, nodeFinding } from './doctor/machine-findings.ts';
import { siteFinding } from './doctor/site-findings.ts';
import { printJson, printTable, type Output } from './print.ts';
import { UsageError } from '../round-flags.ts';

export interface DoctorContext {
  readonly env: Environment;
  readonly now: Date;
  readonly resolveTxt: ResolveTxt;
}

/** Prints all findings; returns whether nothing is wrong. With `--stack` the account is asked instead of the local data. */
export const runDoctor = async (options: CliOptions, context: DoctorContext, output: Output): Promise<boolean> => {
  const findings = [
    nodeFinding(process.versions.node),
    ...environmentFindings(context.env),
    ...(options.stack === undefined
      ? await localFindings(options, context)
      : await accountFindings(options.stack, context)),
  ];
  const sound = findings.every(({ state }) => state !== 'wrong');
  if (output.json) printJson(output, { sound, findings });
  else printFindings(output, findings);
  return sound;
};

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const localFindings = async (options: CliOptions, { env, now }: DoctorContext): Promise<readonly Finding[]> => {
  const { note, wrong } = findingsOf('here');
  try {
    const data = await openCliData(options, { env });
    try {
      return [...(await keyFindings(dataDirectoryOf(options))), ...(await dataFindings(data, { area: 'here', now }))];
    } finally {
      await data.close();
    }
  } catch (error) {
    // Nothing there yet, or a variable that is named already: no fault of the data.
    if (error instanceof UsageError) return [note({ what: error.message })];
    return [wrong({ what: messageOf(error), remedy: 'Mend that, or use another data directory (--data).' })];
  }
};

const accountFindings = async (
  stackName: string,
  { env, now, resolveTxt }: DoctorContext,
): Promise<readonly Finding[]> => {
  const { wrong } = findingsOf('account');
  const cantAsk = (what: string, error: unknown): readonly Finding[] => [
    wrong({
      what: `${what} can't be asked (${error instanceof Error ? error.name : 'unknown error'}).`,
      remedy: 'Check the permissions of your AWS credentials and the network.',
    }),
  ];
  try {
    const stack = await openStack(stackName, env);
    const ses = new SESClient({});
    try {
      return [
        ...(await dataFindings(stack, { area: 'account', now }).catch((error: unknown) =>
          cantAsk('The tables', error),
        )),
        ...(await readAccountFacts(stack.senderIdentity, { ses, resolveTxt }).then(judgeAccount, (error: unknown) =>
          cantAsk('SES', error),
        )),
        await stack.mailSite().then(
          ({ baseUrl }) => siteFinding(baseUrl),
          (error: unknown) => wrong({ what: messageOf(error), remedy: 'Deploy the pipeline stack: docs/deploy.md.' }),
        ),
      ];
    } finally {
      ses.destroy();
      await stack.close();
    }
  } catch (error) {
    return [wrong({ what: messageOf(error), remedy: 'List your stacks: aws cloudformation list-stacks' })];
  }
};

const HEADINGS = { here: 'This machine', account: 'The AWS account' } as const;
const SIGNS = { ok: 'ok', note: 'note', wrong: 'WRONG' } as const;

const printFindings = (output: Output, findings: readonly Finding[]): void => {
  for (const area of ['here', 'account'] as const) {
    const ofArea = findings.filter((finding) => finding.area === area);
    if (ofArea.length === 0) continue;
    output.write(`${area === 'account' ? '\n' : ''}${HEADINGS[area]}\n`);
    printTable(output, {
      columns: [{ head: '' }, { head: '', flexible: true }],
      rows: ofArea.map(({ state, what, remedy }) => [
        `  ${SIGNS[state]}`,
        remedy === undefined ? what : `${what}\n→ ${remedy}`,
      ]),
    });
  }
};
