import { ALL_CATEGORIES } from '../../../../../lambdas/core/rank/ranked-list.ts';
import { harvestPapers } from '../../../../../lambdas/functions/harvest-papers/harvest-papers.ts';
import type { HarvestInput } from '../../../../../lambdas/functions/harvest-papers/intake/intake.ts';
import { papersListed } from '../../../../../lambdas/functions/harvest-papers/lists/papers-listed.ts';
import { settleBatches } from '../../../../../lambdas/functions/harvest-papers/batches/settle-batches.ts';
import { createFakeArchive } from '../../../../fakes/fake-archive.ts';
import { createFakeBatchStore } from '../../../../fakes/fake-batch-store.ts';
import { createFakeListingStore } from '../../../../fakes/fake-listing-store.ts';
import { createFakePaperStore } from '../../../../fakes/fake-paper-store.ts';
import { fixedClock } from '../../../../fakes/fixed-clock.ts';
import { dailyRow, rssFeed, rssItem } from '../../../core/parse/invented-documents.ts';

const DATE = '2026-11-20';

const feed = (category: string, items: readonly string[], keptChars?: number): HarvestInput => ({
  name: `${category}.xml`,
  body: Buffer.from(rssFeed(items, category).slice(0, keptChars)),
  status: 200,
  receivedAt: '2026-11-20T06:00:00.000Z',
});

const daily = (...lines: readonly string[]): HarvestInput => ({
  name: 'day.jsonl',
  body: Buffer.from(lines.join('\n')),
  status: 200,
  receivedAt: '2026-11-20T06:00:00.000Z',
});

const makeStores = () => ({
  papers: createFakePaperStore(),
  listings: createFakeListingStore(),
  batches: createFakeBatchStore(),
  archive: createFakeArchive(),
  clock: fixedClock('2026-11-20T17:00:00.000Z'),
});

/** A harvest with its batches; `asked` makes each feed the answer for its category, as the live source does. */
const harvest = async (stores: ReturnType<typeof makeStores>, inputs: readonly HarvestInput[], asked = false) => {
  const { tally } = await harvestPapers(stores, {
    responses: (async function* () {
      await Promise.resolve();
      for (const input of inputs)
        yield asked && 'body' in input ? { ...input, category: input.name.replace('.xml', '') } : input;
    })(),
    sampleIds: false,
  });
  await settleBatches(stores, { tally, date: DATE });
  const batchOf = (category: string, date = DATE) => stores.batches.rows.get(`${category} ${date}`);
  return { batchOf, tally };
};

const one = rssItem({ id: '2611.01001v1', categories: ['cs.LG'] });
const two = rssItem({ id: '2611.01002v1', categories: ['cs.LG'] });
const broken = rssItem({ id: 'gardens' });

describe('the batch of a list that came whole', () => {
  it('holds new papers and cross-lists, not replacements, for the category and for all', async () => {
    const { batchOf } = await harvest(makeStores(), [
      feed('cs.LG', [
        one,
        rssItem({ id: '2611.01003v1', type: 'cross', categories: ['cs.CL', 'cs.LG'] }),
        rssItem({ id: '2610.00003v2', type: 'replace' }),
      ]),
    ]);
    const expected = { announced: 2, stored: 2, rejected: 0, state: 'complete', sources: ['rss'] };
    expect(batchOf('cs.LG')).toMatchObject(expected);
    expect(batchOf(ALL_CATEGORIES)).toMatchObject(expected);
    expect(batchOf('cs.CL')).toBeUndefined();
  });

  it('is complete and empty when only replacements were listed in the category asked for', async () => {
    const replaced = [rssItem({ id: '2610.00003v2', type: 'replace' })];
    const { batchOf } = await harvest(makeStores(), [feed('cs.LG', replaced)], true);
    expect(batchOf('cs.LG')).toMatchObject({ announced: 0, stored: 0, state: 'complete' });
  });

  it('counts a paper once that several files list', async () => {
    const { batchOf } = await harvest(makeStores(), [feed('cs.LG', [one, two]), feed('cs.LG', [one])]);
    expect(batchOf('cs.LG')).toMatchObject({ announced: 2, stored: 2 });
  });

  it('is not written again when nothing changed', async () => {
    const stores = makeStores();
    await harvest(stores, [feed('cs.LG', [one])]);
    const put = jest.spyOn(stores.batches, 'put');
    await harvest(stores, [feed('cs.LG', [one])]);
    expect(put).not.toHaveBeenCalled();
  });
});

