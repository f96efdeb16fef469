/**
 * A night of the deployed harvest that brings a long list, run by run of its schedule, after nights that brought shorter
 * ones. Arxiv and tables are other processes. Input: a file with `HarvestDayInput`, as JSON.
 */
import { readFileSync } from 'node:fs';
import { createArxiv } from '../../lambdas/adapters/arxiv/arxiv.ts';
import { PATIENT_RETRIES } from '../../lambdas/adapters/arxiv/retry-policy.ts';
import { createTables } from '../../lambdas/adapters/dynamodb/create-tables.ts';
import { createFolderArchive } from '../../lambdas/adapters/storage/folder-archive.ts';
import { addDays, newYorkInstant } from '../../lambdas/core/calendar/new-york-time.ts';
import { runTask, type RunTaskDeps } from '../../lambdas/functions/harvest-papers/run-task.ts';
import { createFakeBatchStore } from '../../test/fakes/fake-batch-store.ts';
import { createFakeHarvestLedger } from '../../test/fakes/fake-harvest-ledger.ts';
import { figureOf, type Figure } from '../figure.ts';
import { harvestTables, localClient, watchCommands } from '../harvest-tables.ts';
import { createCostMeter, DOLLARS_PER_MILLION, type TableCost } from '../harvest-writes.ts';
import { startLoopbackArxiv, type LoopbackArchive, type LoopbackRequest } from '../loopback-arxiv.ts';
import { ownPeakMegabytes } from '../peak-memory.ts';
import { secondsOf } from '../stopwatch.ts';

/** What this process is told. */
export interface HarvestDayInput {
  /** The last date is the one that is measured. */
  readonly archive: LoopbackArchive;
  /** Bundle of `loopback-arxiv-server.ts`. */
  readonly server: string;
  readonly endpoint: string;
  /** Folder for the raw archive. */
  readonly raw: string;
}

interface ScheduledRun {
  readonly task: 'poll' | 'repair';
  readonly last: boolean;
  readonly at: Date;
}

const MINUTE_MS = 60_000;
const QUARTERS = [0, 15, 30, 45];

/** As `lib/pipeline/harvest-papers.ts` has it: repairs in the evening, polls from a quarter past midnight until six. */
const runsOf = (listDate: string): readonly ScheduledRun[] => {
  const at = (date: string, hour: number, minute: number): Date =>
    new Date(newYorkInstant(date, hour).getTime() + minute * MINUTE_MS);
  const evening = addDays(listDate, -1);
  const repairs = [
    ...[30, 45].map((minute) => at(evening, 22, minute)),
    ...QUARTERS.map((minute) => at(evening, 23, minute)),
  ];
  const polls = [0, 1, 2, 3, 4, 5].flatMap((hour) => QUARTERS.map((minute) => at(listDate, hour, minute))).slice(1);
  return [
    ...repairs.map((instant) => ({ task: 'repair' as const, last: false, at: instant })),
    ...polls.map((instant) => ({ task: 'poll' as const, last: false, at: instant })),
    { task: 'poll', last: true, at: at(listDate, 6, 0) },
  ];
};

const { archive, server, endpoint, raw } = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as HarvestDayInput;
const { categories, papersPerDay } = archive;
const listDates = Object.keys(papersPerDay).sort();
const measured = listDates.at(-1) ?? '';

const site = await startLoopbackArxiv(server, archive);
const client = localClient(endpoint);
await createTables(client);
const meter = createCostMeter();
watchCommands(client, (seen) => meter.note(seen));
let now = new Date(0);
const clock = (): Date => now;
const { turn, ...tables } = harvestTables(client);
const deps: RunTaskDeps = {
  ...tables,
  archive: createFolderArchive(raw),
  clock,
  onUsage: () => undefined,
  openArxiv: () =>
    createArxiv({
      bases: site.bases,
      userAgent: 'PaperRound/0.1 (bench; mailto:nobody@example.org)',
      turn,
      clock,
      minIntervalMs: 0,
      retries: PATIENT_RETRIES,
    }),
};

interface RunCost {
  readonly run: ScheduledRun;
  readonly seconds: number;
  readonly requests: readonly LoopbackRequest[];
  readonly outcome: string;
}

const doRun = async (run: ScheduledRun, stores: RunTaskDeps): Promise<RunCost> => {
  now = run.at;
  await site.tell({ now: run.at.toISOString() });
  let outcome = '';
  const seconds = await secondsOf(async () => {
    ({ outcome } = await runTask(stores, { ...run, categories, isTimeUp: () => false }));
  });
  return { run, seconds, requests: await site.tell({}), outcome };
};

const runNight = async (listDate: string, stores: RunTaskDeps): Promise<readonly RunCost[]> => {
  const costs: RunCost[] = [];
  for (const run of runsOf(listDate)) costs.push(await doRun(run, stores));
  return costs;
};

/** Polls that ask, of a night. */
const pollsIn = (costs: readonly RunCost[]): readonly RunCost[] =>
  costs.filter(({ run, requests }) => run.task === 'poll' && requests.length > 0);

let earlyPoll: RunCost | undefined;
for (const listDate of listDates.slice(0, -1)) {
  // One poll that comes too early: feeds and pages are still those of the list before.
  if (listDate === listDates.at(-2)) await site.tell({ stalePolls: categories.length });
  const polls = pollsIn(await runNight(listDate, deps));
  earlyPoll = polls.length > 1 ? polls[0] : undefined;
}
meter.take();
const processorBefore = process.cpuUsage();
const night = await runNight(measured, deps);
const { user, system } = process.cpuUsage(processorBefore);
const processorSeconds = (user + system) / 1e6;
const cost = meter.take();
const peakMegabytes = ownPeakMegabytes();

