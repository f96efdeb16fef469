/**
 * How fast a backfill stores, beside the engine's own rate of conditional puts. Days are harvested and their rows then put
 * bare, in turn, into two engines that grow alike. Input: a file with `BackfillInput`, as JSON.
 */
import { readFileSync } from 'node:fs';
import { PutCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { forEachBounded, WRITES_IN_FLIGHT } from '../../lambdas/adapters/dynamodb/bounded-concurrency.ts';
import { writeIf } from '../../lambdas/adapters/dynamodb/conditional-write.ts';
import { createTables } from '../../lambdas/adapters/dynamodb/create-tables.ts';
import { openBackfill, runBackfill } from '../../lambdas/functions/harvest-papers/oai/backfill.ts';
import { CHUNKS_AT_ONCE } from '../../lambdas/functions/harvest-papers/intake/intake.ts';
import { backfillDays, openLoopbackBackfill, type BackfillInput } from '../harvest-backfill-run.ts';
import { figureOf, medianFigure, type Figure } from '../figure.ts';
import { localClient, watchCommands } from '../harvest-tables.ts';
import { secondsOf } from '../stopwatch.ts';

/** List days of a slice: some ten thousand puts, so that both rates meet the same moments of a busy machine. */
const SLICE_DAYS = 4;
/** The compilers of client and engine have seen the code by then. */
const WARM_UP_SLICES = 1;

/** What this process is told. */
export interface BackfillRateInput extends BackfillInput {
  /** Of the engine for bare puts. */
  readonly bareEndpoint: string;
}

interface Row {
  readonly TableName: string;
  readonly Item: Record<string, unknown>;
}

const putBare = (client: DynamoDBDocumentClient, rows: readonly Row[]): Promise<void> =>
  forEachBounded(
    rows,
    async (row) => {
      const condition = `attribute_not_exists(${row.TableName === 'Papers' ? 'paperId' : 'listedKey'})`;
      await writeIf(client.send(new PutCommand({ ...row, ConditionExpression: condition })));
    },
    CHUNKS_AT_ONCE * WRITES_IN_FLIGHT,
  );

const input = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as BackfillRateInput;
const bareClient = localClient(input.bareEndpoint);
await createTables(bareClient);
const backfill = await openLoopbackBackfill(input);
let rows: Row[] = [];
watchCommands(backfill.client, ({ name, input: { TableName, Item }, output }) => {
  if (name !== 'PutItemCommand' || output === undefined || TableName === 'Batches') return;
  rows.push({ TableName, Item } as Row);
});

/** What other programs take away of the machine does not count in it. */
const processorMicroseconds = async (work: () => Promise<void>): Promise<number> => {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return user + system;
};

const days = backfillDays(input.archive);
const piped: number[] = [];
const bare: number[] = [];
const ratios: number[] = [];
let records = 0;
let puts = 0;
let pipedProcessor = 0;
let bareProcessor = 0;
for (let start = 0; start < days.length; start += SLICE_DAYS) {
  const slice = days.slice(start, start + SLICE_DAYS);
  rows = [];
  const range = { from: slice[0] ?? '', to: slice.at(-1) ?? '', categories: input.archive.categories };
  const job = await openBackfill(backfill.deps, range);
  let read = 0;
  let pipedOfSlice = 0;
  const pipedSeconds = await secondsOf(async () => {
    pipedOfSlice = await processorMicroseconds(async () => {
      const report = await runBackfill(backfill.deps, { job });
      if (report.state !== 'done') throw new Error(`The backfill is not done: ${report.reason ?? ''}`);
      read = report.counts.records;
    });
  });
  const stored = rows;
  rows = [];
  let bareOfSlice = 0;
  const bareSeconds = await secondsOf(async () => {
    bareOfSlice = await processorMicroseconds(() => putBare(bareClient, stored));
  });
  process.stderr.write(
    `  ${range.from}..${range.to}: ${read} records, ${stored.length} puts, ${Math.round(stored.length / pipedSeconds)}/s, bare ${Math.round(stored.length / bareSeconds)}/s\n`,
  );
  if (start / SLICE_DAYS < WARM_UP_SLICES || stored.length === 0) continue;
  records += read;
  puts += stored.length;
  pipedProcessor += pipedOfSlice;
  bareProcessor += bareOfSlice;
  piped.push(stored.length / pipedSeconds);
  bare.push(stored.length / bareSeconds);
  ratios.push((100 * bareSeconds) / pipedSeconds);
}
await backfill.close();
bareClient.destroy();

const note = `${records} records, ${puts} puts into Papers and Listings, ${CHUNKS_AT_ONCE * WRITES_IN_FLIGHT} in flight`;
const figures: readonly Figure[] = [
  medianFigure({ name: 'backfill: conditional puts', unit: 'puts/s', note }, piped),
  medianFigure(
    {
      name: 'backfill: bare conditional puts of the same rows',
      unit: 'puts/s',
      note: 'a second engine of the same kind',
    },
    bare,
  ),
  medianFigure({ name: "backfill: share of the engine's own rate", unit: '%', goal: { atLeast: 80 } }, ratios),
  figureOf(
    {
      name: 'backfill: processor time of the harvesting process for a put',
      unit: 'µs',
      note: `bare: ${Math.round(bareProcessor / puts)} µs; unlike the rates it hardly changes with what else the machine does`,
    },
    pipedProcessor / puts,
  ),
  figureOf({ name: 'backfill: puts for a record', unit: 'puts' }, puts / records),
];
process.stdout.write(JSON.stringify(figures));
