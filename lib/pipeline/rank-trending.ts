/**
 * Ranks the day once its batches are complete and the signals of the night are collected, and at the end of the night whatever
 * there is. By day it looks for what came late.
 */
import { Duration } from 'aws-cdk-lib';
import { Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import type { RankTrendingEnv } from '../../lambdas/functions/rank-trending/settings.ts';
import { METRICS } from '../../lambdas/runtime/metric-names.ts';
import { scheduleInNewYork } from './night-schedule.ts';
import type { PipelineContext } from './pipeline-context.ts';
import { RoundFunction } from './round-function.ts';
import { allowTable } from './table-access.ts';

const NAME = 'rank-trending';

export class RankTrending extends Construct {
  constructor(scope: Construct, id: string, { data, settings, monitoring, schedules: group }: PipelineContext) {
    super(scope, id);
    const { Papers, Listings, Rankings, Batches } = data.tables;
    const rank = new RoundFunction(this, 'Rank', {
      name: NAME,
      description: 'Writes the ranked lists of the day',
      environment: {
        STAGE: settings.stage,
        PAPER_ROUND_CATEGORIES: settings.categories.join(','),
        PAPERS_TABLE: Papers.tableName,
        LISTINGS_TABLE: Listings.tableName,
        RANKINGS_TABLE: Rankings.tableName,
        BATCHES_TABLE: Batches.tableName,
      } satisfies RankTrendingEnv,
      timeout: Duration.minutes(10),
      memorySize: 1536,
    });
    allowTable(rank, Papers, ['getMany']);
    allowTable(rank, Listings, ['query']);
    allowTable(rank, Rankings, ['get', 'query', 'put']);
    // States of the batches, and the nights of the sources of signals.
    allowTable(rank, Batches, ['get', 'getMany', 'query']);
    scheduleInNewYork({
      target: rank,
      group,
      runs: {
        Rank: {
          description: 'Ranks as soon as batches and signals of the night are complete',
          // Eight minutes after the collection of signals.
          cron: { minute: '28/15', hour: '0-5', weekDay: 'MON-FRI' },
          input: { last: false },
        },
        LastRank: {
          description: 'Ranks what there is at the end of the night',
          cron: { minute: '20', hour: '6', weekDay: 'MON-FRI' },
          input: { last: true },
        },
        DaytimeRank: {
          description: 'Ranks what came by day: the first batches of a new deployment, and late ones',
          cron: { minute: '20', hour: '7-23' },
          input: { last: false },
        },
      },
    });

    monitoring.alarm({
      name: 'RankTrendingFailing',
      severity: 'page',
      impact: 'There is no list of today: the page stands still and no digest goes out.',
      metric: rank.lambda.metricErrors({ period: Duration.hours(1), statistic: Stats.SUM }),
      threshold: 1,
      silence: 'fine',
    });
    monitoring.graphDaily('Lists', NAME, [METRICS.listsRanked]);
  }
}