const rows = await tables.batches.getMany(categories.map((category) => ({ category, date: measured })));
const incomplete = rows.filter(({ state }) => state !== 'complete').length + categories.length - rows.length;
const [all] = await tables.batches.getMany([{ category: 'all', date: measured }]);

// The same again, by somebody who remembers nothing of the night but the papers.
meter.take();
const again = await runNight(measured, { ...deps, batches: createFakeBatchStore(), ledger: createFakeHarvestLedger() });
const costAgain = meter.take();
await site.close();
client.destroy();

const asked = night.filter(({ requests }) => requests.length > 0);
const polls = pollsIn(night);
const repairs = asked.filter(({ run }) => run.task === 'repair');
const requestsOf = (costs: readonly RunCost[], pattern: RegExp): number =>
  costs.reduce((sum, { requests }) => sum + requests.filter(({ path }) => pattern.test(path)).length, 0);
/** Each request has three seconds until the next one, the last one until the end of the run. */
const secondsBeyondWait = ({ seconds, requests }: RunCost): number => {
  const starts = requests.map(({ startedMs }) => startedMs / 1000);
  const gaps = starts.map((start, index) => (starts[index + 1] ?? (starts[0] ?? 0) + seconds) - start);
  return gaps.reduce((sum, gap) => sum + Math.max(0, gap - 3), 0);
};
const ANY = /./;
const OF_CATEGORIES = /^\/(?:rss|list|api)\b/;
const PAGES = /verb=ListRecords/;
const IDENTIFIERS = /verb=ListIdentifiers/;
const secondsIn = (costs: readonly RunCost[]): number => costs.reduce((sum, { seconds }) => sum + seconds, 0);
const sumOf = (costs: ReadonlyMap<string, TableCost>, of: keyof TableCost, tableNames?: readonly string[]): number =>
  [...costs].reduce((sum, [name, table]) => sum + (tableNames?.includes(name) === false ? 0 : table[of]), 0);
const inWords = (of: keyof TableCost): string => [...cost].map(([name, table]) => `${name} ${table[of]}`).join(', ');
const writeDollars = (sumOf(cost, 'writeUnits') * DOLLARS_PER_MILLION.writes) / 1e6;
const readDollars = (sumOf(cost, 'readUnits') * DOLLARS_PER_MILLION.reads) / 1e6;

const name = `harvest: a day of ${papersPerDay[measured] ?? 0} announced papers`;
const figures: readonly Figure[] = [
  figureOf(
    {
      name: `${name}, requests for a category`,
      unit: 'requests',
      goal: { atMost: 2 },
      note: `feed and listing page of ${categories.length} categories, ${incomplete} of them not complete afterwards; papers over all: ${all?.stored ?? 0}`,
    },
    requestsOf(polls, OF_CATEGORIES) / categories.length,
  ),
  figureOf(
    { name: `${name}, OAI pages`, unit: 'requests', note: 'three days of datestamps in each of two sets' },
    requestsOf(repairs, PAGES),
  ),
  figureOf({ name: `${name}, OAI lists of identifiers`, unit: 'requests' }, requestsOf(repairs, IDENTIFIERS)),
  figureOf(
    {
      name: 'harvest: a poll that comes before the list, requests',
      unit: 'requests',
      note: `counted apart, of the night before; ${earlyPoll?.seconds.toFixed(1) ?? '-'} s`,
    },
    requestsOf([earlyPoll ?? []].flat(), ANY),
  ),
  figureOf(
    {
      name: `${name}, all work of the night`,
      unit: 's',
      goal: { atMost: 10 },
      note: `answers of the simulated arXiv included, nothing hidden behind the wait between requests; evening ${secondsIn(repairs).toFixed(1)} s, polls ${secondsIn(polls).toFixed(1)} s; ${processorSeconds.toFixed(1)} s of processor time in this process`,
    },
    secondsIn(night),
  ),
  figureOf(
    {
      name: `${name}, time beyond requests × 3 s`,
      unit: 's',
      goal: { atMost: 10 },
      note: 'what of this work would not fit into the three seconds that each request has',
    },
    night.reduce((sum, cost) => sum + secondsBeyondWait(cost), 0),
  ),
  figureOf(
    {
      name: `${name}, peak memory`,
      unit: 'MB',
      goal: { atMost: 256 },
      note: 'the harvesting process, history included; arXiv and tables are other processes',
    },
    peakMegabytes,
  ),
  figureOf(
    {
      name: `${name}, writes`,
      unit: 'writes',
      note: `${inWords('writes')}; rows of indexes: ${inWords('indexWrites')}`,
    },
    sumOf(cost, 'writes'),
  ),
  figureOf(
    {
      name: `${name}, write units`,
      unit: 'units',
      note: `by size of the rows, rows of indexes included; ${inWords('writeUnits')}`,
    },
    sumOf(cost, 'writeUnits'),
  ),
  figureOf(
    {
      name: `${name}, price of its writes`,
      unit: '$',
      note: `on demand in us-east-1, $${DOLLARS_PER_MILLION.writes} for a million write request units; its ${sumOf(cost, 'readUnits')} read units at $${DOLLARS_PER_MILLION.reads} a million: $${readDollars.toPrecision(2)}`,
    },
    writeDollars,
  ),
  figureOf(
    {
      name: 'harvest: writes to Papers and Listings for the same day again',
      unit: 'writes',
      goal: { atMost: 0 },
      note: `${requestsOf(again, ANY)} requests, ${secondsIn(again).toFixed(1)} s, all checkpoints and batches forgotten`,
    },
    sumOf(costAgain, 'writes', ['Papers', 'Listings']),
  ),
];
process.stdout.write(JSON.stringify(figures));
