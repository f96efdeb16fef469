/** Writes the rows of `Batches` after a harvest: what was announced, what is stored, and whether something is missing. */
import type { Batch } from '../../core/batch.ts';
import { ALL_CATEGORIES } from '../../core/rank/ranked-list.ts';
import type { Clock } from '../../core/ports/outside.ts';
import type { BatchStore, ListingStore } from '../../core/ports/stores.ts';
import type { BatchTally, TalliedBatch } from './batch-tally.ts';

export interface RecordBatchesDeps {
  readonly batches: BatchStore;
  readonly listings: ListingStore;
  readonly clock: Clock;
}

export interface RecordBatchesOptions {
  readonly tally: BatchTally;
  /** List date that a category without any response is short on. */
  readonly date: string;
  /** Categories whose papers were taken from the query API because the feeds were empty; their batch can't be proved whole. */
  readonly fromQueryApi?: readonly { readonly category: string; readonly stored: number }[];
}

const FROM_API = 'taken from the query API while the feeds are empty; papers that moderation held back may be missing';

/** Returns the rows written. A row of an earlier harvest is counted anew from `Listings`, so halves of a batch add up. */
export const recordBatches = async (
  { batches, listings, clock }: RecordBatchesDeps,
  { tally, date, fromQueryApi = [] }: RecordBatchesOptions,
): Promise<readonly Batch[]> => {
  const updatedAt = clock().toISOString();
  const tallied = tally.batches();
  const earlier = new Map(
    (await batches.getMany(tallied.map((batch) => ({ category: batch.category, date: batch.date })))).map((batch) => [
      `${batch.category}#${batch.date}`,
      batch,
    ]),
  );
  const failures = tally.failures();

  const storedOf = async (batch: TalliedBatch, known: Batch | undefined): Promise<number> => {
    if (!known) return batch.paperIds.size;
    // `all` has no listings of its own: what several harvests saw of it can only be bounded from below.
    if (batch.category === ALL_CATEGORIES) return Math.max(known.stored, batch.paperIds.size);
    return listings.countListed(batch.category, batch.date);
  };

  const rows: Batch[] = [];
  for (const batch of tallied) {
    const known = earlier.get(`${batch.category}#${batch.date}`);
    const stored = await storedOf(batch, known);
    // A harvest that saw less of the batch than is stored can't take back what an earlier one found missing. Of `all` a
    // poll sees only what it asked for again, so there the last word holds.
    const sawLess = batch.category !== ALL_CATEGORIES && batch.paperIds.size < stored;
    const earlierGap = sawLess && known?.state === 'short' ? known : undefined;
    const rejected = Math.max(batch.rejected, earlierGap?.rejected ?? 0);
    const found = [
      ...(rejected > 0 ? [`${rejected} of its records could not be read`] : []),
      ...[...batch.problems].sort(),
      ...(batch.date === date ? [failures.get(batch.category) ?? []].flat() : []),
      ...(batch.category === ALL_CATEGORIES && batch.date === date && failures.size > 0
        ? [`no response for ${[...failures.keys()].join(', ')}`]
        : []),
    ];
    const reasons = found.length > 0 ? found : [earlierGap?.reason ?? []].flat();
    rows.push({
      category: batch.category,
      date: batch.date,
      announced: stored + rejected,
      stored,
      rejected,
      sources: [...new Set([...(known?.sources ?? []), ...batch.sources])].sort(),
      state: reasons.length > 0 ? 'short' : 'complete',
      ...(reasons.length > 0 && { reason: reasons.join('; ') }),
      updatedAt,
    });
  }

  // Categories without any list: what the query API gave for them can't be proved whole, and a failure makes it short.
  const covered = new Set(rows.flatMap((row) => (row.date === date ? [row.category] : [])));
  const throughApi = new Map(fromQueryApi.map(({ category, stored }) => [category, stored]));
  for (const category of new Set([...failures.keys(), ...throughApi.keys()])) {
    if (covered.has(category)) continue;
    const known = await batches.get(category, date);
    if (known?.state === 'complete') continue;
    const stored = throughApi.get(category) ?? known?.stored ?? 0;
    const failure = failures.get(category);
    rows.push({
      category,
      date,
      announced: Math.max(known?.announced ?? 0, stored),
      stored,
      rejected: known?.rejected ?? 0,
      sources: throughApi.has(category) ? ['api'] : (known?.sources ?? []),
      ...(failure === undefined ? { state: 'pending', reason: FROM_API } : { state: 'short', reason: failure }),
      updatedAt,
    });
  }
  for (const row of rows) {
    const known = earlier.get(`${row.category}#${row.date}`);
    if (known && JSON.stringify({ ...known, updatedAt }) === JSON.stringify(row)) continue;
    await batches.put(row);
  }
  return rows;
};
