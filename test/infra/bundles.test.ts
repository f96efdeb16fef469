/** The bundles as they are deployed: their size, and a whole round through all six, each from a folder with nothing else in it. */
import { execFile } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { build } from 'esbuild';
import { createTables } from '../../lambdas/adapters/dynamodb/create-tables.ts';
import { createDocumentClient } from '../../lambdas/adapters/dynamodb/document-client.ts';
import { createSubscriberStore } from '../../lambdas/adapters/dynamodb/subscriber-store.ts';
import { TABLES } from '../../lambdas/adapters/dynamodb/table-schema.ts';
import { dueShardOf } from '../../lambdas/core/subscriber/due-time.ts';
import { subscriberIdSchema, subscriberSchema } from '../../lambdas/core/subscriber/subscriber.ts';
import { unsubscribeToken } from '../../lambdas/core/subscriber/unsubscribe-token.ts';
import { parseDeploymentKeys } from '../../lambdas/runtime/deployment-keys.ts';
import { entryOf, ESBUILD_OPTIONS } from '../../lib/bundling.ts';
import { startDynalite, type LocalEngine } from '../../local/dynalite-engine.ts';
import { startSesEndpoint, type SesEndpoint } from '../../local/ses-endpoint.ts';
import { simulateGitHub, type SimulatedGitHub } from '../attention/simulated-github.ts';
import { simulateHackerNews, type SimulatedHackerNews } from '../attention/simulated-hacker-news.ts';
import { simulateHuggingFace, type SimulatedHuggingFace } from '../attention/simulated-hugging-face.ts';
import { startLoopbackServices, type LoopbackServices } from './loopback-services.ts';
import { resourcesOf, synthStage } from './synth-stage.ts';

/** As Lambda counts. */
const KILOBYTE = 1024;
const MAX_BYTES = {
  'harvest-papers': 740 * KILOBYTE,
  'collect-signals': 700 * KILOBYTE,
  'rank-trending': 700 * KILOBYTE,
  'plan-digests': 700 * KILOBYTE,
  'send-digest': 1200 * KILOBYTE,
  'serve-web': 1200 * KILOBYTE,
} as const;
type FunctionName = keyof typeof MAX_BYTES;
const FUNCTIONS = Object.keys(MAX_BYTES) as FunctionName[];

const SECRET = JSON.stringify({ current: 'k1', k1: 'k'.repeat(64) });
const KEYS_ARN = 'arn:aws:secretsmanager:us-east-1:123456789012:secret:keys';
const TOKEN_SECRET = 'paper-round/github-token';
const TOKEN = 'github_pat_invented_0123456789';
const READER_ID = subscriberIdSchema.parse('0123456789abcdef0123456789abcdef');
const READER = subscriberSchema.parse({
  subscriberId: READER_ID,
  address: 'reader@example.org',
  state: 'confirmed',
  createdAt: '2026-11-01T00:00:00.000Z',
  stateChangedAt: '2026-11-01T00:00:00.000Z',
  consent: { by: 'operator', at: '2026-11-01T00:00:00.000Z', text: 'by the word of the operator' },
  preferences: { categories: ['cs.LG'] },
  dueAt: '2026-11-20T12:00:00.000Z',
  dueShard: dueShardOf(READER_ID),
});
/** 05:30 in New York on the day of the invented feeds, and the minute after the reader's hour. */
const NIGHT = '2026-11-20T10:30:00.000Z';
const MORNING = '2026-11-20T12:01:00.000Z';

const get = (rawPath: string) => ({
  version: '2.0',
  rawPath,
  rawQueryString: '',
  headers: {},
  requestContext: { http: { method: 'GET', path: rawPath } },
  isBase64Encoded: false,
});

