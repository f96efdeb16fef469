import type { Subscriber } from '../../../lambdas/core/subscriber/subscriber.ts';
import { aSubscriber, aSubscriberId } from '../../fakes/stored-rows.ts';
import { collect, STORE_MAKERS, STORE_NOW, useStores } from './store-makers.ts';

/** As a row is that the `dueAt` index does not hold. */
const notDue = (subscriber: Subscriber): Subscriber => {
  const row = { ...subscriber };
  delete row.dueAt;
  delete row.dueShard;
  return row;
};

const NOW_SECONDS = Date.parse(STORE_NOW) / 1000;

describe.each(STORE_MAKERS)('SubscriberStore on %s', (_name, open) => {
  const stores = useStores(open);

  const stateOf = async (name: string) => (await stores().subscribers.get(aSubscriberId(name)))?.state;
  const dueNames = async (shard: string, upTo?: string) =>
    (await collect(stores().subscribers.due(shard, upTo))).map(({ address }) => address.split('@')[0]);

  it('adds a subscriber once and leaves the row that is there', async () => {
    expect(await stores().subscribers.add(aSubscriber('ada'))).toBe('added');
    expect(await stores().subscribers.add(aSubscriber('ada', { address: 'other@example.org' }))).toBe('already-there');
    expect(await stores().subscribers.get(aSubscriberId('ada'))).toEqual(aSubscriber('ada'));
    expect(await stores().subscribers.get(aSubscriberId('nobody'))).toBeUndefined();
  });

  it('changes the state only from the one that was expected', async () => {
    await stores().subscribers.add(aSubscriber('bo'));
    const change = { from: 'confirmed', to: 'unsubscribed', at: '2026-11-20T10:00:00Z' } as const;
    const id = aSubscriberId('bo');
    expect(await stores().subscribers.changeState(id, { ...change, from: 'pending' })).toBe('not-in-that-state');
    expect(await stores().subscribers.changeState(id, change)).toBe('changed');
    expect(await stores().subscribers.changeState(id, change)).toBe('not-in-that-state');
    expect(await stores().subscribers.changeState(aSubscriberId('nobody'), change)).toBe('not-in-that-state');
    expect(await stores().subscribers.get(aSubscriberId('nobody'))).toBeUndefined();
    expect(await stores().subscribers.get(id)).toEqual({
      ...notDue(aSubscriber('bo')),
      state: 'unsubscribed',
      stateChangedAt: change.at,
    });
  });

  it('finds who is due in a shard, earliest first, up to the instant', async () => {
    const at = (hour: string) => ({ dueShard: '07', dueAt: `2026-11-20T${hour}:00:00.000Z` });
    await stores().subscribers.add(aSubscriber('late', at('15')));
    await stores().subscribers.add(aSubscriber('early', at('09')));
    await stores().subscribers.add(aSubscriber('noon', at('12')));
    await stores().subscribers.add(aSubscriber('elsewhere', { ...at('09'), dueShard: '08' }));
    expect(await dueNames('07', '2026-11-20T12:00:00.000Z')).toEqual(['early', 'noon']);
    expect(await dueNames('07')).toEqual(['early', 'noon', 'late']);
    expect(await dueNames('09')).toEqual([]);
  });

  it('no longer finds as due who has left', async () => {
    await stores().subscribers.add(aSubscriber('leaver', { dueShard: '11' }));
    expect(await dueNames('11')).toEqual(['leaver']);
    await stores().subscribers.changeState(aSubscriberId('leaver'), {
      from: 'confirmed',
      to: 'suppressed',
      at: STORE_NOW,
    });
    expect(await dueNames('11')).toEqual([]);
  });

  it('moves the due instant on for one of two who try', async () => {
    await stores().subscribers.add(aSubscriber('mover', { dueShard: '12' }));
    const from = '2026-11-20T12:00:00.000Z';
    const moves = await Promise.all(
      ['2026-11-21T12:00:00.000Z', '2026-11-22T12:00:00.000Z'].map((to) =>
        stores().subscribers.moveDue(aSubscriberId('mover'), from, to),
      ),
    );
    expect([...moves].sort()).toEqual(['moved', 'moved-by-other']);
    expect(await dueNames('12', from)).toEqual([]);
    expect(await dueNames('12')).toEqual(['mover']);
    expect(await stores().subscribers.moveDue(aSubscriberId('nobody'), from, from)).toBe('moved-by-other');
  });

  it('counts a pending row as gone once it has expired', async () => {
    const pending = (name: string, expiresAt: number) => notDue(aSubscriber(name, { state: 'pending', expiresAt }));
    await stores().subscribers.add(pending('waiting', NOW_SECONDS + 1));
    await stores().subscribers.add(pending('gone', NOW_SECONDS));
    expect(await stateOf('waiting')).toBe('pending');
    expect(await stateOf('gone')).toBeUndefined();
    const confirm = { from: 'pending', to: 'confirmed', at: STORE_NOW } as const;
    expect(await stores().subscribers.changeState(aSubscriberId('gone'), confirm)).toBe('not-in-that-state');
    expect(await stores().subscribers.changeState(aSubscriberId('waiting'), confirm)).toBe('changed');
    expect((await stores().subscribers.get(aSubscriberId('waiting')))?.expiresAt).toBeUndefined();
    expect(await stores().subscribers.add(pending('gone', NOW_SECONDS + 60))).toBe('added');
    expect(await stateOf('gone')).toBe('pending');
  });

  it('gives every row, over more than one page', async () => {
    const before = (await collect(stores().subscribers.all())).length;
    const names = Array.from({ length: 1100 }, (_, index) => `many-${index}-`);
    for (let start = 0; start < names.length; start += 50)
      await Promise.all(
        names.slice(start, start + 50).map((name) => stores().subscribers.add(aSubscriber(name, { dueShard: '20' }))),
      );
    expect(await collect(stores().subscribers.all())).toHaveLength(before + 1100);
    expect(await dueNames('20')).toHaveLength(1100);
  });
});
