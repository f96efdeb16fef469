/**
 * Some nights of a deployed harvest against the simulated arXiv: every run of the schedule, one after the other, on tables in
 * memory that pass the same contract tests as the real ones. Time is the schedule's; nothing waits.
 */
import { createArxiv } from '../../../lambdas/adapters/arxiv/arxiv.ts';
import { addDays, newYorkInstant } from '../../../lambdas/core/calendar/new-york-time.ts';
import type { Batch } from '../../../lambdas/core/batch.ts';
import type { ListingKind } from '../../../lambdas/core/paper/paper.ts';
import { runTask } from '../../../lambdas/functions/harvest-papers/run-task.ts';
import type { FaultScript } from '../../arxiv/fault-plan.ts';
import { inventArchive } from '../../arxiv/invent-papers.ts';
import { startSimulatedArxiv } from '../../arxiv/simulated-arxiv.ts';
import { createFakeArchive } from '../../fakes/fake-archive.ts';
import { createFakeBatchStore } from '../../fakes/fake-batch-store.ts';
import { createFakeHarvestLedger } from '../../fakes/fake-harvest-ledger.ts';
import { createFakeListingStore } from '../../fakes/fake-listing-store.ts';
import { createFakePaperStore } from '../../fakes/fake-paper-store.ts';
import { createFakeRequestTurn } from '../../fakes/fake-request-turn.ts';

export const CATEGORIES = ['cs.LG', 'cs.CL', 'stat.ML'];
const LIST_DATES = ['2026-11-16', '2026-11-17', '2026-11-18', '2026-11-19'];
/** The first night brings the first harvest; these are the ones in which something may go wrong. */
const FAULTY_DATES = ['2026-11-17', '2026-11-18'];

/** On loopback an answer comes within milliseconds, or something is wrong with it. */
const LIMITS = { headersMs: 400, idleMs: 400, totalMs: 500 };

interface ScheduledRun {
  readonly task: 'poll' | 'repair';
  readonly last: boolean;
  readonly at: Date;
  readonly listDate: string;
}

const minutesLater = (date: Date, minutes: number): Date => new Date(date.getTime() + minutes * 60_000);

/** As lib/pipeline/harvest-papers.ts has it, with fewer polls. */
const runsOf = (listDate: string): readonly ScheduledRun[] => {
  const evening = newYorkInstant(addDays(listDate, -1), 22);
  const midnight = newYorkInstant(listDate, 0);
  const repair = [30, 45, 60, 75].map((minutes) => ({ task: 'repair' as const, at: minutesLater(evening, minutes) }));
  const polls = [15, 30, 45, 60, 90, 120].map((minutes) => ({
    task: 'poll' as const,
    at: minutesLater(midnight, minutes),
  }));
  return [...repair, ...polls, { task: 'poll' as const, at: newYorkInstant(listDate, 6), last: true }].map((run) => ({
    last: false,
    listDate,
    ...run,
  }));
};

export const RUNS_A_NIGHT = runsOf(LIST_DATES[0] ?? '').length;

const SCHEDULE: readonly ScheduledRun[] = [
  ...LIST_DATES.flatMap(runsOf),
  // Nights without a list of the archive: only the repairs count.
  ...['2026-11-20', '2026-11-21', '2026-11-22'].flatMap((date) => runsOf(date).filter(({ task }) => task === 'repair')),
];

export interface NightsOptions {
  readonly seed?: number;
  /** For the nights in which something may go wrong; counted anew in each. */
  readonly faults?: FaultScript;
  /** Kills the run at its n-th write, for each of the faulty nights' runs in turn: 0 lets it live. */
  readonly kills?: readonly number[];
}

export interface NightsOutcome {
  /** Papers, listings and what batches say of them, as text in order of key. */
  readonly tables: Readonly<Record<'papers' | 'listings' | 'batches', readonly string[]>>;
  /** Listings of replacements: no batch counts them, and no other source tells which list showed them. */
  readonly replacements: readonly string[];
  readonly archivedResponses: number;
  readonly requests: number;
  /** `KIND PROTOCOL` of each fault that a request met. */
  readonly faultsMet: ReadonlySet<string>;
  readonly killed: number;
  /** Most requests that were under way at once. */
  readonly mostAtOnce: number;
}

class KilledError extends Error {
  override readonly name = 'KilledError';
}

