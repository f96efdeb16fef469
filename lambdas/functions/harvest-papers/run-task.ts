/** One run of the deployed harvest: does its task with a client of its own, and leaves a note of it for operators. */
import type { HarvestRun } from '../../core/harvest/harvest-run.ts';
import type { Arxiv, ArxivUsage } from '../../core/ports/arxiv.ts';
import type { BackfillDeps } from './oai/backfill.ts';
import { NO_RECORDS, type RecordCounts } from './intake/intake.ts';
import { pollAnnouncements } from './lists/poll-announcements.ts';
import { repairBatches } from './oai/repair-batches.ts';
import { workOffBackfills } from './oai/work-off-backfills.ts';

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
  readonly usage: ArxivUsage;
  /** For the log. */
  readonly outcome: string;
  /** Why arXiv could not be reached at all: the run has failed, after it noted what is missing. */
  readonly unreachable?: string;
  /** After the last poll of a night: configured categories without a complete batch, and those without any paper. */
  readonly night?: { readonly short: number; readonly absent: number };
  /** After a repair: short batches whose list date is more than a day old. */
  readonly shortOverADay?: number;
}

type TaskDone = Omit<TaskReport, 'usage'>;

/** The note is written whether the run succeeds or not. */
export const runTask = async (deps: RunTaskDeps, options: RunTaskOptions): Promise<TaskReport> => {
  const { clock } = deps;
  const startedAt = clock().toISOString();
  const arxiv = deps.openArxiv();
  let done: TaskDone | undefined;
  try {
    done = await doTask({ ...deps, arxiv }, options);
    return { ...done, usage: arxiv.usage() };
  } finally {
    const usage = arxiv.usage();
    deps.onUsage(usage);
    await noteRun(deps, {
      task: options.task,
      startedAt,
      usage,
      counts: done?.counts ?? NO_RECORDS,
      outcome: done?.outcome ?? 'it ended with an error: see the log',
    });
    await arxiv.close();
  }
};

export interface RunNote extends Pick<HarvestRun, 'task' | 'startedAt' | 'outcome'> {
  readonly usage: ArxivUsage;
  readonly counts: Readonly<RecordCounts>;
}

/** A run that had nothing to ask says nothing about arXiv, and leaves the note of the one before. */
export const noteRun = async (
  { ledger, clock }: Pick<BackfillDeps, 'ledger' | 'clock'>,
  { usage, counts: { records, new: added, updated, rejected }, ...run }: RunNote,
): Promise<void> => {
  if (usage.requests === 0) return;
  await ledger.putRun({ ...run, endedAt: clock().toISOString(), ...usage, records, new: added, updated, rejected });
};

const doTask = async (deps: BackfillDeps, { task, last, categories, isTimeUp }: RunTaskOptions): Promise<TaskDone> => {
  if (task === 'poll') {
    const { counts, date, state, missing, absent, reason, unreachable } = await pollAnnouncements(deps, {
      categories,
      last,
      isTimeUp,
    });
    const outcome = `list of ${date}: ${state}${reason === undefined ? '' : ` (${reason})`}${missing.length > 0 ? `, without ${missing.join(', ')}` : ''}`;
    return {
      counts,
      outcome,
      ...(last && { night: { short: missing.length, absent: absent.length } }),
      ...(unreachable !== undefined && { unreachable }),
    };
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
