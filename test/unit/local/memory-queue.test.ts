import type { DigestOrder } from '../../../lambdas/core/delivery.ts';
import { createMemoryQueue, type OrderResult } from '../../../local/memory-queue.ts';
import { anOrder } from '../../fakes/stored-rows.ts';

const names = (orders: readonly { readonly order: DigestOrder }[]) =>
  orders.map(({ order }) => order.subscriberId.replace(/0+$/, ''));

/** Waits end at once, visibility time-outs never. */
const impatient = (waits: number[] = []) => ({
  visibilityTimeoutMs: -1,
  wait: (ms: number) => {
    if (ms === -1) return new Promise<never>(() => undefined);
    waits.push(ms);
    return Promise.resolve();
  },
});

describe('the memory queue', () => {
  it('hands out every order once when each gets done, and then is empty', async () => {
    const queue = createMemoryQueue({ maxReceives: 3 });
    await queue.enqueue(['a', 'b', 'c'].map(anOrder));
    const seen: string[] = [];
    const handler = (queued: { readonly order: DigestOrder; readonly receiveCount: number }): Promise<OrderResult> => {
      seen.push(`${names([queued]).join('')} ${queued.receiveCount}`);
      return Promise.resolve('done');
    };
    expect(await queue.drain(handler, { concurrency: 2 })).toEqual({ deadLetters: [] });
    await queue.drain(handler, { concurrency: 2 });
    expect(seen).toEqual(['a 1', 'b 1', 'c 1']);
  });

  it('keeps no more orders in hand than allowed', async () => {
    const queue = createMemoryQueue({ maxReceives: 1 });
    await queue.enqueue(Array.from({ length: 20 }, (_, index) => anOrder(`order-${index}-`)));
    let inHand = 0;
    let most = 0;
    await queue.drain(
      async () => {
        inHand += 1;
        most = Math.max(most, inHand);
        await new Promise((resolve) => setImmediate(resolve));
        inHand -= 1;
        return 'done';
      },
      { concurrency: 4 },
    );
    expect(most).toBe(4);
  });

  it('hands an order out again after the time its handler asked for, and gives up in the end', async () => {
    const waits: number[] = [];
    const queue = createMemoryQueue({ maxReceives: 3, ...impatient(waits) });
    await queue.enqueue([anOrder('throttled')]);
    let received = 0;
    const { deadLetters } = await queue.drain(
      () => {
        received += 1;
        return Promise.resolve({ retryAfterMs: 500 });
      },
      { concurrency: 1 },
    );
    expect(received).toBe(3);
    expect(waits).toEqual([500, 500]);
    expect(deadLetters).toMatchObject([{ receiveCount: 3 }]);
  });

  it('goes on with other orders while one is put off', async () => {
    let release = (): void => undefined;
    const queue = createMemoryQueue({
      maxReceives: 2,
      visibilityTimeoutMs: -1,
      wait: (ms) =>
        new Promise((resolve) => {
          if (ms === 500) release = resolve;
        }),
    });
    await queue.enqueue(['slow', 'b', 'c'].map(anOrder));
    const done: string[] = [];
    await queue.drain(
      (queued) => {
        const [name = ''] = names([queued]);
        if (name === 'slow' && queued.receiveCount === 1) return Promise.resolve({ retryAfterMs: 500 });
        done.push(name);
        if (name === 'c') release();
        return Promise.resolve('done');
      },
      { concurrency: 1 },
    );
    expect(done).toEqual(['b', 'c', 'slow']);
  });

  it('lays an order whose handler keeps throwing with the dead letters, and spares its neighbours', async () => {
    const queue = createMemoryQueue({ maxReceives: 2, ...impatient() });
    await queue.enqueue(['good', 'poison', 'fine'].map(anOrder));
    const done: string[] = [];
    const { deadLetters } = await queue.drain(
      (queued) => {
        const [name = ''] = names([queued]);
        if (name === 'poison') return Promise.reject(new Error('broken'));
        done.push(name);
        return Promise.resolve('done');
      },
      { concurrency: 2 },
    );
    expect(done).toEqual(['good', 'fine']);
    expect(names(deadLetters)).toEqual(['poison']);
    expect(deadLetters).toMatchObject([{ receiveCount: 2, lastFailure: new Error('broken') }]);
  });

  it('takes an order from a handler that does not end in time', async () => {
    const queue = createMemoryQueue({ maxReceives: 2, visibilityTimeoutMs: 1 });
    await queue.enqueue([anOrder('hung')]);
    const { deadLetters } = await queue.drain(() => new Promise<never>(() => undefined), { concurrency: 1 });
    expect(deadLetters).toMatchObject([{ receiveCount: 2, lastFailure: 'visibility time-out' }]);
  });

  it('hands out what is enqueued while it drains', async () => {
    const queue = createMemoryQueue({ maxReceives: 1 });
    await queue.enqueue([anOrder('first')]);
    const seen: string[] = [];
    await queue.drain(
      async (queued) => {
        seen.push(...names([queued]));
        if (seen.length === 1) await queue.enqueue([anOrder('second')]);
        return 'done';
      },
      { concurrency: 1 },
    );
    expect(seen).toEqual(['first', 'second']);
  });
});
