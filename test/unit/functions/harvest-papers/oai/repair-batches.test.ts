import { batchSchema } from '../../../../../lambdas/core/batch.ts';
import { repairBatches } from '../../../../../lambdas/functions/harvest-papers/oai/repair-batches.ts';
import { apiPage } from '../../../../integration/arxiv/invented-feeds.ts';
import { FRIDAY_EVENING, makeHarvest, NO_RECORDS_MATCH, oaiPage } from '../invented-windows.ts';

const CATEGORIES = ['cs.LG'];
const SET = 'cs:cs:LG';
const question = (day: string): string => `oai ${SET} ${day}`;
const DAYS = ['14', '15', '16', '17', '18', '19', '20', '21'].map((day) => `2026-11-${day}`);

/** OAI holds one paper, on the day of its list; the other days are quiet. */
const quietWeek = (): Record<string, string> =>
  Object.fromEntries(
    DAYS.map((day) => [question(day), day === '2026-11-19' ? oaiPage(['2611.01001']) : NO_RECORDS_MATCH]),
  );

const asked = (deps: ReturnType<typeof makeHarvest>) => {
  const all = [...deps.arxiv.asked];
  return { all, since: (count: number) => deps.arxiv.asked.slice(count) };
};

const shortBatch = (changes: Record<string, unknown>) =>
  batchSchema.parse({
    category: 'cs.LG',
    date: '2026-11-19',
    announced: 2,
    stored: 1,
    rejected: 0,
    sources: ['listing-page', 'rss'],
    countedBy: 'listing-page',
    state: 'short',
    reason: '1 of 2 papers are missing',
    missingIds: ['2611.01009'],
    nextRepairAt: FRIDAY_EVENING,
    updatedAt: '2026-11-19T11:00:00.000Z',
    ...changes,
  });

describe('the repair of a night', () => {
  it('goes back a week the first time, the newest day first, and notes every date', async () => {
    const deps = makeHarvest(quietWeek());
    const report = await repairBatches(deps, { categories: CATEGORIES });
    expect(report).toMatchObject({ windows: 8, windowsDone: 8, counts: { new: 1 }, short: 0 });
    expect(deps.arxiv.asked).toEqual(DAYS.toReversed().map(question));
    const states = await Promise.all(
      ['2026-11-13', '2026-11-14', '2026-11-15', '2026-11-16', '2026-11-19', '2026-11-20'].map(async (date) => {
        const batch = await deps.batches.get('cs.LG', date);
        return `${date} ${batch?.state ?? 'none'} ${batch?.stored ?? 0}`;
      }),
    );
    expect(states).toEqual([
      // Its day lies before the week that was harvested.
      '2026-11-13 none 0',
      '2026-11-14 quiet 0',
      '2026-11-15 quiet 0',
      '2026-11-16 complete 0',
      '2026-11-19 complete 1',
      '2026-11-20 complete 0',
    ]);
    expect(await deps.batches.get('cs.LG', '2026-11-19')).toMatchObject({
      countedBy: 'oai',
      sources: ['oai'],
      announced: 1,
    });
    expect(await deps.batches.get('all', '2026-11-19')).toMatchObject({ state: 'complete', stored: 1 });
  });

  it('asks nothing twice in one evening', async () => {
    const deps = makeHarvest(quietWeek());
    await repairBatches(deps, { categories: CATEGORIES });
    const { all, since } = asked(deps);
    deps.setNow('2026-11-21T03:55:00.000Z');
    await repairBatches(deps, { categories: CATEGORIES });
    expect(since(all.length)).toEqual([]);
  });

  it('harvests a day again on the two evenings that follow, and then no more', async () => {
    const deps = makeHarvest({
      ...quietWeek(),
      [question('2026-11-22')]: NO_RECORDS_MATCH,
      [question('2026-11-23')]: NO_RECORDS_MATCH,
    });
    await repairBatches(deps, { categories: CATEGORIES });
    let before = deps.arxiv.asked.length;
    deps.setNow('2026-11-22T03:40:00.000Z');
    await repairBatches(deps, { categories: CATEGORIES });
    expect(deps.arxiv.asked.slice(before)).toEqual(['2026-11-22', '2026-11-21', '2026-11-20'].map(question));
    before = deps.arxiv.asked.length;
    deps.setNow('2026-11-23T03:40:00.000Z');
    await repairBatches(deps, { categories: CATEGORIES });
    expect(deps.arxiv.asked.slice(before)).toEqual(['2026-11-23', '2026-11-22', '2026-11-21'].map(question));
  });
});

