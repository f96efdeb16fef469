/** Orders of digests between `plan-digests` and `send-digest`, and where those go that can't be handled. */
import { Duration } from 'aws-cdk-lib';
import { Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { Monitoring } from './monitoring.ts';
import { createQueue } from './queue-with-dead-letters.ts';

/** An order is stale after a day; the queue keeps it for long enough to be skipped and not lost. */
const RETENTION = Duration.days(4);
const DEAD_LETTER_RETENTION = Duration.days(14);

export interface DigestQueueProps {
  /** Time-out of the function that reads it. */
  readonly handledWithin: Duration;
  readonly monitoring: Monitoring;
}

export class DigestQueue extends Construct {
  readonly queue: Queue;

  constructor(scope: Construct, id: string, { handledWithin, monitoring }: DigestQueueProps) {
    super(scope, id);
    const { queue, deadLetters } = createQueue(this, 'Orders', {
      handledWithin,
      retention: RETENTION,
      deadLetterRetention: DEAD_LETTER_RETENTION,
    });
    this.queue = queue;
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
      metric: queue.metricApproximateAgeOfOldestMessage({ period, statistic: Stats.MAXIMUM }),
      threshold: Duration.minutes(30).toSeconds(),
      periods: 2,
      silence: 'fine',
    });
    monitoring.graph(
      'Digest queue',
      queue.metricApproximateNumberOfMessagesVisible({ period }),
      deadLetters.metricApproximateNumberOfMessagesVisible({ period, label: 'dead letters' }),
    );
  }
}
