import fc from 'fast-check';
import type { PaperId } from '../../../../lambdas/core/paper/paper.ts';
import { harvestPapers } from '../../../../lambdas/functions/harvest-papers/harvest-papers.ts';
import type { HarvestInput, RecordCounts } from '../../../../lambdas/functions/harvest-papers/intake/intake.ts';
import { createFakeArchive } from '../../../fakes/fake-archive.ts';
import { createFakeListingStore } from '../../../fakes/fake-listing-store.ts';
import { createFakePaperStore } from '../../../fakes/fake-paper-store.ts';
import {
  apiAnswer,
  apiEntry,
  arxivRaw,
  dailyRow,
  listRecords,
  oaiRecord,
  rssFeed,
  rssItem,
} from '../../core/parse/invented-documents.ts';

const response = (name: string, text: string): HarvestInput => ({
  name,
  body: Buffer.from(text),
  status: 200,
  receivedAt: '2026-11-20T06:00:00.000Z',
});

const feed = (...items: readonly string[]): HarvestInput => response('feed.xml', rssFeed(items));

const makeStores = () => ({
  papers: createFakePaperStore(),
  listings: createFakeListingStore(),
  archive: createFakeArchive(),
});

const harvest = (stores: ReturnType<typeof makeStores>, inputs: readonly HarvestInput[], sampleIds = false) =>
  harvestPapers(stores, {
    responses: (async function* () {
      await Promise.resolve();
      yield* inputs;
    })(),
    sampleIds,
  });

const counts = (changes: Partial<RecordCounts>): RecordCounts => ({
  records: 0,
  new: 0,
  updated: 0,
  unchanged: 0,
  duplicates: 0,
  rejected: 0,
  ...changes,
});

describe('what a record is counted as', () => {
  const first = rssItem({ id: '2611.01001v1' });

  it('new at first sight, duplicate when it is met again in the same harvest', async () => {
    const report = await harvest(makeStores(), [feed(first, first), feed(first)]);
    expect(report.counts).toEqual(counts({ records: 3, new: 1, duplicates: 2 }));
  });

  it('unchanged when an earlier harvest stored it, once a harvest; then duplicate', async () => {
    const stores = makeStores();
    await harvest(stores, [feed(first)]);
    const report = await harvest(stores, [feed(first), feed(first)]);
    expect(report.counts).toEqual(counts({ records: 2, unchanged: 1, duplicates: 1 }));
  });

  it('updated with a higher version, and not with a lower one', async () => {
    const stores = makeStores();
    await harvest(stores, [feed(rssItem({ id: '2611.01001v2', title: 'Second' }))]);
    expect((await harvest(stores, [feed(rssItem({ id: '2611.01001v3', title: 'Third' }))])).counts.updated).toBe(1);
    expect((await harvest(stores, [feed(rssItem({ id: '2611.01001v1', title: 'First' }))])).counts.unchanged).toBe(1);
    expect(stores.papers.rows.get('2611.01001' as PaperId)).toMatchObject({ version: 3, title: 'Third' });
  });

  it('updated with better text of the same version, and not with damaged text', async () => {
    const stores = makeStores();
    await harvest(stores, [feed(rssItem({ id: '2611.01001v1', title: 'From the Feed' }))]);
    const clean = response('api.xml', apiAnswer([apiEntry({ id: '2611.01001v1', title: 'From the API' })]));
    const damaged = response('daily.jsonl', dailyRow({ id: '2611.01001', title: 'From the dayâ€™s lines' }));
    expect((await harvest(stores, [clean])).counts.updated).toBe(1);
    expect((await harvest(stores, [damaged])).counts.unchanged).toBe(1);
    expect(stores.papers.rows.get('2611.01001' as PaperId)?.title).toBe('From the API');
  });

  it('rejected when it is broken, without cost to its neighbours, and the reject lies beside the raw response', async () => {
    const stores = makeStores();
    const report = await harvest(stores, [feed(first, rssItem({ id: 'gardens' }), rssItem({ id: '2611.01002v1' }))]);
    expect(report.counts).toEqual(counts({ records: 3, new: 2, rejected: 1 }));
    expect(stores.archive.rejects).toMatchObject([{ source: 'feed.xml', position: 2 }]);
  });

  it('rejected when its identifier is an invented one and the harvest is no sample', async () => {
    const sample = feed(rssItem({ id: '2613.00001v1' }));
    expect((await harvest(makeStores(), [sample])).counts.rejected).toBe(1);
    expect((await harvest(makeStores(), [sample], true)).counts.new).toBe(1);
  });
});

