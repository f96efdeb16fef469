/** `harvest` over local data: this process asks arXiv until the range is stored, or somebody or something stops it. */
import type { BackfillJob } from '../../../lambdas/core/harvest/backfill-job.ts';
import type { BackfillReport } from '../../../lambdas/functions/harvest-papers/oai/backfill.ts';
import type { WindowsProgress } from '../../../lambdas/functions/harvest-papers/oai/harvest-windows.ts';
import { interruptible, type HarvestConsole } from './harvest-console.ts';
import type { HarvestRange } from './harvest-flags.ts';
import { printHarvestReport } from './harvest-report.ts';
import { daysDoneOf, daysIn } from './range-days.ts';

/** The backfill of `harvest-papers`, wired to the data directory. */
export interface BackfillRunner {
  open(range: HarvestRange): Promise<BackfillJob>;
  run(
    job: BackfillJob,
    options: { readonly isTimeUp: () => boolean; readonly onProgress: (progress: WindowsProgress) => void },
  ): Promise<BackfillReport>;
  /** Gives up the request under way; `run` ends with what it has. */
  close(): Promise<void>;
}

/** @returns whether all of it is stored */
export const harvestHere = async (
  runner: BackfillRunner,
  range: HarvestRange,
  console: HarvestConsole,
): Promise<boolean> => {
  const job = await runner.open(range);
  const days = daysIn(range);
  const { outcome, interrupted } = await interruptible(console, ({ signal, display }) => {
    signal.addEventListener('abort', () => void runner.close(), { once: true });
    return runner.run(job, {
      isTimeUp: () => signal.aborted,
      onProgress: (progress) => {
        const { records, day, set } = progress;
        display.at({ days, daysDone: daysDoneOf(range, progress), records, day, set });
      },
    });
  });
  const { state, counts } = outcome;
  const isOpen = state === 'open';
  const reason = interrupted ? 'it was stopped here' : outcome.reason;
  printHarvestReport(console.output, {
    ...range,
    ...{ state, days, daysDone: Math.floor(daysDoneOf(range, outcome)), counts },
    ...(isOpen && reason !== undefined && { reason }),
    ...(isOpen && { next: 'Everything up to here is stored: the same command goes on from here.' }),
  });
  return !isOpen;
};
