import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Template } from 'aws-cdk-lib/assertions';
import { TABLES } from '../../lambdas/adapters/dynamodb/table-schema.ts';
import { HARVEST_TASKS } from '../../lambdas/core/harvest/harvest-run.ts';
import { METRIC_NAMESPACE, METRICS } from '../../lambdas/runtime/metric-names.ts';
import { expectResource, resourcesOf, synthStage, TEST_STAGE, type Resource } from './synth-stage.ts';

interface Statement {
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
}

interface AlarmMetric {
  readonly MetricName: string;
  readonly Namespace: string;
  readonly Dimensions: readonly { readonly Name: string; readonly Value: unknown }[];
}

interface ScheduleProperties {
  readonly ScheduleExpression: string;
  readonly Target: { readonly Input: string };
}

const FUNCTIONS = [
  'BuildSearchIndex',
  'CollectSignals',
  'HarvestPapers',
  'PlanDigests',
  'RankTrending',
  'SendConfirmation',
  'SendDigest',
  'ServeWeb',
] as const;

/** Which functions may touch which personal table, and with what. */
const PERSONAL_ACCESS = {
  PlanDigests: { Subscribers: ['dynamodb:Query', 'dynamodb:UpdateItem'] },
  SendDigest: {
    Subscribers: ['dynamodb:GetItem'],
    Deliveries: [
      'dynamodb:DeleteItem',
      'dynamodb:GetItem',
      'dynamodb:PutItem',
      'dynamodb:Query',
      'dynamodb:UpdateItem',
    ],
    Suppressions: ['dynamodb:GetItem'],
  },
  SendConfirmation: {
    Subscribers: ['dynamodb:GetItem', 'dynamodb:PutItem'],
    Suppressions: ['dynamodb:GetItem'],
    Limits: ['dynamodb:GetItem', 'dynamodb:PutItem'],
  },
  // Who has a token may change, export and erase what is held about them; nobody is found by anything else, or added.
  ServeWeb: {
    Subscribers: ['dynamodb:DeleteItem', 'dynamodb:GetItem', 'dynamodb:UpdateItem'],
    Deliveries: ['dynamodb:DeleteItem', 'dynamodb:Query'],
    Suppressions: ['dynamodb:DeleteItem', 'dynamodb:GetItem', 'dynamodb:PutItem'],
    Limits: ['dynamodb:GetItem', 'dynamodb:PutItem'],
  },
};

/** What harvest and collection may do, and who else may read what they keep of batches, runs and nights. */
const HARVEST_ACCESS = {
  Papers: {
    HarvestPapers: ['dynamodb:BatchGetItem', 'dynamodb:PutItem'],
    // The query is that of the index of watched papers; the update takes a paper out of it.
    CollectSignals: ['dynamodb:BatchGetItem', 'dynamodb:PutItem', 'dynamodb:Query', 'dynamodb:UpdateItem'],
  },
  Signals: {
    CollectSignals: ['dynamodb:PutItem', 'dynamodb:Query'],
    ServeWeb: ['dynamodb:Query'],
    RankTrending: undefined,
    HarvestPapers: undefined,
  },
  Listings: {
    HarvestPapers: ['dynamodb:BatchGetItem', 'dynamodb:DeleteItem', 'dynamodb:PutItem', 'dynamodb:Query'],
    CollectSignals: ['dynamodb:Query'],
  },
  Batches: {
    HarvestPapers: [
      'dynamodb:BatchGetItem',
      'dynamodb:GetItem',
      'dynamodb:PutItem',
      'dynamodb:Query',
      'dynamodb:UpdateItem',
    ],
    CollectSignals: ['dynamodb:BatchGetItem', 'dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:Query'],
    RankTrending: ['dynamodb:BatchGetItem', 'dynamodb:GetItem', 'dynamodb:Query'],
    ServeWeb: ['dynamodb:BatchGetItem', 'dynamodb:Query'],
  },
};

