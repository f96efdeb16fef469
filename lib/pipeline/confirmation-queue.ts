/** Requests to sign up, between the site and `send-confirmation`. They hold addresses, so none stays for long. */
import { Duration } from 'aws-cdk-lib';
import { Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { Monitoring } from './monitoring.ts';
import { createQueue } from './queue-with-dead-letters.ts';

/** Who waits for the mail for longer has signed up anew or given up. */
const RETENTION = Duration.days(1);
/** Time for the operator to mend the fault and give them back. */
const DEAD_LETTER_RETENTION = Duration.days(4);

export interface ConfirmationQueueProps {
  /** Time-out of the function that reads it. */
  readonly handledWithin: Duration;
  readonly monitoring: Monitoring;
}

export class ConfirmationQueue extends Construct {
  readonly queue: Queue;

  constructor(scope: Construct, id: string, { handledWithin, monitoring }: ConfirmationQueueProps) {
    super(scope, id);
    const { queue, deadLetters } = createQueue(this, 'Requests', {
      handledWithin,
      retention: RETENTION,
      deadLetterRetention: DEAD_LETTER_RETENTION,
    });
    this.queue = queue;
    const period = Duration.minutes(5);
    monitoring.alarm({
      name: 'ConfirmationDeadLetters',
      severity: 'page',
      impact: 'Some who signed up get no mail to confirm it, and nothing will try theirs again by itself.',
      metric: deadLetters.metricApproximateNumberOfMessagesVisible({ period, statistic: Stats.MAXIMUM }),
      threshold: 1,
      silence: 'fine',
    });
    monitoring.alarm({
      name: 'ConfirmationsDelayed',
      severity: 'look-within-a-day',
      impact: 'Who signs up waits for the mail to confirm it for more than a quarter of an hour.',
      metric: queue.metricApproximateAgeOfOldestMessage({ period, statistic: Stats.MAXIMUM }),
      threshold: Duration.minutes(15).toSeconds(),
      periods: 2,
      silence: 'fine',
    });
    monitoring.graph(
      'Sign-ups waiting',
      queue.metricApproximateNumberOfMessagesVisible({ period }),
      deadLetters.metricApproximateNumberOfMessagesVisible({ period, label: 'dead letters' }),
    );
  }
}
