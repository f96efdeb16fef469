/**
 * Writes the rows of `Batches` after a harvest of lists: what was announced, what is stored, and whether something is
 * missing. Halves of a batch that come apart add up, since what is stored is counted with them.
 */
import type { Batch } from '../../../core/batch.ts';
import { quietReason } from '../../../core/calendar/announcement-calendar.ts';
import { judgeBatch, quietBatch } from '../../../core/harvest/judge-batch.ts';
import { nextRepairOf } from '../../../core/harvest/repair-time.ts';
import type { Clock } from '../../../core/ports/outside.ts';
import type { BatchStore } from '../../../core/ports/stores.ts';
import { ALL_CATEGORIES } from '../../../core/rank/ranked-list.ts';
import type { BatchTally, TalliedBatch } from '../intake/batch-tally.ts';
import type { ChangePapersDeps } from '../intake/change-papers.ts';
import { gatherEvidence, type GatheredBatch } from './gather-evidence.ts';
import { judgeAll, putChanged, type SettledDate } from './judge-all.ts';

export interface SettleBatchesDeps extends ChangePapersDeps {
  readonly batches: BatchStore;
  readonly clock: Clock;
}

export interface SettleBatchesOptions {
  readonly tally: BatchTally;
  /** List date that a category without any document is pending or short on. */
  readonly date: string;
  /** Categories that are harvested day by day: the row of `all` counts over them, whatever this harvest asked for. */
  readonly categories?: readonly string[];
  /** No poll follows tonight: what has not come is short. */
  readonly isFinal?: boolean;
  /**
   * A poll follows: a feed that no listing page counts is taken for whole only when the next one brings the same, since
   * feeds were seen half built.
   */
  readonly looksTwice?: boolean;
  /** Categories whose feed is the one that was taken in before. */
  readonly unchanged?: ReadonlySet<string>;
  /** Why a category of which no list of the date came has none, by category. */
  readonly waiting?: ReadonlyMap<string, string>;
  /** Categories whose papers of the date were taken from the query API; that can't be proved whole. */
  readonly fromQueryApi?: readonly { readonly category: string; readonly stored: number }[];
  /** Entity tags of the feeds that were taken in. */
  readonly feedTags?: ReadonlyMap<string, string>;
}

const SECOND_LOOK = 'no listing page counts its feed, so that it is looked at once more';
const FROM_API = 'taken from the query API while the feeds are empty; papers that moderation held back may be missing';

/** Returns the rows as they stand now, of every batch that the harvest touched. Unchanged rows are not written. */
export const settleBatches = async (
  deps: SettleBatchesDeps,
  options: SettleBatchesOptions,
): Promise<readonly Batch[]> => {
  const { tally, date, categories = [] } = options;
  const tallied = tally.batches();
  const earlier = await readEarlier(deps, tallied, options);
  const settled = new Map<string, SettledDate>();
  const on = (listDate: string): SettledDate => {
    const known = settled.get(listDate) ?? { batches: new Map(), storedIds: new Map() };
    settled.set(listDate, known);
    return known;
  };

  for (const batch of tallied) {
    if (batch.category === ALL_CATEGORIES) continue;
    const gathered = await gatherEvidence(deps, { batch, known: earlier.get(keyOf(batch)) });
    on(batch.date).batches.set(batch.category, judge(deps, options, withFailure(gathered, batch, options)));
    on(batch.date).storedIds.set(batch.category, gathered.storedIds);
  }
  for (const [category, batch] of withoutList(deps, options, earlier))
    if (!on(date).batches.has(category)) on(date).batches.set(category, batch);
  for (const category of categories) {
    const known = earlier.get(keyOf({ category, date }));
    if (known && !on(date).batches.has(category)) on(date).batches.set(category, known);
  }

  const rows: Batch[] = [];
  for (const [listDate, found] of settled) {
    const overall = tallied.find((batch) => batch.category === ALL_CATEGORIES && batch.date === listDate);
    const all = await judgeAll(deps, {
      date: listDate,
      categories,
      found,
      overall,
      failed: listDate === date ? [...tally.failures().keys()] : [],
      known: earlier.get(keyOf({ category: ALL_CATEGORIES, date: listDate })),
    });
    rows.push(...found.batches.values(), all);
  }
  await putChanged(deps, rows, earlier.values());
  return rows;
};

const keyOf = ({ category, date }: { readonly category: string; readonly date: string }): string =>
  `${category}#${date}`;

