/** Finds who is due, every five minutes of day and night, and thereby also sees when the lists stand still. */
import { Duration } from 'aws-cdk-lib';
import { ComparisonOperator, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { TABLES } from '../../lambdas/adapters/dynamodb/table-schema.ts';
import type { PlanDigestsEnv } from '../../lambdas/functions/plan-digests/settings.ts';
import { METRICS } from '../../lambdas/runtime/metric-names.ts';
import { scheduleInNewYork } from './night-schedule.ts';
import type { PipelineContext } from './pipeline-context.ts';
import { RoundFunction } from './round-function.ts';
import { allowIndexQuery, allowTable } from './table-access.ts';

const NAME = 'plan-digests';
const INTERVAL = Duration.minutes(5);
/** A night's lists are due by 06:20; they are one list date behind from midnight on, for six hours and some minutes. */
const HOURS_BEHIND = 8;

export interface PlanDigestsProps extends PipelineContext {
  readonly queue: Queue;
}

export class PlanDigests extends Construct {
  constructor(scope: Construct, id: string, { data, settings, monitoring, schedules: group, queue }: PlanDigestsProps) {
    super(scope, id);
    const { Subscribers, Rankings } = data.tables;
    const plan = new RoundFunction(this, 'Plan', {
      name: NAME,
      description: 'Orders the digests that are due',
      environment: {
        STAGE: settings.stage,
        SUBSCRIBERS_TABLE: Subscribers.tableName,
        RANKINGS_TABLE: Rankings.tableName,
        DIGEST_QUEUE_URL: queue.queueUrl,
      } satisfies PlanDigestsEnv,
      timeout: INTERVAL,
      memorySize: 512,
    });
    allowIndexQuery(plan, Subscribers, TABLES.Subscribers.indexes[0].name);
    allowTable(plan, Subscribers, ['update']);
    allowTable(plan, Rankings, ['query']);
    plan.allow(['sqs:SendMessage'], queue.queueArn);
    scheduleInNewYork({
      target: plan,
      group,
      runs: {
        Plan: { description: 'Looks for digests that are due', cron: { minute: `0/${INTERVAL.toMinutes()}` } },
      },
    });

    monitoring.alarm({
      name: 'PlanDigestsNotRunning',
      severity: 'page',
      impact: 'No digest is being ordered: readers whose hour comes now get theirs late.',
      // Counted at the end of each run, so it falls silent when runs fail as well as when there are none.
      metric: monitoring.metric({
        service: NAME,
        name: METRICS.digestsDue,
        statistic: Stats.SAMPLE_COUNT,
        period: INTERVAL,
      }),
      threshold: 1,
      comparison: ComparisonOperator.LESS_THAN_THRESHOLD,
      periods: 4,
      silence: 'failure',
    });
    monitoring.alarm({
      name: 'RankingStale',
      severity: 'page',
      impact:
        'The lists of today are missing, because harvest or ranking does not run or does not succeed: the page shows old news and no digest goes out.',
      metric: monitoring.metric({
        service: NAME,
        name: METRICS.listDatesBehind,
        statistic: Stats.MINIMUM,
        period: Duration.hours(1),
      }),
      threshold: 1,
      periods: HOURS_BEHIND,
      silence: 'failure',
    });
    monitoring.graphDaily('Digests ordered', NAME, [METRICS.digestsDue, METRICS.digestsPlanned]);
    monitoring.graph(
      'List dates behind',
      monitoring.metric({
        service: NAME,
        name: METRICS.listDatesBehind,
        statistic: Stats.MAXIMUM,
        period: Duration.hours(1),
      }),
    );
  }
}
