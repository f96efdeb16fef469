/**
 * Collects the signals of today as soon as today's papers are in, or at once on a day without a list. Runs that come
 * before that wait, runs that come after the night is finished do nothing, those in between go on with it. The last run of
 * the night waits for nothing any more, and what it has begun is gone on with, whatever batch is still missing.
 */
import type { BatchState } from '../../core/batch.ts';
import { isListDate } from '../../core/calendar/announcement-calendar.ts';
import { newYorkDateAndHour } from '../../core/calendar/new-york-time.ts';
import type { BatchStore } from '../../core/ports/stores.ts';
import { SIGNAL_SOURCES } from '../../core/signal/signal.ts';
import { collectSignals, type CollectOptions, type CollectReport, type CollectSignalsDeps } from './collect-signals.ts';

export interface CollectWhenReadyDeps extends CollectSignalsDeps {
  readonly batches: BatchStore;
}

export interface CollectWhenReadyOptions extends Pick<CollectOptions, 'categories' | 'isTimeUp' | 'onProgress'> {
  /** No run follows tonight. */
  readonly last: boolean;
}

/** `waiting`: batches of today are not in. `unfinished`: a later run goes on. */
export type CollectWhenReadyReport =
  | { readonly date: string; readonly state: 'waiting' }
  | ({ readonly state: 'unfinished' | 'collected' } & CollectReport);

export const collectWhenReady = async (
  deps: CollectWhenReadyDeps,
  { last, ...options }: CollectWhenReadyOptions,
): Promise<CollectWhenReadyReport> => {
  const { date } = newYorkDateAndHour(deps.clock().getTime());
  const mayBegin = last || !isListDate(date) || (await isHarvested(deps, { date, categories: options.categories }));
  if (!mayBegin && !(await isBegun(deps, date))) return { date, state: 'waiting' };
  const report = await collectSignals(deps, { ...options, date });
  return { ...report, state: report.finished ? 'collected' : 'unfinished' };
};

const isBegun = async ({ collection }: CollectWhenReadyDeps, date: string): Promise<boolean> => {
  const nights = await Promise.all(SIGNAL_SOURCES.map((source) => collection.night(source, date)));
  return nights.some((night) => night !== undefined);
};

/** Of a short batch no more comes tonight. */
const SETTLED: ReadonlySet<BatchState | undefined> = new Set(['complete', 'quiet', 'short'] as const);

const isHarvested = async (
  { batches }: CollectWhenReadyDeps,
  { date, categories }: { readonly date: string; readonly categories: readonly string[] },
): Promise<boolean> => {
  const rows = await batches.getMany(categories.map((category) => ({ category, date })));
  const states = new Map(rows.map(({ category, state }) => [category, state]));
  return categories.every((category) => SETTLED.has(states.get(category)));
};
