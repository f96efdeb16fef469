/**
 * A range of past days through OAI, in as many runs as it takes: each goes on at the checkpoints of the one before.
 *
 * Days are datestamps, and OAI gives each paper the day of its last change. So the papers that were announced in the range
 * and changed since stand on later days; their dates are complete once the days up to now have been harvested as well.
 */
import type { BackfillJob } from '../../core/harvest/backfill-job.ts';
import { newYorkDate } from '../../core/calendar/announcement-calendar.ts';
import { addDays } from '../../core/calendar/new-york-time.ts';
import { oaiSetsFor } from '../../core/harvest/oai-set.ts';
import type { Clock } from '../../core/ports/outside.ts';
import type { HarvestLedger } from '../../core/ports/stores.ts';
import { harvestWindows, type HarvestWindowsDeps, type WindowKey, type WindowsProgress } from './harvest-windows.ts';
import { isClosed, readCoverage } from './oai-coverage.ts';
import type { SettleBatchesDeps } from './settle-batches.ts';
import { settleDates } from './settle-dates.ts';
import type { RecordCounts } from './intake.ts';

export interface BackfillDeps extends HarvestWindowsDeps, SettleBatchesDeps {}

export interface BackfillReport {
  readonly state: 'done' | 'open';
  /** Windows: a day in one set. */
  readonly windows: number;
  readonly windowsDone: number;
  readonly counts: Readonly<RecordCounts>;
  /** Why it is open still, one clause. */
  readonly reason?: string;
}

export interface BackfillRange {
  /** Days, both inclusive. */
  readonly from: string;
  readonly to: string;
  readonly categories: readonly string[];
}

/** The windows of a job, oldest day first. */
export const windowsOf = ({ from, to, categories }: BackfillRange): readonly WindowKey[] => {
  const sets = oaiSetsFor(categories);
  const windows: WindowKey[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) windows.push(...sets.map((set) => ({ set, day })));
  return windows;
};

/** Notes the job, or finds it again: what its windows have done already is not done twice. */
export const openBackfill = async (
  { ledger, clock }: { readonly ledger: HarvestLedger; readonly clock: Clock },
  { from, to, categories }: BackfillRange,
): Promise<BackfillJob> => {
  const at = clock().toISOString();
  const wanted = [...categories].sort();
  const known = (await ledger.backfills()).find(
    (job) => job.from === from && job.to === to && job.categories.join() === wanted.join(),
  );
  const job: BackfillJob = {
    from,
    to,
    categories: wanted,
    state: 'open',
    createdAt: known?.createdAt ?? at,
    updatedAt: at,
  };
  await ledger.putBackfill(job);
  return job;
};

export const runBackfill = async (
  deps: BackfillDeps,
  {
    job,
    isTimeUp,
    onProgress,
  }: {
    readonly job: BackfillJob;
    readonly isTimeUp?: () => boolean;
    readonly onProgress?: (progress: WindowsProgress) => void;
  },
): Promise<BackfillReport> => {
  const { ledger, clock } = deps;
  const startedAt = clock().toISOString();
  const harvested = await harvestWindows(deps, {
    windows: windowsOf(job),
    // A day that was harvested after its end needs no second look; the nights look after the newest.
    // The day that is under way counts as done by the pass of this run.
    isSettled: (window) =>
      isClosed(window) ||
      (window.harvestedAt !== undefined && window.state === 'done' && window.harvestedAt >= startedAt),
    follows: job.categories,
    ...(isTimeUp && { isTimeUp }),
    ...(onProgress && { onProgress }),
  });
  const isDone = harvested.windowsDone === harvested.windows;
  if (isDone) {
    await settleDates(deps, {
      categories: job.categories,
      dates: datesOf(job, newYorkDate(clock())),
      isCovered: await readCoverage(deps, { categories: job.categories, from: job.from }),
    });
    await ledger.putBackfill({ ...job, state: 'done', updatedAt: clock().toISOString() });
  }
  return { ...harvested, state: isDone ? 'done' : 'open' };
};

const datesOf = ({ from, to }: BackfillRange, today: string): readonly string[] => {
  const dates: string[] = [];
  for (let date = from; date <= to && date <= today; date = addDays(date, 1)) dates.push(date);
  return dates;
};
