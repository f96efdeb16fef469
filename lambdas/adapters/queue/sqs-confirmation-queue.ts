/** `ConfirmationQueue` on SQS, and the way back onto it for what certainly was not sent. */
import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { ConfirmationQueue } from '../../core/ports/subscribing.ts';
import type { ConfirmationOrder } from '../../core/subscriber/confirmation-request.ts';
import { MAX_DELAY_SECONDS } from './postpone-order.ts';

interface ConfirmationQueueOptions {
  readonly client: SQSClient;
  readonly queueUrl: string;
}

/** A request that comes twice does no harm: the limit of its address lets one through. */
export const createSqsConfirmationQueue = ({ client, queueUrl }: ConfirmationQueueOptions): ConfirmationQueue => ({
  enqueue: async (request) => {
    await client.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: JSON.stringify(request) }));
  },
});

export type PostponeConfirmation = (order: ConfirmationOrder, delaySeconds: number) => Promise<void>;

/** A new message; the old one is then acknowledged. */
export const createPostponeConfirmation =
  ({ client, queueUrl }: ConfirmationQueueOptions): PostponeConfirmation =>
  async (order, delaySeconds) => {
    await client.send(
      new SendMessageCommand({
        QueueUrl: queueUrl,
        MessageBody: JSON.stringify(order),
        DelaySeconds: Math.min(delaySeconds, MAX_DELAY_SECONDS),
      }),
    );
  };
