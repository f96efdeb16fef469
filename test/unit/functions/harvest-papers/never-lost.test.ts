/** Ways in which papers or batches were lost, or a batch was called complete that was not: each is closed. */
import { addDays } from '../../../../lambdas/core/calendar/new-york-time.ts';
import { CANONICAL_CATEGORIES } from '../../../../lambdas/core/paper/category.ts';
import { openBackfill, runBackfill } from '../../../../lambdas/functions/harvest-papers/oai/backfill.ts';
import { harvestPapers } from '../../../../lambdas/functions/harvest-papers/harvest-papers.ts';
import { harvestWindows } from '../../../../lambdas/functions/harvest-papers/oai/harvest-windows.ts';
import { pollAnnouncements } from '../../../../lambdas/functions/harvest-papers/lists/poll-announcements.ts';
import { repairBatches } from '../../../../lambdas/functions/harvest-papers/oai/repair-batches.ts';
import { settleBatches } from '../../../../lambdas/functions/harvest-papers/batches/settle-batches.ts';
import { workOffBackfills } from '../../../../lambdas/functions/harvest-papers/oai/work-off-backfills.ts';
import type { Fetched } from '../../../../lambdas/core/ports/arxiv.ts';
import { listingSchema } from '../../../../lambdas/core/paper/paper.ts';
import { apiPage } from '../../../integration/arxiv/invented-feeds.ts';
import { arxivRaw, listRecords, oaiRecord, rawVersion } from '../../core/parse/invented-documents.ts';
import { feedOf, listingPageOf } from './invented-lists.ts';
import { identifiers, makeHarvest, NO_RECORDS_MATCH, oaiPage } from './invented-windows.ts';

type Deps = ReturnType<typeof makeHarvest>;

const FRIDAY = '2026-11-20';
const FRIDAY_NIGHT = '2026-11-20T06:15:00.000Z';
const LAST_POLL = '2026-11-20T11:00:00.000Z';
const FRIDAY_EVENING = '2026-11-21T03:40:00.000Z';
const FOR_THURSDAY = 'Wed, 18 Nov 2026 17:00:00 GMT';
const FOR_FRIDAY = 'Thu, 19 Nov 2026 17:00:00 GMT';
const CS = 'cs:cs';
const LG = 'cs:cs:LG';
const ONE = ['cs.LG'];

const record = (id: string, categories = 'cs.LG', date = FOR_FRIDAY): string =>
  oaiRecord(arxivRaw({ id, versions: rawVersion(1, { date }), categories }), { id });
const idsFrom = (from: number, count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => `2611.0${from + index}`);
const failed = (reason: string): Fetched => ({ outcome: 'refused', status: 500, reason, stop: false });

/** Forty days of OAI without a record. */
const makeQuiet = (now: string, set = LG): Deps => {
  const deps = makeHarvest({}, now);
  for (let day = '2026-11-01'; day < '2026-12-20'; day = addDays(day, 1))
    deps.arxiv.answer({ [`oai ${set} ${day}`]: NO_RECORDS_MATCH });
  return deps;
};
const poll = (
  deps: Deps,
  { categories = ONE, last = false }: { categories?: readonly string[]; last?: boolean } = {},
) => pollAnnouncements(deps, { categories, last });
const listedOn = (deps: Deps, date: string, ids: readonly string[]) =>
  deps.listings.putMany(
    ids.map((paperId) =>
      listingSchema.parse({
        category: 'cs.LG',
        listedKey: `${date}#${paperId}`,
        paperId,
        listedOn: date,
        kind: 'new',
        basis: 'listed',
      }),
    ),
  );

