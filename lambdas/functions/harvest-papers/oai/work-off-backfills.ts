/**
 * What the deployed harvest does through the day: goes on with the open backfill that has waited longest, one run after the
 * other. At night arXiv is left to the announcements.
 * Without any it looks whether each of the last days has been harvested, which a new deployment has yet to do.
 */
import { addDays, newYorkDateAndHour } from '../../../core/calendar/new-york-time.ts';
import { oaiSetsFor } from '../../../core/harvest/oai-set.ts';
import { runBackfill, type BackfillDeps } from './backfill.ts';
import { NO_RECORDS, type RecordCounts } from '../intake/intake.ts';
import { FIRST_DAYS, repairBatches } from './repair-batches.ts';

export interface WorkedOff {
  readonly task: 'nothing' | 'backfill' | 'first-days';
  readonly windows: number;
  readonly windowsDone: number;
  readonly counts: Readonly<RecordCounts>;
  /** Why windows are still open. */
  readonly reason?: string;
}

const NOTHING: WorkedOff = { task: 'nothing', windows: 0, windowsDone: 0, counts: NO_RECORDS };

/** Between the last poll and the first repair, in New York. */
const MORNING_HOUR = 6;
const EVENING_HOUR = 22;

export const workOffBackfills = async (
  deps: BackfillDeps,
  options: { readonly categories: readonly string[]; readonly isTimeUp: () => boolean },
): Promise<WorkedOff> => {
  const { hour } = newYorkDateAndHour(deps.clock().getTime());
  if (hour < MORNING_HOUR || hour >= EVENING_HOUR) return NOTHING;
  const [job] = (await deps.ledger.backfills())
    .filter(({ state }) => state === 'open')
    .sort((a, b) => (a.updatedAt < b.updatedAt ? -1 : 1));
  if (job) {
    const { state, ...report } = await runBackfill(deps, { job, isTimeUp: options.isTimeUp });
    return { task: 'backfill', ...report };
  }
  if (await hasFirstDays(deps, options.categories)) return NOTHING;
  const { short, shortOverADay, ...report } = await repairBatches(deps, options);
  return { task: 'first-days', ...report };
};

/** Today's day is the evening's to harvest. */
const hasFirstDays = async ({ ledger, clock }: BackfillDeps, categories: readonly string[]): Promise<boolean> => {
  const today = clock().toISOString().slice(0, 10);
  for (const set of oaiSetsFor(categories)) {
    const windows = await ledger.windows(set, addDays(today, -FIRST_DAYS), addDays(today, -1));
    if (windows.filter(({ harvestedAt }) => harvestedAt !== undefined).length < FIRST_DAYS) return false;
  }
  return true;
};
