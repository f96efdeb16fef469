/** Reads what `/status` and the command `status` show of the harvest and of the sources of attention. */
import { newYorkDate } from '../../core/calendar/announcement-calendar.ts';
import { addDays, BEYOND_ALL_DATES } from '../../core/calendar/new-york-time.ts';
import { buildHarvestStatus, STATUS_DAYS, WINDOW_DAYS, type HarvestStatus } from '../../core/harvest/harvest-status.ts';
import { oaiSetsFor } from '../../core/harvest/oai-set.ts';
import type { BatchStore, CollectionLedger, HarvestLedger } from '../../core/ports/stores.ts';
import { ALL_CATEGORIES } from '../../core/rank/ranked-list.ts';
import type { SourceNight } from '../../core/signal/source-night.ts';
import { readNights } from './read-nights.ts';

export interface StatusSources {
  readonly batches: Pick<BatchStore, 'between'>;
  readonly ledger: Pick<HarvestLedger, 'runs' | 'windows' | 'backfills'>;
  readonly collection: Pick<CollectionLedger, 'nightBefore'>;
  readonly categories: readonly string[];
  readonly now: Date;
  /** The newest list date of what is stored, where that may lie long before `now` (a recording). */
  readonly newestDate?: string | undefined;
}

export interface Status {
  readonly harvest: HarvestStatus;
  /** The newest night of each source that was ever asked. */
  readonly nights: readonly SourceNight[];
}

/** One query for each category, one for each OAI set that is harvested, and one for each source. */
export const readStatus = async ({
  batches,
  ledger,
  collection,
  categories,
  now,
  newestDate,
}: StatusSources): Promise<Status> => {
  const today = newYorkDate(now);
  const end = newestDate !== undefined && newestDate < today ? newestDate : today;
  const from = addDays(end, -STATUS_DAYS);
  // OAI counts in days of UTC, which begin before those of New York.
  const windowDays = { from: addDays(end, -WINDOW_DAYS), to: addDays(today, 1) };
  const [rows, windows, runs, backfills, nights] = await Promise.all([
    Promise.all([...categories, ALL_CATEGORIES].map((category) => batches.between(category, from, BEYOND_ALL_DATES))),
    Promise.all(oaiSetsFor(categories).map((set) => ledger.windows(set, windowDays.from, windowDays.to))),
    ledger.runs(),
    ledger.backfills(),
    readNights(collection),
  ]);
  const facts = { batches: rows.flat(), windows: windows.flat(), runs, backfills, categories, now };
  return { harvest: buildHarvestStatus(facts), nights };
};
