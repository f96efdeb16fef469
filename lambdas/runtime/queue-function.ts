/** Wrapper for functions that SQS calls: each message on its own, and only those that failed come back to the queue. */
import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import type * as z from 'zod';
import { startOnce, type FunctionParts, type Runtime, type SettingsSchema } from './cold-start.ts';
import { invoke } from './invocation.ts';
import { describeError } from './logger.ts';

/** The message is not what this queue carries. It fails each time it is handed out, until the dead-letter queue takes it. */
export class ForeignMessageError extends Error {
  override readonly name = 'ForeignMessageError';
}

export interface QueueFunction<Schema extends SettingsSchema, Deps, Message> extends FunctionParts<Schema, Deps> {
  readonly message: z.ZodType<Message>;
  /** Whatever it throws hands the message out again. */
  readonly handle: (deps: Deps, message: Message, runtime: Runtime) => Promise<void>;
}

const parseMessage = <Message>(body: string, schema: z.ZodType<Message>): Message => {
  try {
    return schema.parse(JSON.parse(body));
  } catch {
    // Neither the body nor zod's report of it goes into the log.
    throw new ForeignMessageError('The body is no message of this queue.');
  }
};

/** Messages are handled one after the other: a function that sends mail paces itself. */
export const queueFunction = <Schema extends SettingsSchema, Deps, Message>(
  definition: QueueFunction<Schema, Deps, Message>,
): ((event: SQSEvent, context: Pick<Context, 'awsRequestId'>) => Promise<SQSBatchResponse>) => {
  const start = startOnce(definition);
  return (event, { awsRequestId }) =>
    invoke({
      name: definition.name,
      start,
      requestId: awsRequestId,
      work: async (started): Promise<SQSBatchResponse> => {
        if (event.Records.length === 0) return { batchItemFailures: [] };
        const handleRecord = async ({ messageId, body, attributes }: SQSRecord): Promise<void> => {
          try {
            await definition.handle(started.deps, parseMessage(body, definition.message), started);
          } catch (error) {
            const receiveCount = Number(attributes.ApproximateReceiveCount);
            started.log.error('MESSAGE FAILED', { messageId, receiveCount, ...describeError(error) });
            throw error;
          }
        };
        return processPartialResponse(event, handleRecord, new BatchProcessor(EventType.SQS), {
          processInParallel: false,
          // A batch of nothing but failures is reported like any other; the alarm is that of the dead-letter queue.
          throwOnFullBatchFailure: false,
        });
      },
      summarise: ({ batchItemFailures }) => ({ messages: event.Records.length, failed: batchItemFailures.length }),
    });
};
