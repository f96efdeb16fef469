/**
 * Builds the files that searches read. A run that finds nothing new since the last one ends after a few queries, so it is
 * started every hour, after harvest and ranking; once a night everything is built anew, with the lists of the day.
 */
import { Duration, Size } from 'aws-cdk-lib';
import { Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import type { BuildSearchIndexEnv } from '../../lambdas/functions/build-search-index/settings.ts';
import { METRICS } from '../../lambdas/runtime/metric-names.ts';
import { allowMissing, allowObjects } from './bucket-access.ts';
import { scheduleInNewYork } from './night-schedule.ts';
import type { PipelineContext } from './pipeline-context.ts';
import { RoundFunction } from './round-function.ts';
import { allowTable } from './table-access.ts';

const NAME = 'build-search-index';
/** The file that is built and its packed copy; a year has up to 300 MB. */
const FILE_SPACE = Size.gibibytes(2);
/** A night that was missed, and some hours. */
const OLD_HOURS = 30;

export class BuildSearchIndex extends Construct {
  constructor(scope: Construct, id: string, { data, settings, monitoring, schedules: group }: PipelineContext) {
    super(scope, id);
    const { Papers, Listings } = data.tables;
    const build = new RoundFunction(this, 'Build', {
      name: NAME,
      description: 'Builds the index of titles and abstracts that searches read',
      environment: {
        STAGE: settings.stage,
        PAPER_ROUND_CATEGORIES: settings.categories.join(','),
        PAPERS_TABLE: Papers.tableName,
        LISTINGS_TABLE: Listings.tableName,
        SEARCH_BUCKET: data.searchBucket.bucketName,
      } satisfies BuildSearchIndexEnv,
      timeout: Duration.minutes(15),
      // One whole processor.
      memorySize: 1769,
      ephemeralStorageSize: FILE_SPACE,
    });
    allowTable(build, Papers, ['getMany']);
    allowTable(build, Listings, ['query']);
    allowObjects(build, {
      data,
      bucket: data.searchBucket,
      prefix: 'search/',
      actions: ['get', 'put', 'remove'],
      reason: 'The files of the index are named by their content; the function may write, read and replace them.',
    });
    allowMissing(build, data.searchBucket);
    scheduleInNewYork({
      target: build,
      group,
      runs: {
        Refresh: {
          description: 'Takes in what was harvested since the last time',
          // After the rankings by day and by night.
          cron: { minute: '35' },
        },
        Rebuild: {
          description: 'Builds the index of the last months anew',
          cron: { minute: '50', hour: '6' },
          input: { task: 'rebuild' },
        },
      },
    });

    const hour = Duration.hours(1);
    const age = monitoring.metric({
      service: NAME,
      name: METRICS.searchIndexAgeHours,
      statistic: Stats.MAXIMUM,
      period: hour,
    });
    monitoring.alarm({
      name: 'SearchIndexOld',
      severity: 'look-within-a-day',
      impact: 'Search does not find the newest papers.',
      metric: age,
      threshold: OLD_HOURS,
      // Three runs in a row that do not tell of it are no run at all.
      periods: 3,
      silence: 'failure',
    });
    monitoring.graph('Search index: age in hours', age);
    monitoring.graphDaily('Search index: papers', NAME, [METRICS.searchIndexPapers]);
  }
}