describe('the bundles', () => {
  let directory: string;
  let engine: LocalEngine;
  let ses: SesEndpoint;
  let services: LoopbackServices;
  let gitHub: SimulatedGitHub;
  let huggingFace: SimulatedHuggingFace;
  let hackerNews: SimulatedHackerNews;

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'paper-round-bundles-'));
    await Promise.all(
      FUNCTIONS.map(async (name) => {
        const { outputFiles } = await build({
          ...ESBUILD_OPTIONS,
          external: [...ESBUILD_OPTIONS.external],
          mainFields: [...ESBUILD_OPTIONS.mainFields],
          sourcemap: false,
          entryPoints: [entryOf(name)],
          write: false,
          logLevel: 'error',
        });
        const folder = join(directory, name);
        await mkdir(folder);
        await writeFile(join(folder, 'index.mjs'), outputFiles[0]?.contents ?? '');
        await chmod(folder, 0o555);
      }),
    );
    engine = await startDynalite();
    const client = createDocumentClient({
      endpoint: engine.endpoint,
      region: 'us-east-1',
      credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    });
    await createTables(client);
    await createSubscriberStore(client, 'Subscribers').add(READER);
    client.destroy();
    ses = await startSesEndpoint();
    services = await startLoopbackServices({
      dynamodbEndpoint: engine.endpoint,
      secrets: { [KEYS_ARN]: SECRET, [TOKEN_SECRET]: TOKEN },
      paperIds: ['2611.01001', '2611.01002', '2611.01003'],
    });
    const clock = () => new Date(NIGHT);
    gitHub = await simulateGitHub({
      token: TOKEN,
      clock,
      repositories: [{ nameWithOwner: 'invented/garden', stars: 38, forks: 4, createdAt: '2026-11-18T00:00:00Z' }],
    });
    huggingFace = await simulateHuggingFace({
      clock,
      lists: {
        '2026-11-20': [{ paperId: '2611.01002', upvotes: 12, githubRepo: 'https://github.com/invented/garden' }],
      },
    });
    hackerNews = await simulateHackerNews({
      clock,
      stories: [
        {
          storyId: '1',
          url: 'https://arxiv.org/abs/2611.01003',
          points: 64,
          submittedAt: '2026-11-20T07:00:00.000Z',
        },
      ],
    });
  });

  afterAll(async () => {
    services.close();
    await Promise.all([gitHub, huggingFace, hackerNews].map((source) => source.close()));
    await ses.close();
    await engine.close();
    for (const name of FUNCTIONS) await chmod(join(directory, name), 0o755);
    await rm(directory, { recursive: true });
  });

  const run = async (name: FunctionName, now: string, ...events: readonly unknown[]): Promise<readonly unknown[]> => {
    const folder = join(directory, name);
    const tables = Object.fromEntries(Object.keys(TABLES).map((table) => [`${table.toUpperCase()}_TABLE`, table]));
    const { stdout } = await promisify(execFile)(
      process.execPath,
      [fileURLToPath(new URL('./run-bundle.mjs', import.meta.url))],
      {
        cwd: folder,
        env: {
          ...tables,
          BUNDLE_RUN: JSON.stringify({ bundle: pathToFileURL(join(folder, 'index.mjs')).href, events, now }),
          STAGE: 'test',
          PAPER_ROUND_CATEGORIES: 'cs.LG',
          RAW_BUCKET: 'raw-responses',
          OPERATOR_CONTACT: 'mailto:operator@example.org',
          DIGEST_QUEUE_URL: `${services.url}/queue`,
          TOKEN_KEYS_SECRET_ARN: KEYS_ARN,
          GITHUB_TOKEN_SECRET: TOKEN_SECRET,
          GITHUB_API_URL: gitHub.url,
          HUGGING_FACE_URL: huggingFace.url,
          HACKER_NEWS_URL: hackerNews.url,
          CONFIGURATION_SET: 'mail',
          SITE_URL: 'https://papers.example.org',
          SENDER_ADDRESS: 'digest@example.org',
          SENDER_NAME: 'Paper Round',
          LIST_DOMAIN: 'example.org',
          POSTAL_ADDRESS: 'Paper Round, 1 Example Street, Exampletown',
          ARXIV_FEED_URL: services.url,
          ARXIV_API_URL: `${services.url}/api/query`,
          ARXIV_OAI_URL: `${services.url}/oai`,
          ARXIV_LISTING_URL: `${services.url}/list`,
          ARXIV_MIN_INTERVAL_MS: '0',
          AWS_REGION: 'us-east-1',
          AWS_ACCESS_KEY_ID: 'local',
          AWS_SECRET_ACCESS_KEY: 'local',
          AWS_ENDPOINT_URL: services.url,
          AWS_ENDPOINT_URL_DYNAMODB: `${services.url}/${name}`,
          AWS_ENDPOINT_URL_SES: ses.url,
        },
      },
    );
    expect(await readdir(folder)).toEqual(['index.mjs']);
    return JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? '') as readonly unknown[];
  };

  it.each(Object.entries(MAX_BYTES))('%s has %i bytes at most', async (name, maxBytes) => {
    const { size } = await stat(join(directory, name, 'index.mjs'));
    expect(size).toBeGreaterThan(100 * KILOBYTE);
    expect(size).toBeLessThanOrEqual(maxBytes);
  });

  it('harvest-papers takes the list of the day in, and asks nothing once it is complete', async () => {
    const events = [
      { task: 'poll', last: false },
      { task: 'poll', last: true },
    ];
    expect(await run('harvest-papers', NIGHT, ...events)).toMatchObject([
      { task: 'poll', outcome: 'list of 2026-11-20: complete', requests: 2, records: 3, new: 3, rejected: 0 },
      { task: 'poll', outcome: 'list of 2026-11-20: complete', requests: 0, records: 0, rejected: 0 },
    ]);
    // The feed and the listing page, each with its request beside it.
    expect(services.objects).toHaveLength(4);
    for (const path of services.objects) expect(path).toMatch(/^\/raw-responses\/raw\/2026-11-20\//);
  });

  it('harvest-papers repairs and backfills, and comes to an end', async () => {
    expect(await run('harvest-papers', NIGHT, { task: 'repair' }, { task: 'backfill' })).toMatchObject([
      { task: 'repair', records: 0, rejected: 0, refusals: 0 },
      { task: 'backfill', records: 0, rejected: 0, refusals: 0 },
    ]);
  });

  it('rank-trending waits for the signals of the night', async () => {
    expect(await run('rank-trending', NIGHT, {})).toMatchObject([{ date: '2026-11-20', state: 'waiting' }]);
  });

  it('collect-signals asks all sources, with the token of its secret, and nothing once the night is finished', async () => {
    expect(await run('collect-signals', NIGHT, { last: false }, { last: true })).toMatchObject([
      {
        date: '2026-11-20',
        state: 'collected',
        looks: 3,
        withGain: 3,
        papersRescored: 3,
        nightsBehind: 0,
        missing: [],
      },
      { state: 'collected', looks: 0, requests: 0, nightsBehind: 0, sourcesDown: 0 },
    ]);
    expect(gitHub.requests.map(({ headers }) => headers.authorization)).toEqual([`bearer ${TOKEN}`]);
    for (const { requests } of [gitHub, huggingFace, hackerNews])
      expect(requests[0]?.headers['user-agent']).toBe('PaperRound/0.1 (mailto:operator@example.org)');
  });

  it('rank-trending ranks the day, and once only', async () => {
    expect(await run('rank-trending', NIGHT, {}, {}, { last: true })).toMatchObject([
      { date: '2026-11-20', state: 'ranked' },
      { state: 'ranked-before', lists: 0 },
      { state: 'ranked' },
    ]);
  });

  it('plan-digests orders the digest that is due', async () => {
    expect(await run('plan-digests', MORNING, {})).toEqual([{ due: 1, planned: 1, listDatesBehind: 0 }]);
    expect(services.messages).toHaveLength(1);
    expect(services.messages[0]).not.toContain(READER.address);
  });

  it('send-digest sends what was ordered, and a second delivery of the order sends nothing', async () => {
    const [body = ''] = services.messages;
    const message = { messageId: 'm1', body, attributes: { ApproximateReceiveCount: '1' }, eventSource: 'aws:sqs' };
    const done = { batchItemFailures: [] };
    expect(await run('send-digest', MORNING, { Records: [] }, { Records: [message] }, { Records: [message] })).toEqual([
      done,
      done,
      done,
    ]);
    expect(ses.counts()).toMatchObject({ sendRequests: 1, accepted: 1 });
  });

  it('serve-web answers its health check, the page, and the way out', async () => {
    const token = unsubscribeToken(READER.subscriberId, parseDeploymentKeys(SECRET).tokenKeys);
    const oneClick = {
      ...get('/unsubscribe'),
      rawQueryString: `token=${token}`,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      requestContext: { http: { method: 'POST', path: '/unsubscribe' } },
      body: 'List-Unsubscribe=One-Click',
    };
    const answers = (await run(
      'serve-web',
      MORNING,
      get('/healthz'),
      get('/'),
      get('/papers/2611.01002'),
      oneClick,
    )) as readonly APIGatewayProxyStructuredResultV2[];
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 200, 200, 200]);
    expect(answers[1]?.body).toContain('2611.01001');
    expect(answers[1]?.body).toContain('on Hacker News');
  });

  it('call no table in a way that their roles do not allow', () => {
    const { pipeline } = synthStage();
    const policies = resourcesOf(pipeline, 'AWS::IAM::Policy').map(([id, { Properties }]) => ({
      id,
      statements: (
        Properties as unknown as {
          PolicyDocument: { Statement: readonly { Action: string | string[]; Resource: unknown }[] };
        }
      ).PolicyDocument.Statement,
    }));
    const isAllowed = (call: string): boolean => {
      const [name = '', action = '', table = ''] = call.split(' ');
      const construct = name.replace(/(^|-)([a-z])/g, (_match, _dash, letter: string) => letter.toUpperCase());
      return policies
        .filter(({ id }) => id.startsWith(construct))
        .flatMap(({ statements }) => statements)
        .some(
          ({ Action, Resource }) =>
            [Action].flat().includes(action) && JSON.stringify(Resource).includes(`GetAtt${table}Arn`),
        );
    };
    expect(services.tableCalls.size).toBeGreaterThan(15);
    expect([...services.tableCalls].filter((call) => !isAllowed(call))).toEqual([]);
  });
});
