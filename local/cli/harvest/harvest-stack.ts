/** `harvest` over a deployed stack: the range becomes a job of `harvest-papers`, which this command only watches. */
import { addDays } from '../../../lambdas/core/calendar/new-york-time.ts';
import type { BackfillJob } from '../../../lambdas/core/harvest/backfill-job.ts';
import { oaiSetsFor } from '../../../lambdas/core/harvest/oai-set.ts';
import type { OaiWindow } from '../../../lambdas/core/harvest/oai-window.ts';
import type { Clock } from '../../../lambdas/core/ports/outside.ts';
import type { HarvestLedger } from '../../../lambdas/core/ports/stores.ts';
import { openBackfill } from '../../../lambdas/functions/harvest-papers/oai/backfill.ts';
import { isClosed } from '../../../lambdas/functions/harvest-papers/oai/oai-coverage.ts';
import { interruptible, type HarvestConsole } from './harvest-console.ts';
import type { HarvestRange } from './harvest-flags.ts';
import type { HarvestProgress } from './harvest-meter.ts';
import { printHarvestReport } from './harvest-report.ts';
import { daysIn } from './range-days.ts';

/** Runs of the deployed job begin this often, and store a page every few seconds. */
const RUN_EVERY = '15 minutes';
const LOOK_EVERY_MS = 15_000;

/** @returns whether all of it is stored, or the job is merely written as was asked */
export const harvestStack = async (
  ledger: HarvestLedger,
  { range, wait, clock }: { readonly range: HarvestRange; readonly wait: boolean; readonly clock: Clock },
  console: HarvestConsole,
): Promise<boolean> => {
  const job = await openBackfill({ ledger, clock }, range);
  const look = createLookout(ledger, job);
  if (!wait) {
    const { state, days, daysDone } = await look();
    printHarvestReport(console.output, {
      ...range,
      ...{ state, days, daysDone: Math.floor(daysDone) },
      next: `The stack works it off in runs every ${RUN_EVERY}: the same command without --no-wait shows how far it is.`,
    });
    return true;
  }
  const { outcome, interrupted } = await interruptible(console, async ({ signal, display }) => {
    for (;;) {
      const seen = await look();
      display.at(seen);
      if (seen.state === 'done' || signal.aborted) return seen;
      await console.work.sleep(LOOK_EVERY_MS, signal);
    }
  });
  const { state, daysDone, days, records } = outcome;
  printHarvestReport(console.output, {
    ...range,
    ...{ state, days, daysDone: Math.floor(daysDone), records },
    ...(state === 'open' &&
      interrupted && {
        next: `The stack goes on without this command, in runs every ${RUN_EVERY}: the same command shows how far it is.`,
      }),
  });
  return state === 'done';
};

type Seen = HarvestProgress & { readonly state: BackfillJob['state'] };

interface WatchedSet {
  readonly set: string;
  /** The first day that was not done when it was looked at last; those before it are in the sums. */
  from: string;
  daysDone: number;
  records: number;
}

/** Looks at the windows of a job. Days are worked off in order: those that are done are not read again. */
const createLookout = (ledger: HarvestLedger, job: BackfillJob): (() => Promise<Seen>) => {
  const { from, to, categories } = job;
  const sets: WatchedSet[] = oaiSetsFor(categories).map((set) => ({ set, from, daysDone: 0, records: 0 }));
  const days = daysIn(job);
  return async () => {
    const state = (await jobOf(ledger, job))?.state ?? job.state;
    let later = { daysDone: 0, records: 0 };
    let underWay: OaiWindow | undefined;
    for (const watched of sets) {
      const windows = watched.from > to ? [] : await ledger.windows(watched.set, watched.from, to);
      for (const window of windows) {
        const done = isClosed(window);
        if (done && window.day === watched.from) {
          watched.from = addDays(window.day, 1);
          watched.daysDone += 1;
          watched.records += window.records;
        } else {
          later = { daysDone: later.daysDone + (done ? 1 : 0), records: later.records + window.records };
          if (!done && (underWay === undefined || window.updatedAt > underWay.updatedAt)) underWay = window;
        }
      }
    }
    const next = sets.find((watched) => watched.from <= to);
    return {
      state,
      days,
      daysDone:
        state === 'done' ? days : sets.reduce((sum, { daysDone }) => sum + daysDone, later.daysDone) / sets.length,
      records: sets.reduce((sum, { records }) => sum + records, later.records),
      day: underWay?.day ?? next?.from ?? to,
      set: underWay?.set ?? next?.set ?? '',
    };
  };
};

const jobOf = async (ledger: HarvestLedger, { from, to, categories }: BackfillJob): Promise<BackfillJob | undefined> =>
  (await ledger.backfills()).find(
    (job) => job.from === from && job.to === to && job.categories.join() === categories.join(),
  );
