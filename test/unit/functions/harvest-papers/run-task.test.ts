import type { ArxivUsage } from '../../../../lambdas/core/ports/arxiv.ts';
import { runTask, type RunTaskOptions } from '../../../../lambdas/functions/harvest-papers/run-task.ts';
import { feedOf, listingPageOf } from './invented-lists.ts';
import { makeHarvest } from './invented-windows.ts';

const FRIDAY_NIGHT = '2026-11-20T06:15:00.000Z';

const run = async (deps: ReturnType<typeof makeHarvest>, options: Partial<RunTaskOptions> = {}) => {
  const usages: ArxivUsage[] = [];
  const report = await runTask(
    { ...deps, openArxiv: () => deps.arxiv, onUsage: (usage) => usages.push(usage) },
    { task: 'poll', last: false, categories: ['cs.LG'], isTimeUp: () => false, ...options },
  );
  return { report, usages };
};

const goodNight = () =>
  makeHarvest(
    { 'feed cs.LG': feedOf('cs.LG', ['2611.01001']), 'page cs.LG': listingPageOf('cs.LG', ['2611.01001']) },
    FRIDAY_NIGHT,
  );

describe('a run of the deployed harvest', () => {
  it('leaves a note of what it did', async () => {
    const deps = goodNight();
    const { report, usages } = await run(deps);
    expect(report).toMatchObject({
      outcome: 'list of 2026-11-20: complete',
      counts: { new: 1 },
      usage: { requests: 2 },
    });
    expect(usages).toEqual([{ requests: 2, bytes: 0, refusals: 0 }]);
    expect(await deps.ledger.runs()).toMatchObject([
      {
        task: 'poll',
        startedAt: FRIDAY_NIGHT,
        requests: 2,
        records: 1,
        new: 1,
        outcome: 'list of 2026-11-20: complete',
      },
    ]);
  });

  it('leaves the note of the run before when it had nothing to ask', async () => {
    const deps = makeHarvest({}, '2026-11-21T17:00:00.000Z');
    await run(deps);
    expect(await deps.ledger.runs()).toEqual([]);
  });

  it('tells after the last poll how many categories are short, and how many have nothing at all', async () => {
    const deps = goodNight();
    expect((await run(deps, { categories: ['cs.LG', 'cs.CL'], last: true })).report.night).toEqual({
      short: 1,
      absent: 1,
    });
    expect((await run(deps)).report).not.toHaveProperty('night');
  });

  it('gives the numbers of the night also when nothing could be reached', async () => {
    const offline = { outcome: 'unreachable', reason: 'rss.arxiv.org: no connection' } as const;
    const deps = makeHarvest({ 'feed cs.LG': offline, 'page cs.LG': offline }, FRIDAY_NIGHT);
    expect((await run(deps, { last: true })).report).toMatchObject({
      unreachable: 'rss.arxiv.org: no connection',
      night: { short: 1, absent: 1 },
    });
  });

  it('notes a run that broke down, tells what it used, and closes its client', async () => {
    const deps = goodNight();
    const close = jest.spyOn(deps.arxiv, 'close');
    const papers = { ...deps.papers, putMany: () => Promise.reject(new Error('the table is gone')) };
    await expect(run({ ...deps, papers })).rejects.toThrow('the table is gone');
    expect(close).toHaveBeenCalledTimes(1);
    expect(await deps.ledger.runs()).toMatchObject([{ outcome: 'it ended with an error: see the log' }]);
  });
});
