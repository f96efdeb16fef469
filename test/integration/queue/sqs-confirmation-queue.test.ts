import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { SQSClient } from '@aws-sdk/client-sqs';
import {
  createPostponeConfirmation,
  createSqsConfirmationQueue,
} from '../../../lambdas/adapters/queue/sqs-confirmation-queue.ts';
import { confirmationOrderSchema } from '../../../lambdas/core/subscriber/confirmation-request.ts';

interface SentMessage {
  readonly QueueUrl: string;
  readonly MessageBody: string;
  readonly DelaySeconds?: number;
}

const QUEUE_URL = 'http://127.0.0.1/000000000000/confirmations';
const REQUEST = {
  address: 'reader@example.org',
  requestedAt: '2026-11-20T17:00:00.000Z',
  consentText: 'box-1',
  categories: ['all'],
};

describe('the SQS confirmation queue', () => {
  let server: Server;
  let client: SQSClient;
  let messages: SentMessage[] = [];

  beforeAll(async () => {
    server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        messages.push(JSON.parse(Buffer.concat(chunks).toString()) as SentMessage);
        response.setHeader('content-type', 'application/x-amz-json-1.0');
        response.end(JSON.stringify({ MessageId: 'm' }));
      });
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    client = new SQSClient({
      endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      region: 'us-east-1',
      credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
      md5: false,
    });
  });
  beforeEach(() => {
    messages = [];
  });
  afterAll(async () => {
    client.destroy();
    server.close();
    await once(server, 'close');
  });

  it('sends a request as JSON that its reader takes for a first attempt', async () => {
    await createSqsConfirmationQueue({ client, queueUrl: QUEUE_URL }).enqueue(REQUEST);
    expect(messages).toHaveLength(1);
    expect(messages[0]?.DelaySeconds).toBeUndefined();
    expect(confirmationOrderSchema.parse(JSON.parse(messages[0]?.MessageBody ?? ''))).toEqual({
      ...REQUEST,
      attempt: 0,
    });
  });

  it('puts an order back with its attempt, and for no longer than SQS takes', async () => {
    const postpone = createPostponeConfirmation({ client, queueUrl: QUEUE_URL });
    await postpone({ ...REQUEST, attempt: 3 }, 20);
    await postpone({ ...REQUEST, attempt: 4 }, 5_000);
    expect(messages.map(({ DelaySeconds }) => DelaySeconds)).toEqual([20, 900]);
    expect(JSON.parse(messages[0]?.MessageBody ?? '')).toEqual({ ...REQUEST, attempt: 3 });
  });
});
