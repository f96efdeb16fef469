/** Today's digest under settings that nobody has saved. Reads only. */
import { BEYOND_ALL_DATES } from '../../core/calendar/new-york-time.ts';
import type { Digest } from '../../core/digest/digest.ts';
import { deliveryKey } from '../../core/delivery.ts';
import { ALL_CATEGORIES, listKey } from '../../core/rank/ranked-list.ts';
import { localDateOf, streamOf } from '../../core/subscriber/due-time.ts';
import type { Subscriber } from '../../core/subscriber/subscriber.ts';
import { gatherDigest } from '../send-digest/gather-digest.ts';
import type { WebDeps } from './web-deps.ts';

/**
 * As a first mail, so that it shows what the settings choose and not only what this reader hasn't had yet; `undefined` when
 * there would be none.
 */
export const previewDigest = async (deps: WebDeps, subscriber: Subscriber): Promise<Digest | undefined> => {
  const newest = await deps.rankings.latestUpTo(listKey(ALL_CATEGORIES, 'week'), BEYOND_ALL_DATES);
  if (newest === undefined) return undefined;
  const now = deps.clock();
  const { preferences, subscriberId } = subscriber;
  const localDate = localDateOf(now, preferences.timeZone);
  const stream = streamOf(preferences);
  return gatherDigest(deps, {
    order: {
      subscriberId,
      deliveryKey: deliveryKey(localDate, stream),
      localDate,
      stream,
      listDate: newest.date,
      notAfter: now.toISOString(),
    },
    subscriber,
    history: [],
    sample: deps.site.sample,
  });
};
