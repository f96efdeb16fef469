import type { OaiWindow } from '../../../../../lambdas/core/harvest/oai-window.ts';
import { harvestWindows } from '../../../../../lambdas/functions/harvest-papers/oai/harvest-windows.ts';
import { BAD_TOKEN, identifiers, makeHarvest, NO_RECORDS_MATCH, oaiPage } from '../invented-windows.ts';

const SET = 'cs:cs:LG';
const DAY = '2026-11-19';
const FIRST = `oai ${SET} ${DAY}`;

const run = (deps: ReturnType<typeof makeHarvest>, options: Partial<Parameters<typeof harvestWindows>[1]> = {}) =>
  harvestWindows(deps, {
    windows: [{ set: SET, day: DAY }],
    isSettled: ({ state }: OaiWindow) => state === 'done',
    follows: ['cs.LG'],
    ...options,
  });

const windowOf = ({ ledger }: ReturnType<typeof makeHarvest>) => ledger.windowRows.get(`${SET} ${DAY}`);

describe('a window of one page', () => {
  it('is stored and done, and is not asked for again', async () => {
    const deps = makeHarvest({ [FIRST]: oaiPage(['2611.01001', '2611.01002']) });
    expect(await run(deps)).toMatchObject({ windows: 1, windowsDone: 1, counts: { records: 2, new: 2 } });
    expect(windowOf(deps)).toMatchObject({
      state: 'done',
      pages: 1,
      records: 2,
      harvestedAt: '2026-11-21T03:40:00.000Z',
    });
    expect(await run(deps)).toMatchObject({ windowsDone: 1, counts: { records: 0 } });
    expect(deps.arxiv.asked).toEqual([FIRST]);
  });

  it('is done without a record on a quiet day', async () => {
    const deps = makeHarvest({ [FIRST]: NO_RECORDS_MATCH });
    expect(await run(deps)).toMatchObject({ windowsDone: 1, counts: { records: 0 } });
    expect(windowOf(deps)).toMatchObject({ state: 'done', records: 0 });
  });

  it('passes over papers of other categories, and counts them in nothing', async () => {
    const deps = makeHarvest({ [FIRST]: oaiPage(['2611.01001'], { categories: 'cs.SE' }) });
    expect(await run(deps)).toMatchObject({ windowsDone: 1, counts: { records: 0, new: 0 } });
    expect(deps.papers.rows.size).toBe(0);
  });
});