describe('a short batch', () => {
  it('is closed when the missing paper comes through OAI or by its identifier', async () => {
    for (const through of ['oai', 'api']) {
      const answers: Record<string, string> = quietWeek();
      if (through === 'oai') answers[question('2026-11-20')] = oaiPage(['2611.01009']);
      else answers['ids 2611.01009'] = apiPage(['2611.01009'], 1);
      const deps = makeHarvest(answers);
      await deps.batches.put(shortBatch({}));
      for (const id of ['2611.01001', '2611.01009'])
        await deps.listings.putMany([
          {
            category: 'cs.LG',
            listedKey: `2026-11-19#${id}`,
            listedOn: '2026-11-19',
            paperId: id as never,
            kind: 'new',
            basis: 'listed',
          },
        ]);
      expect(await repairBatches(deps, { categories: CATEGORIES })).toMatchObject({ short: 0, shortOverADay: 0 });
      const closed = await deps.batches.get('cs.LG', '2026-11-19');
      expect(closed).toMatchObject({ state: 'complete', announced: 2, stored: 2, countedBy: 'listing-page' });
      expect(closed).not.toHaveProperty('missingIds');
      expect(closed).not.toHaveProperty('nextRepairAt');
      // The list told when it was announced, whatever the calendar makes of its submission.
      expect([...deps.papers.rows.values()].find(({ paperId }) => paperId === '2611.01009')).toMatchObject({
        announcedOn: '2026-11-19',
        announcedBasis: 'listed',
      });
    }
  });

  it('stays short with its next repair, and is counted as old after a day', async () => {
    const deps = makeHarvest(quietWeek());
    await deps.batches.put(shortBatch({}));
    await deps.listings.putMany([
      {
        category: 'cs.LG',
        listedKey: '2026-11-19#2611.01009',
        listedOn: '2026-11-19',
        paperId: '2611.01009' as never,
        kind: 'new',
        basis: 'listed',
      },
    ]);
    expect(await repairBatches(deps, { categories: CATEGORIES })).toMatchObject({ short: 1, shortOverADay: 0 });
    expect(await deps.batches.get('cs.LG', '2026-11-19')).toMatchObject({
      state: 'short',
      nextRepairAt: '2026-11-22T03:30:00.000Z',
    });
    deps.setNow('2026-11-22T03:40:00.000Z');
    expect(await repairBatches(deps, { categories: CATEGORIES })).toMatchObject({ short: 1, shortOverADay: 1 });
  });

  it('that nobody counted is closed by OAI once every day since has been harvested', async () => {
    const { [question('2026-11-20')]: _, ...answers } = quietWeek();
    const deps = makeHarvest(answers);
    await deps.batches.put(
      shortBatch({
        countedBy: undefined,
        missingIds: undefined,
        announced: 0,
        stored: 0,
        reason: 'its feed holds no list of this date',
      }),
    );
    await repairBatches(deps, { categories: CATEGORIES });
    expect(await deps.batches.get('cs.LG', '2026-11-19')).toMatchObject({
      state: 'short',
      reason: 'its feed holds no list of this date',
    });
    deps.arxiv.answer({ [question('2026-11-20')]: NO_RECORDS_MATCH });
    await repairBatches(deps, { categories: CATEGORIES });
    expect(await deps.batches.get('cs.LG', '2026-11-19')).toMatchObject({
      state: 'complete',
      stored: 1,
      countedBy: 'oai',
    });
  });

  it('is not repaired any more after two weeks', async () => {
    const deps = makeHarvest(quietWeek());
    await deps.batches.put(shortBatch({ date: '2026-11-05' }));
    expect(await repairBatches(deps, { categories: CATEGORIES })).toMatchObject({ short: 0 });
    expect(deps.arxiv.asked.filter((each) => each.startsWith('ids'))).toEqual([]);
  });
});
