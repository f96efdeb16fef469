/**
 * What goes on behind a local site after its first page: the last seven days through OAI, whose pages take up to a minute
 * and a half each, whatever signals the round did not wait for, and then the lists again, which now have something to move
 * against.
 */
import { CANONICAL_CATEGORIES } from '../lambdas/core/paper/category.ts';
import { PATIENT_RETRIES } from '../lambdas/adapters/arxiv/retry-policy.ts';
import { createFolderArchive } from '../lambdas/adapters/storage/folder-archive.ts';
import { repairBatches, type RepairReport } from '../lambdas/functions/harvest-papers/oai/repair-batches.ts';
import { noteRun } from '../lambdas/functions/harvest-papers/run-task.ts';
import { rankTrending } from '../lambdas/functions/rank-trending/rank-trending.ts';
import { collectRoundSignals, reportSignals } from './collect-round-signals.ts';
import type { Progress } from './console-progress.ts';
import type { FinishedRound } from './round.ts';
import { createLocalArxiv } from './round-source.ts';
import type { RoundSettings } from './round-settings.ts';
import { openSources } from './signal-sources.ts';

export interface GoingBack {
  /** Ends when the days are in or could not be had. Never rejects. */
  readonly finished: Promise<void>;
  /** Gives up what is under way; the next start goes on from there. */
  stop(): Promise<void>;
}

export const goBack = (
  { tables, directory, fetchClock, summary }: FinishedRound,
  { settings, progress }: { readonly settings: RoundSettings; readonly progress: Progress },
): GoingBack => {
  const { categories } = settings;
  const archive = createFolderArchive(directory.paths.raw);
  const arxiv = createLocalArxiv(settings, {
    turn: tables.turn,
    clock: fetchClock,
    retries: PATIENT_RETRIES,
    onRetried: (response) => archive.keep(response),
  });
  const sources = openSources(settings, { onlyGiven: false, isHurried: false });
  let stopped = false;
  const isStopped = (): boolean => stopped;
  const startedAt = fetchClock().toISOString();

  const work = async (): Promise<void> => {
    const report = await repairBatches(
      { ...tables, archive, arxiv, clock: fetchClock },
      {
        categories,
        isTimeUp: isStopped,
        onProgress: ({ windows, windowsDone, records, day }) =>
          progress.at(`going back: ${windowsDone} of ${windows} days and sets, ${records} records, ${day}`),
      },
    );
    const outcome = `${report.windowsDone} of ${report.windows} OAI windows done`;
    await noteRun(
      { ledger: tables.ledger, clock: fetchClock },
      { task: 'repair', startedAt, usage: arxiv.usage(), counts: report.counts, outcome },
    );
    if (isStopped()) return;
    progress.done(`went back ${wordsOf(report)}`);
    const { date } = summary;
    // A night that the round finished is not gone through again.
    const signals = await collectRoundSignals(tables, {
      ...{ date, categories, progress },
      sources,
      clock: fetchClock,
      isTimeUp: isStopped,
    });
    if (isStopped()) return;
    if (signals.looks > 0) reportSignals(signals, progress);
    if (report.counts.new + report.counts.updated + signals.looks === 0) return;
    const { lists, dates } = await rankTrending(tables, { date, categories: CANONICAL_CATEGORIES });
    progress.done(`ranked    ${lists} lists for ${date} again, and those of ${dates.length - 1} days before`);
  };
  const finished = work().catch((error: unknown) => {
    if (!isStopped())
      progress.notice(
        `Going back over the last days failed: ${error instanceof Error ? error.message : String(error)}`,
      );
  });
  return {
    finished,
    stop: async () => {
      stopped = true;
      await Promise.all(
        [arxiv, sources.repositories, sources.dailyPapers, sources.stories].map((each) => each.close()),
      );
      await finished;
    },
  };
};

const wordsOf = ({ windows, windowsDone, counts, reason }: RepairReport): string =>
  `over the last days: ${counts.new} new papers, ${counts.updated} updated${
    reason === undefined
      ? ''
      : `; ${windows - windowsDone} of ${windows} days and sets are still open (${reason}), the next start goes on`
  }`;
