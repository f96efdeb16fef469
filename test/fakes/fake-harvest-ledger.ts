/** `HarvestLedger` in memory. */
import type { BackfillJob } from '../../lambdas/core/harvest/backfill-job.ts';
import type { HarvestRun } from '../../lambdas/core/harvest/harvest-run.ts';
import type { OaiWindow } from '../../lambdas/core/harvest/oai-window.ts';
import type { HarvestLedger } from '../../lambdas/core/ports/stores.ts';

const windowKey = (set: string, day: string): string => `${set} ${day}`;
const backfillKey = ({ from, to, categories }: BackfillJob): string =>
  `${from} ${to} ${[...new Set(categories)].sort().join(' ')}`;

/** In the order of their keys, as copies. */
const sorted = <Row>(rows: ReadonlyMap<string, Row>): Row[] =>
  [...rows].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => structuredClone(row));

/** The maps are the tables themselves: windows keyed `set day`, runs by task, jobs by range and categories. */
export const createFakeHarvestLedger = (): HarvestLedger & {
  readonly windowRows: Map<string, OaiWindow>;
  readonly runRows: Map<string, HarvestRun>;
  readonly backfillRows: Map<string, BackfillJob>;
} => {
  const windowRows = new Map<string, OaiWindow>();
  const runRows = new Map<string, HarvestRun>();
  const backfillRows = new Map<string, BackfillJob>();
  const put = <Row>(rows: Map<string, Row>, key: string, row: Row): Promise<void> => {
    rows.set(key, structuredClone(row));
    return Promise.resolve();
  };
  return {
    windowRows,
    runRows,
    backfillRows,
    window: (set, day) => Promise.resolve(structuredClone(windowRows.get(windowKey(set, day)))),
    windows: (set, from, to) =>
      Promise.resolve(sorted(windowRows).filter((row) => row.set === set && row.day >= from && row.day <= to)),
    putWindow: (window) => put(windowRows, windowKey(window.set, window.day), window),
    putRun: (run) => put(runRows, run.task, run),
    runs: () => Promise.resolve(sorted(runRows)),
    putBackfill: (job) => put(backfillRows, backfillKey(job), job),
    backfills: () => Promise.resolve(sorted(backfillRows)),
  };
};
