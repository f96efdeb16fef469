/**
 * One poll of a night: asks arXiv for the categories whose batch of today is not complete yet, and takes in what comes.
 * Polls repeat until every batch is complete; then, and on days without a list, a poll asks nothing. The last poll of the
 * night says `short` of what has not come.
 */
import type { Batch } from '../../../core/batch.ts';
import { isListDate, newYorkDate, quietReason } from '../../../core/calendar/announcement-calendar.ts';
import { weekdayOf } from '../../../core/calendar/new-york-time.ts';
import type { Arxiv } from '../../../core/ports/arxiv.ts';
import { ALL_CATEGORIES } from '../../../core/rank/ranked-list.ts';
import { askLists } from './ask-lists.ts';
import { createBatchTally } from '../intake/batch-tally.ts';
import { addCounts, createIntake, NO_RECORDS, type HarvestDeps, type RecordCounts } from '../intake/intake.ts';
import { settleBatches, settleQuietDays, type SettleBatchesDeps } from '../batches/settle-batches.ts';

export interface PollAnnouncementsDeps extends HarvestDeps, SettleBatchesDeps {
  readonly arxiv: Arxiv;
}

export interface PollAnnouncementsOptions {
  readonly categories: readonly string[];
  /** No poll follows tonight. */
  readonly last: boolean;
  /** No further categories are asked for once this is true. */
  readonly isTimeUp?: () => boolean;
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
  /** Why arXiv could not be reached at all. */
  readonly unreachable?: string;
}

const NOT_LISTED = 'its feed holds no list of this date';

const NOT_ASKED = 'arXiv was not asked for it in the last poll';

/** Categories asked for and settled together: a poll that is cut off keeps what it has, and few rows change at once. */
const CATEGORIES_AT_ONCE = 16;

/** A holiday is a forecast: on one that is no weekend the last poll looks all the same, since a list came on some. */
const isAsked = (date: string, last: boolean): boolean =>
  isListDate(date) || (last && weekdayOf(date) >= 1 && weekdayOf(date) <= 5);

export const pollAnnouncements = async (
  deps: PollAnnouncementsDeps,
  { categories, last, isTimeUp = () => false }: PollAnnouncementsOptions,
): Promise<PollReport> => {
  const date = newYorkDate(deps.clock());
  const nothing = { date, missing: [], absent: [], counts: NO_RECORDS };
  const reason = quietReason(date);
  const quiet = { state: 'quiet', ...(reason !== undefined && { reason }) } as const;
  if (!isAsked(date, last)) {
    await settleQuietDays(deps, { categories, dates: [date] });
    return { ...nothing, ...quiet };
  }
  const known = await batchesOf(deps, { categories: [...categories, ALL_CATEGORIES], date });
  const wanted = categories.filter((category) => known.get(category)?.state !== 'complete');
  if (wanted.length === 0) {
    // Killed before its last row, a poll leaves `all` behind.
    if (known.get(ALL_CATEGORIES)?.state !== 'complete')
      await settleBatches(deps, { tally: createBatchTally(), date, categories });
    return { ...nothing, state: 'complete' };
  }

  const counts: RecordCounts = { ...NO_RECORDS };
  let unreachable: string | undefined;
  let start = 0;
  while (start < wanted.length && !isTimeUp()) {
    const group = wanted.slice(start, start + CATEGORIES_AT_ONCE);
    const asked = await pollGroup(deps, { group, categories, date, known, last });
    addCounts(counts, asked.counts);
    start += CATEGORIES_AT_ONCE;
    unreachable = asked.unreachable;
    if (asked.stopped || unreachable !== undefined) break;
  }
  const rest = wanted.slice(start);
  if (rest.length > 0) {
    const waiting = new Map(rest.map((category) => [category, NOT_ASKED]));
    await settleBatches(deps, { tally: createBatchTally(), date, categories, isFinal: last, waiting });
  }

  const after = await batchesOf(deps, { categories: wanted, date });
  const missing = wanted.filter((category) => !isClosed(after.get(category)));
  const absent = missing.filter((category) => (after.get(category)?.stored ?? 0) === 0);
  const isQuiet = reason !== undefined && wanted.every((category) => after.get(category)?.state === 'quiet');
  const state = missing.length === 0 ? 'complete' : last ? 'short' : 'waiting';
  return {
    date,
    ...(isQuiet ? quiet : { state }),
    missing,
    absent,
    counts,
    ...(unreachable !== undefined && { unreachable }),
  };
};

const isClosed = (batch: Batch | undefined): boolean => batch?.state === 'complete' || batch?.state === 'quiet';

interface PollGroup {
  readonly group: readonly string[];
  readonly categories: readonly string[];
  readonly date: string;
  readonly known: ReadonlyMap<string, Batch>;
  readonly last: boolean;
}

interface GroupPolled {
  readonly counts: Readonly<RecordCounts>;
  readonly stopped: boolean;
  readonly unreachable?: string;
}

const pollGroup = async (
  deps: PollAnnouncementsDeps,
  { group, categories, date, known, last }: PollGroup,
): Promise<GroupPolled> => {
  const intake = createIntake(deps, { sampleIds: false });
  const feedTags = new Map<string, string>();
  for (const category of group) {
    const tag = known.get(category)?.feedTag;
    if (tag !== undefined) feedTags.set(category, tag);
  }
  const asked = await askLists({ ...deps, intake }, { categories: group, feedTags });
  const { counts, tally } = intake.report();
  const came = new Set(tally.batches().flatMap((batch) => (batch.date === date ? [batch.category] : [])));
  const awaited = group.filter((category) => !came.has(category));
  await settleBatches(deps, {
    tally,
    date,
    categories,
    isFinal: last,
    looksTwice: !last,
    waiting: new Map(
      awaited.map((category) => [
        category,
        (asked.unchanged.has(category) && known.get(category)?.reason) || NOT_LISTED,
      ]),
    ),
    unchanged: asked.unchanged,
    feedTags: asked.feedTags,
  });
  const { unreachable, entries, stopped } = asked;
  return { counts, stopped, ...(unreachable !== undefined && entries === 0 && { unreachable }) };
};

const batchesOf = async (
  { batches }: PollAnnouncementsDeps,
  { categories, date }: { readonly categories: readonly string[]; readonly date: string },
): Promise<ReadonlyMap<string, Batch>> => {
  const rows = await batches.getMany(categories.map((category) => ({ category, date })));
  return new Map(rows.map((batch) => [batch.category, batch]));
};
