/**
 * One poll of a night: asks arXiv for the categories whose batch of today is not complete yet, and takes in what comes.
 * Polls repeat until every batch is complete; then, and on days without a list, a poll asks nothing. The last poll of the
 * night says `short` of what has not come.
 */
import { isListDate, newYorkDate, quietReason } from '../../core/calendar/announcement-calendar.ts';
import type { Clock } from '../../core/ports/outside.ts';
import type { BatchStore } from '../../core/ports/stores.ts';
import { harvestPapers, type HarvestDeps, type HarvestInput } from './harvest-papers.ts';
import { papersListed } from './papers-listed.ts';
import { recordBatches } from './record-batches.ts';

export interface PollAnnouncementsDeps extends HarvestDeps {
  readonly batches: BatchStore;
  readonly clock: Clock;
  /** Asks arXiv for the current list of these categories. */
  readonly announcements: (categories: readonly string[]) => AsyncIterable<HarvestInput>;
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
  readonly records: number;
  readonly rejected: number;
}

const NOT_LISTED = 'its feed held no list of this date until the last poll of the night';

export const pollAnnouncements = async (
  deps: PollAnnouncementsDeps,
  { categories, last }: PollAnnouncementsOptions,
): Promise<PollReport> => {
  const date = newYorkDate(deps.clock());
  const nothing = { date, missing: [], records: 0, rejected: 0 };
  if (!isListDate(date)) return { ...nothing, state: 'quiet', reason: quietReason(date) ?? 'no list date' };
  const wanted = await withoutCompleteBatch(deps, { categories, date });
  if (wanted.length === 0) return { ...nothing, state: 'complete' };

  const { counts, tally } = await harvestPapers(deps, { responses: deps.announcements(wanted), sampleIds: false });
  const noFeedHadAList = tally.latestListDate() === undefined;
  const fromQueryApi = noFeedHadAList ? await papersListed(deps.listings, { categories: wanted, date }) : [];
  if (last) {
    const came = new Set(tally.batches().flatMap((batch) => (batch.date === date ? [batch.category] : [])));
    const failed = tally.failures();
    for (const category of wanted)
      if (!came.has(category) && !failed.has(category)) tally.addFailure(category, NOT_LISTED);
  }
  await recordBatches(deps, { tally, date, fromQueryApi });

  const missing = await withoutCompleteBatch(deps, { categories: wanted, date });
  const state = missing.length === 0 ? 'complete' : last ? 'short' : 'waiting';
  return { date, state, missing, records: counts.records, rejected: counts.rejected };
};

interface CategoriesOfDay {
  readonly categories: readonly string[];
  readonly date: string;
}

const withoutCompleteBatch = async (
  { batches }: PollAnnouncementsDeps,
  { categories, date }: CategoriesOfDay,
): Promise<readonly string[]> => {
  const rows = await batches.getMany(categories.map((category) => ({ category, date })));
  const complete = new Set(rows.flatMap((batch) => (batch.state === 'complete' ? [batch.category] : [])));
  return categories.filter((category) => !complete.has(category));
};