/** What a reader or an analyst relies on. Times, sources and words may differ with the way by which it came. */
const promiseOf = ({ category, date, state, announced, stored, missingIds }: Batch): string =>
  JSON.stringify({ category, date, state, announced, stored, missingIds });

export const runNights = async ({ seed = 1, faults = {}, kills = [] }: NightsOptions = {}): Promise<NightsOutcome> => {
  const archive = inventArchive({ seed, listDates: LIST_DATES, papersPerDay: 12, categories: CATEGORIES });
  let now = new Date(0);
  const clock = (): Date => now;
  const site = await startSimulatedArxiv({
    archive,
    clock,
    pageSize: 9,
    faultSettings: { dripMs: 5, oversizedBytes: 3 * 1024 * 1024, retryAfterSeconds: 0 },
  });
  const papers = createFakePaperStore();
  const listings = createFakeListingStore();
  const batches = createFakeBatchStore();
  const ledger = createFakeHarvestLedger();
  const rawArchive = createFakeArchive();
  let writesLeft = Number.POSITIVE_INFINITY;
  const mayWrite = (): void => {
    writesLeft -= 1;
    if (writesLeft < 0) throw new KilledError('The run was killed.');
  };
  /** Every write of a run may be its last. */
  const mortal = <Store extends object>(store: Store, writers: readonly (keyof Store)[]): Store => {
    const wrapped = { ...store };
    for (const name of writers) {
      const write = store[name] as (...values: readonly unknown[]) => Promise<unknown>;
      (wrapped as Record<keyof Store, unknown>)[name] = (...values: readonly unknown[]) => {
        mayWrite();
        return write(...values);
      };
    }
    return wrapped;
  };

  const deps = {
    papers: mortal(papers, ['putMany']),
    listings: mortal(listings, ['putMany', 'removeInferred', 'remove']),
    batches: mortal(batches, ['put']),
    ledger: mortal(ledger, ['putWindow', 'putRun']),
    archive: mortal(rawArchive, ['keep', 'keepRejects']),
    clock,
    onUsage: () => undefined,
    openArxiv: () =>
      createArxiv({
        bases: site,
        userAgent: 'PaperRound/0.1 (tests; mailto:nobody@example.org)',
        turn: createFakeRequestTurn(),
        clock,
        minIntervalMs: 0,
        restMs: 0,
        sleep: () => Promise.resolve(),
        maxBytes: 2 * 1024 * 1024,
        limits: LIMITS,
        oaiLimits: LIMITS,
      }),
  };

  let killed = 0;
  let faultyRun = 0;
  let faultyDate = '';
  try {
    for (const { task, last, at, listDate } of SCHEDULE) {
      now = at;
      const isFaulty = FAULTY_DATES.includes(listDate);
      if (isFaulty && listDate !== faultyDate) site.setFaults(faults);
      if (!isFaulty && faultyDate !== '') site.setFaults({});
      faultyDate = isFaulty ? listDate : '';
      const kill = isFaulty ? (kills[faultyRun] ?? 0) : 0;
      if (isFaulty) faultyRun += 1;
      writesLeft = kill === 0 ? Number.POSITIVE_INFINITY : kill;
      try {
        await runTask(deps, { task, last, categories: CATEGORIES, isTimeUp: () => false });
      } catch (error) {
        if (!(error instanceof KilledError)) throw error;
        killed += 1;
      }
    }
  } finally {
    await site.close();
  }
  const listingsOf = (isWanted: (kind: ListingKind) => boolean): readonly string[] =>
    [...listings.rows.values()]
      .filter(({ kind }) => isWanted(kind))
      .map((listing) => JSON.stringify(listing))
      .sort();
  return {
    replacements: listingsOf((kind) => kind === 'replacement'),
    tables: {
      papers: [...papers.rows.values()].map((paper) => JSON.stringify(paper)).sort(),
      listings: listingsOf((kind) => kind !== 'replacement'),
      // How far back a repair looks depends on what is open; before the first list there is nothing.
      batches: [...batches.rows.values()]
        .filter(({ date }) => date >= (LIST_DATES[0] ?? ''))
        .map(promiseOf)
        .sort(),
    },
    archivedResponses: rawArchive.responses.length,
    requests: site.requests.length,
    faultsMet: new Set(
      site.requests.flatMap(({ fault, protocol = '' }) => (fault === undefined ? [] : [`${fault} ${protocol}`])),
    ),
    killed,
    mostAtOnce: site.mostAtOnce(),
  };
};
