/**
 * Takes arXiv's announcements in. arXiv builds its feeds at midnight in New York for the lists of Monday to Friday; polls
 * run until 06:00 and ask nothing once every batch is complete. The last one says `short` of what has not come, and the
 * repair of the following nights, through OAI from 22:30, closes it. The backfill goes on by day and night wherever there
 * are past days to fetch.
 */
import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { HarvestPapersEnv } from '../../lambdas/functions/harvest-papers/settings.ts';
import { allowObjects } from './bucket-access.ts';
import { watchHarvest } from './harvest-alarms.ts';
import { scheduleInNewYork } from './night-schedule.ts';
import type { PipelineContext } from './pipeline-context.ts';
import { RoundFunction } from './round-function.ts';
import { allowTable } from './table-access.ts';

const NAME = 'harvest-papers';
/**
 * The most that Lambda allows. A run ends by itself some minutes before; runs that overlap all the same ask arXiv in turns,
 * by the lease in `Batches`.
 */
const TIMEOUT = Duration.minutes(15);

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
    // Batches, the ledger of windows and runs, and the lease on arXiv's turn, which is one conditional update.
    allowTable(harvest, Batches, ['get', 'getMany', 'query', 'put', 'update']);
    // May add responses to the archive, and neither read nor delete them.
    allowObjects(harvest, {
      data,
      bucket: data.rawBucket,
      prefix: 'raw/',
      actions: ['put'],
      reason:
        'The names of archived responses follow from their time and content; the function may only add under raw/.',
    });
    scheduleInNewYork({
      target: harvest,
      group,
      runs: {
        Poll: {
          description: 'Asks arXiv until every batch of the night is complete',
          cron: { minute: '15/15', hour: '0-5', weekDay: 'MON-FRI' },
          input: { task: 'poll', last: false },
        },
        LastPoll: {
          description: 'Asks for the last time tonight, and says what is missing',
          cron: { minute: '0', hour: '6', weekDay: 'MON-FRI' },
          input: { task: 'poll', last: true },
        },
        // OAI has the evening's announcement from about 22:30. A cron expression can't begin at half past an hour and go on.
        EveningRepair: {
          description: 'Takes in what changed at arXiv, and closes short batches',
          cron: { minute: '30/15', hour: '22' },
          input: { task: 'repair', last: false },
        },
        Repair: {
          description: 'Goes on with what the evening has begun',
          cron: { minute: '0/15', hour: '23' },
          input: { task: 'repair', last: false },
        },
        // Some minutes after the polls and repairs, which are to have arXiv's turn first.
        Backfill: {
          description: 'Fetches past days, if there are any to fetch',
          cron: { minute: '5/15' },
          input: { task: 'backfill', last: false },
        },
      },
    });
    watchHarvest(monitoring, { service: NAME, lambda: harvest.lambda });
  }
}
