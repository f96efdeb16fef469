/** One request from the queue: answered, withheld, or put back for later when certainly nothing was sent. */
import type { PostponeConfirmation } from '../../adapters/queue/sqs-confirmation-queue.ts';
import type { ConfirmationOrder } from '../../core/subscriber/confirmation-request.ts';
import { METRICS, type MetricName } from '../../runtime/metric-names.ts';
import { sendConfirmation, type SendConfirmationDeps } from './send-confirmation.ts';

export interface HandleRequestDeps extends SendConfirmationDeps {
  readonly postpone: PostponeConfirmation;
  /** In [0, 1): spreads what was throttled together. */
  readonly random: () => number;
  readonly count: (metric: MetricName, value: number) => void;
}

/** The longest that SQS holds a message back. */
const MAX_DELAY_SECONDS = 900;
/** Somebody waits in front of their mailbox: soon at first, then less and less often. */
const THROTTLED_DELAY_SECONDS = 20;

/** Throttled ones double their wait at each attempt; the others wait for a day's window or for an operator. */
const delayFor = (release: 'throttled' | 'quota' | 'stopped', attempt: number): number =>
  release === 'throttled' ? Math.min(THROTTLED_DELAY_SECONDS * 2 ** attempt, MAX_DELAY_SECONDS) : MAX_DELAY_SECONDS;

const METRIC_OF = {
  sent: METRICS.confirmationsSent,
  withheld: METRICS.confirmationsWithheld,
  'over-limit': METRICS.confirmationsOverLimit,
  failed: METRICS.confirmationsFailed,
  unknown: METRICS.confirmationsFailed,
} as const;

/**
 * Returns when the request is done with or stands on the queue again. If it can't be put back, the message fails; handed out
 * again, it meets its own grant: a mail that is lost, and never a second one.
 */
export const handleRequest = async (deps: HandleRequestDeps, order: ConfirmationOrder): Promise<void> => {
  const result = await sendConfirmation(deps, order);
  if (result.outcome !== 'released') {
    deps.count(METRIC_OF[result.outcome], 1);
    return;
  }
  if (result.release === 'stopped') deps.count(METRICS.sendingStopped, 1);
  const delay = delayFor(result.release, order.attempt);
  await deps.postpone({ ...order, attempt: order.attempt + 1 }, Math.ceil(delay * (0.5 + deps.random() / 2)));
};
