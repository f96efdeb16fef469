/** What the operator hears and sees of the harvest. */
import { Duration } from 'aws-cdk-lib';
import { ComparisonOperator, MathExpression, Stats, type Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { METRICS, type MetricName } from '../../lambdas/runtime/metric-names.ts';
import type { Monitoring } from './monitoring.ts';

/** Fewer records in a day tell nothing of a rate: one reject among them may be chance. */
const LEAST_RECORDS = 100;
/** Percent of a day's records. One in a hundred is beyond the odd broken record: a format has changed. */
const REJECT_RATE = 1;
/** The backfill ends four runs an hour, by day and night. */
const SILENT_HOURS = 2;
/**
 * Within `REFUSED_FOR`. One spell of 503 with its retries stays below; a deployment that is blocked tries once or more each
 * quarter of an hour while it runs, since nobody asks for ten minutes after a refusal.
 */
const REFUSALS = 6;
const REFUSED_FOR = Duration.hours(3);

export interface HarvestWatched {
  readonly service: string;
  readonly lambda: IFunction;
}

export const watchHarvest = (monitoring: Monitoring, { service, lambda }: HarvestWatched): void => {
  const hour = Duration.hours(1);
  const day = Duration.days(1);
  const sum = (name: MetricName, period: Duration): Metric =>
    monitoring.metric({ service, name, statistic: Stats.SUM, period });
  const most = (name: MetricName, period: Duration): Metric =>
    monitoring.metric({ service, name, statistic: Stats.MAXIMUM, period });

  monitoring.alarm({
    name: 'HarvestPapersFailing',
    severity: 'look-within-a-day',
    impact: 'Papers of tonight are missing so far: lists and digests come late or without them.',
    metric: lambda.metricErrors({ period: hour, statistic: Stats.SUM }),
    threshold: 3,
    silence: 'fine',
  });
  monitoring.alarm({
    name: 'HarvestNotRunning',
    severity: 'page',
    impact: 'Nothing is taken in from arXiv: the next lists and digests will not come.',
    metric: sum(METRICS.harvestRuns, hour),
    threshold: 1,
    comparison: ComparisonOperator.LESS_THAN_THRESHOLD,
    periods: SILENT_HOURS,
    silence: 'failure',
  });
  monitoring.alarm({
    name: 'NoBatchToday',
    severity: 'page',
    impact: 'Readers of at least one category get nothing of what arXiv announced today.',
    metric: most(METRICS.batchesAbsent, hour),
    threshold: 1,
    silence: 'fine',
  });
  monitoring.alarm({
    name: 'BatchesShort',
    severity: 'look-within-a-day',
    impact: 'At least one category lacks papers that arXiv announced today, and its readers are told so.',
    metric: most(METRICS.batchesShort, hour),
    threshold: 1,
    silence: 'fine',
  });
  monitoring.alarm({
    name: 'BatchShortOverADay',
    severity: 'look-within-a-day',
    impact:
      'Papers that arXiv announced more than a day ago are still missing: the repair of a night has not found them.',
    // Told by each run of a night's repair: over a day, the alarm stands from night to night and mails once.
    metric: most(METRICS.batchesShortOverADay, day),
    threshold: 1,
    silence: 'fine',
  });
  monitoring.alarm({
    name: 'RejectRateHigh',
    severity: 'look-within-a-day',
    impact: 'Many records of arXiv can not be read: papers are missing from pages, lists and digests.',
    metric: new MathExpression({
      label: 'rejected records in percent',
      expression: `IF(records >= ${LEAST_RECORDS}, 100 * rejected / records, 0)`,
      usingMetrics: { records: sum(METRICS.recordsRead, day), rejected: sum(METRICS.recordsRejected, day) },
      period: day,
    }),
    threshold: REJECT_RATE,
    comparison: ComparisonOperator.GREATER_THAN_THRESHOLD,
    silence: 'fine',
  });
  monitoring.alarm({
    name: 'ArxivRefusing',
    severity: 'look-within-a-day',
    impact: 'This deployment is turned away by arXiv: batches stay short, and asking on would prolong it.',
    metric: sum(METRICS.arxivRefusals, REFUSED_FOR),
    threshold: REFUSALS,
    silence: 'fine',
  });

  monitoring.graphDaily('Harvest: records', service, [METRICS.recordsRead, METRICS.recordsRejected]);
  monitoring.graphDaily('Harvest: requests', service, [METRICS.requestsToArxiv, METRICS.arxivRefusals]);
  monitoring.graphDaily('Harvest: bytes', service, [METRICS.bytesFromArxiv]);
  monitoring.graph(
    'Harvest: batches not whole',
    ...[METRICS.batchesShort, METRICS.batchesAbsent, METRICS.batchesShortOverADay].map((name) => most(name, day)),
  );
};
