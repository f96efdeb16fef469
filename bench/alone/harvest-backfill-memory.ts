/** Memory of a backfill as it goes on. Input: a file with `BackfillInput`, as JSON. */
import { readFileSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { openBackfill, runBackfill } from '../../lambdas/functions/harvest-papers/oai/backfill.ts';
import { figureOf, type Figure } from '../figure.ts';
import { backfillDays, openLoopbackBackfill, type BackfillInput } from '../harvest-backfill-run.ts';
import { ownPeakMegabytes } from '../peak-memory.ts';

/** Records after which memory is looked at, beside the end. */
const MARKS = [20_000, 100_000, 200_000];
const MAX_GROWTH = 1.2;
const TELL_EVERY_MS = 10_000;

interface Mark {
  readonly records: number;
  readonly seconds: number;
  readonly peakMegabytes: number;
  /** What is in use once the garbage is gone. */
  readonly liveMegabytes: number;
}

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

const input = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as BackfillInput;
const backfill = await openLoopbackBackfill(input);
const days = backfillDays(input.archive);
const job = await openBackfill(backfill.deps, {
  from: days[0] ?? '',
  to: days.at(-1) ?? '',
  categories: input.archive.categories,
});

const startMs = performance.now();
const secondsNow = (): number => (performance.now() - startMs) / 1000;
const marks: Mark[] = [];
const look = (records: number): void => {
  // Before the collection, which needs memory of its own.
  const peakMegabytes = ownPeakMegabytes();
  collectGarbage();
  marks.push({ records, seconds: secondsNow(), peakMegabytes, liveMegabytes: process.memoryUsage().heapUsed / 1e6 });
};
let toldMs = startMs;
const report = await runBackfill(backfill.deps, {
  job,
  onProgress: ({ records, day }) => {
    if (records >= (MARKS[marks.length] ?? Number.POSITIVE_INFINITY)) look(records);
    if (performance.now() - toldMs < TELL_EVERY_MS) return;
    toldMs = performance.now();
    process.stderr.write(`  ${day}: ${records} records, ${Math.round(records / secondsNow())}/s\n`);
  },
});
if (report.state !== 'done') throw new Error(`The backfill is not done: ${report.reason ?? ''}`);
// The last records of a round number are those of its last page.
if (marks.length < MARKS.length) look(report.counts.records);
await backfill.close();

const [first] = marks;
const last = marks.at(-1);
const rateSince = (mark: Mark, before: Mark | undefined): number =>
  (mark.records - (before?.records ?? 0)) / (mark.seconds - (before?.seconds ?? 0));
const figures: readonly Figure[] = [
  ...marks.map((mark, index) =>
    figureOf(
      {
        name: `backfill: peak memory up to ${mark.records} records`,
        unit: 'MB',
        note: `${mark.liveMegabytes.toFixed(1)} MB of heap in use without garbage; ${Math.round(rateSince(mark, marks[index - 1]))} records/s since the mark before`,
      },
      mark.peakMegabytes,
    ),
  ),
  figureOf(
    {
      name: 'backfill: peak memory at the end as a multiple of the first mark',
      unit: 'times',
      goal: { atMost: MAX_GROWTH },
    },
    (last?.peakMegabytes ?? Number.NaN) / (first?.peakMegabytes ?? Number.NaN),
  ),
  figureOf(
    { name: 'backfill: records stored', unit: 'records/s', note: `${report.counts.records} records in one run` },
    report.counts.records / (last?.seconds ?? Number.NaN),
  ),
];
process.stdout.write(JSON.stringify(figures));
