import { openBackfill, runBackfill } from '../../../../lambdas/functions/harvest-papers/backfill.ts';
import { workOffBackfills } from '../../../../lambdas/functions/harvest-papers/work-off-backfills.ts';
import { makeHarvest, NO_RECORDS_MATCH, oaiPage } from './invented-windows.ts';

const RANGE = { from: '2026-11-16', to: '2026-11-19', categories: ['cs.LG'] };
const question = (day: string): string => `oai cs:cs:LG ${day}`;

const answers = (): Record<string, string> => ({
  [question('2026-11-16')]: NO_RECORDS_MATCH,
  [question('2026-11-17')]: oaiPage(['2611.00801'], { date: 'Mon, 16 Nov 2026 12:00:00 GMT' }),
  [question('2026-11-18')]: NO_RECORDS_MATCH,
  [question('2026-11-19')]: oaiPage(['2611.01001']),
});

describe('a backfill', () => {
  it('takes its days one after the other, tells how far it is, and ends', async () => {
    const deps = makeHarvest(answers());
    const job = await openBackfill(deps, RANGE);
    const progress: string[] = [];
    const report = await runBackfill(deps, {
      job,
      onProgress: ({ windows, windowsDone, records, day }) =>
        progress.push(`${day}: ${windowsDone} of ${windows}, ${records}`),
    });
    expect(report).toMatchObject({ state: 'done', windows: 4, windowsDone: 4, counts: { new: 2 } });
    expect(progress).toEqual([
      '2026-11-16: 1 of 4, 0',
      '2026-11-17: 2 of 4, 1',
      '2026-11-18: 3 of 4, 1',
      '2026-11-19: 4 of 4, 2',
    ]);
    expect(await deps.ledger.backfills()).toMatchObject([{ ...RANGE, state: 'done' }]);
  });

  it('leaves dates pending while later days have not been harvested, and completes them when they have', async () => {
    const deps = makeHarvest({ ...answers(), [question('2026-11-20')]: NO_RECORDS_MATCH });
    await runBackfill(deps, { job: await openBackfill(deps, RANGE) });
    expect(await deps.batches.get('cs.LG', '2026-11-19')).toMatchObject({
      state: 'pending',
      stored: 1,
      reason: expect.stringContaining('not every day since') as string,
    });
    await runBackfill(deps, { job: await openBackfill(deps, { ...RANGE, to: '2026-11-20' }) });
    expect(await deps.batches.get('cs.LG', '2026-11-19')).toMatchObject({
      state: 'complete',
      stored: 1,
      countedBy: 'oai',
    });
    expect(await deps.batches.get('cs.LG', '2026-11-17')).toMatchObject({ state: 'complete', stored: 1 });
  });

  it('goes on where an earlier run stopped', async () => {
    const deps = makeHarvest(answers());
    const job = await openBackfill(deps, RANGE);
    let looks = 0;
    expect(await runBackfill(deps, { job, isTimeUp: () => (looks += 1) > 2 })).toMatchObject({
      state: 'open',
      windowsDone: 2,
    });
    expect(await runBackfill(deps, { job: await openBackfill(deps, RANGE) })).toMatchObject({
      state: 'done',
      windowsDone: 4,
    });
    expect(deps.arxiv.asked).toEqual(['16', '17', '18', '19'].map((day) => question(`2026-11-${day}`)));
    expect(await deps.ledger.backfills()).toHaveLength(1);
  });
});

describe('the harvest by day', () => {
  const byDay = (deps: ReturnType<typeof makeHarvest>) =>
    workOffBackfills(deps, { categories: ['cs.LG'], isTimeUp: () => false });
  const week = (): Record<string, string> =>
    Object.fromEntries(
      ['14', '15', '16', '17', '18', '19', '20', '21'].map((day) => [question(`2026-11-${day}`), NO_RECORDS_MATCH]),
    );

  it('fills the last days of a new deployment, once', async () => {
    const deps = makeHarvest(week());
    expect(await byDay(deps)).toMatchObject({ task: 'first-days', windowsDone: 8 });
    expect(await byDay(deps)).toMatchObject({ task: 'nothing' });
    expect(deps.arxiv.asked).toHaveLength(8);
  });

  it('works off the jobs in the order in which they were given', async () => {
    const deps = makeHarvest({ ...week(), ...answers() });
    await openBackfill(deps, { ...RANGE, from: '2026-11-18' });
    deps.setNow('2026-11-21T03:50:00.000Z');
    await openBackfill(deps, { ...RANGE, to: '2026-11-17' });
    expect(await byDay(deps)).toMatchObject({ task: 'backfill', windowsDone: 2 });
    expect((await deps.ledger.backfills()).map(({ from, state }) => `${from} ${state}`)).toEqual([
      '2026-11-16 open',
      '2026-11-18 done',
    ]);
    expect(await byDay(deps)).toMatchObject({ task: 'backfill', windowsDone: 2 });
    expect(await byDay(deps)).toMatchObject({ task: 'first-days' });
  });
});
