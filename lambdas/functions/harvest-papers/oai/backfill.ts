/**
 * A range of past days through OAI, in as many runs as it takes: each goes on at the checkpoints of the one before.
 *
 * Days are datestamps, and OAI gives each paper the day of its last change. So the papers that were announced in the range
 * and changed since stand on later days; their dates are complete once the days up to now have been harvested as well.
 */
import type { BackfillJob } from '../../../core/harvest/backfill-job.ts';
import { newYorkDate } from '../../../core/calendar/announcement-calendar.ts';
import { addDays } from '../../../core/calendar/new-york-time.ts';
import { oaiSetsFor } from '../../../core/harvest/oai-set.ts';
import type { OaiWindow } from '../../../core/harvest/oai-window.ts';
import type { Clock } from '../../../core/ports/outside.ts';
import type { HarvestLedger } from '../../../core/ports/stores.ts';
import type { WindowKey } from './harvest-window.ts';
import { harvestWindows, type HarvestWindowsDeps, type WindowsProgress } from './harvest-windows.ts';
import { isClosed, readCoverage } from './oai-coverage.ts';
import type { SettleBatchesDeps } from '../batches/settle-batches.ts';
import { settleDates } from '../batches/settle-dates.ts';
import type { RecordCounts } from '../intake/intake.ts';

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
  const windows = windowsOf(job);
  const harvested = await harvestWindows(deps, {
    windows,
    // A day that was harvested after its end needs no second look; the nights look after the newest. The day that is under
    // way counts as done by the pass of this run.
    isSettled: (window) =>
      isClosed(window) || isGivenUp(window) || (window.state === 'done' && (window.harvestedAt ?? '') >= startedAt),
    follows: job.categories,
    verifiesAlways: true,
    ...(isTimeUp && { isTimeUp }),
    ...(onProgress && { onProgress }),
  });
  const isIn = harvested.windowsDone === harvested.windows;
  const settledThrough = isIn ? await settleRange(deps, { job, isTimeUp }) : job.settledThrough;
  const isDone = isIn && settledThrough === undefined;
  // Worked on last: a job that can't be ended gives way to the others.
  await ledger.putBackfill({
    ...withoutSettled(job),
    ...(settledThrough !== undefined && { settledThrough }),
    state: isDone ? 'done' : 'open',
    updatedAt: clock().toISOString(),
  });
  const gaps = isIn ? await countGaps(deps, job) : 0;
  return {
    ...harvested,
    state: isDone ? 'done' : 'open',
    ...(gaps > 0 && { reason: `${gaps} of its days could not be had from arXiv in ${MAX_FAILURES} runs` }),
  };
};

const withoutSettled = ({ settledThrough, ...job }: BackfillJob): BackfillJob => job;

/** After so many runs in which arXiv answered and a day could not be ended, a backfill goes on without it. */
const MAX_FAILURES = 8;

const isGivenUp = ({ state, failures }: OaiWindow): boolean => state === 'open' && failures >= MAX_FAILURES;

const countGaps = async ({ ledger }: BackfillDeps, { from, to, categories }: BackfillRange): Promise<number> => {
  const sets = await Promise.all(oaiSetsFor(categories).map((set) => ledger.windows(set, from, to)));
  return sets.flat().filter(isGivenUp).length;
};

/** @returns the last date that was counted when the time was up; undefined: all of them have been */
const settleRange = async (
  deps: BackfillDeps,
  { job, isTimeUp }: { readonly job: BackfillJob; readonly isTimeUp: (() => boolean) | undefined },
): Promise<string | undefined> => {
  const { categories, settledThrough = '' } = job;
  const dates = datesOf(job, newYorkDate(deps.clock())).filter((date) => date > settledThrough);
  const last = await settleDates(deps, {
    categories,
    dates,
    coverage: await readCoverage(deps, { categories, from: job.from }),
    ...(isTimeUp && { isTimeUp }),
  });
  return last === '' ? settledThrough : last;
};

const datesOf = ({ from, to }: BackfillRange, today: string): readonly string[] => {
  const dates: string[] = [];
  for (let date = from; date <= to && date <= today; date = addDays(date, 1)) dates.push(date);
  return dates;
};
