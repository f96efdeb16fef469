/** What is known about the announcement behind a list, summed over the rows of `Batches` that concern it. */
import type { Batch, BatchState } from '../../batch.ts';
import { quietReason } from '../../calendar/announcement-calendar.ts';
import { ALL_CATEGORIES } from '../../rank/ranked-list.ts';

export interface BatchSummary {
  readonly date: string;
  readonly announced: number;
  readonly stored: number;
  readonly state: BatchState;
  /** `entries` where the counts of several lists are added: a cross-listed paper stands on each of them. */
  readonly unit: 'papers' | 'entries';
  /** Whether any row was found: without one nothing is known, and the counts are 0. */
  readonly known: boolean;
  /** Categories of which something is missing; `missing` is 0 when it isn't known how much. */
  readonly shortfalls: readonly {
    readonly category: string;
    readonly missing: number;
    readonly reason: string | undefined;
    /** When its next repair begins; undefined when none follows. */
    readonly nextRepairAt: string | undefined;
  }[];
}

/** The worst state speaks for the whole. */
const WORST_FIRST: readonly BatchState[] = ['short', 'pending', 'complete', 'quiet'];

const sumOf = (rows: readonly Batch[], field: 'announced' | 'stored'): number =>
  rows.reduce((sum, row) => sum + row[field], 0);

/**
 * @param props.batches rows of that date; for `all` its own row (distinct papers) and those of the harvested categories
 * @returns without any row `quiet` on a day without announcement, else `pending`: that it is complete can't be claimed
 */
export const summarizeBatches = (props: {
  readonly category: string;
  readonly date: string;
  readonly batches: readonly Batch[];
}): BatchSummary => {
  const { category, date } = props;
  const isAll = category === ALL_CATEGORIES;
  const dated = props.batches.filter((batch) => batch.date === date);
  const own = dated.find((batch) => batch.category === category);
  const rows = isAll ? dated : dated.filter((batch) => batch.category === category);
  const counted = own === undefined ? rows : [own];
  const unrecorded: BatchState = quietReason(date) === undefined ? 'pending' : 'quiet';
  return {
    date,
    announced: sumOf(counted, 'announced'),
    stored: sumOf(counted, 'stored'),
    state: WORST_FIRST.find((state) => rows.some((row) => row.state === state)) ?? unrecorded,
    unit: own === undefined && rows.length > 1 ? 'entries' : 'papers',
    known: rows.length > 0,
    shortfalls: rows
      .filter((row) => row.state === 'short' && row.category !== ALL_CATEGORIES)
      .map(({ category: each, announced, stored, reason, nextRepairAt }) => ({
        category: each,
        missing: Math.max(0, announced - stored),
        reason,
        nextRepairAt,
      })),
  };
};
