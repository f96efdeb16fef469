import { once } from 'node:events';
import { createServer, request as forward, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { createTables } from '../../../lambdas/adapters/dynamodb/create-tables.ts';
import { createDeliveryStore } from '../../../lambdas/adapters/dynamodb/delivery-store.ts';
import { createLimitStore } from '../../../lambdas/adapters/dynamodb/limit-store.ts';
import { createTableTurn } from '../../../lambdas/adapters/dynamodb/request-turn.ts';
import type { Turn } from '../../../lambdas/core/ports/request-turn.ts';
import { startDynalite, type LocalEngine } from '../../../local/dynalite-engine.ts';
import { aDelivery } from '../../fakes/stored-rows.ts';
import { clientFor } from './store-makers.ts';

/** A client sends a request again when the connection broke before the answer, although it has been carried out. */
describe('conditional writes, when an answer is lost', () => {
  let engine: LocalEngine;
  let proxy: Server;
  let direct: DynamoDBDocumentClient;
  let client: DynamoDBDocumentClient;
  /** Runs once a request of this operation has been carried out, instead of its answer. */
  let loseAnswerOf: string | undefined;
  let meanwhile: () => Promise<unknown> = () => Promise.resolve();

  const pass = (request: IncomingMessage, response: ServerResponse): void => {
    const onward = forward(
      engine.endpoint,
      { method: request.method, path: request.url, headers: request.headers },
      (answer) => {
        if (loseAnswerOf === undefined || !String(request.headers['x-amz-target']).endsWith(loseAnswerOf)) {
          response.writeHead(answer.statusCode ?? 500, answer.headers);
          answer.pipe(response);
          return;
        }
        loseAnswerOf = undefined;
        answer.resume();
        void meanwhile().then(() => request.socket.destroy());
      },
    );
    request.pipe(onward);
  };

  beforeAll(async () => {
    engine = await startDynalite();
    proxy = createServer(pass).listen(0, '127.0.0.1');
    await once(proxy, 'listening');
    direct = clientFor(engine);
    client = clientFor({ ...engine, endpoint: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}` });
    await createTables(direct);
  });
  beforeEach(() => {
    meanwhile = () => Promise.resolve();
  });
  afterAll(async () => {
    client.destroy();
    direct.destroy();
    proxy.close();
    await engine.close();
  });

  it('of the send ledger: knows its own claim again, and still lets nobody else claim', async () => {
    const delivery = aDelivery('ada', '2026-11-20');
    loseAnswerOf = 'PutItem';
    expect(await createDeliveryStore(client, 'Deliveries').claim(delivery)).toEqual({ outcome: 'claimed' });
    expect(loseAnswerOf).toBeUndefined();
    expect(await createDeliveryStore(direct, 'Deliveries').claim(delivery)).toMatchObject({ outcome: 'taken' });
  });

  it("of the send ledger: never takes away somebody else's claim that came after its own release", async () => {
    const delivery = aDelivery('bo', '2026-11-20');
    const deliveries = createDeliveryStore(client, 'Deliveries');
    const others = createDeliveryStore(direct, 'Deliveries');
    await deliveries.claim(delivery);
    loseAnswerOf = 'DeleteItem';
    meanwhile = () => others.claim(delivery);
    await deliveries.release(delivery);
    expect(loseAnswerOf).toBeUndefined();
    expect(await others.get(delivery.subscriberId, delivery.deliveryKey)).toEqual(delivery);
  });

  it('of the limits: knows its own grant again, and counts it once', async () => {
    const limits = [{ most: 2, withinMs: 60_000 }];
    const at = new Date('2026-11-20T17:00:00Z');
    loseAnswerOf = 'PutItem';
    expect(await createLimitStore(client, 'Limits').take('address#ada', limits, at)).toBe(true);
    expect(loseAnswerOf).toBeUndefined();
    const others = createLimitStore(direct, 'Limits');
    expect(await others.take('address#ada', limits, at)).toBe(true);
    expect(await others.take('address#ada', limits, at)).toBe(false);
  });

  it('of the turn to ask arXiv: knows its own turn again, and ends only that', async () => {
    const wanted = { holdMs: 60_000, intervalMs: 0 };
    const others = createTableTurn(direct, 'Batches', { maxWaitMs: 0 });
    const takeOver = async () => {
      const taken = await others.take(wanted);
      if (taken.outcome !== 'turn') throw new Error('The turn is not free.');
      return taken.turn;
    };
    loseAnswerOf = 'UpdateItem';
    const taken = await createTableTurn(client, 'Batches').take(wanted);
    if (taken.outcome !== 'turn') throw new Error('The turn did not come.');
    expect(loseAnswerOf).toBeUndefined();
    expect(await others.take(wanted)).toEqual({ outcome: 'busy' });

    loseAnswerOf = 'UpdateItem';
    let next: Turn | undefined;
    meanwhile = async () => {
      next = await takeOver();
    };
    await taken.turn.end({ startedAt: new Date() });
    expect(loseAnswerOf).toBeUndefined();
    expect(await others.take(wanted)).toEqual({ outcome: 'busy' });
    await next?.end({ startedAt: new Date() });
    await (await takeOver()).end({ startedAt: new Date() });
  });
});
