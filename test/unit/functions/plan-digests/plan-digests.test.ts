import {
  preferencesSchema,
  type Preferences,
  type Subscriber,
  type SubscriberId,
} from '../../../../lambdas/core/subscriber/subscriber.ts';
import { dueShardOf, nextDueAt } from '../../../../lambdas/core/subscriber/due-time.ts';
import { rankPapers } from '../../../../lambdas/core/rank/rank-papers.ts';
import { planDigests } from '../../../../lambdas/functions/plan-digests/plan-digests.ts';
import { createFakeQueue } from '../../../fakes/fake-queue.ts';
import { createFakeRankingStore } from '../../../fakes/fake-ranking-store.ts';
import { createFakeSubscriberStore } from '../../../fakes/fake-subscriber-store.ts';
import { fixedClock } from '../../../fakes/fixed-clock.ts';

const makeSubscriber = (
  name: string,
  {
    dueAt,
    state = 'confirmed',
    ...over
  }: Partial<Preferences> & { readonly dueAt?: string; readonly state?: Subscriber['state'] } = {},
): Subscriber => {
  const subscriberId = name.padEnd(32, '0') as SubscriberId;
  const preferences = preferencesSchema.parse({ categories: ['cs.LG'], ...over });
  const createdAt = '2026-11-18T17:00:00.000Z';
  return {
    subscriberId,
    address: `${name}@example.org`,
    state,
    createdAt,
    stateChangedAt: createdAt,
    consent: { by: 'operator', at: createdAt, text: 'test' },
    preferences,
    ...(state === 'confirmed' && {
      dueShard: dueShardOf(subscriberId),
      dueAt: dueAt ?? nextDueAt(preferences, new Date(createdAt)),
    }),
  };
};

const makeWorld = (
  subscribers: readonly Subscriber[],
  {
    now = '2026-11-19T12:03:00Z',
    listDates = ['2026-11-18', '2026-11-19'],
  }: { readonly now?: string; readonly listDates?: readonly string[] } = {},
) => {
  const lists = listDates.map((date) => rankPapers({ category: 'all', window: 'week', date, papers: [] }));
  return {
    subscribers: createFakeSubscriberStore(subscribers),
    rankings: createFakeRankingStore(lists),
    queue: createFakeQueue(),
    clock: fixedClock(now),
  };
};
const AT_HOUR = { wholeDay: false } as const;
const dueAtOf = (world: ReturnType<typeof makeWorld>, { subscriberId }: Subscriber) =>
  world.subscribers.rows.get(subscriberId)?.dueAt;

describe('plan-digests at the hour', () => {
  it('orders the digest of who is due, with the newest lists, and moves the due time on', async () => {
    const [due, later] = [makeSubscriber('due'), makeSubscriber('later', { localHour: 8 })];
    const world = makeWorld([due, later]);
    expect(await planDigests(world, AT_HOUR)).toEqual({ due: 1, planned: 1 });
    expect(world.queue.orders).toEqual([
      {
        subscriberId: due.subscriberId,
        deliveryKey: '2026-11-19#daily',
        localDate: '2026-11-19',
        stream: 'daily',
        listDate: '2026-11-19',
        notAfter: '2026-11-20T12:00:00.000Z',
      },
    ]);
    expect(dueAtOf(world, due)).toBe('2026-11-20T12:00:00.000Z');
    expect(dueAtOf(world, later)).toBe(later.dueAt);
    expect(await planDigests(world, AT_HOUR)).toEqual({ due: 0, planned: 0 });
  });

  it.each([AT_HOUR, { wholeDay: true }])('orders nothing for who has paused their mails (%j)', async (options) => {
    const paused = makeSubscriber('paused');
    const world = makeWorld([paused]);
    await world.subscribers.setPreferences(paused.subscriberId, {
      preferences: paused.preferences,
      due: undefined,
      at: '2026-11-19T11:00:00.000Z',
    });
    expect(await planDigests(world, options)).toEqual({ due: 0, planned: 0 });
    expect(world.queue.orders).toEqual([]);
  });

  it('enqueues before it moves the due time, so that a crash repeats an order and loses none', async () => {
    const world = makeWorld([makeSubscriber('due')]);
    const subscribers = { ...world.subscribers, moveDue: () => Promise.reject(new Error('killed')) };
    await expect(planDigests({ ...world, subscribers }, AT_HOUR)).rejects.toThrow('killed');
    await planDigests(world, AT_HOUR);
    expect(world.queue.orders.map(({ deliveryKey }) => deliveryKey)).toEqual(['2026-11-19#daily', '2026-11-19#daily']);
  });

  it('leaves the due time when the queue fails', async () => {
    const subscriber = makeSubscriber('due');
    const world = makeWorld([subscriber]);
    const queue = { enqueue: () => Promise.reject(new Error('no queue')) };
    await expect(planDigests({ ...world, queue }, AT_HOUR)).rejects.toThrow('no queue');
    expect(dueAtOf(world, subscriber)).toBe(subscriber.dueAt);
  });

  it('orders nothing for daily readers on a day without a list, but moves on; weekly readers get theirs', async () => {
    const daily = makeSubscriber('daily', { dueAt: '2026-11-21T12:00:00.000Z' });
    const weekly = makeSubscriber('weekly', { frequency: 'weekly', weekday: 6, dueAt: '2026-11-21T12:00:00.000Z' });
    const world = makeWorld([daily, weekly], { now: '2026-11-21T12:01:00Z', listDates: ['2026-11-20'] });
    expect(await planDigests(world, AT_HOUR)).toEqual({ due: 2, planned: 1 });
    expect(world.queue.orders).toMatchObject([
      { subscriberId: weekly.subscriberId, deliveryKey: '2026-11-21#weekly', listDate: '2026-11-20' },
    ]);
    expect(dueAtOf(world, daily)).toBe('2026-11-22T12:00:00.000Z');
    expect(dueAtOf(world, weekly)).toBe('2026-11-28T12:00:00.000Z');
  });

  it('uses the date of the due time when the planner is late past midnight', async () => {
    const world = makeWorld([makeSubscriber('late', { localHour: 23, dueAt: '2026-11-19T04:00:00.000Z' })], {
      now: '2026-11-19T05:02:00Z',
    });
    await planDigests(world, AT_HOUR);
    expect(world.queue.orders).toMatchObject([{ localDate: '2026-11-18', deliveryKey: '2026-11-18#daily' }]);
  });

  it('sends after an outage only the newest digest, and none that is stale', async () => {
    const daily = makeSubscriber('daily', { dueAt: '2026-11-16T12:00:00.000Z' });
    const weekly = makeSubscriber('weekly', { frequency: 'weekly', dueAt: '2026-11-16T12:00:00.000Z' });
    const world = makeWorld([daily, weekly], { now: '2026-11-19T15:00:00Z' });
    await planDigests(world, AT_HOUR);
    expect(world.queue.orders).toMatchObject([
      { subscriberId: daily.subscriberId, localDate: '2026-11-19', notAfter: '2026-11-20T12:00:00.000Z' },
    ]);
    expect(dueAtOf(world, daily)).toBe('2026-11-20T12:00:00.000Z');
    expect(dueAtOf(world, weekly)).toBe('2026-11-23T12:00:00.000Z');
  });

  it('plans nothing while no list has been ranked', async () => {
    const world = makeWorld([makeSubscriber('due')], { listDates: [] });
    expect(await planDigests(world, AT_HOUR)).toEqual({ due: 1, planned: 0 });
  });

  it('knows no list from the future', async () => {
    const world = makeWorld([makeSubscriber('due')], { listDates: ['2026-11-19', '2026-11-20'] });
    await planDigests(world, AT_HOUR);
    expect(world.queue.orders[0]?.listDate).toBe('2026-11-19');
  });
});

