/** Puts an order back on the queue for later. */
import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { DigestOrder } from '../../core/delivery.ts';

/** SQS holds a message back for at most that long. */
export const MAX_DELAY_SECONDS = 900;

export type PostponeOrder = (order: DigestOrder, delaySeconds: number) => Promise<void>;

/**
 * Postponing is a new message, and the old one is acknowledged: waiting for SES uses up none of the tries after which an
 * order counts as undeliverable. A crash between the two leaves both, which the claim makes harmless.
 */
export const createPostponeOrder =
  ({ client, queueUrl }: { readonly client: SQSClient; readonly queueUrl: string }): PostponeOrder =>
  async (order, delaySeconds) => {
    await client.send(
      new SendMessageCommand({
        QueueUrl: queueUrl,
        MessageBody: JSON.stringify(order),
        DelaySeconds: Math.min(delaySeconds, MAX_DELAY_SECONDS),
      }),
    );
  };