const readEarlier = async (
  { batches }: SettleBatchesDeps,
  tallied: readonly TalliedBatch[],
  { tally, date, categories = [], waiting = new Map(), fromQueryApi = [] }: SettleBatchesOptions,
): Promise<ReadonlyMap<string, Batch>> => {
  const onDate = [
    ALL_CATEGORIES,
    ...categories,
    ...waiting.keys(),
    ...tally.failures().keys(),
    ...fromQueryApi.map(({ category }) => category),
  ];
  const rows = await batches.getMany([
    ...tallied.map((batch) => ({ category: batch.category, date: batch.date })),
    ...onDate.map((category) => ({ category, date })),
  ]);
  return new Map(rows.map((row) => [keyOf(row), row]));
};

/** On a day without announcement nothing is missing where nothing came. */
const judge = (
  { clock }: SettleBatchesDeps,
  { isFinal = false }: SettleBatchesOptions,
  evidence: GatheredBatch['evidence'],
): Batch => {
  const { category, date, stored, missingIds, rejected } = evidence;
  const at = clock().toISOString();
  const reason = quietReason(date);
  if (reason !== undefined && stored + missingIds.length + rejected === 0)
    return quietBatch({ category, date, reason, at });
  return judgeBatch(evidence, { isFinal, nextRepairAt: nextRepairOf(date, clock()), at });
};

/** A list that came in part, and a request for it that failed. */
const withFailure = (
  { evidence }: GatheredBatch,
  { category }: TalliedBatch,
  { tally, date, feedTags, looksTwice = false }: SettleBatchesOptions,
): GatheredBatch['evidence'] => {
  if (evidence.date !== date) return evidence;
  const failure = tally.failures().get(category);
  const { known } = evidence;
  const isSeenTwice = known?.countedBy === 'feed' && known.stored === evidence.stored;
  const asksAgain = looksTwice && evidence.countedBy === 'feed' && evidence.problems.length === 0 && !isSeenTwice;
  return {
    ...evidence,
    problems: [...evidence.problems, ...(failure === undefined ? [] : [failure])],
    waiting: evidence.waiting ?? (asksAgain ? SECOND_LOOK : undefined),
    feedTag: feedTags?.get(category),
  };
};

/** Rows of categories of which no list came: what the query API gave for them, a failure, or why there is nothing yet. */
const withoutList = (
  deps: SettleBatchesDeps,
  options: SettleBatchesOptions,
  earlier: ReadonlyMap<string, Batch>,
): ReadonlyMap<string, Batch> => {
  const { tally, date, waiting = new Map<string, string>(), fromQueryApi = [], feedTags } = options;
  const { unchanged = new Set<string>() } = options;
  const throughApi = new Map(fromQueryApi.map(({ category, stored }) => [category, stored]));
  const failures = tally.failures();
  const rows = new Map<string, Batch>();
  for (const category of new Set([...throughApi.keys(), ...failures.keys(), ...waiting.keys()])) {
    const known = earlier.get(keyOf({ category, date }));
    if (known?.state === 'complete') continue;
    const stored = throughApi.get(category);
    const failure = failures.get(category);
    // The same feed again is the second look.
    const isSeenTwice = unchanged.has(category) && known?.countedBy === 'feed' && known.reason === SECOND_LOOK;
    rows.set(
      category,
      judge(deps, options, {
        category,
        date,
        known,
        stored: Math.max(known?.stored ?? 0, stored ?? 0),
        missingIds: known?.missingIds ?? [],
        countedBy: stored === undefined ? known?.countedBy : 'api',
        rejected: known?.rejected ?? 0,
        sources: stored === undefined ? [] : ['atom-api'],
        problems: failure === undefined ? [] : [failure],
        waiting:
          stored !== undefined ? FROM_API : failure !== undefined || isSeenTwice ? undefined : waiting.get(category),
        feedTag: feedTags?.get(category),
      }),
    );
  }
  return rows;
};

/** Days without an announcement have a row too: that nothing was due is something one must know. */
export const settleQuietDays = async (
  { batches, clock }: Pick<SettleBatchesDeps, 'batches' | 'clock'>,
  { categories, dates }: { readonly categories: readonly string[]; readonly dates: readonly string[] },
): Promise<void> => {
  const at = clock().toISOString();
  const due = dates.flatMap((date) => {
    const reason = quietReason(date);
    return reason === undefined
      ? []
      : [...categories, ALL_CATEGORIES].map((category) => quietBatch({ category, date, reason, at }));
  });
  const known = new Set((await batches.getMany(due.map(({ category, date }) => ({ category, date })))).map(keyOf));
  // A list that came all the same outranks the calendar.
  for (const row of due) if (!known.has(keyOf(row))) await batches.replace(row, undefined);
};