describe('windows are kept by set, what was taken of them by category', () => {
  const wednesday = { [`oai ${CS} 2026-11-19`]: listRecords([record('2611.01001'), record('2611.01002', 'cs.SE')]) };

  it('a category that is followed later is fetched, though its set was harvested for others', async () => {
    const deps = makeQuiet(FRIDAY_EVENING, CS);
    deps.arxiv.answer(wednesday);
    await repairBatches(deps, { categories: ['cs.LG', 'cs.CL', 'cs.CV'] });
    deps.setNow('2026-11-22T03:40:00.000Z');
    await repairBatches(deps, { categories: ['cs.LG', 'cs.CL', 'cs.CV', 'cs.SE'] });
    expect([...deps.papers.rows.keys()].sort()).toEqual(['2611.01001', '2611.01002']);
  });

  it('a backfill of days that were backfilled for others', async () => {
    const deps = makeQuiet(FRIDAY_EVENING, CS);
    deps.arxiv.answer(wednesday);
    const range = { from: '2026-11-19', to: '2026-11-20' };
    for (const categories of [
      ['cs.LG', 'cs.CL', 'cs.CV'],
      ['cs.SE', 'cs.DB', 'cs.OS'],
    ])
      await runBackfill(deps, { job: await openBackfill(deps, { ...range, categories }) });
    expect(deps.papers.rows.size).toBe(2);
  });

  it('a run that goes on at a token does not miss papers that nobody follows', async () => {
    const deps = makeHarvest({
      [`oai ${CS} 2026-11-19`]: oaiPage(['2611.01001'], { token: 'page-2', categories: 'cs.SE' }),
      'oai page-2': oaiPage(['2611.01002'], { token: 'page-3' }),
      'oai page-3': oaiPage(['2611.01003'], { token: '' }),
      [`identifiers ${CS} 2026-11-19`]: identifiers(['2611.01001', '2611.01002', '2611.01003'], {
        '2611.01001': 'cs:cs:SE',
      }),
    });
    // Each run has time for two pages; there are three, so every other run ends the window, or never does.
    for (let run = 0; run < 50; run += 1) {
      const before = deps.arxiv.asked.filter((question) => question.startsWith('oai')).length;
      await harvestWindows(deps, {
        windows: [{ set: CS, day: '2026-11-19' }],
        isSettled: ({ state }) => state === 'done',
        follows: ['cs.LG', 'cs.CL', 'cs.CV'],
        isTimeUp: () => deps.arxiv.asked.filter((question) => question.startsWith('oai')).length - before >= 2,
      });
    }
    expect(deps.ledger.windowRows.get(`${CS} 2026-11-19`)?.state).toBe('done');
  });
});

