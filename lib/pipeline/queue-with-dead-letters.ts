/** A queue as both of ours are: encrypted, over TLS only, with a place for what fails each time. */
import { Duration } from 'aws-cdk-lib';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';

/** A message that failed that often won't get better by itself. Waiting for SES uses up none of them. */
const MAX_RECEIVES = 5;
/** AWS asks for a visibility time-out of at least six times that of the function. */
const VISIBILITY_FACTOR = 6;

export interface QueueProps {
  /** Time-out of the function that reads it. */
  readonly handledWithin: Duration;
  readonly retention: Duration;
  readonly deadLetterRetention: Duration;
}

export interface QueueWithDeadLetters {
  readonly queue: Queue;
  readonly deadLetters: Queue;
}

/** @param id of the queue's own construct */
export const createQueue = (
  scope: Construct,
  id: string,
  { handledWithin, retention, deadLetterRetention }: QueueProps,
): QueueWithDeadLetters => {
  const closed = { encryption: QueueEncryption.SQS_MANAGED, enforceSSL: true };
  const deadLetters = new Queue(scope, 'DeadLetters', { ...closed, retentionPeriod: deadLetterRetention });
  const queue = new Queue(scope, id, {
    ...closed,
    visibilityTimeout: Duration.seconds(handledWithin.toSeconds() * VISIBILITY_FACTOR),
    retentionPeriod: retention,
    deadLetterQueue: { queue: deadLetters, maxReceiveCount: MAX_RECEIVES },
  });
  return { queue, deadLetters };
};
