/**
 * One poll of a night: asks arXiv for the categories whose batch of today is not complete yet, and takes in what comes.
 * Polls repeat until every batch is complete; then, and on days without a list, a poll asks nothing. The last poll of the
 * night says `short` of what has not come.
 */
import type { Batch } from '../../core/batch.ts';
import { isListDate, newYorkDate, quietReason } from '../../core/calendar/announcement-calendar.ts';
import { weekdayOf } from '../../core/calendar/new-york-time.ts';
import { ArxivUnreachableError, type Arxiv } from '../../core/ports/arxiv.ts';
import { ALL_CATEGORIES } from '../../core/rank/ranked-list.ts';
import { askLists } from './ask-lists.ts';
import { createIntake, type HarvestDeps, type RecordCounts } from './intake.ts';
import { settleBatches, settleQuietDays, type SettleBatchesDeps } from './settle-batches.ts';

export interface PollAnnouncementsDeps extends HarvestDeps, SettleBatchesDeps {
  readonly arxiv: Arxiv;
}

export interface PollAnnouncementsOptions {
  readonly categories: readonly string[];
  /** No poll follows tonight. */
  readonly last: boolean;
}

/** `quiet`: no list today. `complete`: nothing is missing. `waiting`: the next poll asks again. `short`: none follows. */
export interface PollReport {
  readonly date: string;
  readonly state: 'quiet' | 'complete' | 'waiting' | 'short';
  /** Why the day is quiet. */
  readonly reason?: string;
  /** Categories without a complete batch after the poll. */
  readonly missing: readonly string[];
  /** Those of them of which nothing at all is stored. */
  readonly absent: readonly string[];
  readonly counts: Readonly<RecordCounts>;
}

const NOTHING: RecordCounts = { records: 0, new: 0, updated: 0, unchanged: 0, duplicates: 0, rejected: 0 };

const NOT_LISTED = 'its feed holds no list of this date';

/** A holiday is a forecast: on one that is no weekend the last poll looks all the same, since a list came on some. */
const isAsked = (date: string, last: boolean): boolean =>
  isListDate(date) || (last && weekdayOf(date) >= 1 && weekdayOf(date) <= 5);

/** @throws ArxivUnreachableError when neither feeds nor listing pages can be reached; what is missing is recorded first */
export const pollAnnouncements = async (
  deps: PollAnnouncementsDeps,
  { categories, last }: PollAnnouncementsOptions,
): Promise<PollReport> => {
  const date = newYorkDate(deps.clock());
  const nothing = { date, missing: [], absent: [], counts: NOTHING };
  const reason = quietReason(date);
  if (!isAsked(date, last)) {
    await settleQuietDays(deps, { categories, dates: [date] });
    return { ...nothing, state: 'quiet', ...(reason !== undefined && { reason }) };
  }
  const known = await batchesOf(deps, { categories: [...categories, ALL_CATEGORIES], date });
  const wanted = categories.filter((category) => known.get(category)?.state !== 'complete');
  const intake = createIntake(deps, { sampleIds: false });
  if (wanted.length === 0) {
    // Killed before its last row, a poll leaves `all` behind.
    if (known.get(ALL_CATEGORIES)?.state !== 'complete')
      await settleBatches(deps, { tally: intake.tally, date, categories });
    return { ...nothing, state: 'complete' };
  }

  const feedTags = new Map(
    [...known].flatMap(([category, { feedTag }]) => (feedTag === undefined ? [] : [[category, feedTag]])),
  );
  const asked = await askLists({ ...deps, intake }, { categories: wanted, feedTags });
  const { counts, tally } = intake.report();
  const came = new Set(tally.batches().flatMap((batch) => (batch.date === date ? [batch.category] : [])));
  if (reason !== undefined && came.size === 0) {
    await settleQuietDays(deps, { categories, dates: [date] });
    return { ...nothing, counts, state: 'quiet', reason };
  }
  await settleBatches(deps, {
    tally,
    date,
    categories,
    isFinal: last,
    waiting: new Map(
      wanted
        .filter((category) => !came.has(category))
        .map((category) => [category, (asked.unchanged.has(category) && known.get(category)?.reason) || NOT_LISTED]),
    ),
    feedTags: asked.feedTags,
  });
  if (asked.unreachable !== undefined && asked.entries === 0)
    throw new ArxivUnreachableError(`arXiv cannot be reached (${asked.unreachable}).`);

  const after = await batchesOf(deps, { categories: wanted, date });
  const missing = wanted.filter((category) => after.get(category)?.state !== 'complete');
  const absent = missing.filter((category) => (after.get(category)?.stored ?? 0) === 0);
  const state = missing.length === 0 ? 'complete' : last ? 'short' : 'waiting';
  return { date, state, missing, absent, counts };
};

const batchesOf = async (
  { batches }: PollAnnouncementsDeps,
  { categories, date }: { readonly categories: readonly string[]; readonly date: string },
): Promise<ReadonlyMap<string, Batch>> => {
  const rows = await batches.getMany(categories.map((category) => ({ category, date })));
  return new Map(rows.map((batch) => [batch.category, batch]));
};
