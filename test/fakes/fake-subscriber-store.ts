/** `SubscriberStore` in memory. */
import type { Clock } from '../../lambdas/core/ports/outside.ts';
import type { SubscriberStore } from '../../lambdas/core/ports/stores.ts';
import type { Subscriber, SubscriberId } from '../../lambdas/core/subscriber/subscriber.ts';
import { fixedClock } from './fixed-clock.ts';

/**
 * @param clock decides which pending rows have expired; by default it stands in 1970, when none has
 * @returns `rows` is the table itself
 */
export const createFakeSubscriberStore = (
  initial: readonly Subscriber[] = [],
  clock: Clock = fixedClock('1970-01-01T00:00:00Z'),
): SubscriberStore & { readonly rows: Map<SubscriberId, Subscriber> } => {
  const rows = new Map(initial.map((subscriber) => [subscriber.subscriberId, structuredClone(subscriber)]));
  const present = (id: SubscriberId): Subscriber | undefined => {
    const row = rows.get(id);
    return row?.expiresAt !== undefined && row.expiresAt * 1000 <= clock().getTime() ? undefined : row;
  };
  // eslint-disable-next-line @typescript-eslint/require-await -- an async generator, because the port is one
  async function* each(fits: (row: Subscriber) => boolean, order: (a: Subscriber, b: Subscriber) => number) {
    for (const row of [...rows.values()].sort(order)) {
      if (present(row.subscriberId) && fits(row)) yield structuredClone(row);
    }
  }
  return {
    rows,
    get: (id) => Promise.resolve(structuredClone(present(id))),
    add: (subscriber) => {
      if (present(subscriber.subscriberId)) return Promise.resolve('already-there');
      rows.set(subscriber.subscriberId, structuredClone(subscriber));
      return Promise.resolve('added');
    },
    changeState: (id, { from, to, at }) => {
      const row = present(id);
      if (row?.state !== from) return Promise.resolve('not-in-that-state');
      const changed = { ...row, state: to, stateChangedAt: at };
      delete changed.expiresAt;
      if (to !== 'confirmed') {
        delete changed.dueShard;
        delete changed.dueAt;
      }
      rows.set(id, changed);
      return Promise.resolve('changed');
    },
    request: (subscriber) => {
      const { state } = rows.get(subscriber.subscriberId) ?? { state: 'pending' };
      if (state !== 'pending') return Promise.resolve('already-there');
      rows.set(subscriber.subscriberId, structuredClone(subscriber));
      return Promise.resolve('requested');
    },
    confirm: (id, { askedAt, at, consent, due }) => {
      const row = present(id);
      const waits = row?.state === 'pending' || row?.state === 'unsubscribed';
      if (!waits || row.stateChangedAt > new Date(askedAt).toISOString()) return Promise.resolve('not-in-that-state');
      const confirmed: Subscriber = { ...row, state: 'confirmed', stateChangedAt: at, consent, ...due };
      delete confirmed.expiresAt;
      rows.set(id, confirmed);
      return Promise.resolve('confirmed');
    },
    setPreferences: (id, { preferences, due, at }) => {
      const row = present(id);
      if (row?.state !== 'confirmed') return Promise.resolve('not-in-that-state');
      const changed = { ...row, preferences: structuredClone(preferences), preferencesChangedAt: at };
      delete changed.dueShard;
      delete changed.dueAt;
      rows.set(id, { ...changed, ...due });
      return Promise.resolve('changed');
    },
    erase: (id) => {
      rows.delete(id);
      return Promise.resolve();
    },
    moveDue: (id, from, to) => {
      const row = present(id);
      if (row?.dueAt !== from) return Promise.resolve('moved-by-other');
      rows.set(id, { ...row, dueAt: to });
      return Promise.resolve('moved');
    },
    due: (shard, upTo) =>
      each(
        ({ state, dueShard, dueAt }) =>
          state === 'confirmed' && dueShard === shard && dueAt !== undefined && (upTo === undefined || dueAt <= upTo),
        (a, b) => ((a.dueAt ?? '') < (b.dueAt ?? '') ? -1 : 1),
      ),
    all: () =>
      each(
        () => true,
        () => 0,
      ),
  };
};
