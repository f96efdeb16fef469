/** The last stages of a local round: plan every confirmed subscriber's digest of the date, and send what was planned. */
import { planDigests } from '../lambdas/functions/plan-digests/plan-digests.ts';
import { sendDigest, type SendDigestDeps } from '../lambdas/functions/send-digest/send-digest.ts';
import type { SubscriberStore, RankingStore } from '../lambdas/core/ports/stores.ts';
import { createMemoryQueue } from './memory-queue.ts';
import type { Progress } from './console-progress.ts';

export interface DeliveryCounts {
  sent: number;
  skipped: number;
  failed: number;
  unknown: number;
}

/** Mails in flight at a time: SES locally is fast, the table engine is one thread. */
const CONCURRENCY = 4;
/** A throttled mail is tried this often in one round; then it counts as failed, and its claim is free for the next round. */
const MAX_TRIES = 3;
/** SES throttles by the second. */
const RETRY_AFTER_MS = 1100;

export const deliverDigests = async (
  deps: SendDigestDeps & { readonly subscribers: SubscriberStore; readonly rankings: RankingStore },
  { listDate, progress }: { readonly listDate: string; readonly progress: Progress },
): Promise<DeliveryCounts> => {
  const queue = createMemoryQueue({ maxReceives: MAX_TRIES });
  const { planned } = await planDigests({ ...deps, queue }, { wholeDay: true, listDate });
  const counts: DeliveryCounts = { sent: 0, skipped: 0, failed: 0, unknown: 0 };
  let settled = 0;
  const { deadLetters } = await queue.drain(
    async ({ order }) => {
      const { outcome } = await sendDigest(deps, order);
      if (outcome === 'released') return { retryAfterMs: RETRY_AFTER_MS };
      counts[outcome === 'already-sent' ? 'skipped' : outcome] += 1;
      settled += 1;
      progress.at(`sending: ${settled} of ${planned}`);
      return 'done';
    },
    { concurrency: CONCURRENCY },
  );
  counts.failed += deadLetters.length;
  return counts;
};
