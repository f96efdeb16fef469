import type { APIGatewayProxyEventV2, SQSEvent } from 'aws-lambda';
import * as z from 'zod';
import { httpFunction } from '../../../lambdas/runtime/http-function.ts';
import { METRICS } from '../../../lambdas/runtime/metric-names.ts';
import { queueFunction } from '../../../lambdas/runtime/queue-function.ts';
import { nightInput, scheduledFunction } from '../../../lambdas/runtime/scheduled-function.ts';
import { commonSettings, textSetting } from '../../../lambdas/runtime/settings.ts';
import { captureOutput, type CapturedOutput } from './captured-output.ts';

const settings = commonSettings.extend({ TEST_TABLE: textSetting });
const context = { awsRequestId: 'request-1', getRemainingTimeInMillis: () => 900_000 };
const SECRET = 'reader@example.org';

let output: CapturedOutput;
const messages = () => output.lines().flatMap(({ message }) => (message === undefined ? [] : [message]));

beforeEach(() => {
  process.env['STAGE'] = 'test';
  process.env['TEST_TABLE'] = 'Papers';
  output = captureOutput();
});
afterEach(() => {
  output.stop();
  delete process.env['STAGE'];
  delete process.env['TEST_TABLE'];
});

describe('a scheduled function', () => {
  const define = (
    run: (last: boolean) => Promise<{ readonly papers: number }>,
    onStart: () => void = () => undefined,
  ) =>
    scheduledFunction({
      name: 'test-function',
      settings,
      input: nightInput,
      buildDeps: ({ TEST_TABLE }) => {
        onStart();
        return { table: TEST_TABLE };
      },
      run: async (_deps, { last }, { metrics }) => {
        const report = await run(last);
        metrics.count(METRICS.recordsRead, report.papers);
        return report;
      },
    });

  it('starts at its first event, once, and gives each run the input of its schedule', async () => {
    let starts = 0;
    const inputs: boolean[] = [];
    const handler = define(
      (last) => {
        inputs.push(last);
        return Promise.resolve({ papers: 3 });
      },
      () => {
        starts += 1;
      },
    );
    expect(starts).toBe(0);
    expect(await handler({}, context)).toEqual({ papers: 3 });
    await handler({ last: true }, context);
    expect({ starts, inputs }).toEqual({ starts: 1, inputs: [false, true] });
  });

  it('logs STARTED and COMPLETED with counts and the request id', async () => {
    await define(() => Promise.resolve({ papers: 3 }))({}, context);
    expect(messages()).toEqual(['STARTED', 'COMPLETED']);
    expect(output.lines().find(({ message }) => message === 'COMPLETED')).toMatchObject({
      level: 'INFO',
      service: 'test-function',
      requestId: 'request-1',
      papers: 3,
    });
  });

  it('tells each run how long it has still, anew whenever it asks', async () => {
    const left = [720_000, 5_000];
    const handler = scheduledFunction({
      name: 'test-function',
      settings,
      input: nightInput,
      buildDeps: () => ({}),
      run: (_deps, _input, { remainingMs }) => Promise.resolve({ first: remainingMs(), second: remainingMs() }),
    });
    const report = await handler({}, { ...context, getRemainingTimeInMillis: () => left.shift() ?? 0 });
    expect(report).toEqual({ first: 720_000, second: 5_000 });
  });

  it('emits its metrics under the dimensions that the alarms watch', async () => {
    await define(() => Promise.resolve({ papers: 0 }))({}, context);
    const metrics = output.lines().find((line) => '_aws' in line);
    expect(metrics).toMatchObject({ RecordsRead: 0, service: 'test-function', stage: 'test' });
    expect(JSON.stringify(metrics)).toContain('"Namespace":"PaperRound"');
  });

  it('lets nothing of an error out but its name', async () => {
    const handler = define(() => Promise.reject(new RangeError(`no such person: ${SECRET}`)));
    const failure = await handler({}, context).catch((error: unknown) => error as Error);
    expect(failure).toMatchObject({ name: 'FunctionFailedError', message: 'test-function failed: RangeError' });
    expect((failure as Error).cause).toBeUndefined();
    expect(messages()).toEqual(['STARTED', 'FAILED']);
    expect(output.text()).not.toContain(SECRET);
  });

  it('refuses an input of another shape before anything runs', async () => {
    const run = jest.fn(() => Promise.resolve({ papers: 0 }));
    await expect(define(run)({ last: 'yes' }, context)).rejects.toThrow('test-function failed: ZodError');
    expect(run).not.toHaveBeenCalled();
  });

  it('names what is missing in its environment, and tries again at the next event', async () => {
    delete process.env['TEST_TABLE'];
    const handler = define(() => Promise.resolve({ papers: 0 }));
    await expect(handler({}, context)).rejects.toThrow('test-function failed: SettingsError');
    expect(output.lines().find(({ message }) => message === 'START FAILED')).toMatchObject({
      reason: 'The environment is wrong: TEST_TABLE is missing.',
    });
    process.env['TEST_TABLE'] = 'Papers';
    await expect(handler({}, context)).resolves.toEqual({ papers: 0 });
  });
});

