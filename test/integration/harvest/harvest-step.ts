/** One run of the deployed harvest on the embedded engine, as a process of its own has it: see `kill-harvest-worker.ts`. */
import { createArxiv } from '../../../lambdas/adapters/arxiv/arxiv.ts';
import { createProcessTurn } from '../../../lambdas/adapters/arxiv/process-turn.ts';
import { createFolderArchive } from '../../../lambdas/adapters/storage/folder-archive.ts';
import { openBackfill } from '../../../lambdas/functions/harvest-papers/oai/backfill.ts';
import { runTask } from '../../../lambdas/functions/harvest-papers/run-task.ts';
import { openLocalTables } from '../../../local/local-tables.ts';

export interface HarvestStep {
  readonly task: 'repair' | 'poll' | 'backfill';
  /** What the run takes for now. ISO 8601. */
  readonly at: string;
  /** Days of a backfill, both inclusive. */
  readonly range?: { readonly from: string; readonly to: string };
}

export interface HarvestPlace {
  /** The tables are in this directory, opened by the run itself. */
  readonly directory: string;
  /** Or an engine has them that outlives the run. */
  readonly endpoint?: string;
  /** Of the raw responses. */
  readonly raw: string;
  readonly categories: readonly string[];
  readonly bases: Parameters<typeof createArxiv>[0]['bases'];
}

export const runHarvestStep = async (
  { directory, endpoint, raw, categories, bases }: HarvestPlace,
  { task, at, range }: HarvestStep,
): Promise<void> => {
  const clock = (): Date => new Date(at);
  const tables = await openLocalTables({ directory, endpoint, clock });
  // The turn of the tables has its own tests; a process that was killed would leave it held for a quarter of a minute.
  const turn = createProcessTurn();
  const archive = createFolderArchive(raw);
  try {
    if (range) await openBackfill({ ...tables, clock }, { ...range, categories });
    await runTask(
      {
        ...tables,
        archive,
        clock,
        onUsage: () => undefined,
        openArxiv: () =>
          createArxiv({ bases, userAgent: 'PaperRound/0.1 (tests)', turn, clock, minIntervalMs: 0, restMs: 0 }),
      },
      { task, last: false, categories, isTimeUp: () => false },
    );
  } finally {
    await tables.close();
  }
};