describe('an input that is no list of papers', () => {
  it('is named and left out when it is none of arXiv’s answers, with no record', async () => {
    const { counts: none, documents } = await harvest(makeStores(), [
      response('README.md', 'Read me.'),
      { name: 'picture.png', skipped: 'no text' },
    ]);
    expect(none).toEqual(counts({}));
    expect(documents.map(({ name, label }) => `${name} ${label}`)).toEqual([
      'README.md skipped',
      'picture.png skipped',
    ]);
  });

  it('is one reject when it was damaged before it could be parsed', async () => {
    const stores = makeStores();
    const cut: HarvestInput = {
      ...(response('feed.xml.gz', '') as Extract<HarvestInput, { body: unknown }>),
      problem: { kind: 'cut-gzip', message: 'The gzip is cut off after 0 unpacked bytes.' },
    };
    expect((await harvest(stores, [cut])).counts).toEqual(counts({ records: 1, rejected: 1 }));
    expect(stores.archive.rejects).toMatchObject([{ reason: 'The gzip is cut off after 0 unpacked bytes.' }]);
  });

  it('is no record when it is a category that got no answer', async () => {
    const report = await harvest(makeStores(), [{ category: 'cs.LG', failure: 'HTTP 503' }]);
    expect(report.counts).toEqual(counts({}));
    expect([...report.tally.failures()]).toEqual([['cs.LG', 'HTTP 503']]);
  });
});

describe('writing', () => {
  it('writes no paper again that is as it was', async () => {
    const stores = makeStores();
    const inputs = [feed(rssItem({ id: '2611.01001v1' }), rssItem({ id: '2611.01002v1' }))];
    await harvest(stores, inputs);
    const putMany = jest.spyOn(stores.papers, 'putMany');
    await harvest(stores, inputs);
    expect(putMany.mock.calls.flatMap(([writes]) => writes)).toEqual([]);
  });

  it('merges again what somebody else changed between its read and its write, and counts it once', async () => {
    const stores = makeStores();
    const other = makeStores();
    await harvest(other, [feed(rssItem({ id: '2611.01001v2', title: 'Theirs' }))]);
    const theirs = other.papers.rows.get('2611.01001' as PaperId);
    if (theirs === undefined) throw new Error('no paper');
    const read = stores.papers.getMany.bind(stores.papers);
    jest.spyOn(stores.papers, 'getMany').mockImplementationOnce(async (ids) => {
      const before = await read(ids);
      stores.papers.rows.set(theirs.paperId, theirs);
      return before;
    });
    const report = await harvest(stores, [feed(rssItem({ id: '2611.01001v1', title: 'Ours' }))]);
    expect(report.counts).toEqual(counts({ records: 1, new: 1 }));
    expect(stores.papers.rows.get(theirs.paperId)).toMatchObject({ version: 2, title: 'Theirs' });
  });

  it('takes an inferred listing away when the paper turns out to be announced on another day', async () => {
    const stores = makeStores();
    const oai = response('oai.xml', listRecords([oaiRecord(arxivRaw({ id: '2611.01001' }), { id: '2611.01001' })]));
    await harvest(stores, [oai]);
    expect([...stores.listings.rows.values()].map(({ listedOn }) => listedOn)).toEqual(['2026-11-19', '2026-11-19']);
    await harvest(stores, [feed(rssItem({ id: '2611.01001v1' }))]);
    expect([...stores.listings.rows.values()].map(({ listedOn, basis }) => `${listedOn} ${basis}`).sort()).toEqual([
      '2026-11-20 inferred',
      '2026-11-20 listed',
    ]);
  });

  it('writes listings before papers, so that a crash leaves no paper without its lists', async () => {
    const stores = makeStores();
    jest.spyOn(stores.papers, 'putMany').mockRejectedValueOnce(new Error('the engine is gone'));
    const inputs = [feed(rssItem({ id: '2611.01001v1' }))];
    await expect(harvest(stores, inputs)).rejects.toThrow('the engine is gone');
    expect(stores.listings.rows.size).toBeGreaterThan(0);
    expect((await harvest(stores, inputs)).counts.new).toBe(1);
    const clean = makeStores();
    await harvest(clean, inputs);
    expect(stores.papers.rows).toEqual(clean.papers.rows);
    expect(stores.listings.rows).toEqual(clean.listings.rows);
  });
});

