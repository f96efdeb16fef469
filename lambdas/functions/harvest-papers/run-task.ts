/** One run of the deployed harvest: does its task with a client of its own, and leaves a note of it for operators. */
import type { HarvestTask } from '../../core/harvest/harvest-run.ts';
import type { Arxiv, ArxivUsage } from '../../core/ports/arxiv.ts';
import type { BackfillDeps } from './backfill.ts';
import type { RecordCounts } from './intake.ts';
import { pollAnnouncements } from './poll-announcements.ts';
import { repairBatches } from './repair-batches.ts';
import { workOffBackfills } from './work-off-backfills.ts';

export interface RunTaskDeps extends Omit<BackfillDeps, 'arxiv'> {
  /** A client for this run: its budget is that of one run. */
  readonly openArxiv: () => Arxiv;
  /** Told at the end of the run, also when it fails. */
  readonly onUsage: (usage: ArxivUsage) => void;
}

export interface RunTaskOptions {
  readonly task: 'poll' | 'repair' | 'backfill';
  /** Of polls: none follows tonight. */
  readonly last: boolean;
  readonly categories: readonly string[];
  readonly isTimeUp: () => boolean;
}

export interface TaskReport {
  readonly counts: Readonly<RecordCounts>;
  /** For the log. */
  readonly outcome: string;
  /** After the last poll of a night: configured categories without a complete batch, and those without any paper. */
  readonly night?: { readonly short: number; readonly absent: number };
  /** After a repair: short batches whose list date is more than a day old. */
  readonly shortOverADay?: number;
}

/** @throws ArxivUnreachableError of a poll that could reach nothing; the note is written all the same */
export const runTask = async (deps: RunTaskDeps, options: RunTaskOptions): Promise<TaskReport> => {
  const { ledger, clock } = deps;
  const startedAt = clock().toISOString();
  const arxiv = deps.openArxiv();
  let done: TaskReport | undefined;
  try {
    done = await doTask({ ...deps, arxiv }, options);
    return done;
  } finally {
    const usage = arxiv.usage();
    deps.onUsage(usage);
    // A run that had nothing to ask says nothing about arXiv, and leaves the note of the one before.
    if (usage.requests > 0) {
      const { records = 0, new: added = 0, updated = 0, rejected = 0 } = done?.counts ?? {};
      await ledger.putRun({
        task: options.task as HarvestTask,
        startedAt,
        endedAt: clock().toISOString(),
        ...usage,
        records,
        new: added,
        updated,
        rejected,
        outcome: done?.outcome ?? 'it ended with an error: see the log',
      });
    }
    await arxiv.close();
  }
};

const doTask = async (
  deps: BackfillDeps,
  { task, last, categories, isTimeUp }: RunTaskOptions,
): Promise<TaskReport> => {
  if (task === 'poll') {
    const { counts, date, state, missing, absent, reason } = await pollAnnouncements(deps, { categories, last });
    const outcome = `list of ${date}: ${state}${reason === undefined ? '' : ` (${reason})`}${missing.length > 0 ? `, without ${missing.join(', ')}` : ''}`;
    return { counts, outcome, ...(last && { night: { short: missing.length, absent: absent.length } }) };
  }
  if (task === 'repair') {
    const { counts, shortOverADay, short, ...windows } = await repairBatches(deps, { categories, isTimeUp });
    return { counts, shortOverADay, outcome: `${outcomeOf(windows)}; ${short} batches short` };
  }
  const { counts, task: worked, ...windows } = await workOffBackfills(deps, { categories, isTimeUp });
  return { counts, outcome: worked === 'nothing' ? 'nothing to do' : `${worked}: ${outcomeOf(windows)}` };
};

const outcomeOf = ({
  windows,
  windowsDone,
  reason,
}: {
  readonly windows: number;
  readonly windowsDone: number;
  readonly reason?: string;
}): string => `${windowsDone} of ${windows} OAI windows done${reason === undefined ? '' : `: ${reason}`}`;
