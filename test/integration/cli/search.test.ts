/** `search` over an index that a round has built: in a data directory, and in the bucket of a stack on loopback. */
import { readFile, mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { TABLES } from '../../../lambdas/adapters/dynamodb/table-schema.ts';
import { openDataDirectory } from '../../../local/data-directory.ts';
import { LOCAL_ACCESS, openLocalTables } from '../../../local/local-tables.ts';
import { buildLocalSearch } from '../../../local/search-index.ts';
import { aListing, aPaper } from '../../fakes/stored-rows.ts';
import { run, type CliRun } from './run-cli.ts';

const NOW = new Date('2026-11-20T17:00:00Z');
const PAPERS = [
  aPaper('2613.00001', {
    title: 'Forward and Backward Propagation of Folded Maps',
    abstract: 'We fold maps in $O(n^2)$ and propagate what was folded.',
  }),
  aPaper('2613.00002', { title: 'Propagating Doubt', abstract: 'Nothing is folded backward here.' }),
  aPaper('2613.00003', { title: 'A Third Thing \u001B[2J', abstract: 'A survey of doubt.', authors: ['Cy Raman'] }),
];
/** What no answer may send to a terminal, but for the marks of words. */
const STEERS = /[\u0000-\u0009\u000B-\u001A\u001C-\u001F\u007F-\u009F]|\u001B(?!\[1m|\[22m)|\p{Bidi_Control}/u; // eslint-disable-line no-control-regex -- it is what must not be there

let parent = '';
let data = '';
beforeAll(async () => {
  parent = await mkdtemp(join(tmpdir(), 'paper-round-cli-search-'));
  data = join(parent, 'data');
  const { paths } = await openDataDirectory(data, { kind: 'sample' });
  const tables = await openLocalTables({ directory: paths.tables, endpoint: undefined, clock: () => NOW });
  await tables.papers.putMany(PAPERS.map((paper) => ({ paper, expected: undefined })));
  await tables.listings.putMany(PAPERS.map(({ paperId }) => aListing(paperId)));
  await buildLocalSearch({ root: paths.root, tables, categories: ['cs.LG'], clock: () => NOW });
  await tables.close();
});
afterAll(() => rm(parent, { recursive: true, force: true }));

const cli = (...argv: readonly string[]): Promise<CliRun> => run(['search', ...argv, '--data', data]);

describe('in a data directory', () => {
  it('finds what the site finds, the words bold on a terminal', async () => {
    const { exitCode, out, error } = await cli('backward', 'propagation');
    expect({ exitCode, error }).toEqual({ exitCode: 0, error: '' });
    expect(out).toMatch(/^2 papers found among 3 papers announced since \d{4}-\d{2}-\d{2} \(invented\ssample\)$/m);
    expect(out).toMatch(/^1 {2}2026-11-20 {2}2613\.00001 {2}cs\.LG/m);
    expect(out).toContain('\u001B[1mBackward');
    expect(out).not.toMatch(STEERS);
    for (const line of out.replace(/\u001B\[\d+m/g, '').split('\n')) expect(line.length).toBeLessThanOrEqual(80); // eslint-disable-line no-control-regex -- the marks
  });

  it('takes a phrase, an author, and an order', async () => {
    expect((await cli('"backward propagation"')).out).toMatch(/^1 paper found/);
    expect((await cli('author:raman', '--sort', 'newest')).out).toContain('2613.00003');
  });

  it('sends no controls of a title, and plain text where that is wanted', async () => {
    const { out } = await run(['search', 'survey', '--data', data], { env: { NO_COLOR: '1' } });
    expect(out).toContain('A Third Thing [2J');
    expect(out).not.toContain('\u001B');
  });

  it('answers with JSON', async () => {
    const { exitCode, out } = await cli('doubt', '--json', '--limit', '1');
    expect(exitCode).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ query: 'doubt', total: 2, sample: true, papers: [{ version: 1 }] });
  });

  it('ends with 0 when nothing is found, 2 on wrong usage, 1 before an index is built', async () => {
    expect(await cli('xyzzy')).toMatchObject({ exitCode: 0, out: expect.stringMatching(/^0 papers found/) as string });
    expect(await cli('cat:zz')).toMatchObject({
      exitCode: 2,
      out: '',
      error: expect.stringMatching(/^paper-round: There is nothing to look for[^\n]+\n$/) as string,
    });
    expect(await cli('a', '--sort', 'best')).toMatchObject({ exitCode: 2 });
    const fresh = join(parent, 'fresh');
    await openDataDirectory(fresh, { kind: 'real' });
    expect(await run(['search', 'a', '--data', fresh])).toMatchObject({
      exitCode: 1,
      out: '',
      error: expect.stringMatching(/^paper-round: No search index has been built in [^\n]+\n$/) as string,
    });
  });
});

describe('in a stack', () => {
  let account: Server;
  let outputs: Readonly<Record<string, string>> = {};
  const environment = { ...process.env };
  const asked: string[] = [];
  beforeAll(async () => {
    account = createServer((request, response) => {
      const { pathname } = new URL(request.url ?? '', 'http://127.0.0.1');
      if (request.method === 'GET') {
        asked.push(pathname);
        void readFile(join(data, 'search', basename(pathname))).then(
          (file) => response.end(file),
          () => response.writeHead(404).end('<Error><Code>NoSuchKey</Code></Error>'),
        );
        return;
      }
      const members = Object.entries(outputs)
        .map(([key, value]) => `<member><OutputKey>${key}</OutputKey><OutputValue>${value}</OutputValue></member>`)
        .join('');
      response
        .setHeader('content-type', 'text/xml')
        .end(
          `<DescribeStacksResponse><DescribeStacksResult><Stacks><member><StackName>s</StackName><Outputs>${members}</Outputs></member></Stacks></DescribeStacksResult></DescribeStacksResponse>`,
        );
    });
    await new Promise<void>((resolve) => account.listen(0, '127.0.0.1', resolve));
  });
  afterAll(async () => {
    process.env = environment;
    account.closeAllConnections();
    await new Promise((resolve) => account.close(resolve));
  });

  it('reads the index from the bucket that the stack names, and says when it names none', async () => {
    const tables = await openLocalTables({
      directory: join(data, 'tables'),
      endpoint: undefined,
      clock: () => NOW,
    });
    try {
      const url = `http://127.0.0.1:${(account.address() as AddressInfo).port}`;
      Object.assign(process.env, {
        AWS_REGION: LOCAL_ACCESS.region,
        AWS_ACCESS_KEY_ID: LOCAL_ACCESS.credentials.accessKeyId,
        AWS_SECRET_ACCESS_KEY: LOCAL_ACCESS.credentials.secretAccessKey,
        AWS_ENDPOINT_URL_CLOUDFORMATION: url,
        AWS_ENDPOINT_URL_S3: url,
        AWS_ENDPOINT_URL_DYNAMODB: tables.endpoint,
      });
      const stack = {
        ...Object.fromEntries(Object.keys(TABLES).map((name) => [`${name}Table`, name])),
        TokenKeysSecret: 'arn:aws:secretsmanager:us-east-1:111122223333:secret:keys',
        Categories: 'cs.LG',
        SenderIdentity: 'lab.example.org',
        SenderAddress: 'digest@lab.example.org',
        SenderName: 'Paper Round',
        PostalAddress: 'Paper Round, 1 Example Street',
      };
      outputs = { ...stack, SearchBucket: 'search-index' };
      const found = await run(['search', 'doubt', '--stack', 'PaperRound-prod-Data', '--json']);
      expect(found).toMatchObject({ exitCode: 0, error: '' });
      expect(JSON.parse(found.out)).toMatchObject({ total: 2, sample: false });
      expect(asked.join(' ')).toMatch(/search-index\/search\/manifest\.json .*search-index\/search\/hot-/);
      outputs = stack;
      expect(await run(['search', 'doubt', '--stack', 'PaperRound-prod-Data'])).toMatchObject({
        exitCode: 2,
        error: expect.stringContaining('has no output SearchBucket') as string,
      });
    } finally {
      await tables.close();
    }
  });
});
