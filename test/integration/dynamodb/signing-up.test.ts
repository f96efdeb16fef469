/** The states of somebody who signs up, on the store: request, confirm, preferences, erase, and who wins when two come at once. */
import type { Subscriber } from '../../../lambdas/core/subscriber/subscriber.ts';
import { aSubscriber, aSubscriberId } from '../../fakes/stored-rows.ts';
import { collect, STORE_MAKERS, STORE_NOW, useStores } from './store-makers.ts';

const NOW_SECONDS = Date.parse(STORE_NOW) / 1_000;
const ASKED_AT = '2026-11-20T16:00:00.000Z';
const DUE = { dueShard: '31', dueAt: '2026-11-21T12:00:00.000Z' } as const;
const CONSENT = { by: 'form', at: STORE_NOW, requestedAt: ASKED_AT, text: 'box-1' } as const;
const CONFIRM = { askedAt: ASKED_AT, at: STORE_NOW, consent: CONSENT, due: DUE } as const;

/** Out of the index of due times, as all who are not confirmed are. */
const resting = (name: string, changes: Partial<Subscriber>): Subscriber => {
  const row = { ...aSubscriber(name, { stateChangedAt: ASKED_AT, ...changes }) };
  delete row.dueAt;
  delete row.dueShard;
  return row;
};
const pending = (name: string, changes: Partial<Subscriber> = {}): Subscriber =>
  resting(name, { state: 'pending', expiresAt: NOW_SECONDS + 60, ...changes });

