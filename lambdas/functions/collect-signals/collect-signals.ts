/**
 * A night's collection of signals: asks the three sources how much attention the papers have, one source after the other, and
 * rescores the papers with new evidence. As many runs as it takes, each going on where the one before ended, however it ended;
 * the rows, sums and scores at the end are those of one undisturbed run, but for a paper on two lists of Hugging Face of which
 * the newer one answers last. A source that does not answer costs its own signals and nothing else.
 */
import type { DailyPapers, Repositories, Stories } from '../../core/ports/attention.ts';
import type { Clock } from '../../core/ports/outside.ts';
import type { CollectionLedger, ListingStore, PaperStore, SignalStore } from '../../core/ports/stores.ts';
import { SIGNAL_SOURCES, type SignalSource } from '../../core/signal/signal.ts';
import type { SourceNight } from '../../core/signal/source-night.ts';
import { collectDailyPapers } from './collect-daily-papers.ts';
import { collectRepositories } from './collect-repositories.ts';
import { collectStories } from './collect-stories.ts';
import { noteBurstingTerms } from './note-bursting-terms.ts';
import { NO_LOOKS, together } from './store-looks.ts';
import { workThroughNight } from './work-through-night.ts';

export interface CollectSignalsDeps {
  readonly papers: PaperStore;
  readonly listings: ListingStore;
  readonly signals: SignalStore;
  readonly collection: CollectionLedger;
  readonly repositories: Repositories;
  readonly dailyPapers: DailyPapers;
  readonly stories: Stories;
  readonly clock: Clock;
  /** A constant English message with structured fields. */
  readonly log?: { info(message: string, fields: Record<string, string | number>): void };
}

export interface CollectProgress {
  readonly source: SignalSource;
  readonly looked: number;
  readonly due: number;
}

export interface CollectOptions {
  /** New York date of the looks. */
  readonly date: string;
  /** Categories that are harvested: whose papers' terms are counted. */
  readonly categories: readonly string[];
  /** Ends the run at the next checkpoint. @default never */
  readonly isTimeUp?: () => boolean;
  readonly onProgress?: (progress: CollectProgress) => void;
}

export interface CollectReport {
  readonly date: string;
  /** The nights as they stand now, in order of `SIGNAL_SOURCES`. */
  readonly sources: readonly SourceNight[];
  /** Rows written by this run, and those of them with a gain. */
  readonly looks: number;
  readonly withGain: number;
  readonly papersRescored: number;
  /** Papers that were given bursting terms by this run. */
  readonly bursting: number;
  /** Nothing is left for a later run of the night. */
  readonly finished: boolean;
}

/** Papers taken out of the index of watched ones in one run: some days' worth. */
const UNWATCHED_PER_RUN = 5_000;

/** Hugging Face goes first: the repositories that it names are looked at the same night. */
const SOURCE_WORK = [collectDailyPapers, collectStories, collectRepositories] as const;

export const collectSignals = async (deps: CollectSignalsDeps, options: CollectOptions): Promise<CollectReport> => {
  const { date, categories, isTimeUp = () => false, onProgress } = options;
  // First, since it asks nobody, and most papers have nothing else on their first day.
  const terms = await noteBurstingTerms(deps, { date, categories, isTimeUp });
  const nights = new Map<SignalSource, SourceNight>();
  let stored = NO_LOOKS;
  let finished = terms.isDone;
  let isIdle = true;
  for (const collect of SOURCE_WORK) {
    const outcome = await workThroughNight({ ledger: deps.collection, clock: deps.clock }, collect(deps, date), {
      date,
      isTimeUp,
      onProgress,
    });
    nights.set(outcome.night.source, outcome.night);
    stored = together(stored, outcome.stored);
    finished &&= outcome.isDone;
    if (outcome.isIdle) continue;
    isIdle = false;
    logSource(deps, outcome);
  }
  if (!isIdle && !isTimeUp()) await deps.papers.unwatch(date, UNWATCHED_PER_RUN);
  return {
    date,
    sources: SIGNAL_SOURCES.flatMap((source) => nights.get(source) ?? []),
    looks: stored.looks,
    withGain: stored.withGain,
    papersRescored: stored.papersRescored,
    bursting: terms.bursting,
    finished,
  };
};

const logSource = (
  { log }: CollectSignalsDeps,
  { night, stored, unanswered }: Awaited<ReturnType<typeof workThroughNight>>,
): void => {
  const { source, date, state, due, looked, requests } = night;
  log?.info('source collected', {
    source,
    date,
    state,
    due,
    looked,
    unanswered,
    requests,
    looks: stored.looks,
    notStored: stored.unknown,
    ...(night.reason !== undefined && { reason: night.reason }),
  });
};
