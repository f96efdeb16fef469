/**
 * Alarms, each with its impact in one sentence and a heading of the same name in docs/runbook.md, mailed to the operator;
 * and one dashboard. The constructs make their own alarms here, so that capability and alarm stand in one place.
 */
import { Duration, Stack } from 'aws-cdk-lib';
import {
  Alarm,
  AlarmStatusWidget,
  ComparisonOperator,
  Dashboard,
  GraphWidget,
  Metric,
  Stats,
  TreatMissingData,
  type IMetric,
} from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import { METRIC_NAMESPACE, metricDimensions, type MetricName } from '../../lambdas/runtime/metric-names.ts';
import type { StageSettings } from '../settings.ts';

export interface RoundAlarmProps {
  /** Also the heading in the runbook. */
  readonly name: string;
  readonly severity: 'page' | 'look-within-a-day';
  /** Who is hurt and how, one sentence. */
  readonly impact: string;
  readonly metric: IMetric;
  readonly threshold: number;
  /** @default at or above the threshold */
  readonly comparison?: ComparisonOperator;
  /** Periods in a row that must breach. @default 1 */
  readonly periods?: number;
  /** For a percentile: whether a period with too few samples to tell it counts. @default as any other */
  readonly fewSamples?: 'ignore';
  /** What silence means. `failure` where something must be heard of, `fine` where only failures speak. */
  readonly silence: 'failure' | 'fine';
}

export interface OwnMetricProps {
  readonly service: string;
  readonly name: MetricName;
  readonly statistic: string;
  readonly period: Duration;
}

export class Monitoring extends Construct {
  private readonly topic: Topic;
  private readonly dashboard: Dashboard;
  private readonly alarms: Alarm[] = [];
  private readonly settings: StageSettings;

  constructor(scope: Construct, id: string, settings: StageSettings) {
    super(scope, id);
    this.settings = settings;
    this.topic = new Topic(this, 'Alarms', { enforceSSL: true, displayName: `Paper Round ${settings.stage}` });
    this.topic.addSubscription(new EmailSubscription(settings.operatorEmail));
    this.dashboard = new Dashboard(this, 'Dashboard', { defaultInterval: Duration.days(7) });
  }

  alarm(props: RoundAlarmProps): void {
    const { name, severity, impact, metric, threshold, comparison, periods = 1, fewSamples, silence } = props;
    const alarm = new Alarm(this, name, {
      metric,
      threshold,
      comparisonOperator: comparison ?? ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      evaluationPeriods: periods,
      ...(fewSamples && { evaluateLowSampleCountPercentile: fewSamples }),
      treatMissingData: silence === 'failure' ? TreatMissingData.BREACHING : TreatMissingData.NOT_BREACHING,
      alarmDescription: `[${severity}] ${impact} What to do: ${this.settings.runbookUrl}#${name.toLowerCase()}`,
    });
    alarm.addAlarmAction(new SnsAction(this.topic));
    this.alarms.push(alarm);
  }

  /** A metric that our functions emit. */
  metric({ service, name, statistic, period }: OwnMetricProps): Metric {
    return new Metric({
      namespace: METRIC_NAMESPACE,
      metricName: name,
      dimensionsMap: { ...metricDimensions(this.settings.stage, service) },
      statistic,
      period,
    });
  }

  /** One graph; metrics of one unit. */
  graph(title: string, ...metrics: readonly IMetric[]): void {
    this.dashboard.addWidgets(new GraphWidget({ title, left: [...metrics], width: 12, height: 6 }));
  }

  /** A graph of counts that one function emits, a day each. */
  graphDaily(title: string, service: string, names: readonly MetricName[]): void {
    const period = Duration.days(1);
    this.graph(title, ...names.map((name) => this.metric({ service, name, statistic: Stats.SUM, period })));
  }

  /** Puts the state of all alarms on the dashboard; called last. */
  finish(): void {
    const { region } = Stack.of(this);
    this.dashboard.addWidgets(
      new AlarmStatusWidget({ title: `Alarms (${region})`, alarms: this.alarms, width: 24, height: 4 }),
    );
  }
}
