/** `--stack` against CloudFormation, Secrets Manager and SES on loopback, and tables in the embedded engine. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { TABLES } from '../../../lambdas/adapters/dynamodb/table-schema.ts';
import { listKey } from '../../../lambdas/core/rank/ranked-list.ts';
import { LOCAL_ACCESS, openLocalTables, type LocalTables } from '../../../local/local-tables.ts';
import { startDynalite, type LocalEngine } from '../../../local/dynalite-engine.ts';
import { aPaper, aRankedList } from '../../fakes/stored-rows.ts';
import { simulateGitHub } from '../../attention/simulated-github.ts';
import { simulateHackerNews } from '../../attention/simulated-hacker-news.ts';
import { simulateHuggingFace } from '../../attention/simulated-hugging-face.ts';
import { run } from './run-cli.ts';

/** As lib/data-stack.ts and lib/pipeline-stack.ts write them. */
const DATA_OUTPUTS: Readonly<Record<string, string>> = {
  ...Object.fromEntries(Object.keys(TABLES).map((name) => [`${name}Table`, name])),
  TokenKeysSecret: 'arn:aws:secretsmanager:us-east-1:111122223333:secret:keys',
  Categories: 'cs.LG,stat.ML',
  SenderIdentity: 'lab.example.org',
  SenderAddress: 'digest@lab.example.org',
  SenderName: 'Paper Round',
  PostalAddress: 'Paper Round, 1 Example Street',
};
/** Of a stage that names one. */
const TOKEN_SECRET = 'paper-round/github-token';
const TOKEN = 'github_pat_invented_0123456789';
let stacks: Record<string, Readonly<Record<string, string>>> = {};
let ses: Readonly<Record<string, string>> = {};

const SOUND_SES = {
  GetSendQuota: '<Max24HourSend>50000</Max24HourSend><MaxSendRate>14</MaxSendRate><SentLast24Hours>0</SentLast24Hours>',
  GetAccountSendingEnabled: '<Enabled>true</Enabled>',
  GetIdentityVerificationAttributes:
    '<VerificationAttributes><entry><key>lab.example.org</key><value><VerificationStatus>Success</VerificationStatus></value></entry></VerificationAttributes>',
  GetIdentityDkimAttributes:
    '<DkimAttributes><entry><key>lab.example.org</key><value><DkimEnabled>true</DkimEnabled><DkimVerificationStatus>Success</DkimVerificationStatus></value></entry></DkimAttributes>',
  GetIdentityMailFromDomainAttributes:
    '<MailFromDomainAttributes><entry><key>lab.example.org</key><value><MailFromDomain>mail.lab.example.org</MailFromDomain><MailFromDomainStatus>Success</MailFromDomainStatus><BehaviorOnMXFailure>UseDefaultValue</BehaviorOnMXFailure></value></entry></MailFromDomainAttributes>',
};

const describeStack = (name: string): { status: number; body: string } => {
  const outputs = stacks[name];
  if (outputs === undefined)
    return {
      status: 400,
      body: '<ErrorResponse><Error><Type>Sender</Type><Code>ValidationError</Code><Message>none</Message></Error></ErrorResponse>',
    };
  const members = Object.entries(outputs)
    .map(([key, value]) => `<member><OutputKey>${key}</OutputKey><OutputValue>${value}</OutputValue></member>`)
    .join('');
  return {
    status: 200,
    body: `<DescribeStacksResponse><DescribeStacksResult><Stacks><member><StackName>${name}</StackName><Outputs>${members}</Outputs></member></Stacks></DescribeStacksResult></DescribeStacksResponse>`,
  };
};

const answer = (body: string, target: string | undefined): { status: number; body: string } => {
  if (target === 'secretsmanager.GetSecretValue') {
    const { SecretId } = JSON.parse(body) as { SecretId: string };
    const keys = JSON.stringify({ current: 'k1', k1: 'k'.repeat(64) });
    return { status: 200, body: JSON.stringify({ SecretString: SecretId === TOKEN_SECRET ? TOKEN : keys }) };
  }
  const form = new URLSearchParams(body);
  const action = form.get('Action') ?? '';
  if (action === 'DescribeStacks') return describeStack(form.get('StackName') ?? '');
  const result = ses[action];
  return result === undefined
    ? {
        status: 403,
        body: '<ErrorResponse><Error><Type>Sender</Type><Code>AccessDenied</Code><Message>no</Message></Error></ErrorResponse>',
      }
    : { status: 200, body: `<${action}Response><${action}Result>${result}</${action}Result></${action}Response>` };
};