describe('a queue function', () => {
  const record = (messageId: string, body: string) =>
    ({
      messageId,
      body,
      attributes: { ApproximateReceiveCount: '2' },
      eventSource: 'aws:sqs',
    }) as SQSEvent['Records'][number];
  const handled: number[] = [];
  const handler = queueFunction({
    name: 'test-queue',
    settings,
    message: z.object({ order: z.number() }),
    buildDeps: () => ({}),
    handle: async (_deps, { order }) => {
      await Promise.resolve();
      if (order < 0) throw new RangeError(`order of ${SECRET}`);
      handled.push(order);
    },
  });

  beforeEach(() => {
    handled.length = 0;
  });

  it('gives back only the messages that failed or are no messages of its queue', async () => {
    const Records = [
      record('a', '{"order":1}'),
      record('b', '{"order":-1}'),
      record('c', `{"mail":"${SECRET}"}`),
      record('d', 'no json'),
      record('e', '{"order":2}'),
    ];
    expect(await handler({ Records }, context)).toEqual({
      batchItemFailures: [{ itemIdentifier: 'b' }, { itemIdentifier: 'c' }, { itemIdentifier: 'd' }],
    });
    expect(handled).toEqual([1, 2]);
    expect(output.lines().filter(({ message }) => message === 'MESSAGE FAILED')).toMatchObject([
      { messageId: 'b', error: 'RangeError', receiveCount: 2 },
      { messageId: 'c', error: 'ForeignMessageError' },
      { messageId: 'd', error: 'ForeignMessageError' },
    ]);
    expect(output.text()).not.toContain(SECRET);
  });

  it('gives a batch back in which everything failed, without failing itself', async () => {
    expect(await handler({ Records: [record('b', '{"order":-1}')] }, context)).toEqual({
      batchItemFailures: [{ itemIdentifier: 'b' }],
    });
  });

  it('takes an empty batch', async () => {
    expect(await handler({ Records: [] }, context)).toEqual({ batchItemFailures: [] });
  });

  it('hands every message out again when it can’t start', async () => {
    const broken = queueFunction({
      name: 'test-queue',
      settings,
      message: z.object({}),
      buildDeps: () => Promise.reject(new Error('no secret')),
      handle: () => Promise.resolve(),
    });
    await expect(broken({ Records: [record('a', '{}')] }, context)).rejects.toThrow('test-queue failed: Error');
  });
});

describe('an HTTP function', () => {
  const event = {
    rawPath: '/unsubscribe',
    rawQueryString: 'token=secret-token',
    requestContext: { http: { method: 'GET' } },
  } as APIGatewayProxyEventV2;

  it('logs method and status, and neither path nor query', async () => {
    const handler = httpFunction({
      name: 'test-web',
      settings,
      buildDeps: () => () => Promise.resolve({ statusCode: 200 }),
    });
    expect(await handler(event, context)).toEqual({ statusCode: 200 });
    expect(output.lines()).toMatchObject([{ message: 'ANSWERED', method: 'GET', status: 200, requestId: 'request-1' }]);
    expect(output.text()).not.toMatch(/unsubscribe|secret-token/);
  });

  it('answers with a problem that tells nothing when a request or the start breaks', async () => {
    const breaks = httpFunction({
      name: 'test-web',
      settings,
      buildDeps: () => () => Promise.reject(new Error(`about ${SECRET}`)),
    });
    const answer = await breaks(event, context);
    expect(answer).toMatchObject({ statusCode: 500, headers: { 'content-type': 'application/problem+json' } });
    expect(answer.body).not.toContain(SECRET);
    delete process.env['STAGE'];
    const cannotStart = httpFunction({ name: 'test-web', settings, buildDeps: () => () => Promise.resolve({}) });
    expect(await cannotStart(event, context)).toMatchObject({ statusCode: 500 });
    expect(output.text()).not.toContain(SECRET);
  });
});
