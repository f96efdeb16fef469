/** The tables after a round don't depend on the order of its files, nor on how they are spread over rounds. */
import { basename } from 'node:path';
import fc from 'fast-check';
import { startDynalite } from '../../../local/dynalite-engine.ts';
import { RECORDINGS, RECORD_COUNT, REJECT_COUNT, writeRecordings } from './invented-recordings.ts';
import { makeDirectory, ranRound } from './started-round.ts';
import { rowsAt, type TableRows } from './table-rows.ts';

const SEED = 20261120;
const ORDERS = 5;

const recordings = makeDirectory();
let paths: readonly string[] = [];
let inOrder: TableRows;

beforeAll(async () => {
  paths = [...(await writeRecordings((await recordings).path))].sort();
  ({ rows: inOrder } = await tablesAfter([paths]));
});

afterAll(async () => {
  await (await recordings).remove();
});

/** Runs one round for each group of files on the same tables. */
const tablesAfter = async (
  rounds: readonly (readonly string[])[],
  flags: readonly string[] = [],
): Promise<{
  readonly rows: TableRows;
  readonly summaries: readonly Awaited<ReturnType<typeof ranRound>>['summary'][];
}> => {
  const engine = await startDynalite();
  const data = await makeDirectory();
  try {
    const summaries = [];
    for (const files of rounds) {
      const replay = files.flatMap((file) => ['--replay', file]);
      const { summary } = await ranRound([...replay, '--data', data.path, ...flags], {
        AWS_ENDPOINT_URL_DYNAMODB: engine.endpoint,
      });
      summaries.push(summary);
    }
    return { rows: await rowsAt(engine.endpoint), summaries };
  } finally {
    await engine.close();
    await data.remove();
  }
};

describe('a replay of mixed recordings', () => {
  it('counts every record once, and a second round finds all of them known and writes nothing', async () => {
    const twice = await tablesAfter([paths, paths]);
    const [first, second] = twice.summaries;
    const { new: fresh, updated, unchanged, duplicates, rejected, records } = first ?? {};
    expect(records).toBe(RECORD_COUNT);
    expect(rejected).toBe(REJECT_COUNT);
    expect((fresh ?? 0) + (updated ?? 0) + (duplicates ?? 0)).toBe(RECORD_COUNT - REJECT_COUNT);
    expect(unchanged).toBe(0);
    expect(second).toMatchObject({
      records: RECORD_COUNT,
      new: 0,
      updated: 0,
      unchanged: fresh,
      duplicates: RECORD_COUNT - REJECT_COUNT - (fresh ?? 0),
      rejected: REJECT_COUNT,
      papers: fresh,
      subscribers: 1,
      digests: 1,
      sent: 0,
      skipped: 1,
    });
    expect(twice.rows).toEqual(inOrder);
  });

  it('leaves the same tables in any order', async () => {
    const orders = fc.sample(fc.shuffledSubarray([...paths], { minLength: paths.length }), {
      numRuns: ORDERS,
      seed: SEED,
    });
    for (const order of orders) {
      const { rows, summaries } = await tablesAfter([order]);
      expect({ order: order.map((path) => basename(path)), rows }).toEqual({
        order: order.map((path) => basename(path)),
        rows: inOrder,
      });
      expect(summaries).toMatchObject([{ records: RECORD_COUNT, rejected: REJECT_COUNT, date: '2026-11-23' }]);
    }
  });

  it('leaves the same papers, listings and lists of the last day when it is spread over two rounds', async () => {
    const date = ['--date', '2026-11-20'];
    const upToDate = paths.filter((path) => !path.endsWith('daily-before.jsonl'));
    const together = await tablesAfter([upToDate], date);
    const splits = fc.sample(
      fc.tuple(fc.shuffledSubarray([...upToDate], { minLength: upToDate.length }), fc.integer({ min: 1, max: 9 })),
      { numRuns: 2, seed: SEED },
    );
    for (const [order, half] of splits) {
      const apart = await tablesAfter([order.slice(0, half), order.slice(half)], date);
      expect(apart.rows.Papers).toEqual(together.rows.Papers);
      expect(apart.rows.Listings).toEqual(together.rows.Listings);
      expect(apart.rows.Rankings).toEqual(together.rows.Rankings);
    }
  });

  it('counts the batches of a category together over two rounds', async () => {
    const whole = Object.keys(RECORDINGS).filter((name) => !/cut|cs\.LG|daily\.jsonl|after|before/.test(name));
    const files = paths.filter((path) => whole.includes(basename(path)));
    const ofCategories = (rows: TableRows): readonly string[] =>
      rows.Batches.filter((row) => !/"category":"(?:all"|[a-z]+#)/.test(row));
    const together = await tablesAfter([files]);
    const apart = await tablesAfter([files.slice(0, 2), files.slice(2)]);
    expect(ofCategories(apart.rows)).toEqual(ofCategories(together.rows));
  });
});
