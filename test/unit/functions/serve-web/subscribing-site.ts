/** An invented site with one reader, for the tests of signing up and of what follows. Every call of a store is noted. */
import type { Delivery } from '../../../../lambdas/core/delivery.ts';
import { subscriberIdOf } from '../../../../lambdas/core/subscriber/email-address.ts';
import type { Subscriber, SubscriberState } from '../../../../lambdas/core/subscriber/subscriber.ts';
import type { Suppression } from '../../../../lambdas/core/subscriber/suppression.ts';
import { createWebHandler } from '../../../../lambdas/functions/serve-web/serve-web.ts';
import type { WebDeps } from '../../../../lambdas/functions/serve-web/web-deps.ts';
import { createFakeConfirmationQueue } from '../../../fakes/fake-confirmation-queue.ts';
import { createFakeDeliveryStore } from '../../../fakes/fake-delivery-store.ts';
import { createFakeLimitStore } from '../../../fakes/fake-limit-store.ts';
import { createFakeSubscriberStore } from '../../../fakes/fake-subscriber-store.ts';
import { createFakeSuppressionStore } from '../../../fakes/fake-suppression-store.ts';
import { NOT_BUILT } from './invented-search.ts';
import { inventDeps, makeEvent, type InventedRequest } from './invented-site.ts';

export const HASH_KEY = 'an invented key of the hashes of addresses';
export const ADDRESS = 'Reader.Name@example.org';
export const READER = subscriberIdOf(ADDRESS, HASH_KEY);
export const NOW = '2026-11-20T17:00:00.000Z';
export const SUPPRESSED_AT = '2026-11-19T12:00:00.000Z';

export const inventReader = (state: SubscriberState, row: Partial<Subscriber> = {}): Subscriber => ({
  subscriberId: READER,
  address: ADDRESS,
  state,
  createdAt: '2026-11-20T16:00:00.000Z',
  stateChangedAt: '2026-11-20T16:00:00.000Z',
  consent: { by: 'form', at: '2026-11-20T16:00:00.000Z', requestedAt: '2026-11-20T16:00:00.000Z', text: 'box-1' },
  preferences: {
    frequency: 'daily',
    weekday: 1,
    localHour: 7,
    timeZone: 'Europe/Berlin',
    categories: ['cs.LG'],
    topics: [],
    exclude: [],
    authors: [],
    maxPapers: 10,
    onlyWithCode: false,
  },
  ...(state === 'confirmed' && { dueShard: '00', dueAt: '2026-11-21T06:00:00.000Z' }),
  ...row,
});

/** Papers and lists, which nothing here changes. */
const SITE = inventDeps();

interface Watch {
  readonly calls: string[];
  /** The call that fails once, as `store.method`. */
  broken: string | undefined;
}

/** The store with each call noted under the name. */
const watched = <Store extends object>(
  store: Store,
  { name, watch }: { readonly name: string; readonly watch: Watch },
) =>
  new Proxy(store, {
    get: (target, property, receiver) => {
      const member: unknown = Reflect.get(target, property, receiver);
      if (typeof member !== 'function') return member;
      return (...given: unknown[]): unknown => {
        const call = `${name}.${String(property)}`;
        watch.calls.push(call);
        if (watch.broken !== call) return Reflect.apply(member, target, given);
        watch.broken = undefined;
        return Promise.reject(new Error('broken off'));
      };
    },
  });

export interface SubscribingSite {
  readonly reader?: Subscriber | undefined;
  readonly suppressed?: Suppression['reason'];
  readonly deliveries?: readonly Delivery[];
  readonly deps?: Partial<WebDeps>;
}

export const inventSubscribing = ({ reader, suppressed, deliveries = [], deps = {} }: SubscribingSite = {}) => {
  const clock = { now: new Date(NOW) };
  const watch: Watch = { calls: [], broken: undefined };
  const subscribers = createFakeSubscriberStore(reader === undefined ? [] : [reader], () => clock.now);
  const suppressions = createFakeSuppressionStore();
  if (suppressed !== undefined) suppressions.rows.set(READER, { reason: suppressed, at: SUPPRESSED_AT });
  const ledger = createFakeDeliveryStore(deliveries);
  const limits = createFakeLimitStore();
  const queue = createFakeConfirmationQueue();
  const all: WebDeps = {
    ...SITE,
    search: NOT_BUILT,
    minFillMs: 2_000,
    hashKey: HASH_KEY,
    clock: () => clock.now,
    ...deps,
    subscribers: watched(subscribers, { name: 'subscribers', watch }),
    suppressions: watched(suppressions, { name: 'suppressions', watch }),
    deliveries: watched(ledger, { name: 'deliveries', watch }),
    limits: watched(limits, { name: 'limits', watch }),
    confirmations: watched(queue, { name: 'confirmations', watch }),
  };
  const handle = createWebHandler(all);
  /** @param from address of the reader */
  const ask = async (target: string, request: InventedRequest = {}, from = '192.0.2.1') => {
    const event = makeEvent(target, request);
    event.requestContext.http.sourceIp = from;
    const { statusCode = 0, headers = {}, body = '' } = await handle(event);
    return { status: statusCode, headers, body };
  };
  return {
    deps: all,
    clock,
    calls: watch.calls,
    queue: queue.requests,
    breakAt: (call: string) => {
      watch.broken = call;
    },
    ask,
    row: () => subscribers.rows.get(READER),
    suppression: () => suppressions.rows.get(READER)?.reason,
    /** The same tables, for what runs behind the queues. */
    tables: { subscribers, suppressions, limits, deliveries: ledger },
    /** Everything that is stored, to be compared. */
    stored: () =>
      JSON.stringify([
        [...subscribers.rows],
        [...suppressions.rows],
        [...ledger.rows],
        [...limits.rows],
        queue.requests,
      ]),
    post: (target: string, fields: Readonly<Record<string, string>>, from?: string) =>
      ask(
        target,
        {
          method: 'POST',
          headers: { 'content-type': 'application/x-www-form-urlencoded' },
          body: new URLSearchParams(fields).toString(),
        },
        from,
      ),
  };
};