describe('the batch of a list of which something was lost', () => {
  it.each([false, true])('is short by its rejects (category asked for: %s)', async (asked) => {
    const { batchOf } = await harvest(makeStores(), [feed('cs.LG', [one, broken])], asked);
    const reason = '1 of its records could not be read';
    const expected = { announced: 2, stored: 1, rejected: 1, state: 'short', reason };
    expect(batchOf('cs.LG')).toMatchObject(expected);
    expect(batchOf(ALL_CATEGORIES)).toMatchObject(expected);
  });

  it.each([false, true])('is short when its document is cut (category asked for: %s)', async (asked) => {
    const whole = rssFeed([one, two], 'cs.LG');
    const { batchOf } = await harvest(makeStores(), [feed('cs.LG', [one, two], whole.length - 200)], asked);
    expect(batchOf('cs.LG')).toMatchObject({ stored: 1, state: 'short' });
    expect(batchOf('cs.LG')?.reason).toContain('the document ends');
    expect(batchOf(ALL_CATEGORIES)).toMatchObject({ stored: 1, state: 'short' });
  });

  it('charges a reject to no single category among the lists of several', async () => {
    const several = feed('cs.LG+hep-th', [one, rssItem({ id: '2611.01004v1', categories: ['hep-th'] }), broken]);
    const { batchOf } = await harvest(makeStores(), [several]);
    expect(batchOf('cs.LG')).toMatchObject({ announced: 1, rejected: 0, state: 'complete' });
    expect(batchOf(ALL_CATEGORIES)).toMatchObject({ announced: 3, stored: 2, rejected: 1, state: 'short' });
  });

  it('is that of all when daily lines of one day are broken', async () => {
    const { batchOf } = await harvest(makeStores(), [daily(dailyRow({ categories: ['cs.LG'] }), '{"id": "2611.0')]);
    expect(batchOf('cs.LG')).toMatchObject({ state: 'complete' });
    expect(batchOf(ALL_CATEGORIES)).toMatchObject({ announced: 2, stored: 1, rejected: 1, state: 'short' });
  });

  it('says why in the same words whatever the order of the files', async () => {
    const cut = feed('cs.LG', [one, two], rssFeed([one, two], 'cs.LG').length - 200);
    const malformed = feed('cs.LG', [one, two.replace('</title>', '</tit>')]);
    const [forward, backward] = [makeStores(), makeStores()];
    await harvest(forward, [cut, malformed, cut]);
    await harvest(backward, [malformed, cut, cut]);
    expect([...forward.batches.rows.values()].map(({ reason }) => reason)).toEqual(
      [...backward.batches.rows.values()].map(({ reason }) => reason),
    );
  });

  it('stays short while later harvests see less of it than is stored, and is complete once it came whole', async () => {
    const stores = makeStores();
    await harvest(stores, [feed('cs.LG', [one, broken])]);
    const half = await harvest(stores, [feed('cs.LG', [two])]);
    expect(half.batchOf('cs.LG')).toMatchObject({ announced: 3, stored: 2, rejected: 1, state: 'short' });
    const whole = await harvest(stores, [feed('cs.LG', [one, two])]);
    expect(whole.batchOf('cs.LG')).toMatchObject({ announced: 2, stored: 2, rejected: 0, state: 'complete' });
  });
});

describe('a category without any list', () => {
  const failure: HarvestInput = { category: 'cs.CL', failure: 'rss answered HTTP 503' };

  it('is short on the date of the round for the reason of its failure, and so is all', async () => {
    const { batchOf } = await harvest(makeStores(), [feed('cs.LG', [one]), failure]);
    expect(batchOf('cs.CL')).toMatchObject({ announced: 0, state: 'short', reason: 'rss answered HTTP 503' });
    expect(batchOf(ALL_CATEGORIES)).toMatchObject({ state: 'short', reason: 'no response for cs.CL' });
    expect(batchOf('cs.LG')).toMatchObject({ state: 'complete' });
  });

  it('keeps the complete batch that an earlier harvest stored', async () => {
    const stores = makeStores();
    await harvest(stores, [feed('cs.CL', [rssItem({ id: '2611.01005v1', categories: ['cs.CL'] })])]);
    const { batchOf } = await harvest(stores, [failure]);
    expect(batchOf('cs.CL')).toMatchObject({ stored: 1, state: 'complete' });
  });

  it('lets all be complete again once the missing category came', async () => {
    const stores = makeStores();
    await harvest(stores, [feed('cs.LG', [one, two]), failure]);
    const { batchOf } = await harvest(stores, [
      feed('cs.CL', [rssItem({ id: '2611.01005v1', categories: ['cs.CL'] })]),
    ]);
    expect(batchOf('cs.CL')).toMatchObject({ stored: 1, state: 'complete' });
    expect(batchOf(ALL_CATEGORIES)).toMatchObject({ state: 'complete' });
  });

  it('is pending when its papers came from the query API, which proves nothing whole', async () => {
    const stores = makeStores();
    const { tally } = await harvest(stores, []);
    await harvestPapers(stores, {
      responses: (async function* () {
        await Promise.resolve();
        yield daily(dailyRow({ categories: ['cs.LG'] }));
      })(),
      sampleIds: false,
    });
    const fromQueryApi = await papersListed(stores.listings, { categories: ['cs.LG', 'cs.CL'], date: DATE });
    await settleBatches(stores, { tally, date: DATE, fromQueryApi });
    expect([...stores.batches.rows.values()]).toMatchObject([
      { category: 'cs.LG', stored: 1, state: 'pending', sources: ['atom-api'], countedBy: 'api' },
      { category: ALL_CATEGORIES, stored: 1, state: 'pending' },
    ]);
  });
});

describe('the newest list date', () => {
  it.each([
    ['the newest of the lists', [feed('cs.LG', [one]), daily(dailyRow({ date: '2026-11-23' }))], '2026-11-23'],
    ['that of a list whose every record is broken', [feed('cs.LG', [broken])], DATE],
    ['none of an empty list, as on weekends', [feed('cs.LG', [])], undefined],
  ])('is %s', async (_title, inputs, expected) => {
    expect((await harvest(makeStores(), inputs)).tally.latestListDate()).toBe(expected);
  });
});