const startAccount = (): Promise<Server> =>
  new Promise((resolve) => {
    const server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const target = request.headers['x-amz-target'];
        const { status, body } = answer(
          Buffer.concat(chunks).toString(),
          typeof target === 'string' ? target : undefined,
        );
        response
          .writeHead(status, { 'content-type': target === undefined ? 'text/xml' : 'application/x-amz-json-1.1' })
          .end(body);
      });
    });
    server.listen(0, '127.0.0.1', () => resolve(server));
  });

let account: Server;
let engine: LocalEngine;
let tables: LocalTables;
const environment = { ...process.env };
beforeAll(async () => {
  account = await startAccount();
  engine = await startDynalite();
  tables = await openLocalTables({ directory: '', endpoint: engine.endpoint, clock: () => new Date() });
  await tables.papers.putMany([{ paper: aPaper('2611.01234'), expected: undefined }]);
  for (const category of ['all', 'cs.LG'])
    await tables.rankings.put(aRankedList('2026-11-20', { category, listKey: listKey(category, 'week') }));
  const url = `http://127.0.0.1:${(account.address() as AddressInfo).port}`;
  Object.assign(process.env, {
    AWS_REGION: LOCAL_ACCESS.region,
    AWS_ACCESS_KEY_ID: LOCAL_ACCESS.credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: LOCAL_ACCESS.credentials.secretAccessKey,
    AWS_ENDPOINT_URL_CLOUDFORMATION: url,
    AWS_ENDPOINT_URL_SECRETS_MANAGER: url,
    AWS_ENDPOINT_URL_SES: url,
    AWS_ENDPOINT_URL_DYNAMODB: engine.endpoint,
  });
});
afterAll(async () => {
  process.env = environment;
  await tables.close();
  await engine.close();
  account.closeAllConnections();
  await new Promise((resolve) => account.close(resolve));
});
beforeEach(() => {
  stacks = {
    'PaperRound-prod-Data': DATA_OUTPUTS,
    'PaperRound-prod-Pipeline': { SiteUrl: 'https://papers.example.org' },
  };
  ses = SOUND_SES;
});
const STACK = ['--stack', 'PaperRound-prod-Data'];
const published = {
  resolveTxt: (name: string) =>
    name === '_dmarc.example.org'
      ? Promise.resolve([['v=DMARC1; ', 'p=none;']])
      : Promise.reject(Object.assign(new Error(), { code: 'ENOTFOUND' })),
};

