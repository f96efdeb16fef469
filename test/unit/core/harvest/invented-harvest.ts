/** Rows of the harvest ledger for tests. */
import type { HarvestRun, HarvestTask } from '../../../../lambdas/core/harvest/harvest-run.ts';
import type { OaiWindow } from '../../../../lambdas/core/harvest/oai-window.ts';

/** A run of the night of 20 November 2026. */
export const inventRun = (task: HarvestTask, changes: Partial<HarvestRun> = {}): HarvestRun => ({
  task,
  startedAt: '2026-11-20T05:15:00Z',
  endedAt: '2026-11-20T05:19:10Z',
  requests: 24,
  bytes: 8_412_333,
  refusals: 0,
  records: 1380,
  new: 902,
  updated: 311,
  rejected: 0,
  outcome: 'every batch is complete',
  ...changes,
});

/** A window of the set `cs:cs:LG`. */
export const inventWindow = (day: string, changes: Partial<OaiWindow> = {}): OaiWindow => ({
  set: 'cs:cs:LG',
  day,
  state: 'done',
  pages: 2,
  records: 1411,
  rejected: 0,
  follows: ['cs.LG'],
  failures: 0,
  startedAt: '2026-11-20T03:30:00Z',
  updatedAt: '2026-11-20T03:40:00Z',
  ...changes,
});
