import { gzipSync } from 'node:zlib';
import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import * as fc from 'fast-check';
import { createCollectionLedger } from '../../../lambdas/adapters/dynamodb/collection-ledger.ts';
import { createTables } from '../../../lambdas/adapters/dynamodb/create-tables.ts';
import { addDays } from '../../../lambdas/core/calendar/new-york-time.ts';
import { paperIdSchema } from '../../../lambdas/core/paper/paper.ts';
import { startDynalite } from '../../../local/dynalite-engine.ts';
import { aBatch, aSourceNight } from '../../fakes/stored-rows.ts';
import { clientFor, STORE_MAKERS, useStores } from './store-makers.ts';

/** As many terms as a large day has: 17,000 in 1,300 papers, measured on recorded ones. */
const manyTerms = (seed: number): Record<string, number> =>
  Object.fromEntries(
    Array.from({ length: 17_000 }, (_, index) => [
      `term${((index + seed) * 7919) % 100_003} of ${index}`,
      3 + ((index * seed) % 400),
    ]),
  );

describe.each(STORE_MAKERS)('CollectionLedger on %s', (_name, open) => {
  const stores = useStores(open);

  it('gives a night back as it was put last, and none that has not begun', async () => {
    const { collection } = stores();
    await collection.putNight(
      aSourceNight('2026-11-20', {
        state: 'partial',
        since: '2026-11-19',
        reason: 'GitHub asks to be left alone',
        retryAt: '2026-11-20T09:00:00Z',
        cursor: 'ada/maps',
        unanswered: ['bo/folds'],
        revived: [paperIdSchema.parse('2601.00001')],
      }),
    );
    const complete = aSourceNight('2026-11-20');
    await collection.putNight(complete);
    expect(await collection.night('github', '2026-11-20')).toEqual(complete);
    expect(await collection.night('github', '2026-11-20')).not.toHaveProperty('cursor');
    expect(await collection.night('hacker-news', '2026-11-20')).toBeUndefined();
    expect(await collection.night('github', '2026-11-21')).toBeUndefined();
  });

  it('finds the newest night of the source before a date, however long ago', async () => {
    const { collection } = stores();
    const source = 'hugging-face';
    for (const date of ['2026-10-02', '2026-10-05', '2026-10-04', '2026-10-01'])
      await collection.putNight(aSourceNight(date, { source }));
    await collection.putNight(aSourceNight('2026-10-06'));
    expect((await collection.nightBefore(source, '2026-10-05'))?.date).toBe('2026-10-04');
    expect(await collection.nightBefore(source, '2026-12-01')).toEqual(aSourceNight('2026-10-05', { source }));
    expect(await collection.nightBefore(source, '2026-10-01')).toBeUndefined();
  });

  it('finds the nights of one source between two dates, both included, in order', async () => {
    const { collection } = stores();
    const source = 'hacker-news';
    for (const date of ['2026-09-04', '2026-09-01', '2026-09-03', '2026-09-02'])
      await collection.putNight(aSourceNight(date, { source }));
    await collection.putNight(aSourceNight('2026-09-03'));
    const found = await collection.nights(source, '2026-09-02', '2026-09-04');
    expect(found).toEqual(['2026-09-02', '2026-09-03', '2026-09-04'].map((date) => aSourceNight(date, { source })));
    expect(await collection.nights(source, '2026-09-05', '2026-09-30')).toEqual([]);
    expect(await collection.nights(source, '2026-09-04', '2026-09-02')).toEqual([]);
  });

  it('finds the terms of the days between two dates, both included, as they were put last', async () => {
    const { collection } = stores();
    const counts = (date: string, papers: number) => ({
      date,
      papers,
      terms: { 'diffusion model': 12, 'naïve – “bayes”': 3, '': 1, constructor: 5 },
    });
    for (const date of ['2026-11-04', '2026-11-01', '2026-11-03', '2026-11-02'])
      await collection.putTermCounts(counts(date, 100));
    await collection.putTermCounts(counts('2026-11-03', 200));
    await collection.putTermCounts({ date: '2026-11-05', papers: 0, terms: {} });
    expect(await collection.termCounts('2026-11-02', '2026-11-05')).toEqual([
      counts('2026-11-02', 100),
      counts('2026-11-03', 200),
      counts('2026-11-04', 100),
      { date: '2026-11-05', papers: 0, terms: {} },
    ]);
    expect(await collection.termCounts('2026-11-06', '2026-11-30')).toEqual([]);
    expect(await collection.termCounts('2026-11-05', '2026-11-02')).toEqual([]);
  });

  it('gives back whatever terms were put', async () => {
    const { collection } = stores();
    await fc.assert(
      fc.asyncProperty(
        // Terms begin with a letter; this one name of a key zod leaves out of every record.
        fc.dictionary(
          fc.string({ unit: 'grapheme' }).filter((term) => term !== '__proto__'),
          fc.integer({ min: 1, max: 100_000 }),
          { noNullPrototype: true },
        ),
        async (terms) => {
          await collection.putTermCounts({ date: '2025-01-01', papers: 5, terms });
          expect(await collection.termCounts('2025-01-01', '2025-01-01')).toEqual([
            { date: '2025-01-01', papers: 5, terms },
          ]);
        },
      ),
      { numRuns: 30 },
    );
  });

  it('holds eight weeks of large days', async () => {
    const { collection } = stores();
    const days = Array.from({ length: 56 }, (_, day) => addDays('2024-01-01', day));
    for (const [day, date] of days.entries())
      await collection.putTermCounts({ date, papers: 1300, terms: manyTerms(day) });
    const found = await collection.termCounts('2024-01-01', '2024-12-31');
    expect(found.map(({ date }) => date)).toEqual(days);
    expect(found[55]?.terms).toEqual(manyTerms(55));
  });

  it('stays out of the way of batches', async () => {
    const { collection, batches } = stores();
    await collection.putNight(aSourceNight('2026-11-20'));
    await collection.putTermCounts({ date: '2026-11-20', papers: 1, terms: {} });
    await batches.put(aBatch('2026-11-20', { category: 'all' }));
    expect(await batches.between('all', '2000-01-01', '2100-01-01')).toHaveLength(1);
  });
});