describe('a window of several pages', () => {
  const pages = {
    [FIRST]: oaiPage(['2611.01001'], { token: 'page-2' }),
    'oai page-2': oaiPage(['2611.01002'], { token: '' }),
    [`identifiers ${SET} ${DAY}`]: identifiers(['2611.01001', '2611.01002']),
  };

  it('is held against its identifiers at the end', async () => {
    const deps = makeHarvest(pages);
    expect(await run(deps)).toMatchObject({ windowsDone: 1, counts: { new: 2 } });
    expect(deps.arxiv.asked).toEqual([FIRST, 'oai page-2', `identifiers ${SET} ${DAY}`]);
    expect(windowOf(deps)).toMatchObject({ state: 'done', pages: 2 });
  });

  it('is begun again when a record fell between two pages', async () => {
    const deps = makeHarvest({
      ...pages,
      [`identifiers ${SET} ${DAY}`]: identifiers(['2611.01001', '2611.01002', '2611.01003']),
    });
    let passes = 0;
    deps.arxiv.answer({
      [FIRST]: () => {
        passes += 1;
        const ids = passes === 1 ? ['2611.01001'] : ['2611.01001', '2611.01003'];
        const body = Buffer.from(oaiPage(ids, { token: 'page-2' }));
        return {
          outcome: 'response',
          response: { name: 'oai', body, status: 200, receivedAt: '2026-11-21T03:40:00.000Z' },
        };
      },
    });
    expect(await run(deps)).toMatchObject({ windowsDone: 1, counts: { new: 3 } });
    expect(passes).toBe(2);
    expect(deps.papers.rows.size).toBe(3);
  });

  it('stays open, with the reason, when a record is not to be had in three passes', async () => {
    const deps = makeHarvest({ ...pages, [`identifiers ${SET} ${DAY}`]: identifiers(['2611.01001', '2611.01009']) });
    const reason = '1 of its records fell between two pages';
    expect(await run(deps)).toMatchObject({ windowsDone: 0, reason });
    expect(windowOf(deps)).toMatchObject({ state: 'open', fault: reason });
  });

  it('does not look for records that it rejected', async () => {
    const broken = oaiPage(['2611.01002'], { token: '' }).replace('<title>Gardens that\n  Learn</title>', '');
    const deps = makeHarvest({ ...pages, 'oai page-2': broken });
    expect(await run(deps)).toMatchObject({ windowsDone: 1, counts: { new: 1, rejected: 1 } });
  });

  it('goes on at its token after a run that was killed', async () => {
    const deps = makeHarvest(pages);
    let stored = 0;
    const putMany: typeof deps.papers.putMany = (writes) => {
      stored += 1;
      return stored === 1 ? deps.papers.putMany(writes) : Promise.reject(new Error('killed'));
    };
    const killed = { ...deps, papers: { ...deps.papers, putMany } };
    await expect(run(killed)).rejects.toThrow('killed');
    expect(windowOf(deps)).toMatchObject({ state: 'open', token: 'page-2', pages: 1 });
    expect(await run(deps)).toMatchObject({ windowsDone: 1, counts: { new: 1 } });
    expect(deps.arxiv.asked.filter((question) => question === FIRST)).toHaveLength(1);
    expect(deps.papers.rows.size).toBe(2);
  });

  it('is begun again when its token is refused or its page is cut', async () => {
    for (const fault of [
      BAD_TOKEN,
      oaiPage(['2611.01002']).slice(0, -60),
      '<html><body>Service unavailable</body></html>',
    ]) {
      const deps = makeHarvest(pages);
      let answers = 0;
      deps.arxiv.answer({
        'oai page-2': () => {
          answers += 1;
          const body = Buffer.from(answers === 1 ? fault : pages['oai page-2']);
          return {
            outcome: 'response',
            response: { name: 'oai', body, status: 200, receivedAt: '2026-11-21T03:40:00.000Z' },
          };
        },
      });
      expect(await run(deps)).toMatchObject({ windowsDone: 1 });
      expect(deps.arxiv.asked.filter((question) => question === FIRST)).toHaveLength(2);
      expect(deps.papers.rows.size).toBe(2);
    }
  });

  it('is left where it is when the time of the run is used up, and ended by the next', async () => {
    const deps = makeHarvest(pages);
    let looks = 0;
    const report = await run(deps, { isTimeUp: () => (looks += 1) > 1 });
    expect(report).toMatchObject({ windowsDone: 0, reason: 'the time of this run is used up' });
    expect(windowOf(deps)).toMatchObject({ state: 'open', token: 'page-2' });
    expect(await run(deps)).toMatchObject({ windowsDone: 1 });
    expect(deps.papers.rows.size).toBe(2);
  });
});

describe('an arXiv that refuses', () => {
  const two = [
    { set: SET, day: DAY },
    { set: SET, day: '2026-11-20' },
  ];

  it('stops the run when it wants to be left alone, and keeps the token', async () => {
    const deps = makeHarvest({
      [FIRST]: oaiPage(['2611.01001'], { token: 'page-2' }),
      'oai page-2': { outcome: 'refused', status: 503, reason: 'oai answered HTTP 503', stop: true },
    });
    expect(await run(deps, { windows: two })).toMatchObject({ windowsDone: 0, reason: 'oai answered HTTP 503' });
    expect(deps.arxiv.asked).toEqual([FIRST, 'oai page-2']);
    expect(windowOf(deps)).toMatchObject({ token: 'page-2', fault: 'oai answered HTTP 503' });
  });

  it('leaves one window open and goes on with the others', async () => {
    const deps = makeHarvest({ [`oai ${SET} 2026-11-20`]: oaiPage(['2611.01002']) });
    expect(await run(deps, { windows: two })).toMatchObject({ windowsDone: 1, reason: 'arxiv answered HTTP 404' });
    expect(deps.papers.rows.size).toBe(1);
  });

  it('archives what came instead of a page', async () => {
    const response = {
      name: 'oai',
      body: Buffer.from('<html>no</html>'),
      status: 500,
      receivedAt: '2026-11-21T03:40:00.000Z',
    };
    const deps = makeHarvest({
      [FIRST]: { outcome: 'refused', status: 500, reason: 'HTTP 500', stop: false, response },
    });
    await run(deps);
    expect(deps.archive.responses).toEqual([response]);
  });
});
