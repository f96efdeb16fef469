/** `harvest --stack` against CloudFormation and S3 on loopback, and tables in the embedded engine. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { TABLES } from '../../../lambdas/adapters/dynamodb/table-schema.ts';
import { startDynalite, type LocalEngine } from '../../../local/dynalite-engine.ts';
import { LOCAL_ACCESS, openLocalTables, type LocalTables } from '../../../local/local-tables.ts';
import { run } from './run-cli.ts';

const OUTPUTS: Readonly<Record<string, string>> = {
  ...Object.fromEntries(Object.keys(TABLES).map((name) => [`${name}Table`, name])),
  TokenKeysSecret: 'arn:aws:secretsmanager:us-east-1:111122223333:secret:keys',
  Categories: 'cs.LG,stat.ML',
  SenderIdentity: 'lab.example.org',
  SenderAddress: 'digest@lab.example.org',
  SenderName: 'Paper Round',
  PostalAddress: 'Paper Round, 1 Example Street',
};
let outputs = OUTPUTS;
let listed: string[] = [];

const describeStack = (): string =>
  `<DescribeStacksResponse><DescribeStacksResult><Stacks><member><StackName>s</StackName><Outputs>${Object.entries(
    outputs,
  )
    .map(([key, value]) => `<member><OutputKey>${key}</OutputKey><OutputValue>${value}</OutputValue></member>`)
    .join('')}</Outputs></member></Stacks></DescribeStacksResult></DescribeStacksResponse>`;

let account: Server;
let engine: LocalEngine;
let tables: LocalTables;
const environment = { ...process.env };
beforeAll(async () => {
  account = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://127.0.0.1');
    if (searchParams.has('list-type')) listed.push(pathname);
    response
      .setHeader('content-type', 'text/xml')
      .end(
        searchParams.has('list-type')
          ? '<ListBucketResult><IsTruncated>false</IsTruncated></ListBucketResult>'
          : describeStack(),
      );
  });
  await new Promise<void>((resolve) => account.listen(0, '127.0.0.1', resolve));
  engine = await startDynalite();
  tables = await openLocalTables({ directory: '', endpoint: engine.endpoint, clock: () => new Date() });
  const url = `http://127.0.0.1:${(account.address() as AddressInfo).port}`;
  Object.assign(process.env, {
    AWS_REGION: LOCAL_ACCESS.region,
    AWS_ACCESS_KEY_ID: LOCAL_ACCESS.credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: LOCAL_ACCESS.credentials.secretAccessKey,
    AWS_ENDPOINT_URL_CLOUDFORMATION: url,
    AWS_ENDPOINT_URL_S3: url,
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
  outputs = { ...OUTPUTS, RawBucket: 'raw-responses' };
  listed = [];
});
const STACK = ['--stack', 'PaperRound-prod-Data'];
const RANGE = ['harvest', '--from', '2024-03-05', '--to', '2024-03-06', ...STACK];

it('a range becomes a job of the stack, with the categories of the stack, and is not waited for with --no-wait', async () => {
  const { exitCode, out } = await run([...RANGE, '--no-wait', '--json']);
  expect(JSON.parse(out)).toMatchObject({ state: 'open', days: 2, daysDone: 0, categories: ['cs.LG', 'stat.ML'] });
  expect(exitCode).toBe(0);
  expect(await tables.ledger.backfills()).toMatchObject([{ from: '2024-03-05', state: 'open' }]);
});

it('a job is watched until the stack has done it', async () => {
  let looks = 0;
  const work = {
    columns: undefined,
    clockMs: () => performance.now(),
    onInterrupt: () => () => undefined,
    sleep: async () => {
      looks += 1;
      if (looks < 3) return;
      for (const job of await tables.ledger.backfills()) await tables.ledger.putBackfill({ ...job, state: 'done' });
    },
  };
  const { exitCode, out } = await run(RANGE, { work });
  expect(out).toMatch(/^2024-03-05 to 2024-03-06, cs\.LG, stat\.ML: all days done\.\n/);
  expect({ exitCode, looks }).toEqual({ exitCode: 0, looks: 3 });
});

it('the quarantine is that of the bucket', async () => {
  expect(await run(['harvest', '--rejected', ...STACK])).toMatchObject({
    exitCode: 0,
    out: expect.stringMatching(/^No response with rejects is archived/) as string,
  });
  expect(listed.join()).toContain('raw-responses');
});

it('a stack that does not say where its raw responses are is told apart', async () => {
  outputs = OUTPUTS;
  expect(await run(['harvest', '--rejected', ...STACK])).toMatchObject({
    exitCode: 2,
    error: expect.stringContaining('has no output RawBucket: deploy it with this version first.') as string,
  });
});