/** One record of a few papers, in one of the formats. */
const arbitraryInput = fc
  .record({
    kind: fc.constantFrom('rss', 'api', 'oai', 'daily'),
    number: fc.integer({ min: 1, max: 3 }),
    version: fc.integer({ min: 1, max: 3 }),
    title: fc.constantFrom('Gardens', 'Ponds', '0', 'PondÃ©s'),
    categories: fc.constantFrom(['cs.LG'], ['cs.LG', 'stat.ML'], ['cs.CL', 'cs.LG']),
    type: fc.constantFrom('new', 'cross', 'replace'),
    date: fc.constantFrom('2026-11-19', '2026-11-20', '2026-11-23'),
  })
  .map(({ kind, number, version, title, categories, type, date }): HarvestInput => {
    const bare = `2611.0100${number}`;
    const fields = { id: `${bare}v${version}`, title, categories, type };
    if (kind === 'rss') return response('feed.xml', rssFeed([rssItem(fields)]));
    if (kind === 'api') return response('api.xml', apiAnswer([apiEntry(fields)]));
    if (kind === 'daily') return response('day.jsonl', dailyRow({ id: bare, version, title, categories, date }));
    const raw = arxivRaw({ id: bare, categories: categories.join(' ') });
    return response('oai.xml', listRecords([oaiRecord(raw, { id: bare })]));
  });

const sorted = <Value>(rows: ReadonlyMap<string, Value>): readonly (readonly [string, Value])[] =>
  [...rows].sort(([a], [b]) => (a < b ? -1 : 1));

describe('any responses', () => {
  it('count every record exactly once, whatever is in them', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(arbitraryInput, { maxLength: 8 }), async (inputs) => {
        const { records, ...parts } = (await harvest(makeStores(), inputs)).counts;
        expect(parts.new + parts.updated + parts.unchanged + parts.duplicates + parts.rejected).toBe(records);
        expect(records).toBe(inputs.length);
      }),
      { numRuns: 60 },
    );
  });

  it('leave the same tables in every order, also when they come in two harvests', async () => {
    const shuffled = fc
      .array(arbitraryInput, { minLength: 2, maxLength: 8 })
      .chain((inputs) =>
        fc.tuple(
          fc.constant(inputs),
          fc.shuffledSubarray(inputs, { minLength: inputs.length }),
          fc.nat({ max: inputs.length }),
        ),
      );
    await fc.assert(
      fc.asyncProperty(shuffled, async ([inputs, inOtherOrder, half]) => {
        const [one, two] = [makeStores(), makeStores()];
        await harvest(one, inputs);
        await harvest(two, inOtherOrder.slice(0, half));
        await harvest(two, inOtherOrder.slice(half));
        expect(sorted(two.papers.rows)).toEqual(sorted(one.papers.rows));
        expect(sorted(two.listings.rows)).toEqual(sorted(one.listings.rows));
      }),
      { numRuns: 200 },
    );
  });

  it('change nothing when they come again', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(arbitraryInput, { maxLength: 8 }), async (inputs) => {
        const stores = makeStores();
        await harvest(stores, inputs);
        const before = structuredClone([sorted(stores.papers.rows), sorted(stores.listings.rows)]);
        const again = (await harvest(stores, inputs)).counts;
        expect([again.new, again.updated]).toEqual([0, 0]);
        expect([sorted(stores.papers.rows), sorted(stores.listings.rows)]).toEqual(before);
      }),
      { numRuns: 60 },
    );
  });
});