describe('complete that is not', () => {
  it('a listing page cut before its cross-lists proves no batch', async () => {
    const page = listingPageOf('cs.LG', ['2611.01001'], { crossIds: ['2611.01002', '2611.01003'] });
    const deps = makeHarvest(
      {
        'page cs.LG': page.slice(0, page.indexOf('<h3>Cross submissions')),
        'ids 2611.01001': apiPage(['2611.01001'], 1),
      },
      FRIDAY_NIGHT,
    );
    await poll(deps);
    expect((await deps.batches.get('cs.LG', FRIDAY))?.state).not.toBe('complete');
  });

  it('a feed that was built in part is looked at again when its page could not be had', async () => {
    const deps = makeQuiet(FRIDAY_NIGHT);
    deps.arxiv.answer({ 'feed cs.LG': feedOf('cs.LG', idsFrom(1001, 1)), 'page cs.LG': failed('HTTP 500') });
    await poll(deps);
    deps.arxiv.answer({
      'feed cs.LG': feedOf('cs.LG', idsFrom(1001, 3)),
      'page cs.LG': listingPageOf('cs.LG', idsFrom(1001, 3)),
      [`oai ${LG} 2026-11-20`]: listRecords(idsFrom(1001, 3).map((id) => record(id))),
    });
    await poll(deps);
    deps.setNow(FRIDAY_EVENING);
    await repairBatches(deps, { categories: ONE });
    expect(await deps.batches.get('cs.LG', FRIDAY)).toMatchObject({ announced: 3, stored: 3 });
  });

  it('OAI does not cover a date while a later day could not be harvested', async () => {
    const deps = makeQuiet(LAST_POLL);
    await poll(deps, { last: true });
    deps.arxiv.answer({
      [`oai ${LG} 2026-11-20`]: listRecords([record('2611.01001')]),
      // The other was replaced on Friday evening.
      [`oai ${LG} 2026-11-21`]: failed('HTTP 500'),
    });
    deps.setNow(FRIDAY_EVENING);
    await repairBatches(deps, { categories: ONE });
    deps.arxiv.answer({ [`oai ${LG} 2026-11-21`]: listRecords([record('2611.01002')]) });
    deps.setNow('2026-11-22T03:40:00.000Z');
    await repairBatches(deps, { categories: ONE });
    expect(await deps.batches.get('cs.LG', FRIDAY)).toMatchObject({ announced: 2, stored: 2 });
  });

  it('an OAI record that was rejected is missing in the batches of its day', async () => {
    const deps = makeQuiet(FRIDAY_EVENING);
    const broken = record('2611.01002').replace(/<title>[\s\S]*?<\/title>/, '');
    deps.arxiv.answer({ [`oai ${LG} 2026-11-20`]: listRecords([record('2611.01001'), broken]) });
    await repairBatches(deps, { categories: ONE });
    expect(await deps.batches.get('cs.LG', FRIDAY)).toMatchObject({ rejected: 1 });
  });

  it('a stale feed is told also when only OAI brought the batch before', async () => {
    const deps = makeQuiet('2026-11-20T03:40:00.000Z');
    const thursday = idsFrom(1001, 5);
    deps.arxiv.answer({
      [`oai ${LG} 2026-11-19`]: listRecords(thursday.map((id) => record(id, 'cs.LG', FOR_THURSDAY))),
      'feed cs.LG': feedOf('cs.LG', thursday),
    });
    await repairBatches(deps, { categories: ONE });
    deps.setNow(FRIDAY_NIGHT);
    await poll(deps);
    expect((await deps.batches.get('cs.LG', FRIDAY))?.state).not.toBe('complete');
  });

  it('two nights in one batch: the date without a list announced nothing', async () => {
    const deps = makeQuiet('2026-11-19T11:00:00.000Z');
    await poll(deps, { last: true });
    deps.arxiv.answer({
      [`oai ${LG} 2026-11-20`]: listRecords([record('2611.01001', 'cs.LG', FOR_THURSDAY), record('2611.01002')]),
    });
    deps.setNow('2026-11-20T03:40:00.000Z');
    await repairBatches(deps, { categories: ONE });
    deps.arxiv.answer({
      'feed cs.LG': feedOf('cs.LG', idsFrom(1001, 2)),
      'page cs.LG': listingPageOf('cs.LG', idsFrom(1001, 2)),
    });
    deps.setNow(FRIDAY_NIGHT);
    await poll(deps);
    deps.setNow(FRIDAY_EVENING);
    await repairBatches(deps, { categories: ONE });
    expect(await deps.batches.get('cs.LG', FRIDAY)).toMatchObject({ announced: 2 });
    expect(await deps.batches.get('cs.LG', '2026-11-19')).toMatchObject({ announced: 0 });
  });
});

