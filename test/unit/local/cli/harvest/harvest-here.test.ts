import type { BackfillJob } from '../../../../../lambdas/core/harvest/backfill-job.ts';
import type { BackfillReport } from '../../../../../lambdas/functions/harvest-papers/oai/backfill.ts';
import { harvestHere, type BackfillRunner } from '../../../../../local/cli/harvest/harvest-here.ts';
import { inventedConsole } from './invented-console.ts';

const RANGE = { from: '2026-11-01', to: '2026-11-10', categories: ['cs.LG', 'stat.ML'] };
const JOB: BackfillJob = {
  ...RANGE,
  state: 'open',
  createdAt: '2026-11-20T17:00:00.000Z',
  updatedAt: '2026-11-20T17:00:00.000Z',
};
const COUNTS = { records: 1200, new: 1000, updated: 150, unchanged: 50, duplicates: 0, rejected: 0 };
const aRunner = (run: BackfillRunner['run'], closed: () => void = () => undefined): BackfillRunner => ({
  open: () => Promise.resolve(JOB),
  run,
  close: () => {
    closed();
    return Promise.resolve();
  },
});
const report = (changes: Partial<BackfillReport> = {}): BackfillReport => ({
  state: 'done',
  windows: 20,
  windowsDone: 20,
  counts: COUNTS,
  ...changes,
});

describe('a harvest here', () => {
  it('shows its progress in days, and what it came to', async () => {
    const console = inventedConsole();
    const runner = aRunner((job, { onProgress }) => {
      expect(job).toBe(JOB);
      onProgress({ windows: 20, windowsDone: 7, records: 300, day: '2026-11-04', set: 'stat:stat:ML' });
      return Promise.resolve(report());
    });
    expect(await harvestHere(runner, RANGE, console)).toBe(true);
    expect(console.error()).toMatch(
      /^\[#######-------------\] 3\/10 days, 300 records, now 2026-11-04 stat:stat:ML\n$/,
    );
    expect(console.out()).toBe(
      '2026-11-01 to 2026-11-10, cs.LG, stat.ML: all days done.\nThis run read 1,200 records: 1,000 new, 150 updated, 50 unchanged.\n',
    );
    expect(console.listeners()).toBe(0);
  });

  it('says why it is not finished, and that it can go on', async () => {
    const console = inventedConsole();
    const runner = aRunner(() =>
      Promise.resolve(report({ state: 'open', windowsDone: 5, reason: 'arXiv asks to be left alone until 18:00' })),
    );
    expect(await harvestHere(runner, RANGE, console)).toBe(false);
    expect(console.out()).toMatch(/: 2 of 10 days done\.\n/);
    expect(console.out()).toMatch(/^Not finished: arXiv asks to be left alone until 18:00\.$/m);
    expect(console.out()).toMatch(/the same command goes on from here\.\n$/);
  });

  it('is stopped by Ctrl-C: the request under way is given up and no other begun', async () => {
    const console = inventedConsole();
    let closed = 0;
    const runner = aRunner(
      (_job, { isTimeUp }) => {
        expect(isTimeUp()).toBe(false);
        console.interrupt();
        expect(isTimeUp()).toBe(true);
        return Promise.resolve(report({ state: 'open', windowsDone: 4, reason: 'the client is closed' }));
      },
      () => (closed += 1),
    );
    expect(await harvestHere(runner, RANGE, console)).toBe(false);
    expect(closed).toBe(1);
    expect(console.out()).toMatch(/^Not finished: it was stopped here\.$/m);
  });

  it('answers programs with one document', async () => {
    const console = inventedConsole({ json: true });
    const runner = aRunner(() => Promise.resolve(report({ state: 'open', windowsDone: 5, reason: 'it rests' })));
    await harvestHere(runner, RANGE, console);
    expect(JSON.parse(console.out())).toEqual({
      ...RANGE,
      state: 'open',
      days: 10,
      daysDone: 2,
      counts: COUNTS,
      reason: 'it rests',
    });
  });

  it('leaves the terminal in order when it fails', async () => {
    const console = inventedConsole();
    const runner = aRunner(() => Promise.reject(new Error('The tables are gone.')));
    await expect(harvestHere(runner, RANGE, console)).rejects.toThrow('The tables are gone.');
    expect(console.listeners()).toBe(0);
  });
});
