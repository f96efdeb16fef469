/** `DigestQueue` on SQS. An order that is enqueued twice does no harm: the claim in `Deliveries` lets one through. */
import { SendMessageBatchCommand, type SendMessageBatchRequestEntry, type SQSClient } from '@aws-sdk/client-sqs';
import type { DigestQueue } from '../../core/ports/outside.ts';

/** What SendMessageBatch takes. */
const ORDERS_PER_BATCH = 10;
/** The first try and one more, for the entries that failed alone. */
const TRIES = 2;

/** Some orders could not be put on the queue; all others of the call were. */
export class OrdersNotQueuedError extends Error {
  override readonly name = 'OrdersNotQueuedError';
  readonly count: number;
  constructor(count: number, codes: readonly string[]) {
    super(`${count} digest orders could not be queued (${codes.join(', ')}).`);
    this.count = count;
  }
}

/** Sends in tens; entries that SQS refuses are sent once more. @throws OrdersNotQueuedError after all batches were tried */
export const createSqsDigestQueue = ({
  client,
  queueUrl,
}: {
  readonly client: SQSClient;
  readonly queueUrl: string;
}): DigestQueue => ({
  enqueue: async (orders) => {
    let lost = 0;
    const codes = new Set<string>();
    for (let start = 0; start < orders.length; start += ORDERS_PER_BATCH) {
      let entries: readonly SendMessageBatchRequestEntry[] = orders
        .slice(start, start + ORDERS_PER_BATCH)
        .map((order, index) => ({ Id: String(index), MessageBody: JSON.stringify(order) }));
      for (let tries = 0; tries < TRIES && entries.length > 0; tries += 1) {
        const { Failed = [] } = await client.send(
          new SendMessageBatchCommand({ QueueUrl: queueUrl, Entries: [...entries] }),
        );
        const failedIds = new Set(Failed.map(({ Id }) => Id));
        entries = entries.filter(({ Id }) => failedIds.has(Id));
        if (tries === TRIES - 1) for (const { Code } of Failed) codes.add(Code ?? 'no code');
      }
      lost += entries.length;
    }
    if (lost > 0) throw new OrdersNotQueuedError(lost, [...codes]);
  },
});
