/**
 * Of which list dates OAI has told everything. A paper carries the day of its last change, so those that were announced on
 * a date are spread over all days since: only when each of them has been harvested is the date covered.
 */
import { addDays } from '../../../core/calendar/new-york-time.ts';
import { oaiSetOf, oaiSetsFor } from '../../../core/harvest/oai-set.ts';
import { isFollowing, type OaiWindow } from '../../../core/harvest/oai-window.ts';
import type { Clock } from '../../../core/ports/outside.ts';
import type { HarvestLedger } from '../../../core/ports/stores.ts';

export interface CoverageOptions {
  readonly categories: readonly string[];
  /** The first day that may be asked about. */
  readonly from: string;
}

export interface OaiCoverage {
  /** Whether every day from the date to today has been harvested in this category. */
  isCovered(category: string, date: string): boolean;
  /** Records of the date's own day that were rejected: whose they are is not known. */
  rejectedOn(category: string, date: string): number;
}

/** A day is closed when a pass over it began after its end, UTC. */
export const isClosed = ({ state, day, harvestedAt }: OaiWindow): boolean =>
  state === 'done' && harvestedAt !== undefined && harvestedAt >= `${addDays(day, 1)}T00:00:00.000Z`;

/**
 * Reads the ledger once. Days gone by must be closed, and today have been harvested: what was changed this evening stands
 * there.
 */
export const readCoverage = async (
  { ledger, clock }: { readonly ledger: HarvestLedger; readonly clock: Clock },
  { categories, from }: CoverageOptions,
): Promise<OaiCoverage> => {
  const today = clock().toISOString().slice(0, 10);
  const sets = [...new Set([...oaiSetsFor(categories), ...categories.map(oaiSetOf)])];
  const windows = new Map<string, ReadonlyMap<string, OaiWindow>>();
  for (const set of sets)
    windows.set(set, new Map((await ledger.windows(set, from, today)).map((window) => [window.day, window])));

  const coveredFrom = new Map(
    categories.map((category) => [
      category,
      firstCovered({ category, sets: setsHolding(category, sets), windows, today }),
    ]),
  );
  return {
    isCovered: (category, date) => date < today && date >= (coveredFrom.get(category) ?? '9999'),
    rejectedOn: (category, date) =>
      Math.max(0, ...setsHolding(category, sets).map((set) => windows.get(set)?.get(date)?.rejected ?? 0)),
  };
};

/** The earliest day from which on no day is missing, going back from today. */
const firstCovered = ({
  category,
  sets,
  windows,
  today,
}: {
  readonly category: string;
  readonly sets: readonly string[];
  readonly windows: ReadonlyMap<string, ReadonlyMap<string, OaiWindow>>;
  readonly today: string;
}): string | undefined => {
  const isHarvested = (day: string): boolean =>
    sets.some((set) => {
      const window = windows.get(set)?.get(day);
      if (window === undefined || !isFollowing(window, [category])) return false;
      return day === today ? window.state === 'done' : isClosed(window);
    });
  let first: string | undefined;
  for (let day = today; isHarvested(day); day = addDays(day, -1)) first = day;
  return first;
};

/** A category's papers come with its own set, its archive's, its group's, and with all. */
const setsHolding = (category: string, sets: readonly string[]): readonly string[] => {
  const own = oaiSetOf(category);
  return sets.filter((set) => set === 'all' || own === set || own.startsWith(`${set}:`));
};
