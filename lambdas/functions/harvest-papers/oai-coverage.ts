/**
 * Of which list dates OAI has told everything. A paper carries the day of its last change, so those that were announced on
 * a date are spread over all days since: only when each of them has been harvested is the date covered.
 */
import { addDays } from '../../core/calendar/new-york-time.ts';
import { oaiSetOf, oaiSetsFor } from '../../core/harvest/oai-set.ts';
import type { OaiWindow } from '../../core/harvest/oai-window.ts';
import type { Clock } from '../../core/ports/outside.ts';
import type { HarvestLedger } from '../../core/ports/stores.ts';

export interface CoverageOptions {
  readonly categories: readonly string[];
  /** The first day that may be asked about. */
  readonly from: string;
}

/** A day is closed when a pass over it began after its end, UTC. */
export const isClosed = ({ state, day, harvestedAt }: OaiWindow): boolean =>
  state === 'done' && harvestedAt !== undefined && harvestedAt >= `${addDays(day, 1)}T00:00:00.000Z`;

/** Reads the ledger once. The answer is for dates from `from` on; yesterday must have been harvested after its end. */
export const readCoverage = async (
  { ledger, clock }: { readonly ledger: HarvestLedger; readonly clock: Clock },
  { categories, from }: CoverageOptions,
): Promise<(category: string, date: string) => boolean> => {
  const yesterday = addDays(clock().toISOString().slice(0, 10), -1);
  const coveredFrom = new Map<string, string>();
  const sets = new Set([...oaiSetsFor(categories), ...categories.map(oaiSetOf)]);
  for (const set of sets) {
    const closed = new Set((await ledger.windows(set, from, yesterday)).filter(isClosed).map(({ day }) => day));
    let first = addDays(yesterday, 1);
    while (closed.has(addDays(first, -1))) first = addDays(first, -1);
    coveredFrom.set(set, first);
  }
  return (category, date) =>
    date <= yesterday && setsHolding(category, sets).some((set) => date >= (coveredFrom.get(set) ?? '9999'));
};

/** A category's papers come with its own set, its archive's, its group's, and with all. */
const setsHolding = (category: string, sets: ReadonlySet<string>): readonly string[] => {
  const own = oaiSetOf(category);
  return [...sets].filter((set) => set === 'all' || own === set || own.startsWith(`${set}:`));
};
