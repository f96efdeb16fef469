import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { SQSClient } from '@aws-sdk/client-sqs';
import { createSqsDigestQueue } from '../../../lambdas/adapters/queue/sqs-digest-queue.ts';
import { anOrder } from '../../fakes/stored-rows.ts';

interface SentEntry {
  readonly Id: string;
  readonly MessageBody: string;
}

describe('the SQS digest queue', () => {
  let server: Server;
  let client: SQSClient;
  let batches: SentEntry[][] = [];
  /** Ids that are refused, by number of the batch request. */
  let refused: (request: number, entry: SentEntry) => boolean = () => false;

  beforeAll(async () => {
    server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const { Entries } = JSON.parse(Buffer.concat(chunks).toString()) as { Entries: SentEntry[] };
        batches.push(Entries);
        const isRefused = (entry: SentEntry) => refused(batches.length, entry);
        const Failed = Entries.filter(isRefused).map(({ Id }) => ({ Id, Code: 'InternalError', SenderFault: false }));
        const Successful = Entries.filter((entry) => !isRefused(entry)).map(({ Id }) => ({ Id, MessageId: Id }));
        response.setHeader('content-type', 'application/x-amz-json-1.0');
        response.end(JSON.stringify({ Successful, Failed }));
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
    batches = [];
    refused = () => false;
  });
  afterAll(async () => {
    client.destroy();
    server.close();
    await once(server, 'close');
  });
  const queue = () => createSqsDigestQueue({ client, queueUrl: 'http://127.0.0.1/000000000000/digests' });
  const orders = (count: number) => Array.from({ length: count }, (_, index) => anOrder(`reader-${index}-`));

  it('sends orders in tens, each as JSON', async () => {
    await queue().enqueue(orders(23));
    expect(batches.map((entries) => entries.length)).toEqual([10, 10, 3]);
    expect(batches.flat().map(({ MessageBody }) => JSON.parse(MessageBody) as unknown)).toEqual(orders(23));
  });

  it('sends nothing for no orders', async () => {
    await queue().enqueue([]);
    expect(batches).toEqual([]);
  });

  it('sends the entries that failed once more, and only those', async () => {
    refused = (request, { Id }) => request === 1 && Id === '3';
    await queue().enqueue(orders(10));
    expect(batches.map((entries) => entries.length)).toEqual([10, 1]);
    expect(batches[1]).toEqual([batches[0]?.[3]]);
  });

  it('says how many orders were lost, after it has tried all of them', async () => {
    refused = (_request, { MessageBody }) => MessageBody.includes('reader-2-');
    await expect(queue().enqueue(orders(15))).rejects.toMatchObject({
      name: 'OrdersNotQueuedError',
      count: 1,
      message: '1 digest orders could not be queued (InternalError).',
    });
    expect(batches.map((entries) => entries.length)).toEqual([10, 1, 5]);
  });
});