/**
 * Issue 2 asked for ten alarms at most; issue 3 adds five to the harvest, issue 4 three for the signals, issue 5 six for the site,
 * search and signing up. Twenty-six watched metrics, two alarms having two of them: $2.60 a month at $0.10 each, of which the
 * free tier covers ten (docs/deploy.md).
 */
const ALARMS = 24;

const listOf = <Item>(value: Item | readonly Item[]): readonly Item[] => [value].flat() as readonly Item[];

describe('the pipeline stack', () => {
  let pipeline: Template;
  const properties = (type: string): readonly Resource['Properties'][] =>
    resourcesOf(pipeline, type).map(([, resource]) => resource.Properties);
  const lambdas = (): readonly (Readonly<Record<string, unknown>> & { readonly id: string })[] =>
    resourcesOf(pipeline, 'AWS::Lambda::Function').map(([id, { Properties }]) => ({ ...Properties, id }));
  const statements = (): readonly (Statement & { readonly policy: string })[] =>
    resourcesOf(pipeline, 'AWS::IAM::Policy').flatMap(([policy, { Properties }]) =>
      (Properties as unknown as { PolicyDocument: { Statement: readonly Statement[] } }).PolicyDocument.Statement.map(
        (statement) => ({ ...statement, policy }),
      ),
    );
  const alarms = () =>
    properties('AWS::CloudWatch::Alarm') as unknown as readonly ({
      AlarmDescription: string;
      AlarmActions: readonly unknown[];
      TreatMissingData: string;
      Metrics?: readonly { MetricStat?: { Metric: AlarmMetric } }[];
    } & Partial<AlarmMetric>)[];
  /** Metrics of all alarms, those of a formula one by one. */
  const watchedMetrics = (): readonly AlarmMetric[] =>
    alarms().flatMap(({ MetricName, Namespace, Dimensions = [], Metrics = [] }) =>
      MetricName === undefined || Namespace === undefined
        ? Metrics.flatMap(({ MetricStat }) => (MetricStat ? [MetricStat.Metric] : []))
        : [{ MetricName, Namespace, Dimensions }],
    );
  /** Actions on the base table or an index, by function and table. */
  const accessTo = (tables: readonly string[]): Record<string, Record<string, string[]>> => {
    const access: Record<string, Record<string, string[]>> = {};
    for (const { policy, Action, Resource } of statements()) {
      for (const table of tables) {
        if (!JSON.stringify(Resource).includes(`ExportsOutputFnGetAtt${table}Arn`)) continue;
        const owner = FUNCTIONS.find((name) => policy.startsWith(name)) ?? policy;
        const actions = ((access[owner] ??= {})[table] ??= []);
        actions.push(...listOf(Action));
        actions.sort();
      }
    }
    return access;
  };

  beforeAll(() => {
    pipeline = synthStage().pipeline;
  });

  describe('functions', () => {
    it('are the eight of the daily round, and nothing brought along', () => {
      expect(lambdas()).toHaveLength(FUNCTIONS.length);
      for (const name of FUNCTIONS) expect(lambdas().filter(({ id }) => id.startsWith(name))).toHaveLength(1);
    });

    it('run on arm64 and Node 24, traced, outside any VPC, without reserved concurrency', () => {
      for (const lambda of lambdas()) {
        expect(lambda).toMatchObject({
          Architectures: ['arm64'],
          Runtime: 'nodejs24.x',
          TracingConfig: { Mode: 'Active' },
        });
        expect(lambda).not.toHaveProperty('VpcConfig');
        expect(lambda).not.toHaveProperty('ReservedConcurrentExecutions');
        expect(lambda).not.toHaveProperty('FunctionName');
      }
    });

    it('write to log groups that forget after a month', () => {
      const groups = new Map(resourcesOf(pipeline, 'AWS::Logs::LogGroup'));
      for (const { LoggingConfig } of lambdas()) {
        const { LogGroup } = LoggingConfig as { LogGroup: { Ref: string } };
        expect(groups.has(LogGroup.Ref)).toBe(true);
      }
      for (const [, { Properties }] of groups) expect(Properties).toMatchObject({ RetentionInDays: 30 });
    });

    it('are told their stage and find their source maps', () => {
      for (const { Environment } of lambdas()) {
        expect(Environment).toMatchObject({ Variables: { STAGE: 'example', NODE_OPTIONS: '--enable-source-maps' } });
      }
    });
  });

  describe('permissions', () => {
    it('hold no wildcard action', () => {
      for (const { Action } of statements()) for (const action of listOf(Action)) expect(action).not.toContain('*');
    });

    it('hold wildcard resources for X-Ray, and for objects of archive and index under their prefix only', () => {
      const wild = statements().filter(({ Resource }) => JSON.stringify(Resource).includes('*'));
      const objects = wild.filter(({ Action }) => listOf(Action).every((action) => action.startsWith('s3:')));
      const others = wild.filter((statement) => !objects.includes(statement));
      expect([...new Set(others.flatMap(({ Action }) => listOf(Action)))].sort()).toEqual([
        'xray:PutTelemetryRecords',
        'xray:PutTraceSegments',
      ]);
      for (const { Resource } of objects) expect(JSON.stringify(Resource)).toMatch(/"\/(raw|search)\/\*"/);
    });

    it('attach no managed policy', () => {
      for (const role of properties('AWS::IAM::Role')) expect(role).not.toHaveProperty('ManagedPolicyArns');
    });

    it('reach personal tables from the functions that need them, with the actions that they need', () => {
      const personal = Object.entries(TABLES).flatMap(([name, schema]) => (schema.personal ? [name] : []));
      expect(accessTo(personal)).toEqual(PERSONAL_ACCESS);
    });

    it.each(Object.entries(HARVEST_ACCESS))('let functions do to %s what they do, and no more', (table, expected) => {
      const access = accessTo([table]);
      for (const [name, actions] of Object.entries<readonly string[] | undefined>(expected))
        expect(access[name]?.[table]).toEqual(actions);
    });

    it('let the collection query the one index that it reads', () => {
      const [query, ...others] = statements().filter(
        ({ policy, Resource }) => policy.startsWith('CollectSignals') && JSON.stringify(Resource).includes('/index/'),
      );
      expect(others).toEqual([]);
      expect(query?.Action).toBe('dynamodb:Query');
      expect(JSON.stringify(query?.Resource)).toContain('/index/watched"');
    });

    it('let the collection read the secret of its token where the stage names one, and no secret otherwise', () => {
      const secretsOf = (template: Template): readonly Statement[] =>
        resourcesOf(template, 'AWS::IAM::Policy')
          .filter(([policy]) => policy.startsWith('CollectSignals'))
          .flatMap(
            ([, { Properties }]) =>
              (Properties as unknown as { PolicyDocument: { Statement: readonly Statement[] } }).PolicyDocument
                .Statement,
          )
          .filter(({ Action }) => listOf(Action).some((action) => action.startsWith('secretsmanager:')));
      expect(secretsOf(pipeline)).toEqual([]);
      const named = synthStage({ ...TEST_STAGE, githubTokenSecret: 'paper-round/github-token' });
      const [secret, ...others] = secretsOf(named.pipeline);
      expect(others).toEqual([]);
      expect(secret?.Action).toBe('secretsmanager:GetSecretValue');
      expect(JSON.stringify(secret?.Resource)).toMatch(/:secret:paper-round\/github-token-\?{6}"/);
      expectResource(named.pipeline, 'AWS::Lambda::Function', {
        Environment: { Variables: { GITHUB_TOKEN_SECRET: 'paper-round/github-token' } },
      });
      expect(JSON.stringify(named.data.findOutputs('GitHubTokenSecret'))).toContain('paper-round/github-token');
    });

    it('let the harvest add responses to the archive, under raw/ only, and nobody read or delete them', () => {
      const archive = statements().filter(({ Resource }) => JSON.stringify(Resource).includes('RawResponses'));
      expect(archive).toHaveLength(1);
      expect(archive[0]).toMatchObject({ Action: 's3:PutObject' });
      expect(archive[0]?.policy).toMatch(/^HarvestPapers/);
      expect(JSON.stringify(archive[0]?.Resource)).toContain('"/raw/*"');
    });

    it('let two functions send mail, from one address, and scan nothing', () => {
      const senders = statements().filter(({ Action }) => listOf(Action).some((action) => action.startsWith('ses:')));
      const sender = {
        Action: 'ses:SendRawEmail',
        Condition: { StringEquals: { 'ses:FromAddress': 'digest@papers.example.com' } },
      };
      expect(senders).toMatchObject([sender, sender]);
      expect(senders.map(({ policy }) => FUNCTIONS.find((name) => policy.startsWith(name))).sort()).toEqual([
        'SendConfirmation',
        'SendDigest',
      ]);
      expect(JSON.stringify(statements())).not.toContain('dynamodb:Scan');
    });

    it('let the search index be written by the function that builds it, and be read by that and the site', () => {
      const access: Record<string, readonly string[]> = {};
      for (const { policy, Action, Resource } of statements()) {
        if (!JSON.stringify(Resource).includes('SearchIndexArn')) continue;
        const owner = FUNCTIONS.find((name) => policy.startsWith(name)) ?? policy;
        access[owner] = [...(access[owner] ?? []), ...listOf(Action)].sort();
      }
      expect(access).toEqual({
        BuildSearchIndex: ['s3:DeleteObject', 's3:GetObject', 's3:ListBucket', 's3:PutObject'],
        ServeWeb: ['s3:GetObject', 's3:ListBucket'],
      });
    });

    it('let the site put requests to sign up on their queue, and read none of them', () => {
      const queue = statements().filter(({ Resource }) =>
        JSON.stringify(Resource).includes('ConfirmationQueueRequests'),
      );
      const access = queue.map(({ policy, Action }) => ({
        owner: FUNCTIONS.find((name) => policy.startsWith(name)),
        actions: [...listOf(Action)].sort(),
      }));
      expect(access.filter(({ owner }) => owner === 'ServeWeb')).toEqual([
        { owner: 'ServeWeb', actions: ['sqs:SendMessage'] },
      ]);
      expect(new Set(access.map(({ owner }) => owner))).toEqual(new Set(['SendConfirmation', 'ServeWeb']));
    });
  });

  describe('queues', () => {
    it('each have a dead-letter queue with an alarm, and TLS only', () => {
      const queues = new Map(resourcesOf(pipeline, 'AWS::SQS::Queue'));
      const deadLetters = new Set<string>();
      for (const [, { Properties }] of queues) {
        const redrive = (Properties as { RedrivePolicy?: { deadLetterTargetArn: { 'Fn::GetAtt': [string] } } })
          .RedrivePolicy;
        if (redrive) deadLetters.add(redrive.deadLetterTargetArn['Fn::GetAtt'][0]);
      }
      const watched = JSON.stringify(alarms().filter(({ MetricName }) => MetricName?.startsWith('Approximate')));
      for (const [id, { Properties }] of queues) {
        expect(deadLetters.has(id) || 'RedrivePolicy' in Properties).toBe(true);
        expect(watched).toContain(`"${id}"`);
      }
      expect(properties('AWS::SQS::QueuePolicy')).toHaveLength(queues.size);
      for (const policy of properties('AWS::SQS::QueuePolicy')) {
        expect(JSON.stringify(policy)).toContain('"aws:SecureTransport":"false"');
      }
    });

    it.each([
      ['DigestQueue', 'SendDigest'],
      ['ConfirmationQueue', 'SendConfirmation'],
    ])('%s hides a message for six time-outs of %s', (queue, reader) => {
      const read = resourcesOf(pipeline, 'AWS::SQS::Queue').find(
        ([id, { Properties }]) => id.startsWith(queue) && 'RedrivePolicy' in Properties,
      );
      const send = lambdas().find(({ id }) => id.startsWith(reader));
      expect(Number(read?.[1].Properties['VisibilityTimeout'])).toBeGreaterThanOrEqual(6 * Number(send?.['Timeout']));
    });

    it('are encrypted, and keep requests to sign up, which hold addresses, for days only', () => {
      const queues = resourcesOf(pipeline, 'AWS::SQS::Queue');
      for (const [, { Properties }] of queues) expect(Properties).toMatchObject({ SqsManagedSseEnabled: true });
      const days = queues
        .filter(([id]) => id.startsWith('ConfirmationQueue'))
        .map(([, { Properties }]) => Number(Properties['MessageRetentionPeriod']) / 86_400);
      expect(days.sort()).toEqual([1, 4]);
    });

    it('give back only the messages that failed, to few workers', () => {
      const mappings = properties('AWS::Lambda::EventSourceMapping');
      expect(mappings).toHaveLength(2);
      for (const mapping of mappings)
        expect(mapping).toMatchObject({
          FunctionResponseTypes: ['ReportBatchItemFailures'],
          ScalingConfig: { MaximumConcurrency: 2 },
        });
    });
  });

  describe('schedules', () => {
    const runsOf = (input: object, construct = ''): readonly string[] =>
      resourcesOf(pipeline, 'AWS::Scheduler::Schedule')
        .filter(([id]) => id.startsWith(construct))
        .map(([, { Properties }]) => Properties as unknown as ScheduleProperties)
        .filter(({ Target }) => Target.Input === JSON.stringify(input))
        .map(({ ScheduleExpression }) => ScheduleExpression)
        .sort();

    it('follow the clock of New York', () => {
      const schedules = properties('AWS::Scheduler::Schedule');
      expect(schedules).toHaveLength(14);
      for (const schedule of schedules)
        expect(schedule).toMatchObject({ ScheduleExpressionTimezone: 'America/New_York' });
    });

    it('poll after midnight from Monday to Friday until 06:00', () => {
      expect(runsOf({ task: 'poll', last: false })).toEqual(['cron(15/15 0-5 ? * MON-FRI *)']);
      expect(runsOf({ task: 'poll', last: true })).toEqual(['cron(0 6 ? * MON-FRI *)']);
    });

    it('repair every evening from 22:30 to 23:45, and backfill by day and night', () => {
      expect(runsOf({ task: 'repair', last: false })).toEqual(['cron(0/15 23 * * ? *)', 'cron(30/15 22 * * ? *)']);
      expect(runsOf({ task: 'backfill', last: false })).toEqual(['cron(5/15 * * * ? *)']);
    });

    it('rank after the polls and hourly by day, and plan every five minutes', () => {
      expect(runsOf({ last: false }, 'RankTrending')).toEqual([
        'cron(20 7-23 * * ? *)',
        'cron(28/15 0-5 ? * MON-FRI *)',
      ]);
      expect(runsOf({ last: true }, 'RankTrending')).toEqual(['cron(20 6 ? * MON-FRI *)']);
      expect(runsOf({}, 'PlanDigests')).toEqual(['cron(0/5 * * * ? *)']);
    });

    it('look after the search index every hour, and build it anew once the lists of the night are ranked', () => {
      expect(runsOf({}, 'BuildSearchIndex')).toEqual(['cron(35 * * * ? *)']);
      expect(runsOf({ task: 'rebuild' }, 'BuildSearchIndex')).toEqual(['cron(50 6 * * ? *)']);
    });

    it('collect signals between the polls and the ranking, every night of the week, and by day before the ranking', () => {
      expect(runsOf({ last: false }, 'CollectSignals')).toEqual(['cron(10 7-23 * * ? *)', 'cron(20/15 0-5 * * ? *)']);
      expect(runsOf({ last: true }, 'CollectSignals')).toEqual(['cron(5 6 * * ? *)']);
    });

    it('start the harvest for tasks that it knows, and give each run all the time that Lambda allows', () => {
      const inputs = (properties('AWS::Scheduler::Schedule') as unknown as readonly ScheduleProperties[]).map(
        ({ Target }) => JSON.parse(Target.Input) as { readonly task?: string },
      );
      const tasks = new Set(inputs.flatMap(({ task }) => (task === undefined || task === 'rebuild' ? [] : [task])));
      expect([...tasks].filter((task) => !(HARVEST_TASKS as readonly string[]).includes(task))).toEqual([]);
      for (const name of ['HarvestPapers', 'CollectSignals'])
        expect(lambdas().find(({ id }) => id.startsWith(name))).toMatchObject({ Timeout: 900 });
    });
  });

  describe('alarms', () => {
    const runbook = readFileSync(resolve('docs/runbook.md'), 'utf8');
    const nameOf = (description: string): string => /#([a-z]+)$/.exec(description)?.[1] ?? '';

    it('are as many as their price was reckoned for, and each mails the operator', () => {
      expect(alarms()).toHaveLength(ALARMS);
      expect(watchedMetrics()).toHaveLength(ALARMS + 2);
      for (const { AlarmActions } of alarms()) expect(AlarmActions).toHaveLength(1);
      expectResource(pipeline, 'AWS::SNS::Subscription', { Protocol: 'email', Endpoint: 'operator@example.com' });
    });

    it('each say whom they hurt and have a heading in the runbook with what to do', () => {
      const sections = new Map(
        runbook
          .split(/^## /m)
          .slice(1)
          .map((section) => [section.slice(0, section.indexOf('\n')).trim().toLowerCase(), section]),
      );
      for (const { AlarmDescription } of alarms()) {
        expect(AlarmDescription).toMatch(
          /^\[(page|look-within-a-day)\] [A-Z].+\. What to do: docs\/runbook\.md#[a-z]+$/,
        );
        const section = sections.get(nameOf(AlarmDescription)) ?? '';
        for (const part of ['### Description', '### Investigation', '### Resolution']) expect(section).toContain(part);
      }
    });

    it('have no heading in the runbook that no alarm leads to', () => {
      const named = new Set(alarms().map(({ AlarmDescription }) => nameOf(AlarmDescription)));
      const headings = [...runbook.matchAll(/^## ([A-Z][A-Za-z]+)$/gm)].map((match) => match[1] ?? '');
      const alarmHeadings = headings.filter((heading) => /[a-z][A-Z]/.test(heading));
      expect(alarmHeadings.map((heading) => heading.toLowerCase()).sort()).toEqual([...named].sort());
    });

    it('watch metrics that the functions emit, under the dimensions that they emit', () => {
      const emitted = new Set<string>(Object.values(METRICS));
      const own = watchedMetrics().filter(({ Namespace }) => Namespace === METRIC_NAMESPACE);
      expect(own.length).toBeGreaterThan(0);
      for (const { MetricName, Dimensions } of own) {
        expect(emitted.has(MetricName)).toBe(true);
        expect(Dimensions.map(({ Name }) => Name).sort()).toEqual(['service', 'stage']);
      }
    });

    it('take silence for a failure where something must always be heard of', () => {
      const loud = alarms().filter(({ TreatMissingData }) => TreatMissingData === 'breaching');
      expect(loud.map(({ AlarmDescription }) => nameOf(AlarmDescription)).sort()).toEqual([
        'harvestnotrunning',
        'plandigestsnotrunning',
        'rankingstale',
        'searchindexold',
        'signalsnotcollected',
      ]);
    });

    it('ring for a rate of rejects above one percent, and not for a few records', () => {
      const rate = alarms().find(({ AlarmDescription }) => nameOf(AlarmDescription) === 'rejectratehigh');
      expect(rate).toMatchObject({ ComparisonOperator: 'GreaterThanThreshold', Threshold: 1 });
      expect(rate?.Metrics).toContainEqual(
        expect.objectContaining({ Expression: 'IF(records >= 100, 100 * rejected / records, 0)', ReturnData: true }),
      );
      for (const metric of ['RecordsRead', 'RecordsRejected'])
        expect(JSON.stringify(rate?.Metrics)).toContain(`"MetricName":"${metric}"`);
    });

    it('ring when no harvest has come to its end for two hours', () => {
      const silent = alarms().find(({ AlarmDescription }) => nameOf(AlarmDescription) === 'harvestnotrunning');
      expect(silent).toMatchObject({
        MetricName: 'HarvestRuns',
        ComparisonOperator: 'LessThanThreshold',
        Threshold: 1,
        Period: 3600,
        EvaluationPeriods: 2,
      });
    });

    it('ring when arXiv goes on refusing, and not for one spell with its retries', () => {
      const refusing = alarms().find(({ AlarmDescription }) => nameOf(AlarmDescription) === 'arxivrefusing');
      expect(refusing).toMatchObject({ MetricName: 'ArxivRefusals', Statistic: 'Sum', Threshold: 6, Period: 10_800 });
    });

    it('keep standing from night to night while an old batch is short', () => {
      const old = alarms().find(({ AlarmDescription }) => nameOf(AlarmDescription) === 'batchshortoveraday');
      expect(old).toMatchObject({ MetricName: 'BatchesShortOverADay', Statistic: 'Maximum', Period: 86_400 });
    });

    it('ring for a source that was down for two nights, and stand from night to night', () => {
      const down = alarms().find(({ AlarmDescription }) => nameOf(AlarmDescription) === 'signalsourcedown');
      expect(down).toMatchObject({
        MetricName: 'SignalSourcesDown',
        Statistic: 'Maximum',
        Threshold: 1,
        Period: 86_400,
      });
    });

    it('ring when the signals of a night are still not collected in the morning', () => {
      const behind = alarms().find(({ AlarmDescription }) => nameOf(AlarmDescription) === 'signalsnotcollected');
      expect(behind).toMatchObject({
        MetricName: 'SignalNightsBehind',
        Statistic: 'Minimum',
        Threshold: 1,
        Period: 3600,
        EvaluationPeriods: 8,
      });
    });

    it('ring for a rate of errors of the site, and not for a few of them', () => {
      const rate = alarms().find(({ AlarmDescription }) => nameOf(AlarmDescription) === 'servewebfailing');
      expect(rate).toMatchObject({ Threshold: 1, EvaluationPeriods: 1 });
      expect(rate?.Metrics).toContainEqual(
        expect.objectContaining({ Expression: 'IF(errors >= 5, 100 * errors / requests, 0)', ReturnData: true }),
      );
    });

    it('ring for a slow site when there are enough requests to tell', () => {
      const slow = alarms().find(({ AlarmDescription }) => nameOf(AlarmDescription) === 'siteslow');
      expect(slow).toMatchObject({
        MetricName: 'Latency',
        ExtendedStatistic: 'p95',
        EvaluateLowSampleCountPercentile: 'ignore',
        Threshold: 3000,
      });
    });

    it('ring when the search index is older than a night and some hours, or when nothing tells of it', () => {
      const old = alarms().find(({ AlarmDescription }) => nameOf(AlarmDescription) === 'searchindexold');
      expect(old).toMatchObject({ MetricName: 'SearchIndexAgeHours', Statistic: 'Maximum', Threshold: 30 });
    });

    it('stand on one dashboard', () => {
      expect(resourcesOf(pipeline, 'AWS::CloudWatch::Dashboard')).toHaveLength(1);
    });
  });

  describe('the site', () => {
    it('logs requests without address, path, query or header of the reader', () => {
      const [stage] = properties('AWS::ApiGatewayV2::Stage');
      const format = (stage as unknown as { AccessLogSettings: { Format: string } }).AccessLogSettings.Format;
      expect(format).not.toMatch(/sourceIp|identity|path|routeKey|queryString|userAgent|header/i);
    });

    it('is throttled', () => {
      expectResource(pipeline, 'AWS::ApiGatewayV2::Stage', {
        DefaultRouteSettings: { ThrottlingRateLimit: 50, ThrottlingBurstLimit: 100 },
      });
    });
  });
});