describe.each(STORE_MAKERS)('signing up on %s', (_name, open) => {
  const stores = useStores(open);
  const get = (name: string) => stores().subscribers.get(aSubscriberId(name));
  const dueNames = async () =>
    (await collect(stores().subscribers.due(DUE.dueShard, undefined))).map(({ address }) => address.split('@')[0]);

  it('puts the row of a request where there is none, and in place of a pending one, expired or not', async () => {
    const again = pending('ada', { createdAt: ASKED_AT, expiresAt: NOW_SECONDS + 90 });
    expect(await stores().subscribers.request(pending('ada'))).toBe('requested');
    expect(await stores().subscribers.request(again)).toBe('requested');
    expect(await get('ada')).toEqual(again);
    await stores().subscribers.add(pending('bo', { expiresAt: NOW_SECONDS - 1 }));
    expect(await stores().subscribers.request(pending('bo'))).toBe('requested');
    expect((await get('bo'))?.state).toBe('pending');
  });

  it.each(['confirmed', 'unsubscribed', 'suppressed'] as const)('leaves one who is %s as they are', async (state) => {
    const row = state === 'confirmed' ? aSubscriber(state) : resting(state, { state });
    await stores().subscribers.add(row);
    expect(await stores().subscribers.request(pending(state))).toBe('already-there');
    expect(await get(state)).toEqual(row);
  });

  it.each(['pending', 'unsubscribed'] as const)('confirms one who is %s, with consent and due time', async (state) => {
    const name = `was-${state}-`;
    const row = state === 'pending' ? pending(name) : resting(name, { state });
    await stores().subscribers.add(row);
    expect(await stores().subscribers.confirm(row.subscriberId, CONFIRM)).toBe('confirmed');
    expect(await stores().subscribers.confirm(row.subscriberId, CONFIRM)).toBe('not-in-that-state');
    const { expiresAt, ...kept } = row;
    expect(expiresAt === undefined).toBe(state === 'unsubscribed');
    expect(await get(name)).toEqual({
      ...kept,
      state: 'confirmed',
      stateChangedAt: STORE_NOW,
      consent: CONSENT,
      ...DUE,
    });
    expect(await dueNames()).toContain(name);
  });

  it('confirms nobody by a link that is older than the last change of their state', async () => {
    await stores().subscribers.add(pending('cy', { stateChangedAt: '2026-11-20T16:00:00.001Z' }));
    await stores().subscribers.add(
      resting('di', { state: 'unsubscribed', stateChangedAt: '2026-11-20T16:30:00.000Z' }),
    );
    for (const name of ['cy', 'di']) {
      expect(await stores().subscribers.confirm(aSubscriberId(name), CONFIRM)).toBe('not-in-that-state');
      expect((await get(name))?.state).not.toBe('confirmed');
    }
  });

  it('confirms nobody who is suppressed, expired or unknown, and makes no row of it', async () => {
    await stores().subscribers.add(resting('ed', { state: 'suppressed' }));
    await stores().subscribers.add(pending('fay', { expiresAt: NOW_SECONDS }));
    for (const name of ['ed', 'fay', 'nobody'])
      expect(await stores().subscribers.confirm(aSubscriberId(name), CONFIRM)).toBe('not-in-that-state');
    expect(await get('nobody')).toBeUndefined();
    expect((await get('ed'))?.state).toBe('suppressed');
  });

  it('sets the preferences of one who is confirmed, and pauses by taking the due time away', async () => {
    await stores().subscribers.add(aSubscriber('gus'));
    const id = aSubscriberId('gus');
    const preferences = { ...aSubscriber('gus').preferences, maxPapers: 5, onlyWithCode: true };
    const set = (due: typeof DUE | undefined) =>
      stores().subscribers.setPreferences(id, { preferences, due, at: STORE_NOW });
    expect(await set(DUE)).toBe('changed');
    expect(await get('gus')).toEqual({ ...aSubscriber('gus'), preferences, preferencesChangedAt: STORE_NOW, ...DUE });
    expect(await dueNames()).toContain('gus');
    expect(await set(undefined)).toBe('changed');
    expect(await dueNames()).not.toContain('gus');
    expect((await get('gus'))?.dueAt).toBeUndefined();
    expect((await get('gus'))?.state).toBe('confirmed');
    expect(await set(DUE)).toBe('changed');
    expect(await dueNames()).toContain('gus');
  });

  it('sets no preferences of one who is not confirmed', async () => {
    await stores().subscribers.add(pending('hal'));
    const { preferences } = aSubscriber('hal');
    for (const name of ['hal', 'nobody'])
      expect(
        await stores().subscribers.setPreferences(aSubscriberId(name), { preferences, due: DUE, at: STORE_NOW }),
      ).toBe('not-in-that-state');
    expect(await get('hal')).toEqual(pending('hal'));
    expect(await get('nobody')).toBeUndefined();
  });

  it('erases a row whatever its state, and once more without harm', async () => {
    await stores().subscribers.add(aSubscriber('ida', DUE));
    await stores().subscribers.erase(aSubscriberId('ida'));
    await stores().subscribers.erase(aSubscriberId('ida'));
    expect(await get('ida')).toBeUndefined();
    expect(await dueNames()).not.toContain('ida');
    expect(await stores().subscribers.confirm(aSubscriberId('ida'), CONFIRM)).toBe('not-in-that-state');
  });

  it('lets one of many confirmations at once through', async () => {
    await stores().subscribers.add(pending('jo'));
    const outcomes = await Promise.all(
      Array.from({ length: 10 }, () => stores().subscribers.confirm(aSubscriberId('jo'), CONFIRM)),
    );
    expect(outcomes.filter((outcome) => outcome === 'confirmed')).toHaveLength(1);
  });

  it('never leaves somebody confirmed by a link of before who unsubscribes at the same time', async () => {
    const names = Array.from({ length: 20 }, (_, index) => `racer-${index}-`);
    for (const name of names) await stores().subscribers.add(aSubscriber(name));
    await Promise.all(
      names.flatMap((name) => [
        stores().subscribers.changeState(aSubscriberId(name), {
          from: 'confirmed',
          to: 'unsubscribed',
          at: '2026-11-20T17:00:00.000Z',
        }),
        stores().subscribers.confirm(aSubscriberId(name), CONFIRM),
      ]),
    );
    const states = await Promise.all(names.map(async (name) => (await get(name))?.state));
    expect(new Set(states)).toEqual(new Set(['unsubscribed']));
  });

  it('never un-confirms: a request and a confirmation at once leave one who is confirmed', async () => {
    const names = Array.from({ length: 20 }, (_, index) => `asker-${index}-`);
    for (const name of names) await stores().subscribers.add(pending(name));
    await Promise.all(
      names.flatMap((name) => [
        stores().subscribers.request(pending(name)),
        stores().subscribers.confirm(aSubscriberId(name), CONFIRM),
      ]),
    );
    const states = await Promise.all(names.map(async (name) => (await get(name))?.state));
    expect(new Set(states)).toEqual(new Set(['confirmed']));
  });
});
