import type { BackfillJob } from '../../../lambdas/core/harvest/backfill-job.ts';
import type { HarvestRun } from '../../../lambdas/core/harvest/harvest-run.ts';
import type { OaiWindow } from '../../../lambdas/core/harvest/oai-window.ts';
import { aBatch } from '../../fakes/stored-rows.ts';
import { STORE_MAKERS, useStores } from './store-makers.ts';

const aWindow = (day: string, changes: Partial<OaiWindow> = {}): OaiWindow => ({
  set: 'cs:cs:LG',
  day,
  state: 'open',
  pages: 0,
  records: 0,
  rejected: 0,
  follows: ['cs.LG'],
  failures: 0,
  startedAt: '2026-11-20T03:30:00.000Z',
  updatedAt: '2026-11-20T03:30:00.000Z',
  ...changes,
});

const aRun = (changes: Partial<HarvestRun> = {}): HarvestRun => ({
  task: 'poll',
  startedAt: '2026-11-20T05:15:00.000Z',
  endedAt: '2026-11-20T05:16:00.000Z',
  requests: 16,
  bytes: 2_000_000,
  refusals: 0,
  records: 900,
  new: 850,
  updated: 20,
  rejected: 1,
  outcome: 'every category is complete',
  ...changes,
});

const aJob = (from: string, changes: Partial<BackfillJob> = {}): BackfillJob => ({
  from,
  to: '2026-11-19',
  categories: ['cs.LG', 'stat.ML'],
  state: 'open',
  createdAt: '2026-11-20T17:00:00.000Z',
  updatedAt: '2026-11-20T17:00:00.000Z',
  ...changes,
});

describe.each(STORE_MAKERS)('HarvestLedger on %s', (_name, open) => {
  const stores = useStores(open);

  it('gives a window back as it was put last, and none that was never begun', async () => {
    const { ledger } = stores();
    await ledger.putWindow(aWindow('2026-11-01'));
    const stepped = aWindow('2026-11-01', {
      token: 'verb%3DListRecords%26skip%3D1300',
      pages: 1,
      records: 1300,
      fault: 'HTTP 503',
      harvestedAt: '2026-11-19T03:30:00.000Z',
    });
    await ledger.putWindow(stepped);
    expect(await ledger.window('cs:cs:LG', '2026-11-01')).toEqual(stepped);
    // A window that is done has no token any more.
    await ledger.putWindow(aWindow('2026-11-01', { state: 'done', pages: 2, records: 1400 }));
    expect(await ledger.window('cs:cs:LG', '2026-11-01')).not.toHaveProperty('token');
    expect(await ledger.window('cs:cs:LG', '2026-11-02')).toBeUndefined();
    expect(await ledger.window('cs:cs', '2026-11-01')).toBeUndefined();
  });

  it('finds the windows of one set between two days, both included, in order of day', async () => {
    const { ledger } = stores();
    for (const day of ['2026-10-04', '2026-10-01', '2026-10-03', '2026-10-02'])
      await ledger.putWindow(aWindow(day, { set: 'math:math' }));
    await ledger.putWindow(aWindow('2026-10-02', { set: 'math:math:AG' }));
    const found = await ledger.windows('math:math', '2026-10-02', '2026-10-04');
    expect(found).toEqual(['2026-10-02', '2026-10-03', '2026-10-04'].map((day) => aWindow(day, { set: 'math:math' })));
    expect(await ledger.windows('all', '2026-10-01', '2026-10-04')).toEqual([]);
  });

  it('keeps the last run of each task', async () => {
    const { ledger } = stores();
    expect(await ledger.runs()).toEqual([]);
    await ledger.putRun(aRun({ task: 'repair' }));
    await ledger.putRun(aRun());
    const later = aRun({ startedAt: '2026-11-20T05:30:00.000Z', outcome: 'asked nothing' });
    await ledger.putRun(later);
    expect(await ledger.runs()).toEqual([later, aRun({ task: 'repair' })]);
  });

  it('keeps one job for a range and its categories, in whatever order these are named', async () => {
    const { ledger } = stores();
    await ledger.putBackfill(aJob('2026-03-01'));
    await ledger.putBackfill(aJob('2026-01-01'));
    await ledger.putBackfill(aJob('2026-01-01', { categories: ['stat.ML', 'cs.LG'], state: 'done' }));
    await ledger.putBackfill(aJob('2026-02-01', { categories: ['cs.LG'] }));
    await ledger.putBackfill(aJob('2026-02-01', { to: '2026-02-28', categories: ['cs.LG'] }));
    const jobs = await ledger.backfills();
    expect(jobs.map(({ from, to, state }) => [from, to, state])).toEqual([
      ['2026-01-01', '2026-11-19', 'done'],
      ['2026-02-01', '2026-02-28', 'open'],
      ['2026-02-01', '2026-11-19', 'open'],
      ['2026-03-01', '2026-11-19', 'open'],
    ]);
  });

  it('stays out of the way of batches', async () => {
    const { ledger, batches } = stores();
    await ledger.putWindow(aWindow('2026-11-20', { set: 'cs:cs:XX' }));
    await batches.put(aBatch('2026-11-20', { category: 'cs.XX' }));
    expect(await batches.between('cs.XX', '2000-01-01', '2100-01-01')).toHaveLength(1);
    expect(await ledger.windows('cs:cs:XX', '2000-01-01', '2100-01-01')).toHaveLength(1);
  });
});
