/** Reads what `/status` and the command `status` show. */
import { newYorkDate } from '../../core/calendar/announcement-calendar.ts';
import { addDays, BEYOND_ALL_DATES } from '../../core/calendar/new-york-time.ts';
import { buildHarvestStatus, STATUS_DAYS, WINDOW_DAYS, type HarvestStatus } from '../../core/harvest/harvest-status.ts';
import { oaiSetsFor } from '../../core/harvest/oai-set.ts';
import type { BatchStore, HarvestLedger } from '../../core/ports/stores.ts';
import { ALL_CATEGORIES } from '../../core/rank/ranked-list.ts';

export interface StatusSources {
  readonly batches: Pick<BatchStore, 'between'>;
  readonly ledger: Pick<HarvestLedger, 'runs' | 'windows' | 'backfills'>;
  readonly categories: readonly string[];
  readonly now: Date;
  /** The newest list date of what is stored, where that may lie long before `now` (a recording). */
  readonly newestDate?: string | undefined;
}

/** One query for each category, and one for each OAI set that is harvested. */
export const readStatus = async ({
  batches,
  ledger,
  categories,
  now,
  newestDate,
}: StatusSources): Promise<HarvestStatus> => {
  const today = newYorkDate(now);
  const end = newestDate !== undefined && newestDate < today ? newestDate : today;
  const from = addDays(end, -STATUS_DAYS);
  // OAI counts in days of UTC, which begin before those of New York.
  const windowDays = { from: addDays(end, -WINDOW_DAYS), to: addDays(today, 1) };
  const [rows, windows, runs, backfills] = await Promise.all([
    Promise.all([...categories, ALL_CATEGORIES].map((category) => batches.between(category, from, BEYOND_ALL_DATES))),
    Promise.all(oaiSetsFor(categories).map((set) => ledger.windows(set, windowDays.from, windowDays.to))),
    ledger.runs(),
    ledger.backfills(),
  ]);
  return buildHarvestStatus({ batches: rows.flat(), windows: windows.flat(), runs, backfills, categories, now });
};