describe('strangers on a list', () => {
  const thursday = idsFrom(1001, 8);
  const friday = idsFrom(2001, 20);
  const fresh = { 'feed cs.LG': feedOf('cs.LG', friday), 'page cs.LG': listingPageOf('cs.LG', friday) };

  it('a poll that was killed with a stale feed leaves none, though the true list is twice as long', async () => {
    const deps = makeHarvest({ 'feed cs.LG': feedOf('cs.LG', thursday) }, FRIDAY_NIGHT);
    await listedOn(deps, '2026-11-19', thursday);
    const listings = { ...deps.listings, remove: () => Promise.reject(new Error('killed')) };
    await expect(poll({ ...deps, listings })).rejects.toThrow('killed');
    deps.arxiv.answer(fresh);
    await poll(deps);
    expect(await deps.batches.get('cs.LG', FRIDAY)).toMatchObject({ announced: 20 });
    expect(await deps.listings.between('cs.LG', FRIDAY, FRIDAY)).toHaveLength(20);
  });

  it('a replay of the archive makes the tables that the nights made', async () => {
    const deps = makeHarvest({ 'feed cs.LG': feedOf('cs.LG', thursday) }, FRIDAY_NIGHT);
    await listedOn(deps, '2026-11-19', thursday);
    await poll(deps);
    deps.arxiv.answer(fresh);
    await poll(deps);
    expect(await deps.listings.between('cs.LG', FRIDAY, FRIDAY)).toHaveLength(20);
    const again = makeHarvest({}, FRIDAY_NIGHT);
    await listedOn(again, '2026-11-19', thursday);
    const responses = (async function* () {
      yield* await Promise.resolve(deps.archive.responses);
    })();
    const { tally } = await harvestPapers(again, { responses, sampleIds: false });
    await settleBatches(again, { tally, date: FRIDAY });
    expect(await again.listings.between('cs.LG', FRIDAY, FRIDAY)).toHaveLength(20);
  });
});

describe('open for ever', () => {
  it('a batch that came on a holiday is repaired like any other', async () => {
    const deps = makeQuiet('2026-11-27T11:00:00.000Z');
    deps.arxiv.answer({
      'page cs.LG': listingPageOf('cs.LG', ['2611.01001'], { day: 'Friday, 27 November 2026' }),
    });
    await poll(deps, { last: true });
    expect(await deps.batches.get('cs.LG', '2026-11-27')).toMatchObject({ state: 'short' });
    deps.arxiv.answer({ 'ids 2611.01001': apiPage(['2611.01001'], 1) });
    deps.setNow('2026-11-28T03:40:00.000Z');
    await repairBatches(deps, { categories: ONE });
    expect(await deps.batches.get('cs.LG', '2026-11-27')).toMatchObject({ state: 'complete' });
  });

  it('a holiday on which the feed still shows the list before is quiet', async () => {
    const deps = makeHarvest(
      { 'feed cs.LG': feedOf('cs.LG', idsFrom(1001, 5)).replaceAll('20 Nov 2026', '27 Nov 2026') },
      '2026-11-27T11:00:00.000Z',
    );
    await listedOn(deps, '2026-11-26', idsFrom(1001, 5));
    expect(await poll(deps, { last: true })).toMatchObject({ state: 'quiet' });
  });

  it('a batch that no poll closed is short once its night is over', async () => {
    const deps = makeHarvest({}, FRIDAY_EVENING);
    let over = 0;
    for (let night = 0; night < 5; night += 1) {
      over = (await repairBatches(deps, { categories: ONE })).shortOverADay;
      deps.setNow(new Date(deps.clock().getTime() + 86_400_000).toISOString());
    }
    expect(over).toBeGreaterThan(0);
  });

  it('a batch that is too old names no next repair', async () => {
    const deps = makeQuiet(LAST_POLL);
    deps.arxiv.answer({ 'page cs.LG': listingPageOf('cs.LG', ['2611.01001']) });
    await poll(deps, { last: true });
    deps.setNow(FRIDAY_EVENING);
    for (let night = 0; night < 20; night += 1) {
      await repairBatches(deps, { categories: ONE });
      deps.setNow(new Date(deps.clock().getTime() + 86_400_000).toISOString());
    }
    expect((await deps.batches.get('cs.LG', FRIDAY))?.nextRepairAt).toBeUndefined();
  });

  it('a paper that stands in two sections of a page is one paper', async () => {
    const deps = makeHarvest(
      {
        'feed cs.LG': feedOf('cs.LG', idsFrom(1001, 2)),
        'page cs.LG': listingPageOf('cs.LG', idsFrom(1001, 2), { crossIds: ['2611.01002'] }),
      },
      FRIDAY_NIGHT,
    );
    await poll(deps);
    expect(await deps.batches.get('cs.LG', FRIDAY)).toMatchObject({ state: 'complete' });
  });

  it('a day that OAI can not give holds up no other backfill', async () => {
    const deps = makeQuiet('2026-11-21T15:00:00.000Z');
    deps.arxiv.answer({ [`oai ${LG} 2026-11-06`]: failed('HTTP 500'), 'oai cs:cs:CL 2026-11-06': NO_RECORDS_MATCH });
    await openBackfill(deps, { from: '2026-11-06', to: '2026-11-06', categories: ONE });
    deps.setNow('2026-11-21T15:01:00.000Z');
    await openBackfill(deps, { from: '2026-11-06', to: '2026-11-06', categories: ['cs.CL'] });
    for (let run = 0; run < 100; run += 1) await workOffBackfills(deps, { categories: ONE, isTimeUp: () => false });
    expect(deps.arxiv.asked).toContain('oai cs:cs:CL 2026-11-06');
  });
});

