import { openBackfill, runBackfill } from '../../../../../lambdas/functions/harvest-papers/oai/backfill.ts';
import { workOffBackfills } from '../../../../../lambdas/functions/harvest-papers/oai/work-off-backfills.ts';
import { identifiers, makeHarvest, NO_RECORDS_MATCH, oaiPage } from '../invented-windows.ts';

const RANGE = { from: '2026-11-16', to: '2026-11-19', categories: ['cs.LG'] };
const question = (day: string): string => `oai cs:cs:LG ${day}`;

const answers = (): Record<string, string> => ({
  [question('2026-11-16')]: NO_RECORDS_MATCH,
  [question('2026-11-17')]: oaiPage(['2611.00801'], { date: 'Mon, 16 Nov 2026 12:00:00 GMT' }),
  [question('2026-11-18')]: NO_RECORDS_MATCH,
  [question('2026-11-19')]: oaiPage(['2611.01001']),
  'identifiers cs:cs:LG 2026-11-17': identifiers(['2611.00801']),
  'identifiers cs:cs:LG 2026-11-19': identifiers(['2611.01001']),
});

/** New York, Friday at noon: the hours in which the deployed harvest works off its jobs. */
const FRIDAY_NOON = '2026-11-20T17:00:00.000Z';

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
    const deps = makeHarvest({
      ...answers(),
      [question('2026-11-20')]: NO_RECORDS_MATCH,
      [question('2026-11-21')]: NO_RECORDS_MATCH,
    });
    await runBackfill(deps, { job: await openBackfill(deps, RANGE) });
    expect(await deps.batches.get('cs.LG', '2026-11-19')).toMatchObject({
      state: 'pending',
      stored: 1,
      reason: expect.stringContaining('not every day since') as string,
    });
    await runBackfill(deps, { job: await openBackfill(deps, { ...RANGE, to: '2026-11-21' }) });
    expect(await deps.batches.get('cs.LG', '2026-11-19')).toMatchObject({
      state: 'complete',
      stored: 1,
      countedBy: 'oai',
    });
    expect(await deps.batches.get('cs.LG', '2026-11-17')).toMatchObject({ state: 'complete', stored: 1 });
  });

  it('holds each day against its identifiers, since no night looks at it again', async () => {
    const deps = makeHarvest({
      ...answers(),
      'identifiers cs:cs:LG 2026-11-19': identifiers(['2611.01001', '2611.01002']),
    });
    const report = await runBackfill(deps, { job: await openBackfill(deps, RANGE) });
    expect(report).toMatchObject({ state: 'open', windowsDone: 3, reason: '1 of its records fell between two pages' });
  });

  it('goes on without a day that arXiv does not give in eight runs, and says so', async () => {
    const { [question('2026-11-18')]: _, ...rest } = answers();
    const deps = makeHarvest(rest);
    const job = await openBackfill(deps, RANGE);
    for (let run = 0; run < 7; run += 1) expect(await runBackfill(deps, { job })).toMatchObject({ state: 'open' });
    await runBackfill(deps, { job });
    expect(await runBackfill(deps, { job })).toMatchObject({
      state: 'done',
      reason: '1 of its days could not be had from arXiv in 8 runs',
    });
  });

  it('goes on where an earlier run stopped', async () => {
    const deps = makeHarvest(answers());
    const job = await openBackfill(deps, RANGE);
    let done = 0;
    const onProgress = ({ windowsDone }: { windowsDone: number }): void => {
      done = windowsDone;
    };
    expect(await runBackfill(deps, { job, onProgress, isTimeUp: () => done >= 2 })).toMatchObject({
      state: 'open',
      // The page that was asked for ahead is taken in.
      windowsDone: 3,
    });
    expect(await runBackfill(deps, { job: await openBackfill(deps, RANGE) })).toMatchObject({
      state: 'done',
      windowsDone: 4,
    });
    const pages = deps.arxiv.asked.filter((asked) => asked.startsWith('oai'));
    expect(pages).toEqual(['16', '17', '18', '19'].map((day) => question(`2026-11-${day}`)));
    expect(await deps.ledger.backfills()).toHaveLength(1);
  });
});

describe('the harvest by day', () => {
  const byDay = (deps: ReturnType<typeof makeHarvest>) =>
    workOffBackfills(deps, { categories: ['cs.LG'], isTimeUp: () => false });
  const week = (): Record<string, string> =>
    Object.fromEntries(
      ['13', '14', '15', '16', '17', '18', '19', '20'].map((day) => [question(`2026-11-${day}`), NO_RECORDS_MATCH]),
    );

  it('fills the last days of a new deployment, once', async () => {
    const deps = makeHarvest(week(), FRIDAY_NOON);
    expect(await byDay(deps)).toMatchObject({ task: 'first-days', windowsDone: 8 });
    expect(await byDay(deps)).toMatchObject({ task: 'nothing' });
    expect(deps.arxiv.asked).toHaveLength(8);
  });

  it('leaves arXiv to the announcements at night', async () => {
    for (const night of ['2026-11-20T05:20:00.000Z', '2026-11-21T03:05:00.000Z']) {
      const deps = makeHarvest({ ...week(), ...answers() }, night);
      await openBackfill(deps, RANGE);
      expect(await byDay(deps)).toMatchObject({ task: 'nothing' });
      expect(deps.arxiv.asked).toEqual([]);
    }
  });

  it('works off the jobs in turn, the one that has waited longest first', async () => {
    const deps = makeHarvest({ ...week(), ...answers() }, FRIDAY_NOON);
    await openBackfill(deps, { ...RANGE, from: '2026-11-18' });
    deps.setNow('2026-11-20T17:10:00.000Z');
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