describe('a deployed stack', () => {
  it('answers as local data do', async () => {
    expect(await run(['trending', ...STACK])).toMatchObject({
      exitCode: 0,
      out: expect.stringContaining('On the folding of maps') as string,
    });
    expect(await run(['status', ...STACK])).toMatchObject({
      exitCode: 0,
      out: expect.stringContaining('stack PaperRound-prod-Data') as string,
    });
    // Identifiers of the sample are none here.
    expect(await run(['paper', '2613.00001', ...STACK])).toMatchObject({ exitCode: 2 });
  });

  it('takes subscribers with its own keys and categories, and previews mail with its own sender and site', async () => {
    const added = await run(['subscribers', 'add', 'ada@example.org', '--json', ...STACK]);
    expect(JSON.parse(added.out)).toMatchObject({
      outcome: 'added',
      preferences: { categories: ['cs.LG', 'stat.ML'] },
    });
    const preview = await run(['digests', 'preview', '--email', 'ada@example.org', '--json', ...STACK]);
    expect(JSON.parse(preview.out)).toMatchObject({
      text: expect.stringMatching(/https:\/\/papers\.example\.org\/papers\/2611\.01234[^]*1 Example Street/) as string,
    });
  });

  it('collects signals from here, with the token that the stack names the secret of, unless there is one here', async () => {
    stacks['PaperRound-prod-Data'] = { ...DATA_OUTPUTS, GitHubTokenSecret: TOKEN_SECRET };
    const paper = aPaper('2611.01235', { repository: 'invented/garden' });
    await tables.papers.putMany([{ paper, expected: undefined }]);
    const gitHub = await simulateGitHub({ repositories: [{ nameWithOwner: 'invented/garden', stars: 12 }] });
    const [huggingFace, hackerNews] = [await simulateHuggingFace(), await simulateHackerNews()];
    const collectOn = (date: string, GITHUB_TOKEN: string) =>
      run(['collect', '--date', date, ...STACK], {
        env: {
          GITHUB_API_URL: gitHub.url,
          HUGGING_FACE_URL: huggingFace.url,
          HACKER_NEWS_URL: hackerNews.url,
          GITHUB_TOKEN,
        },
      });
    try {
      const runs = [await collectOn('2026-11-19', ''), await collectOn('2026-11-20', 'mine')];
      expect(runs.map(({ exitCode }) => exitCode)).toEqual([0, 0]);
      expect(gitHub.requests.map(({ headers }) => headers.authorization)).toEqual([`bearer ${TOKEN}`, 'bearer mine']);
      expect(JSON.stringify(runs)).not.toContain(TOKEN);
    } finally {
      await Promise.all([gitHub, huggingFace, hackerNews].map((source) => source.close()));
    }
  });

  it('says when the pipeline stack is not there for a preview', async () => {
    stacks['PaperRound-prod-Pipeline'] = {};
    await run(['subscribers', 'add', 'ada@example.org', ...STACK]);
    expect(await run(['digests', 'preview', '--email', 'ada@example.org', ...STACK])).toMatchObject({
      exitCode: 2,
      error: expect.stringMatching(/PaperRound-prod-Pipeline has no output SiteUrl/) as string,
    });
  });

  it.each([
    [
      'nowhere',
      /Stack nowhere can't be read \(ValidationError\): check its name, the region and your AWS credentials\./,
    ],
    ['PaperRound-prod-Pipeline', /has no output PapersTable, .*: give the name of a data stack/],
  ])('%s is refused in one sentence', async (name, sentence) => {
    const { exitCode, error } = await run(['status', '--stack', name]);
    expect(exitCode).toBe(2);
    expect(error).toMatch(/^paper-round: [^\n]+\n$/);
    expect(error).toMatch(sentence);
  });
});

describe('doctor over an account', () => {
  it('is content with a sound one', async () => {
    const { exitCode, out } = await run(['doctor', ...STACK], published);
    expect(out).not.toMatch(/WRONG/);
    expect(exitCode).toBe(0);
    expect(out).toMatch(/^This machine\n[^]*\n\nThe AWS account\n/);
    expect(out).toContain('lab.example.org has a DMARC record.');
  });

  it('names what is wrong, apart from what is wrong here', async () => {
    ses = {
      ...SOUND_SES,
      GetSendQuota: SOUND_SES.GetSendQuota.replace('50000', '200'),
      GetIdentityVerificationAttributes: '<VerificationAttributes/>',
    };
    const { exitCode, out } = await run(['doctor', '--json', ...STACK]);
    expect(exitCode).toBe(1);
    const { sound, findings } = JSON.parse(out) as {
      sound: boolean;
      findings: { area: string; state: string; what: string }[];
    };
    expect(sound).toBe(false);
    const wrong = findings.filter(({ state }) => state === 'wrong');
    expect(wrong.map(({ area }) => area)).toEqual(['account', 'account', 'account']);
    expect(wrong.map(({ what }) => what).join(' ')).toMatch(/sandbox.*not verified.*no DMARC record/);
  });

  it('says what it was not allowed to ask', async () => {
    ses = {};
    expect(await run(['doctor', ...STACK], published)).toMatchObject({
      exitCode: 1,
      out: expect.stringMatching(/WRONG +SES can't be asked \(AccessDenied\w*\)\./) as string,
    });
  });

  it('says when there is no such stack', async () => {
    expect(await run(['doctor', '--stack', 'nowhere'], published)).toMatchObject({
      exitCode: 1,
      out: expect.stringMatching(/WRONG +Stack nowhere can't be read/) as string,
    });
  });
});
