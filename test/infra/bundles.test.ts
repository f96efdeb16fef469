/** The bundles as they are deployed: their size, and a whole round through all eight, each from a folder with nothing else in it. */
import { execFile } from 'node:child_process';
import { chmod, copyFile, mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { build } from 'esbuild';
import { createTables } from '../../lambdas/adapters/dynamodb/create-tables.ts';
import { createDocumentClient } from '../../lambdas/adapters/dynamodb/document-client.ts';
import { createSubscriberStore } from '../../lambdas/adapters/dynamodb/subscriber-store.ts';
import { TABLES } from '../../lambdas/adapters/dynamodb/table-schema.ts';
import { dueShardOf } from '../../lambdas/core/subscriber/due-time.ts';
import { subscriberIdOf } from '../../lambdas/core/subscriber/email-address.ts';
import { confirmToken, preferencesToken } from '../../lambdas/core/subscriber/signed-token.ts';
import { subscriberIdSchema, subscriberSchema } from '../../lambdas/core/subscriber/subscriber.ts';
import { unsubscribeToken } from '../../lambdas/core/subscriber/unsubscribe-token.ts';
import { parseDeploymentKeys } from '../../lambdas/runtime/deployment-keys.ts';
import { entryOf, ESBUILD_OPTIONS, FILES_BESIDE } from '../../lib/bundling.ts';
import { startDynalite, type LocalEngine } from '../../local/dynalite-engine.ts';
import { startSesEndpoint, type SesEndpoint } from '../../local/ses-endpoint.ts';
import { simulateGitHub, type SimulatedGitHub } from '../attention/simulated-github.ts';
import { simulateHackerNews, type SimulatedHackerNews } from '../attention/simulated-hacker-news.ts';
import { simulateHuggingFace, type SimulatedHuggingFace } from '../attention/simulated-hugging-face.ts';
import { startLoopbackServices, type LoopbackServices } from './loopback-services.ts';
import { resourcesOf, synthStage, TEST_STAGE } from './synth-stage.ts';

const SECRET = JSON.stringify({ current: 'k1', k1: 'k'.repeat(64) });
const KEYS_ARN = 'arn:aws:secretsmanager:us-east-1:123456789012:secret:keys';
const ORIGIN_ARN = 'arn:aws:secretsmanager:us-east-1:123456789012:secret:origin';
const ORIGIN_SECRET = 's'.repeat(64);
const TOKEN_SECRET = 'paper-round/github-token';
const TOKEN = 'github_pat_invented_0123456789';

/** As Lambda counts. */
const KILOBYTE = 1024;
const MAX_BYTES = {
  'harvest-papers': 740 * KILOBYTE,
  'collect-signals': 700 * KILOBYTE,
  'rank-trending': 700 * KILOBYTE,
  'build-search-index': 700 * KILOBYTE,
  'plan-digests': 700 * KILOBYTE,
  'send-digest': 1200 * KILOBYTE,
  'send-confirmation': 1200 * KILOBYTE,
  'serve-web': 1200 * KILOBYTE,
} as const;
/** How the policies name what is no table. */
const IN_TEMPLATE: Readonly<Partial<Record<string, string>>> = {
  'raw-responses': 'RawResponsesArn',
  'search-index': 'SearchIndexArn',
  'digest-orders': 'DigestQueueOrders',
  'confirmation-requests': 'ConfirmationQueueRequests',
  [KEYS_ARN]: 'RefTokenKeys',
  [ORIGIN_ARN]: 'FrontDoorOriginSecret',
  [TOKEN_SECRET]: `secret:${TOKEN_SECRET}-`,
};

type FunctionName = keyof typeof MAX_BYTES;
const FUNCTIONS = Object.keys(MAX_BYTES) as FunctionName[];

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

const FORM = { 'content-type': 'application/x-www-form-urlencoded' };

/** As the API passes on what CloudFront has passed on. */
const get = (url: string, headers: Readonly<Record<string, string>> = { 'x-origin-secret': ORIGIN_SECRET }) => {
  const [rawPath = '', rawQueryString = ''] = url.split('?');
  return {
    version: '2.0',
    rawPath,
    rawQueryString,
    headers: { ...headers, 'cloudfront-viewer-address': '198.51.100.10:46532' },
    requestContext: { http: { method: 'GET', path: rawPath, sourceIp: '192.0.2.77' } },
    isBase64Encoded: false,
  };
};

const post = (url: string, fields: Readonly<Record<string, string>>) => {
  const asked = get(url);
  return {
    ...asked,
    headers: { ...asked.headers, ...FORM },
    requestContext: { http: { ...asked.requestContext.http, method: 'POST' } },
    body: new URLSearchParams(fields).toString(),
  };
};

/** As the form of `/preferences` sends them. */
const SETTINGS = {
  frequency: 'daily',
  weekday: '1',
  localHour: '7',
  timeZone: 'Europe/Berlin',
  'category.cs.LG': 'on',
  topics: 'gardens',
  maxPapers: '10',
};

/** Pages of some hundred kilobytes each. */
const MAX_OUTPUT = 16 * KILOBYTE * KILOBYTE;

type Answers = readonly APIGatewayProxyStructuredResultV2[];

const statusesOf = (answers: Answers): readonly (number | undefined)[] => answers.map(({ statusCode }) => statusCode);

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
        for (const path of FILES_BESIDE[name] ?? []) await copyFile(path, join(folder, basename(path)));
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
      secrets: { [KEYS_ARN]: SECRET, [TOKEN_SECRET]: TOKEN, [ORIGIN_ARN]: ORIGIN_SECRET },
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
        maxBuffer: MAX_OUTPUT,
        env: {
          ...tables,
          BUNDLE_RUN: JSON.stringify({ bundle: pathToFileURL(join(folder, 'index.mjs')).href, events, now }),
          STAGE: 'test',
          PAPER_ROUND_CATEGORIES: 'cs.LG',
          RAW_BUCKET: 'raw-responses',
          OPERATOR_CONTACT: 'mailto:operator@example.org',
          DIGEST_QUEUE_URL: `${services.url}/digest-orders`,
          CONFIRMATION_QUEUE_URL: `${services.url}/confirmation-requests`,
          SEARCH_BUCKET: 'search-index',
          TOKEN_KEYS_SECRET_ARN: KEYS_ARN,
          ORIGIN_SECRET_ARN: ORIGIN_ARN,
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
          AWS_ENDPOINT_URL: `${services.url}/${name}`,
          AWS_ENDPOINT_URL_SES: ses.url,
        },
      },
    );
    expect((await readdir(folder)).sort()).toEqual(
      ['index.mjs', ...(FILES_BESIDE[name] ?? []).map((path) => basename(path))].sort(),
    );
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
    expect(services.objects.size).toBe(4);
    for (const path of services.objects.keys()) expect(path).toMatch(/^\/raw-responses\/raw\/2026-11-20\//);
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

  it('build-search-index builds the index, and nothing once it holds everything', async () => {
    await run('build-search-index', MORNING, {}, {});
    const files = [...services.objects.keys()].filter((path) => path.startsWith('/search-index/'));
    expect(files).toContain('/search-index/search/manifest.json');
    expect(files.length).toBeGreaterThan(1);
    for (const path of files) expect(path).toMatch(/^\/search-index\/search\//);
  });

  it('serve-web answers its health check, pages and searches, and the way out', async () => {
    const token = unsubscribeToken(READER.subscriberId, parseDeploymentKeys(SECRET).tokenKeys);
    const answers = (await run(
      'serve-web',
      MORNING,
      get('/healthz'),
      get('/'),
      get('/papers/2611.01002'),
      get('/archive/2026-11-20'),
      get('/status'),
      get('/search?q=invented'),
      get('/feed.atom'),
      post(`/unsubscribe?token=${token}`, { 'List-Unsubscribe': 'One-Click' }),
    )) as Answers;
    expect(statusesOf(answers)).toEqual([200, 200, 200, 200, 200, 200, 200, 200]);
    expect(answers[1]?.body).toContain('2611.01001');
    expect(answers[1]?.body).toContain('on Hacker News');
    expect(answers[5]?.body).toContain('2611.01001');
  });

  it('serve-web turns away what did not come through CloudFront, but for the way out', async () => {
    const answers = (await run(
      'serve-web',
      MORNING,
      get('/', {}),
      get('/healthz', { 'x-origin-secret': 'guessed' }),
      get('/unsubscribe', {}),
    )) as Answers;
    expect(statusesOf(answers).slice(0, 2)).toEqual([403, 403]);
    expect(statusesOf(answers)[2]).not.toBe(403);
  });

  it('take a sign-up, mail it once, confirm it, change and export it, and erase it', async () => {
    const queued = services.messages.length;
    const accepted = ses.counts().accepted;
    const [page] = (await run('serve-web', MORNING, get('/subscribe'))) as Answers;
    const [, form = ''] = /name="form" value="([^"]+)"/.exec(page?.body ?? '') ?? [];
    const asked = (await run(
      'serve-web',
      '2026-11-20T12:02:00.000Z',
      post('/subscribe', { form, email: 'newcomer@example.org', category: 'cs.LG' }),
      post('/subscribe', { form, email: 'no address' }),
    )) as Answers;
    expect(statusesOf(asked)).toEqual([200, 400]);
    expect(services.messages).toHaveLength(queued + 1);

    const body = services.messages.at(-1) ?? '';
    const message = { messageId: 'c1', body, attributes: { ApproximateReceiveCount: '1' }, eventSource: 'aws:sqs' };
    await run('send-confirmation', '2026-11-20T12:03:00.000Z', { Records: [message] }, { Records: [message] });
    expect(ses.counts().accepted).toBe(accepted + 1);

    const { tokenKeys, hashKey } = parseDeploymentKeys(SECRET);
    const newcomer = subscriberIdOf('newcomer@example.org', hashKey);
    const issuedAt = new Date('2026-11-20T12:03:00.000Z');
    const confirmation = `/confirm?token=${confirmToken(newcomer, issuedAt, tokenKeys)}`;
    const preferences = `/preferences?token=${preferencesToken(newcomer, issuedAt, tokenKeys)}`;
    const answers = (await run(
      'serve-web',
      '2026-11-20T12:04:00.000Z',
      get(confirmation),
      post(confirmation, {}),
      get(preferences),
      post(preferences, { ...SETTINGS, action: 'preview' }),
      post(preferences, { ...SETTINGS, action: 'save' }),
      post(preferences, { action: 'pause' }),
      post(preferences, { action: 'export' }),
      post(preferences, { action: 'erase' }),
      post(preferences, { action: 'erase-for-good' }),
    )) as Answers;
    expect(statusesOf(answers)).toEqual([200, 200, 200, 200, 200, 200, 200, 200, 200]);
    expect(answers[6]?.body).toContain('newcomer@example.org');
  });

  it('serve-web erases a reader with all that was sent to them', async () => {
    const { tokenKeys } = parseDeploymentKeys(SECRET);
    const preferences = `/preferences?token=${preferencesToken(READER_ID, new Date(MORNING), tokenKeys)}`;
    const answers = await run('serve-web', MORNING, post(preferences, { action: 'erase-for-good' }), get(preferences));
    expect(statusesOf(answers as Answers)).toEqual([200, 200]);
    expect([...services.calls]).toContain('serve-web dynamodb:DeleteItem Deliveries');
  });

  it('ask AWS for nothing that their roles do not allow', () => {
    const { pipeline } = synthStage({ ...TEST_STAGE, githubTokenSecret: TOKEN_SECRET });
    const policies = resourcesOf(pipeline, 'AWS::IAM::Policy').map(([id, { Properties }]) => ({
      id,
      statements: (
        Properties as unknown as {
          PolicyDocument: { Statement: readonly { Action: string | string[]; Resource: unknown }[] };
        }
      ).PolicyDocument.Statement,
    }));
    const isAllowed = (call: string): boolean => {
      const [name = '', action = '', resource = ''] = call.split(' ');
      const construct = name.replace(/(^|-)([a-z])/g, (_match, _dash, letter: string) => letter.toUpperCase());
      const inTemplate = IN_TEMPLATE[resource] ?? `GetAtt${resource}Arn`;
      return policies
        .filter(({ id }) => id.startsWith(construct))
        .flatMap(({ statements }) => statements)
        .some(
          ({ Action, Resource }) => [Action].flat().includes(action) && JSON.stringify(Resource).includes(inTemplate),
        );
    };
    expect(services.calls.size).toBeGreaterThan(60);
    expect([...services.calls].filter((call) => !isAllowed(call))).toEqual([]);
  });
});
