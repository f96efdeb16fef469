/** What the operator hears and sees of the site, as far as the cache does not answer for it. */
import { Duration } from 'aws-cdk-lib';
import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { MathExpression, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { Monitoring } from './monitoring.ts';

/** Fewer errors ring at no rate: one may be chance. */
const LEAST_ERRORS = 5;
/** Percent of the requests. A handful of errors among thousands of answers hurts few. */
const ERROR_RATE = 1;
/** Milliseconds. A function that starts and fetches the index for its first search takes one or two seconds. */
const SLOW = 3000;

export const watchSite = (monitoring: Monitoring, api: HttpApi): void => {
  const often = { period: Duration.minutes(5), statistic: Stats.SUM };
  monitoring.alarm({
    name: 'ServeWebFailing',
    severity: 'page',
    impact: 'Readers of the site get errors, and unsubscribe links in mails fail.',
    metric: new MathExpression({
      label: 'requests that failed, in percent',
      expression: `IF(errors >= ${LEAST_ERRORS}, 100 * errors / requests, 0)`,
      usingMetrics: { errors: api.metricServerError(often), requests: api.metricCount(often) },
      period: often.period,
    }),
    threshold: ERROR_RATE,
    silence: 'fine',
  });
  const slowest = Stats.percentile(95);
  monitoring.alarm({
    name: 'SiteSlow',
    severity: 'look-within-a-day',
    impact: 'Readers wait for pages and searches longer than they are likely to.',
    metric: api.metricLatency({ period: Duration.minutes(15), statistic: slowest }),
    threshold: SLOW,
    periods: 2,
    // Among few requests, those that start a function are most.
    fewSamples: 'ignore',
    silence: 'fine',
  });

  const hourly = { period: Duration.hours(1), statistic: Stats.SUM };
  monitoring.graph(
    'Site: requests that the cache does not answer',
    api.metricCount(hourly),
    api.metricServerError(hourly),
  );
  monitoring.graph('Site: latency p95', api.metricLatency({ period: Duration.hours(1), statistic: slowest }));
};
