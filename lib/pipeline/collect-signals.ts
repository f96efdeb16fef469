/**
 * Looks at the attention to papers once a night: stars, upvotes, stories. Weekends have nights too, since what is gained
 * between two looks is the evidence. In each quarter of an hour the polls of arXiv come first, then the collection, then
 * the ranking. It begins when the batches of the night are complete, and the last run doesn't wait for them.
 */
import { Duration, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { TABLES } from '../../lambdas/adapters/dynamodb/table-schema.ts';
import type { CollectSignalsEnv } from '../../lambdas/functions/collect-signals/settings.ts';
import { scheduleInNewYork } from './night-schedule.ts';
import type { PipelineContext } from './pipeline-context.ts';
import { RoundFunction } from './round-function.ts';
import { watchSignals } from './signal-alarms.ts';
import { allowIndexQuery, allowTable } from './table-access.ts';

const NAME = 'collect-signals';
/** The most that Lambda allows. A run ends by itself before, and the next one goes on. */
const TIMEOUT = Duration.minutes(15);

const WATCHED = TABLES.Papers.indexes[1].name;

export class CollectSignals extends Construct {
  constructor(scope: Construct, id: string, { data, settings, monitoring, schedules: group }: PipelineContext) {
    super(scope, id);
    const { Papers, Listings, Signals, Batches } = data.tables;
    const { githubTokenSecret } = settings;
    const collect = new RoundFunction(this, 'Collect', {
      name: NAME,
      description: 'Looks at the attention to papers',
      environment: {
        STAGE: settings.stage,
        PAPER_ROUND_CATEGORIES: settings.categories.join(','),
        PAPERS_TABLE: Papers.tableName,
        LISTINGS_TABLE: Listings.tableName,
        SIGNALS_TABLE: Signals.tableName,
        BATCHES_TABLE: Batches.tableName,
        OPERATOR_CONTACT: `mailto:${settings.operatorEmail}`,
        GITHUB_TOKEN_SECRET: githubTokenSecret,
      } satisfies CollectSignalsEnv,
      timeout: TIMEOUT,
      memorySize: 1024,
    });
    // Papers that are no longer followed are taken out of the index by an update.
    allowTable(collect, Papers, ['getMany', 'put', 'update']);
    allowIndexQuery(collect, Papers, WATCHED);
    allowTable(collect, Listings, ['query']);
    allowTable(collect, Signals, ['query', 'put']);
    // States of the batches, and how far each source is.
    allowTable(collect, Batches, ['get', 'getMany', 'query', 'put']);
    if (githubTokenSecret !== undefined) allowSecret(collect, githubTokenSecret);
    scheduleInNewYork({
      target: collect,
      group,
      runs: {
        Collect: {
          description: 'Looks at stars, upvotes and stories once the batches of the night are complete',
          cron: { minute: '20/15', hour: '0-5' },
          input: { last: false },
        },
        LastCollect: {
          description: 'Looks for the last time tonight, whatever there is of the batches',
          cron: { minute: '5', hour: '6' },
          input: { last: true },
        },
        // Ten minutes before the ranking by day.
        DaytimeCollect: {
          description: 'Finishes a night that was left unfinished',
          cron: { minute: '10', hour: '7-23' },
          input: { last: false },
        },
      },
    });
    watchSignals(monitoring, { service: NAME, lambda: collect.lambda });
  }
}

/**
 * A secret that was made by hand is known by name only: its ARN ends in six characters that Secrets Manager adds, which
 * the question marks stand for. https://docs.aws.amazon.com/secretsmanager/latest/userguide/auth-and-access_iam-policies.html
 */
const allowSecret = (to: RoundFunction, name: string): void => {
  const { partition, region, account } = Stack.of(to);
  to.allow(
    ['secretsmanager:GetSecretValue'],
    `arn:${partition}:secretsmanager:${region}:${account}:secret:${name}-??????`,
  );
};
