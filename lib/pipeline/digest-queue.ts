/** Orders of digests between `plan-digests` and `send-digest`, and where those go that can't be handled. */
import { Duration } from 'aws-cdk-lib';
import { Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { Monitoring } from './monitoring.ts';

/** A message that failed that often won't get better by itself. Waiting for SES uses up none of them. */
const MAX_RECEIVES = 5;
/** An order is stale after a day; the queue keeps it for long enough to be skipped and not lost. */
const RETENTION = Duration.days(4);
const DEAD_LETTER_RETENTION = Duration.days(14);

export interface DigestQueueProps {
  /** At least six times the time-out of the function that reads it, as AWS asks. */
  readonly visibilityTimeout: Duration;
  readonly monitoring: Monitoring;
}

export class DigestQueue extends Construct {
  readonly queue: Queue;

  constructor(scope: Construct, id: string, { visibilityTimeout, monitoring }: DigestQueueProps) {
    super(scope, id);
    const deadLetters = new Queue(this, 'DeadLetters', { enforceSSL: true, retentionPeriod: DEAD_LETTER_RETENTION });
    this.queue = new Queue(this, 'Orders', {
      enforceSSL: true,
      visibilityTimeout,
      retentionPeriod: RETENTION,
      deadLetterQueue: { queue: deadLetters, maxReceiveCount: MAX_RECEIVES },
    });
    const period = Duration.minutes(5);
    monitoring.alarm({
      name: 'DigestDeadLetters',
      severity: 'page',
      impact: 'Some readers got no digest, and nothing will try theirs again by itself.',
      metric: deadLetters.metricApproximateNumberOfMessagesVisible({ period, statistic: Stats.MAXIMUM }),
      threshold: 1,
      silence: 'fine',
    });
    monitoring.alarm({
      name: 'DigestsDelayed',
      severity: 'page',
      impact: 'Digests go out more than half an hour after the hour that their readers chose.',
      metric: this.queue.metricApproximateAgeOfOldestMessage({ period, statistic: Stats.MAXIMUM }),
      threshold: Duration.minutes(30).toSeconds(),
      periods: 2,
      silence: 'fine',
    });
    monitoring.graph(
      'Digest queue',
      this.queue.metricApproximateNumberOfMessagesVisible({ period }),
      deadLetters.metricApproximateNumberOfMessagesVisible({ period, label: 'dead letters' }),
    );
  }
}
