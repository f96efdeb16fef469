/** The row of `all`: each paper of a date once, however many categories list it. */
import type { Batch, BatchState } from '../../../core/batch.ts';
import type { PaperId } from '../../../core/paper/paper.ts';
import type { Clock } from '../../../core/ports/outside.ts';
import type { BatchStore, ListingStore } from '../../../core/ports/stores.ts';
import { ALL_CATEGORIES } from '../../../core/rank/ranked-list.ts';
import type { TalliedBatch } from '../intake/batch-tally.ts';

/** What has been found out about the batches of one date, by category. */
export interface SettledDate {
  readonly batches: Map<string, Batch>;
  /** Of those that were looked at anew. */
  readonly storedIds: Map<string, ReadonlySet<PaperId>>;
}

export interface WholeDate {
  readonly date: string;
  /** Categories that are harvested day by day. Without any, `all` is what was found. */
  readonly categories: readonly string[];
  readonly found: SettledDate;
  /** What the documents of this harvest lost without its being known of which category. */
  readonly overall?: TalliedBatch | undefined;
  /** Categories of which a request failed. */
  readonly failed?: readonly string[];
  readonly known: Batch | undefined;
}

/** The worst state of its parts is that of the whole. */
const WORST_FIRST: readonly BatchState[] = ['short', 'pending', 'complete', 'quiet'];

export const judgeAll = async (
  { listings, clock }: { readonly listings: Pick<ListingStore, 'between'>; readonly clock: Clock },
  { date, categories, found, overall, failed = [], known }: WholeDate,
): Promise<Batch> => {
  const parts = [...found.batches.values()];
  const storedIds = new Set([...found.storedIds.values()].flatMap((ids) => [...ids]));
  for (const category of new Set([...categories, ...found.batches.keys()])) {
    if (found.storedIds.has(category)) continue;
    const missing = new Set(found.batches.get(category)?.missingIds);
    for (const { paperId, kind } of await listings.between(category, date, date))
      if (kind !== 'replacement' && !missing.has(paperId)) storedIds.add(paperId);
  }
  // Of categories that nobody harvests day by day, what earlier harvests saw can only be bounded from below.
  const stored = categories.length > 0 ? storedIds.size : Math.max(known?.stored ?? 0, storedIds.size);
  const missingIds = new Set(parts.flatMap((part) => part.missingIds ?? []).filter((id) => !storedIds.has(id)));
  // Listing pages prove their categories by themselves, whatever happened to a feed.
  const isProven = parts.length > 0 && parts.every(({ countedBy }) => countedBy === 'listing-page');
  const unnamed = parts.map((part) => part.announced - part.stored - (part.missingIds?.length ?? 0));
  const lost = Math.max(0, isProven ? 0 : (overall?.rejected ?? 0), ...unnamed);
  const open = parts.filter(({ state }) => state === 'short' || state === 'pending').map(({ category }) => category);
  const silent = open.filter((category) => failed.includes(category));
  const others = open.filter((category) => !failed.includes(category)).sort();
  const reasons = [
    ...(lost > 0 && !isProven ? [`${lost} of its records could not be read`] : []),
    ...(isProven ? [] : [...(overall?.problems ?? [])].sort()),
    ...(silent.length > 0 ? [`no response for ${silent.join(', ')}`] : []),
  ];
  if (reasons.length === 0 && others.length > 0) reasons.push(`${others.join(', ')} not complete`);
  const worst = WORST_FIRST.find((state) => parts.some((part) => part.state === state)) ?? 'complete';
  const state = worst === 'complete' && reasons.length > 0 ? 'short' : worst;
  return {
    category: ALL_CATEGORIES,
    date,
    announced: stored + missingIds.size + lost,
    stored,
    rejected: overall?.rejected ?? 0,
    sources: [
      ...new Set([...(known?.sources ?? []), ...parts.flatMap(({ sources }) => sources), ...(overall?.sources ?? [])]),
    ].sort(),
    state,
    ...(reasons.length > 0 && { reason: reasons.join('; ') }),
    updatedAt: clock().toISOString(),
  };
};

const keyOf = ({ category, date }: Batch): string => `${category}#${date}`;

/** Rows come back from the table in no order of attributes. */
const textOf = (row: Batch): string => JSON.stringify(Object.entries(row).sort(([a], [b]) => (a < b ? -1 : 1)));

/**
 * Writes the rows that differ from what is known in more than their time. A row that another run has written meanwhile
 * stands: it was judged by newer tables, and the next run looks again.
 */
export const putChanged = async (
  { batches }: { readonly batches: BatchStore },
  rows: readonly Batch[],
  known: Iterable<Batch>,
): Promise<void> => {
  const before = new Map([...known].map((row) => [keyOf(row), row]));
  for (const row of rows) {
    const old = before.get(keyOf(row));
    if (old === undefined || textOf({ ...old, updatedAt: row.updatedAt }) !== textOf(row))
      await batches.replace(row, old);
  }
};
