/**
 * Takes arXiv's announcements in. arXiv builds its feeds at midnight in New York for the lists of Monday to Friday; polls
 * run until 06:00 and ask nothing once every batch is complete. The last one says `short` of what has not come.
 */
import { Duration } from 'aws-cdk-lib';
import { Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import type { HarvestPapersEnv } from '../../lambdas/functions/harvest-papers/settings.ts';
import { METRICS } from '../../lambdas/runtime/metric-names.ts';
import { leaveRetriesToSchedule, scheduleInNewYork } from './night-schedule.ts';
import type { DataStack } from '../data-stack.ts';
import type { PipelineContext } from './pipeline-context.ts';
import { RoundFunction } from './round-function.ts';
import { allowTable } from './table-access.ts';

const NAME = 'harvest-papers';
/** Below the time between two polls, so that two never ask arXiv at once. */
const TIMEOUT = Duration.minutes(10);

export class HarvestPapers extends Construct {
  constructor(scope: Construct, id: string, { data, settings, monitoring, schedules: group }: PipelineContext) {
    super(scope, id);
    const { Papers, Listings, Batches } = data.tables;
    const harvest = new RoundFunction(this, 'Harvest', {
      name: NAME,
      description: 'Takes the announcements of arXiv in',
      environment: {
        STAGE: settings.stage,
        PAPER_ROUND_CATEGORIES: settings.categories.join(','),
        PAPERS_TABLE: Papers.tableName,
        LISTINGS_TABLE: Listings.tableName,
        BATCHES_TABLE: Batches.tableName,
        RAW_BUCKET: data.rawBucket.bucketName,
        OPERATOR_CONTACT: `mailto:${settings.operatorEmail}`,
      } satisfies HarvestPapersEnv,
      timeout: TIMEOUT,
      memorySize: 1024,
    });
    allowTable(harvest, Papers, ['getMany', 'put']);
    allowTable(harvest, Listings, ['getMany', 'query', 'put', 'remove']);
    allowTable(harvest, Batches, ['get', 'getMany', 'put']);
    allowArchive(harvest, data);
    leaveRetriesToSchedule(harvest);
    scheduleInNewYork('Poll', {
      target: harvest,
      description: 'Asks arXiv until every batch of the night is complete',
      cron: { minute: '15/15', hour: '0-5', weekDay: 'MON-FRI' },
      input: { last: false },
      group,
    });
    scheduleInNewYork('LastPoll', {
      target: harvest,
      description: 'Asks for the last time tonight, and says what is missing',
      cron: { minute: '0', hour: '6', weekDay: 'MON-FRI' },
      input: { last: true },
      group,
    });

    monitoring.alarm({
      name: 'HarvestPapersFailing',
      severity: 'look-within-a-day',
      impact: 'Papers of tonight are missing so far: lists and digests come late or without them.',
      metric: harvest.lambda.metricErrors({ period: Duration.hours(1), statistic: Stats.SUM }),
      threshold: 3,
      silence: 'fine',
    });
    monitoring.alarm({
      name: 'BatchesShort',
      severity: 'look-within-a-day',
      impact: 'At least one category lacks papers that arXiv announced today, and its readers are told so.',
      metric: monitoring.metric({
        service: NAME,
        name: METRICS.batchesShort,
        statistic: Stats.MAXIMUM,
        period: Duration.hours(1),
      }),
      threshold: 1,
      silence: 'fine',
    });
    monitoring.graphDaily('Harvest', NAME, [
      METRICS.recordsRead,
      METRICS.recordsRejected,
      METRICS.requestsToArxiv,
      METRICS.batchesShort,
    ]);
  }
}

/** May add responses to the archive, and neither read nor delete them. */
const allowArchive = (to: RoundFunction, data: DataStack): void => {
  const { bucketArn } = data.rawBucket;
  to.allow(['s3:PutObject'], `${bucketArn}/raw/*`);
  // cdk-nag names the bucket as the template does: by the export of the data stack.
  const { 'Fn::ImportValue': exportName } = data.resolve(data.exportValue(bucketArn)) as { 'Fn::ImportValue': string };
  to.acknowledgeWildcard(
    `Resource::${exportName}/raw/*`,
    'The names of archived responses follow from their time and content; the function may only add under raw/.',
  );
};
