import { PutCommand } from '@aws-sdk/lib-dynamodb';
import * as fc from 'fast-check';
import { createTables } from '../../../lambdas/adapters/dynamodb/create-tables.ts';
import { createSignalStore } from '../../../lambdas/adapters/dynamodb/signal-store.ts';
import { addDays } from '../../../lambdas/core/calendar/new-york-time.ts';
import { paperIdSchema } from '../../../lambdas/core/paper/paper.ts';
import { observedKey, type Signal } from '../../../lambdas/core/signal/signal.ts';
import { startDynalite } from '../../../local/dynalite-engine.ts';
import { aSignal } from '../../fakes/stored-rows.ts';
import { clientFor, STORE_MAKERS, useStores } from './store-makers.ts';

const id = (text: string) => paperIdSchema.parse(text);

const someUpvotes = (paperId: string, observedOn: string): Signal => {
  const { source, details, ...look } = aSignal(paperId, observedOn);
  return {
    ...look,
    source: 'hugging-face',
    observedKey: observedKey(observedOn, 'hugging-face'),
    details: { listedOn: observedOn, rank: 4, comments: 2, repository: 'ada/maps' },
  };
};

describe.each(STORE_MAKERS)('SignalStore on %s', (_name, open) => {
  const stores = useStores(open);
  /** What is stored of a paper. */
  const rowsOf = async (paperId: string) =>
    (await stores().signals.since([id(paperId)], '2000-01-01')).get(id(paperId));

  it('gives the rows of each paper from a day on, as they were put, in order of day and source', async () => {
    const [a, b, none] = ['2611.00001', '2611.00002', '2611.00003'];
    const rows = [
      someUpvotes(a, '2026-11-19'),
      aSignal(a, '2026-11-20', { gain: -3, previousOn: '2026-11-19' }),
      aSignal(a, '2026-11-19'),
      aSignal(a, '2026-11-18'),
      aSignal(b, '2026-11-20'),
      aSignal(none, '2026-11-18'),
    ];
    await stores().signals.putMany(rows);
    const found = await stores().signals.since([b, a, none, a].map(id), '2026-11-19');
    expect(new Map(found)).toEqual(
      new Map([
        [a, [rows[2], rows[0], rows[1]]],
        [b, [rows[4]]],
      ]),
    );
    expect((await stores().signals.since([], '2026-11-19')).size).toBe(0);
  });

  it('lets the later look of a day win, and drops an earlier one that comes late', async () => {
    const morning = aSignal('2611.00010', '2026-11-20', { observedAt: '2026-11-20T08:00:00.000Z', count: 10 });
    const evening = aSignal('2611.00010', '2026-11-20', { observedAt: '2026-11-20T22:00:00.000Z', count: 9 });
    await stores().signals.putMany([morning]);
    await stores().signals.putMany([evening]);
    await stores().signals.putMany([morning]);
    expect(await rowsOf('2611.00010')).toEqual([evening]);
  });

  it('takes the later of two looks of a day in one call, whichever comes first', async () => {
    const [early, late] = ['08', '22'].map((hour) => ({ observedAt: `2026-11-20T${hour}:00:00.000Z` }));
    const lateFirst = '2611.00011';
    const lateLast = '2611.00012';
    await stores().signals.putMany([
      aSignal(lateFirst, '2026-11-20', late),
      aSignal(lateFirst, '2026-11-20', early),
      aSignal(lateLast, '2026-11-20', early),
      aSignal(lateLast, '2026-11-20', late),
    ]);
    expect(await rowsOf(lateFirst)).toEqual([aSignal(lateFirst, '2026-11-20', late)]);
    expect(await rowsOf(lateLast)).toEqual([aSignal(lateLast, '2026-11-20', late)]);
  });

  it('keeps the same rows whatever the order, the grouping and the repetition of the puts, under skewed clocks', async () => {
    let round = 0;
    const look = fc.record({
      paper: fc.constantFrom('a', 'b'),
      day: fc.integer({ min: 0, max: 2 }),
      isUpvotes: fc.boolean(),
      // The clock of a run may be hours off: the day of the look says nothing of its instant.
      second: fc.integer({ min: 0, max: 86_400 * 3 }),
    });
    const puts = fc.uniqueArray(look, { selector: ({ second }) => second, minLength: 1, maxLength: 8 }).chain((looks) =>
      fc.record({
        looks: fc.constant(looks),
        order: fc.array(fc.nat({ max: looks.length - 1 }), { maxLength: 10 }),
        groupSize: fc.integer({ min: 1, max: 5 }),
      }),
    );
    await fc.assert(
      fc.asyncProperty(puts, async ({ looks, order, groupSize }) => {
        round += 1;
        const signals = looks.map(({ paper, day, isUpvotes, second }) => {
          const observedOn = addDays('2026-11-18', day);
          const make = isUpvotes ? someUpvotes : aSignal;
          return {
            ...make(`round-${round}-${paper}`, observedOn),
            count: second,
            observedAt: new Date(Date.parse('2026-11-18T00:00:00Z') + second * 1000).toISOString(),
          };
        });
        // Some of them repeated in any order first, then each once, so that all have been put.
        const sent = [...order.flatMap((index) => signals[index] ?? []), ...signals];
        for (let start = 0; start < sent.length; start += groupSize)
          await stores().signals.putMany(sent.slice(start, start + groupSize));

        const latest = new Map<string, Signal>();
        for (const signal of [...signals].sort((a, b) => Date.parse(a.observedAt) - Date.parse(b.observedAt)))
          latest.set(`${signal.paperId} ${signal.observedKey}`, signal);
        for (const paperId of [`round-${round}-a`, `round-${round}-b`]) {
          const expected = [...latest.values()]
            .filter((signal) => signal.paperId === paperId)
            .sort((a, b) => (a.observedKey < b.observedKey ? -1 : 1));
          expect((await rowsOf(paperId)) ?? []).toEqual(expected);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('lets the latest of several writers win who come at the same time', async () => {
    const ids = Array.from({ length: 40 }, (_, index) => `2612.${String(index).padStart(5, '0')}`);
    const put = (hour: string) =>
      stores().signals.putMany(
        ids.map((paperId) => aSignal(paperId, '2026-11-20', { observedAt: `2026-11-20T${hour}:00:00.000Z` })),
      );
    await Promise.all([put('10'), put('12'), put('11')]);
    const found = await stores().signals.since(ids.map(id), '2026-11-20');
    expect([...found.values()].flat().map(({ observedAt }) => observedAt)).toEqual(
      ids.map(() => '2026-11-20T12:00:00.000Z'),
    );
  });

  it('holds more days of a paper than one page', async () => {
    const rows = Array.from({ length: 1100 }, (_, day) => aSignal('2611.00020', addDays('2023-11-01', day)));
    await stores().signals.putMany(rows);
    expect(await rowsOf('2611.00020')).toEqual(rows);
  });
});

describe('SignalStore on DynamoDB', () => {
  const withStore = async <Result>(
    use: (opened: {
      readonly client: ReturnType<typeof clientFor>;
      readonly signals: ReturnType<typeof createSignalStore>;
    }) => Promise<Result>,
  ): Promise<Result> => {
    const engine = await startDynalite();
    const client = clientFor(engine);
    try {
      await createTables(client);
      return await use({ client, signals: createSignalStore(client, 'Signals') });
    } finally {
      client.destroy();
      await engine.close();
    }
  };

  it('refuses a row beyond its size by name, before it writes any', async () => {
    await withStore(async ({ signals }) => {
      const { details } = aSignal('2611.00002', '2026-11-20');
      const huge = aSignal('2611.00002', '2026-11-20', { details: { ...details, repository: 'x'.repeat(400_000) } });
      await expect(signals.putMany([aSignal('2611.00001', '2026-11-20'), huge])).rejects.toMatchObject({
        name: 'RowTooLargeError',
        key: { paperId: '2611.00002', observedKey: '2026-11-20#github' },
      });
      expect((await signals.since([id('2611.00001')], '2000-01-01')).size).toBe(0);
    });
  });

  it('writes a day once for a call that has looked at it more than once, the last of equal instants', async () => {
    await withStore(async ({ client, signals }) => {
      const sent: string[] = [];
      client.middlewareStack.add(
        (next, { commandName = '' }: { readonly commandName?: string }) =>
          (args) => {
            sent.push(commandName);
            return next(args);
          },
        { step: 'initialize' },
      );
      const counts = [40, 41, 42];
      await signals.putMany(counts.map((count) => aSignal('2611.00001', '2026-11-20', { count })));
      expect(sent).toEqual(['PutItemCommand']);
      const found = await signals.since([id('2611.00001')], '2026-11-20');
      expect([...found.values()].flat().map(({ count }) => count)).toEqual([42]);
    });
  });

  it('names table, key and fields of a row that is no look', async () => {
    await withStore(async ({ client, signals }) => {
      await client.send(
        new PutCommand({ TableName: 'Signals', Item: { ...aSignal('2611.00001', '2026-11-20'), count: -1 } }),
      );
      await expect(signals.since([id('2611.00001')], '2026-11-20')).rejects.toMatchObject({
        name: 'StoredRowError',
        tableName: 'Signals',
        key: { paperId: '2611.00001', observedKey: '2026-11-20#github' },
        message: expect.stringMatching(/count/) as string,
      });
    });
  });
});