describe('plan-digests for a whole day', () => {
  const WHOLE_DAY = { wholeDay: true, listDate: '2026-11-19' } as const;
  const NOON = { now: '2026-11-19T17:00:00Z' };

  it('orders for every confirmed reader whatever the hour, each with their own date', async () => {
    const subscribers = [
      makeSubscriber('morning', { dueAt: '2026-11-20T12:00:00.000Z' }),
      makeSubscriber('evening', { localHour: 20, dueAt: '2026-11-20T01:00:00.000Z' }),
      makeSubscriber('auckland', { timeZone: 'Pacific/Auckland', dueAt: '2026-11-19T18:00:00.000Z' }),
      makeSubscriber('left', { state: 'unsubscribed' }),
      makeSubscriber('pending', { state: 'pending' }),
    ];
    const world = makeWorld(subscribers, NOON);
    expect(await planDigests(world, WHOLE_DAY)).toEqual({ due: 3, planned: 3 });
    const dates = Object.fromEntries(
      world.queue.orders.map(({ subscriberId, localDate }) => [subscriberId.replace(/0+$/, ''), localDate]),
    );
    expect(dates).toEqual({ morning: '2026-11-19', evening: '2026-11-19', auckland: '2026-11-20' });
    for (const { notAfter } of world.queue.orders) expect(notAfter).toBe('2026-11-20T17:00:00.000Z');
  });

  it('gives the same orders and due times when it runs again', async () => {
    const world = makeWorld([makeSubscriber('one', { dueAt: '2026-11-19T12:00:00.000Z' })], NOON);
    await planDigests(world, WHOLE_DAY);
    const rows = structuredClone([...world.subscribers.rows]);
    await planDigests(world, WHOLE_DAY);
    expect([...world.subscribers.rows]).toEqual(rows);
    expect(world.queue.orders[1]).toEqual(world.queue.orders[0]);
  });

  it('gives weekly readers their digest on their weekday', async () => {
    const subscribers = [
      makeSubscriber('thursday', { frequency: 'weekly', weekday: 4 }),
      makeSubscriber('friday', { frequency: 'weekly', weekday: 5 }),
    ];
    const world = makeWorld(subscribers, NOON);
    await planDigests(world, WHOLE_DAY);
    expect(world.queue.orders.map(({ deliveryKey }) => deliveryKey)).toEqual(['2026-11-19#weekly']);
  });

  it('plans many readers in batches, each once', async () => {
    const subscribers = Array.from({ length: 250 }, (_, index) => makeSubscriber(`reader${index}x`));
    const world = makeWorld(subscribers, NOON);
    expect(await planDigests(world, WHOLE_DAY)).toEqual({ due: 250, planned: 250 });
    expect(new Set(world.queue.orders.map(({ subscriberId }) => subscriberId)).size).toBe(250);
  });
});
