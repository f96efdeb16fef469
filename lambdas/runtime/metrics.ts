/** Metrics in CloudWatch's embedded format: written to the log, no request, no permission. */
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { METRIC_NAMESPACE, metricDimensions, type MetricName } from './metric-names.ts';

export interface RoundMetrics {
  /** Adds to that metric of this invocation. 0 counts too: it tells that somebody looked. */
  count(name: MetricName, value: number): void;
  /** Writes what the invocation has counted. */
  publish(): void;
}

export const createMetrics = ({
  stage,
  service,
}: {
  readonly stage: string;
  readonly service: string;
}): RoundMetrics => {
  // Powertools adds `service` by itself.
  const { service: serviceName, ...defaultDimensions } = metricDimensions(stage, service);
  const metrics = new Metrics({ namespace: METRIC_NAMESPACE, serviceName, defaultDimensions });
  let counted = false;
  return {
    count: (name, value) => {
      metrics.addMetric(name, MetricUnit.Count, value);
      counted = true;
    },
    publish: () => {
      if (counted) metrics.publishStoredMetrics();
      counted = false;
    },
  };
};