describe('CollectionLedger on DynamoDB', () => {
  const withLedger = async <Result>(
    use: (opened: {
      readonly client: ReturnType<typeof clientFor>;
      readonly collection: ReturnType<typeof createCollectionLedger>;
    }) => Promise<Result>,
  ): Promise<Result> => {
    const engine = await startDynalite();
    const client = clientFor(engine);
    try {
      await createTables(client);
      return await use({ client, collection: createCollectionLedger(client, 'Batches') });
    } finally {
      client.destroy();
      await engine.close();
    }
  };
  const key = { category: 'terms#all', date: '2026-11-20' };

  it('keeps the terms of a large day in a quarter of what a row may have', async () => {
    await withLedger(async ({ client, collection }) => {
      await collection.putTermCounts({ date: '2026-11-20', papers: 1300, terms: manyTerms(1) });
      const { Item } = await client.send(new GetCommand({ TableName: 'Batches', Key: key }));
      expect((Item as { packedTerms: Uint8Array }).packedTerms.byteLength).toBeLessThan(100_000);
    });
  });

  it('refuses more terms than a row can hold, by name', async () => {
    await withLedger(async ({ collection }) => {
      const terms = Object.fromEntries(
        Array.from({ length: 200_000 }, (_, index) => [`${((index + 1) * 2_654_435_761) % 4_294_967_296}`, 3]),
      );
      await expect(collection.putTermCounts({ date: '2026-11-20', papers: 1300, terms })).rejects.toMatchObject({
        name: 'RowTooLargeError',
        key,
      });
    });
  });

  it.each([
    ['no gzip', Buffer.from('{"a":1}')],
    ['a gzip of no JSON', gzipSync('words')],
    ['nothing', Buffer.alloc(0)],
  ])('names the row whose terms are %s', async (_name, packedTerms) => {
    await withLedger(async ({ client, collection }) => {
      await client.send(new PutCommand({ TableName: 'Batches', Item: { ...key, papers: 3, packedTerms } }));
      await expect(collection.termCounts('2026-11-20', '2026-11-20')).rejects.toMatchObject({
        name: 'StoredRowError',
        tableName: 'Batches',
        key,
        message: expect.stringMatching(/packedTerms/) as string,
      });
    });
  });

  it('unpacks no more than eight megabytes of a row', async () => {
    await withLedger(async ({ client, collection }) => {
      const packedTerms = gzipSync(`{${' '.repeat(30_000_000)}}`);
      await client.send(new PutCommand({ TableName: 'Batches', Item: { ...key, papers: 3, packedTerms } }));
      await expect(collection.termCounts('2026-11-20', '2026-11-20')).rejects.toThrow(/packedTerms/);
    });
  });
});
