/**
 * Puts an order on the queue for every subscriber whose digest is due, then moves their due time on. In that order: a crash
 * in between repeats an order, which the claim of `send-digest` makes harmless; the other way round it would lose a digest.
 */
import { newYorkDate, quietReason } from '../../core/calendar/announcement-calendar.ts';
import { deliveryKey, type DigestOrder } from '../../core/delivery.ts';
import type { Clock, DigestQueue } from '../../core/ports/outside.ts';
import type { RankingStore, SubscriberStore } from '../../core/ports/stores.ts';
import { ALL_CATEGORIES, listKey } from '../../core/rank/ranked-list.ts';
import { DUE_SHARDS, hasDigestOn, localDateOf, nextDueAt, streamOf } from '../../core/subscriber/due-time.ts';
import type { Subscriber } from '../../core/subscriber/subscriber.ts';

export interface PlanDigestsDeps {
  readonly subscribers: SubscriberStore;
  readonly rankings: RankingStore;
  readonly queue: DigestQueue;
  readonly clock: Clock;
}

export interface PlanDigestsOptions {
  /** A local round stands for the whole day: the digest of the local date is due whatever the reader's hour. */
  readonly wholeDay: boolean;
  /** Date of the lists to mail. @default the newest that have been ranked */
  readonly listDate?: string;
}

const MS_PER_HOUR = 3_600_000;
/** A digest that could not be sent within a day is stale: a restored table or an outage must not mail old news. */
const STALE_AFTER_MS = 24 * MS_PER_HOUR;
/** How far back a missed due time is looked for; whatever is older is stale anyway. */
const MAX_OUTAGE_MS = 48 * MS_PER_HOUR;
/** Subscribers in memory at a time. */
const BATCH_SIZE = 100;

/** What is to be done for one subscriber who is due. */
interface Plan {
  readonly subscriber: Subscriber & { readonly dueAt: string };
  readonly order: DigestOrder | undefined;
  readonly nextDueAt: string;
}

/** What the plans of one run share. */
interface PlanningDay {
  readonly now: Date;
  readonly listDate: string | undefined;
  /** No list was due today: the mail before said so, and daily readers get none. */
  readonly quiet: boolean;
}

/** The newest due time up to now and the first one after it: after an outage only the newest digest is of use. */
const dueTimes = ({ subscriber, now }: { readonly subscriber: Plan['subscriber']; readonly now: Date }) => {
  const { preferences, dueAt } = subscriber;
  let due = new Date(Math.max(Date.parse(dueAt), now.getTime() - MAX_OUTAGE_MS));
  let next = nextDueAt(preferences, due);
  while (Date.parse(next) <= now.getTime()) {
    due = new Date(next);
    next = nextDueAt(preferences, due);
  }
  return { due, next };
};

const orderFor = (
  { subscriberId, preferences }: Subscriber,
  order: { readonly localDate: string; readonly listDate: string; readonly due: Date },
): DigestOrder => {
  const stream = streamOf(preferences);
  return {
    subscriberId,
    deliveryKey: deliveryKey(order.localDate, stream),
    localDate: order.localDate,
    stream,
    listDate: order.listDate,
    notAfter: new Date(order.due.getTime() + STALE_AFTER_MS).toISOString(),
  };
};

/** The plan at the reader's hour. The local date is that of the due time, not of a planner that runs late past midnight. */
const planAtHour = (subscriber: Plan['subscriber'], { now, listDate, quiet }: PlanningDay): Plan => {
  const { preferences } = subscriber;
  const { due, next } = dueTimes({ subscriber, now });
  const isStale = now.getTime() - due.getTime() > STALE_AFTER_MS;
  const staysAway = listDate === undefined || isStale || (quiet && preferences.frequency === 'daily');
  return {
    subscriber,
    order: staysAway
      ? undefined
      : orderFor(subscriber, { localDate: localDateOf(due, preferences.timeZone), listDate, due }),
    nextDueAt: next,
  };
};

/** The plan for a whole local day; a weekly digest is one of its weekday. */
const planForDay = (subscriber: Plan['subscriber'], { now, listDate }: PlanningDay): Plan => {
  const { preferences } = subscriber;
  const localDate = localDateOf(now, preferences.timeZone);
  const isDue = listDate !== undefined && hasDigestOn(preferences, localDate);
  return {
    subscriber,
    order: isDue ? orderFor(subscriber, { localDate, listDate, due: now }) : undefined,
    nextDueAt: nextDueAt(preferences, now),
  };
};

const carryOut = async ({ queue, subscribers }: PlanDigestsDeps, plans: readonly Plan[]): Promise<number> => {
  const orders = plans.flatMap(({ order }) => order ?? []);
  if (orders.length > 0) await queue.enqueue(orders);
  for (const { subscriber, nextDueAt: next } of plans) {
    if (next !== subscriber.dueAt) await subscribers.moveDue(subscriber.subscriberId, subscriber.dueAt, next);
  }
  return orders.length;
};

/** Plans all that is due now. `due`: subscribers looked at; `planned`: orders put on the queue. */
export const planDigests = async (
  deps: PlanDigestsDeps,
  { wholeDay, listDate }: PlanDigestsOptions,
): Promise<{ readonly due: number; readonly planned: number }> => {
  const now = deps.clock();
  const today = newYorkDate(now);
  const day: PlanningDay = {
    now,
    listDate: listDate ?? (await deps.rankings.latestUpTo(listKey(ALL_CATEGORIES, 'week'), today))?.date,
    quiet: quietReason(today) !== undefined,
  };
  const plan = wholeDay ? planForDay : planAtHour;
  let due = 0;
  let planned = 0;
  let batch: Plan[] = [];
  for (const shard of DUE_SHARDS) {
    for await (const subscriber of deps.subscribers.due(shard, wholeDay ? undefined : now.toISOString())) {
      const { dueAt } = subscriber;
      // The index may lag behind: a row that left it has no due time any more.
      if (subscriber.state !== 'confirmed' || dueAt === undefined) continue;
      batch.push(plan({ ...subscriber, dueAt }, day));
      due += 1;
      if (batch.length < BATCH_SIZE) continue;
      planned += await carryOut(deps, batch);
      batch = [];
    }
  }
  planned += await carryOut(deps, batch);
  return { due, planned };
};
