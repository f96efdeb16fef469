/** What the operator hears and sees of the signals. */
import { Duration } from 'aws-cdk-lib';
import { Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { METRICS } from '../../lambdas/runtime/metric-names.ts';
import type { Monitoring } from './monitoring.ts';

/** A night is over by 06:20; it is one behind from midnight on, for six hours and some minutes. */
const HOURS_BEHIND = 8;

export interface SignalsWatched {
  readonly service: string;
  readonly lambda: IFunction;
}

export const watchSignals = (monitoring: Monitoring, { service, lambda }: SignalsWatched): void => {
  const hour = Duration.hours(1);
  const day = Duration.days(1);
  monitoring.alarm({
    name: 'CollectSignalsFailing',
    severity: 'look-within-a-day',
    impact: 'The lists of today wait for the signals of the night, or are made without them.',
    metric: lambda.metricErrors({ period: hour, statistic: Stats.SUM }),
    threshold: 3,
    silence: 'fine',
  });
  monitoring.alarm({
    name: 'SignalsNotCollected',
    severity: 'look-within-a-day',
    impact: 'The lists of today do not know what was gained since yesterday: they move by age alone.',
    metric: monitoring.metric({
      service,
      name: METRICS.signalNightsBehind,
      statistic: Stats.MINIMUM,
      period: hour,
    }),
    threshold: 1,
    periods: HOURS_BEHIND,
    silence: 'failure',
  });
  monitoring.alarm({
    name: 'SignalSourceDown',
    severity: 'look-within-a-day',
    impact: 'For two nights the lists were made without one of the sources of signals, or with a part of it.',
    // Told once a night, by its last run: over a day, the alarm stands from night to night and mails once.
    metric: monitoring.metric({ service, name: METRICS.signalSourcesDown, statistic: Stats.MAXIMUM, period: day }),
    threshold: 1,
    silence: 'fine',
  });

  monitoring.graphDaily('Signals: looks', service, [METRICS.signalLooks, METRICS.signalGains, METRICS.papersRescored]);
  monitoring.graphDaily('Signals: requests', service, [METRICS.signalRequests]);
  monitoring.graph(
    'Signals: nights behind, sources down',
    ...[METRICS.signalNightsBehind, METRICS.signalSourcesDown].map((name) =>
      monitoring.metric({ service, name, statistic: Stats.MAXIMUM, period: day }),
    ),
  );
};
