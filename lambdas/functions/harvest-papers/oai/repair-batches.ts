/**
 * The repair of a night: the days of OAI that are not settled yet, the papers that are known to be missing, and then a new
 * look at every batch that is open. Runs again and again through the evening; what is done is not asked for twice.
 *
 * Each day is harvested on its own evening, when OAI has just taken in the announcement, and again on the two that follow:
 * a record that is stamped while pages are read, or that the server lacked for a day, comes with the overlap.
 */
import { newYorkDate } from '../../../core/calendar/announcement-calendar.ts';
import { addDays } from '../../../core/calendar/new-york-time.ts';
import { oaiSetsFor } from '../../../core/harvest/oai-set.ts';
import type { OaiWindow } from '../../../core/harvest/oai-window.ts';
import { lastRepairUpTo, REPAIR_DAYS } from '../../../core/harvest/repair-time.ts';
import type { Batch } from '../../../core/batch.ts';
import type { PaperId } from '../../../core/paper/paper.ts';
import { askById } from '../lists/ask-lists.ts';
import { harvestWindows, type HarvestWindowsDeps, type WindowsProgress } from './harvest-windows.ts';
import { addCounts, createIntake, NO_RECORDS, type RecordCounts } from '../intake/intake.ts';
import { readCoverage } from './oai-coverage.ts';
import type { SettleBatchesDeps } from '../batches/settle-batches.ts';
import { settleDates } from '../batches/settle-dates.ts';

export interface RepairBatchesDeps extends HarvestWindowsDeps, SettleBatchesDeps {}

export interface RepairBatchesOptions {
  readonly categories: readonly string[];
  readonly isTimeUp?: () => boolean;
  readonly onProgress?: (progress: WindowsProgress) => void;
}

export interface RepairReport {
  readonly windows: number;
  readonly windowsDone: number;
  readonly counts: Readonly<RecordCounts>;
  /** Batches of the last days that are still short, and those of them whose list date is more than a day old. */
  readonly short: number;
  readonly shortOverADay: number;
  /** Why windows are still open. */
  readonly reason?: string;
}

/** The first harvest of a deployment goes back so far; a page is full of papers from its first days on. */
export const FIRST_DAYS = 7;
/** Nights on which a day is harvested again. */
const OVERLAP_DAYS = 2;

export const repairBatches = async (
  deps: RepairBatchesDeps,
  { categories, isTimeUp, onProgress }: RepairBatchesOptions,
): Promise<RepairReport> => {
  const now = deps.clock();
  const today = now.toISOString().slice(0, 10);
  const open = await readOpenBatches(deps, categories);
  const counts: RecordCounts = { ...NO_RECORDS };
  if (isTimeUp?.() !== true) addCounts(counts, await fetchMissing(deps, open));
  const sets = oaiSetsFor(categories);
  const days = daysBetween(firstDay({ today, open }), today);
  // A day that was cut off or is the newest comes first: readers wait for it.
  const windows = days.toReversed().flatMap((day) => sets.map((set) => ({ set, day })));
  const harvested = await harvestWindows(deps, {
    windows,
    isSettled: isSettledBy(now),
    follows: categories,
    ...(isTimeUp && { isTimeUp }),
    ...(onProgress && { onProgress }),
  });
  addCounts(counts, harvested.counts);

  const listDates = daysBetween(days[0] ?? today, newYorkDate(now));
  const dates = [...new Set([...open.map(({ date }) => date), ...listDates])].sort();
  await settleDates(deps, {
    categories,
    dates,
    coverage: await readCoverage(deps, { categories, from: days[0] ?? today }),
    isRepair: true,
  });

  const short = (await readOpenBatches(deps, categories)).filter(({ state }) => state === 'short');
  const { windows: all, windowsDone, reason } = harvested;
  return {
    windows: all,
    windowsDone,
    counts,
    short: short.length,
    shortOverADay: short.filter(({ date }) => date < addDays(newYorkDate(now), -1)).length,
    ...(reason !== undefined && { reason }),
  };
};

/** Asks the query API for the papers that open batches are known to lack. */
const fetchMissing = async (deps: RepairBatchesDeps, open: readonly Batch[]): Promise<Readonly<RecordCounts>> => {
  const missing = [...new Set(open.flatMap(({ missingIds = [] }) => missingIds))];
  const stored = missing.length > 0 ? await deps.papers.getMany(missing) : new Map<PaperId, never>();
  const intake = createIntake(deps, { sampleIds: false });
  await askById(
    { ...deps, intake },
    missing.filter((paperId) => !stored.has(paperId)),
  );
  return intake.report().counts;
};

const daysBetween = (from: string, to: string): readonly string[] => {
  const days: string[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) days.push(day);
  return days;
};

/** Short and pending batches that are young enough to be repaired. */
const readOpenBatches = async (
  { batches, clock }: RepairBatchesDeps,
  categories: readonly string[],
): Promise<readonly Batch[]> => {
  const today = newYorkDate(clock());
  const rows = await Promise.all(
    categories.map((category) => batches.between(category, addDays(today, -REPAIR_DAYS), today)),
  );
  return rows.flat().filter(({ state }) => state === 'short' || state === 'pending');
};

/** Two days before the oldest batch that is open, and a week back in any case: what is settled there costs one read. */
const firstDay = ({ today, open }: { readonly today: string; readonly open: readonly Batch[] }): string => {
  const oldest = open.map(({ date }) => addDays(date, -OVERLAP_DAYS)).sort()[0];
  const week = addDays(today, -FIRST_DAYS);
  return oldest !== undefined && oldest < week ? oldest : week;
};

/** Whether a day has been harvested on its last evening of overlap, or tonight. */
const isSettledBy =
  (now: Date) =>
  ({ state, day, harvestedAt }: OaiWindow): boolean => {
    if (state !== 'done' || harvestedAt === undefined) return false;
    const lastEvening = `${addDays(day, OVERLAP_DAYS)}T00:00:00.000Z`;
    return harvestedAt >= lastEvening || harvestedAt >= lastRepairUpTo(now).toISOString();
  };
