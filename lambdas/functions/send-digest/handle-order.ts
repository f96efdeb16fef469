/** One order from the queue: sent, settled, or put back for later when SES can't take it now. */
import type { PostponeOrder } from '../../adapters/queue/postpone-order.ts';
import type { DigestOrder } from '../../core/delivery.ts';
import { METRICS, type MetricName } from '../../runtime/metric-names.ts';
import { sendDigest, type SendDigestDeps } from './send-digest.ts';

export interface HandleOrderDeps extends SendDigestDeps {
  readonly postpone: PostponeOrder;
  /** In [0, 1): spreads what was throttled together. */
  readonly random: () => number;
  readonly count: (metric: MetricName, value: number) => void;
}

/** `throttled`: SES counts by the second, AWS advises to wait for up to ten minutes. The others wait for a day's window or for an operator. */
const DELAY_SECONDS = { throttled: 60, quota: 900, stopped: 900 } as const;

const METRIC_OF = {
  sent: METRICS.digestsSent,
  'already-sent': METRICS.digestsSkipped,
  skipped: METRICS.digestsSkipped,
  failed: METRICS.digestsFailed,
  unknown: METRICS.digestsUnknown,
  released: METRICS.digestsPostponed,
} as const;

/** Returns when the order is done with or stands on the queue again; an order that is too old ends as skipped by `notAfter`. */
export const handleOrder = async (deps: HandleOrderDeps, order: DigestOrder): Promise<void> => {
  const result = await sendDigest(deps, order);
  deps.count(METRIC_OF[result.outcome], 1);
  if (result.outcome !== 'released') return;
  if (result.release === 'stopped') deps.count(METRICS.sendingStopped, 1);
  const delay = DELAY_SECONDS[result.release];
  await deps.postpone(order, Math.ceil(delay * (0.5 + deps.random() / 2)));
};
