/** Everything that is known of the harvest, as `/status` and the command `status` show it. */
import type { Batch } from '../batch.ts';
import {
  announcementInstant,
  isDoubleList,
  isListDate,
  newYorkDate,
  nextListDate,
} from '../calendar/announcement-calendar.ts';
import { addDays } from '../calendar/new-york-time.ts';
import { ALL_CATEGORIES } from '../rank/ranked-list.ts';
import type { BackfillJob } from './backfill-job.ts';
import { buildBatchGrid, cellOfBatch, type BatchGrid, type GridCell } from './batch-grid.ts';
import type { HarvestRun } from './harvest-run.ts';
import type { OaiWindow } from './oai-window.ts';

/** The papers of one announcement over all fields that are harvested, each once. */
export interface AnnouncementVolume {
  readonly date: string;
  readonly announced: number;
  readonly stored: number;
  readonly state: Batch['state'];
}

export interface HarvestStatus {
  /** The last row is that of all fields together. */
  readonly grid: BatchGrid;
  /** Batches of which something is missing, newest first, those before the grid included. */
  readonly shortBatches: readonly GridCell[];
  /** Records that could not be read, by list date, newest first; dates without any are left out. */
  readonly rejects: readonly { readonly date: string; readonly records: number }[];
  /** Up to `CHART_LIST_DATES` list dates, oldest first. */
  readonly volumes: readonly AnnouncementVolume[];
  /** Windows that are not done, in order of day. */
  readonly openWindows: readonly OaiWindow[];
  readonly doneWindows: number;
  /** Newest first. */
  readonly runs: readonly HarvestRun[];
  readonly openBackfills: readonly BackfillJob[];
  /** The list after today's, and when arXiv announces it. */
  readonly nextList: { readonly date: string; readonly announcedAt: string; readonly isDouble: boolean };
}

export interface HarvestFacts {
  /** Rows of the categories and of `all`, of `STATUS_DAYS` at least. */
  readonly batches: readonly Batch[];
  readonly windows: readonly OaiWindow[];
  readonly runs: readonly HarvestRun[];
  readonly backfills: readonly BackfillJob[];
  /** Those that are harvested, in the order in which they are shown. */
  readonly categories: readonly string[];
  readonly now: Date;
}

/** Bars of the chart: six weeks of announcements. */
export const CHART_LIST_DATES = 30;
/** Days of rows to read: six weeks, and room for a week of holidays. */
export const STATUS_DAYS = 49;
/** Days of OAI windows to read: what a night goes over again, and some before. */
export const WINDOW_DAYS = 7;
/** Rejects are shown for two weeks; the responses themselves stay in the archive. */
export const REJECT_DAYS = 14;

/** A record that several lists hold is rejected in each; what stands under `all` alone belongs to none of them. */
const rejectsOn = (date: string, batches: readonly Batch[]): number => {
  const sumOf = (isAll: boolean): number =>
    batches
      .filter((batch) => batch.date === date && (batch.category === ALL_CATEGORIES) === isAll)
      .reduce((sum, { rejected }) => sum + rejected, 0);
  return Math.max(sumOf(true), sumOf(false));
};

/** The row over all fields is named only where none of its parts is short. */
const shortIn = (batches: readonly Batch[]): readonly Batch[] => {
  const short = batches.filter(({ state }) => state === 'short');
  const named = new Set(short.filter(({ category }) => category !== ALL_CATEGORIES).map(({ date }) => date));
  return short.filter(({ category, date }) => category !== ALL_CATEGORIES || !named.has(date));
};

const newestFirst = (a: { readonly date: string }, b: { readonly date: string }): number =>
  a.date === b.date ? 0 : a.date < b.date ? 1 : -1;

const volumesOf = (batches: readonly Batch[]): readonly AnnouncementVolume[] =>
  batches
    .filter(({ category, date, state }) => category === ALL_CATEGORIES && (state !== 'quiet' || isListDate(date)))
    .sort((a, b) => newestFirst(b, a))
    .slice(-CHART_LIST_DATES)
    .map(({ date, announced, stored, state }) => ({ date, announced, stored, state }));

/** Pure: whatever it says follows from the rows and the calendar. */
export const buildHarvestStatus = (facts: HarvestFacts): HarvestStatus => {
  const { batches, windows, runs, backfills, categories, now } = facts;
  const shown = [...categories, ALL_CATEGORIES];
  const grid = buildBatchGrid({ batches, categories: shown, now });
  const rows = batches.filter(({ category }) => shown.includes(category));
  const end = grid.dates.at(-1) ?? newYorkDate(now);
  const rejectDates = [...new Set(rows.map(({ date }) => date))].filter((date) => date > addDays(end, -REJECT_DAYS));
  const nextDate = nextListDate(newYorkDate(now));
  return {
    grid,
    shortBatches: shortIn(rows)
      .toSorted((a, b) => newestFirst(a, b) || shown.indexOf(a.category) - shown.indexOf(b.category))
      .map(cellOfBatch),
    rejects: rejectDates
      .map((date) => ({ date, records: rejectsOn(date, rows) }))
      .filter(({ records }) => records > 0)
      .sort(newestFirst),
    volumes: volumesOf(rows),
    openWindows: windows.filter(({ state }) => state === 'open').toSorted((a, b) => (a.day < b.day ? -1 : 1)),
    doneWindows: windows.filter(({ state }) => state === 'done').length,
    runs: runs.toSorted((a, b) => (a.endedAt < b.endedAt ? 1 : -1)),
    openBackfills: backfills.filter(({ state }) => state === 'open'),
    nextList: {
      date: nextDate,
      announcedAt: announcementInstant(nextDate).toISOString(),
      isDouble: isDoubleList(nextDate),
    },
  };
};
