/**
 * Per category and day what became of the announcement: the rows of `Batches`, and for days without a row what the
 * calendar tells. A list that was seen outranks the calendar.
 */
import type { Batch, BatchState } from '../batch.ts';
import { isListDate, newYorkDate, previousListDate, quietReason } from '../calendar/announcement-calendar.ts';
import { addDays } from '../calendar/new-york-time.ts';

/** `unknown`: a list was due and nothing is on record of it. */
export type CellState = BatchState | 'unknown';

export interface GridCell extends Pick<Batch, 'announced' | 'stored' | 'rejected' | 'sources'> {
  readonly category: string;
  readonly date: string;
  readonly state: CellState;
  /** Announced and not stored. 0 in a short batch: it isn't known how many. */
  readonly missing: number;
  readonly countedBy?: Batch['countedBy'];
  readonly reason?: string;
  readonly nextRepairAt?: string;
}

export interface GridRow {
  readonly category: string;
  /** One for each date of the grid, in its order. */
  readonly cells: readonly GridCell[];
  /** The newest list date whose batch is complete, among all rows given. */
  readonly newestComplete?: string;
  /** List dates that were due since then; absent when none of the rows is complete. */
  readonly behind?: number;
}

export interface BatchGrid {
  /** Days without gaps, oldest first; only today when there is no row at all. */
  readonly dates: readonly string[];
  readonly rows: readonly GridRow[];
  /** The newest list date that should be here by now. */
  readonly dueDate: string;
}

export interface BatchGridInput {
  /** Of the categories, in any order; others are left out. */
  readonly batches: readonly Batch[];
  readonly categories: readonly string[];
  readonly now: Date;
}

/** Two weeks of announcements. */
export const GRID_LIST_DATES = 10;
/** Enough days for ten list dates, whatever holidays fall in between (Christmas takes three of them). */
const MAX_GRID_DAYS = 24;
/** Counting list dates further back is of no use to anybody. */
const MAX_BEHIND = 250;

/** A list is due on its date from midnight in New York, when arXiv builds its feeds. */
const dueListDate = (now: Date): string => {
  const today = newYorkDate(now);
  return isListDate(today) ? today : previousListDate(today);
};

/** List dates after one date up to another. */
const listDatesBetween = (after: string, upTo: string): number => {
  let count = 0;
  for (let date = upTo; date > after && count < MAX_BEHIND; date = previousListDate(date)) count += 1;
  return count;
};

/** The cell of a row. */
export const cellOfBatch = (batch: Batch): GridCell => {
  const { category, date, announced, stored, rejected, sources, state, countedBy, reason, nextRepairAt } = batch;
  return {
    category,
    date,
    state,
    announced,
    stored,
    missing: Math.max(0, announced - stored),
    rejected,
    sources,
    ...(countedBy !== undefined && { countedBy }),
    ...(reason !== undefined && { reason }),
    ...(nextRepairAt !== undefined && { nextRepairAt }),
  };
};

const cellWithoutRow = (category: string, date: string, today: string): GridCell => {
  const reason = quietReason(date) ?? (date >= today ? 'not in yet' : 'no record');
  const state = quietReason(date) === undefined ? 'unknown' : 'quiet';
  return { category, date, state, announced: 0, stored: 0, missing: 0, rejected: 0, sources: [], reason };
};

/**
 * The last days up to `end` that hold ten list dates: by the calendar, or because a list was seen. None lies before the
 * first list that was seen: nothing was harvested then, and nothing is missing.
 */
const daysUpTo = (end: string, seen: ReadonlySet<string>): readonly string[] => {
  const first = [...seen].sort().at(0) ?? end;
  const days: string[] = [];
  let lists = 0;
  for (
    let date = end;
    date >= first && lists < GRID_LIST_DATES && days.length < MAX_GRID_DAYS;
    date = addDays(date, -1)
  ) {
    days.unshift(date);
    if (isListDate(date) || seen.has(date)) lists += 1;
  }
  return days;
};

/**
 * The grid ends today, or where the rows end when these lie so far back (a recording) or ahead that it would show
 * nothing of them.
 */
export const buildBatchGrid = ({ batches, categories, now }: BatchGridInput): BatchGrid => {
  const today = newYorkDate(now);
  const dueDate = dueListDate(now);
  const wanted = batches.filter(({ category }) => categories.includes(category));
  const seen = new Set(wanted.filter(({ state }) => state !== 'quiet').map(({ date }) => date));
  const newest = [...seen].sort().at(-1) ?? today;
  const isPast = listDatesBetween(newest, dueDate) >= GRID_LIST_DATES;
  const dates = daysUpTo(newest > today || isPast ? newest : today, seen);
  const byKey = new Map(wanted.map((batch) => [`${batch.category} ${batch.date}`, batch]));
  const rows = categories.map((category): GridRow => {
    const newestComplete = wanted
      .filter((batch) => batch.category === category && batch.state === 'complete')
      .map(({ date }) => date)
      .sort()
      .at(-1);
    return {
      category,
      cells: dates.map((date) => {
        const batch = byKey.get(`${category} ${date}`);
        return batch ? cellOfBatch(batch) : cellWithoutRow(category, date, today);
      }),
      ...(newestComplete !== undefined && { newestComplete, behind: listDatesBetween(newestComplete, dueDate) }),
    };
  });
  return { dates, rows, dueDate };
};
