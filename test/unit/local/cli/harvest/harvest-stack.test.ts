import type { OaiWindow } from '../../../../../lambdas/core/harvest/oai-window.ts';
import { harvestStack } from '../../../../../local/cli/harvest/harvest-stack.ts';
import { createFakeHarvestLedger } from '../../../../fakes/fake-harvest-ledger.ts';
import { inventedConsole, type InventedConsole } from './invented-console.ts';

const RANGE = { from: '2026-11-01', to: '2026-11-04', categories: ['cs.LG', 'stat.ML'] };
const SETS = ['cs:cs:LG', 'stat:stat:ML'] as const;
const aWindow = (set: string, day: string, changes: Partial<OaiWindow> = {}): OaiWindow => ({
  set,
  day,
  state: 'done',
  pages: 1,
  records: 100,
  rejected: 0,
  follows: ['cs.LG'],
  failures: 0,
  startedAt: '2026-11-20T10:00:00.000Z',
  updatedAt: '2026-11-20T10:00:00.000Z',
  harvestedAt: '2026-11-20T10:00:00.000Z',
  ...changes,
});

describe('a harvest of a deployed stack', () => {
  const clock = () => new Date('2026-11-20T17:00:00Z');
  let ledger: ReturnType<typeof createFakeHarvestLedger>;
  beforeEach(() => {
    ledger = createFakeHarvestLedger();
  });
  const harvest = (console: InventedConsole, wait = true) =>
    harvestStack(ledger, { range: RANGE, wait, clock }, console);
  const finishDay = async (day: string) => {
    for (const set of SETS) await ledger.putWindow(aWindow(set, day));
  };
  const finishJob = async () => {
    for (const job of await ledger.backfills()) await ledger.putBackfill({ ...job, state: 'done' });
  };

  it('writes the job, and with --no-wait returns', async () => {
    const console = inventedConsole();
    await finishDay('2026-11-01');
    expect(await harvest(console, false)).toBe(true);
    expect(await ledger.backfills()).toEqual([
      { ...RANGE, state: 'open', createdAt: '2026-11-20T17:00:00.000Z', updatedAt: '2026-11-20T17:00:00.000Z' },
    ]);
    expect(console.out()).toMatch(/: 1 of 4 days done\.\nThe stack works it off in runs every 15 minutes/);
    expect(console.error()).toBe('');
  });

  it('watches the windows until the job is done, without reading again what it has seen done', async () => {
    const days = ['2026-11-01', '2026-11-02', '2026-11-03', '2026-11-04'];
    const pauses: number[] = [];
    const read: string[] = [];
    const watched = {
      ...ledger,
      windows: (set: string, from: string, to: string) => {
        read.push(`${set} ${from}`);
        return ledger.windows(set, from, to);
      },
    };
    const worked: Promise<void>[] = [];
    const console = inventedConsole({
      onSleep: (milliseconds) => {
        pauses.push(milliseconds);
        const day = days.shift();
        worked.push(day === undefined ? finishJob() : finishDay(day));
      },
    });
    expect(await harvestStack(watched, { range: RANGE, wait: true, clock }, console)).toBe(true);
    await Promise.all(worked);
    expect(pauses).toEqual(pauses.map(() => 15_000));
    expect(console.error().split('\n')[0]).toBe('[--------------------] 0/4 days, 0 records, now 2026-11-01 cs:cs:LG');
    expect(console.error()).toMatch(/\[##########----------\] 2\/4 days, 400 records, \S+, \d+ s left, now 2026-11-03/);
    expect(console.out()).toMatch(/: all days done\.\n800 records were read\.\n$/);
    expect(read.filter((each) => each === 'cs:cs:LG 2026-11-01')).toHaveLength(2);
  });

  it('counts days that were done out of turn, and not those whose day was not over when they were harvested', async () => {
    await finishDay('2026-11-03');
    await ledger.putWindow(aWindow(SETS[0], '2026-11-04', { harvestedAt: '2026-11-04T23:59:00.000Z' }));
    await ledger.putWindow(aWindow(SETS[0], '2026-11-01', { state: 'open', records: 7 }));
    const console = inventedConsole();
    await harvest(console, false);
    expect(console.out()).toMatch(/: 1 of 4 days done\./);
  });

  it('goes on without this command after Ctrl-C, and says so', async () => {
    const console = inventedConsole({ onSleep: () => console.interrupt() });
    expect(await harvest(console)).toBe(false);
    expect(console.out()).toMatch(/: 0 of 4 days done\./);
    expect(console.out().replaceAll('\n', ' ')).toMatch(/The stack goes on without this command, in runs every 15/);
    expect(await ledger.backfills()).toMatchObject([{ state: 'open' }]);
  });

  it('answers programs with one document', async () => {
    const console = inventedConsole({ json: true, onSleep: () => void finishJob() });
    await harvest(console);
    expect(JSON.parse(console.out())).toEqual({ ...RANGE, state: 'done', days: 4, daysDone: 4, records: 0 });
  });
});