describe('bounds of a run', () => {
  it('a token that leads to itself ends the pass', async () => {
    const deps = makeHarvest({ [`oai ${LG} 2026-11-19`]: oaiPage(['2611.01001'], { token: 't' }) });
    let pages = 0;
    deps.arxiv.answer({
      'oai t': () => {
        pages += 1;
        if (pages > 300) throw new Error('asked 300 times');
        const body = Buffer.from(oaiPage(['2611.01001'], { token: 't' }));
        return { outcome: 'response', response: { name: 'oai', body, status: 200, receivedAt: FRIDAY_EVENING } };
      },
    });
    const windows = [{ set: LG, day: '2026-11-19' }];
    expect(await harvestWindows(deps, { windows, isSettled: () => false, follows: ONE })).toMatchObject({
      windowsDone: 0,
    });
  });

  it('no pass begins once the time is up', async () => {
    const deps = makeHarvest({}, FRIDAY_EVENING);
    deps.arxiv.answer({ [`oai ${LG} 2026-11-21`]: { outcome: 'broken', reason: 'no answer within 150 s' } });
    const isTimeUp = () => deps.arxiv.asked.length > 0;
    await repairBatches(deps, { categories: ONE, isTimeUp });
    expect(deps.arxiv.asked).toHaveLength(1);
  });

  it('a poll of all categories writes what it has before Lambda ends it', async () => {
    const deps = makeHarvest({}, FRIDAY_NIGHT);
    for (const category of CANONICAL_CATEGORIES)
      deps.arxiv.answer({
        [`feed ${category}`]: feedOf(category, ['2611.01001']),
        [`page ${category}`]: listingPageOf(category, ['2611.01001']),
      });
    let askedBefore: number | undefined;
    const batches = {
      ...deps.batches,
      replace: (...row: Parameters<typeof deps.batches.replace>) => {
        askedBefore ??= deps.arxiv.asked.length;
        return deps.batches.replace(...row);
      },
    };
    await poll({ ...deps, batches }, { categories: CANONICAL_CATEGORIES });
    // Two requests a category, three seconds each.
    expect((askedBefore ?? 1000) * 3).toBeLessThan(600);
  });

  it('two runs that settle one batch do not undo each other', async () => {
    const deps = makeQuiet('2026-11-20T10:59:00.000Z');
    const ids = idsFrom(1001, 3);
    deps.arxiv.answer({ 'feed cs.LG': feedOf('cs.LG', ids), 'page cs.LG': listingPageOf('cs.LG', ids) });
    let isPolled = false;
    const listings = {
      ...deps.listings,
      between: async (category: string, from: string, to: string) => {
        const rows = await deps.listings.between(category, from, to);
        if (!isPolled && from === FRIDAY) {
          isPolled = true;
          await poll(deps, { last: true });
        }
        return rows;
      },
    };
    await repairBatches({ ...deps, listings }, { categories: ONE });
    expect(await deps.batches.get('cs.LG', FRIDAY)).toMatchObject({ state: 'complete', stored: 3 });
  });
});
