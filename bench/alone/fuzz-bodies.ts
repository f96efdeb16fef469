/**
 * Tries bodies on all processors that are given, in threads that are watched: one that hangs is ended and told by its
 * number, and the bodies after it are tried in a new thread.
 */
import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { figureOf, type Figure } from '../figure.ts';
import type { SeedPage } from '../fuzz/seed-page.ts';
import { createBodyFuzz } from '../fuzz/try-body.ts';

/** What the one argument names: a file with this as JSON. */
export interface FuzzInput {
  readonly pages: readonly SeedPage[];
  readonly bodies: number;
}

interface Fault {
  readonly kind: 'crash' | 'hang' | 'unaccounted' | 'ill-formed';
  readonly number: number;
  readonly said: string;
}

/** What a thread reports every so often, since the report before. */
interface Report {
  readonly tried: number;
  readonly bytes: number;
  readonly records: number;
  readonly slowest: { readonly milliseconds: number; readonly number: number };
  readonly faults: readonly Fault[];
  /** The first body that is not in it. */
  readonly next: number;
}

interface Share {
  readonly inputPath: string;
  /** Numbers from this one in steps, below `bodies`. */
  readonly from: number;
  readonly step: number;
  /** The number in work, plus one. */
  readonly inWork: Int32Array;
  /** Ended before: not tried again. */
  readonly hung: readonly number[];
}

/** Slower bodies are told as hangs, though they ended. */
const HANG_MS = 1_000;
/** A thread that stays with one body is ended. Much longer, for a busy machine. */
const GIVE_UP_MS = 20_000;
const REPORT_EVERY = 200;

const readInput = (path: string): FuzzInput => JSON.parse(readFileSync(path, 'utf8')) as FuzzInput;

const work = ({ inputPath, from, step, inWork, hung }: Share): void => {
  const { pages, bodies } = readInput(inputPath);
  const { tryBody } = createBodyFuzz(pages);
  let report = { tried: 0, bytes: 0, records: 0, slowest: { milliseconds: 0, number: 0 }, faults: [] as Fault[] };
  const send = (next: number): void => {
    parentPort?.postMessage({ ...report, next } satisfies Report);
    report = { tried: 0, bytes: 0, records: 0, slowest: { milliseconds: 0, number: 0 }, faults: [] };
  };
  for (let number = from; number < bodies; number += step) {
    if (hung.includes(number)) continue;
    Atomics.store(inWork, 0, number + 1);
    const { milliseconds, bytes, records, crash, unaccounted, illFormed } = tryBody(number);
    report.tried += 1;
    report.bytes += bytes;
    report.records += records;
    if (milliseconds > report.slowest.milliseconds) report.slowest = { milliseconds, number };
    if (milliseconds > HANG_MS) report.faults.push({ kind: 'hang', number, said: `${Math.round(milliseconds)} ms` });
    if (crash !== undefined) report.faults.push({ kind: 'crash', number, said: crash });
    report.faults.push(...unaccounted.map((said): Fault => ({ kind: 'unaccounted', number, said })));
    report.faults.push(...illFormed.map((said): Fault => ({ kind: 'ill-formed', number, said })));
    if (report.tried === REPORT_EVERY) send(number + step);
  }
  send(bodies);
};

/** One thread after the other over a share of the numbers, until all are tried. */
const runShare = async (
  share: Omit<Share, 'inWork' | 'hung'>,
  { bodies, take }: { readonly bodies: number; readonly take: (report: Report) => void },
): Promise<void> => {
  const hung: number[] = [];
  let { from } = share;
  while (from < bodies) {
    const inWork = new Int32Array(new SharedArrayBuffer(4));
    const worker = new Worker(new URL(import.meta.url), {
      workerData: { ...share, from, inWork, hung } satisfies Share,
    });
    const lose = (kind: Fault['kind'], said: string): void => {
      const number = Atomics.load(inWork, 0) - 1;
      hung.push(number);
      const faults: readonly Fault[] = [{ kind, number, said }];
      take({ tried: 1, bytes: 0, records: 0, slowest: { milliseconds: 0, number }, faults, next: from });
    };
    let seen = 0;
    const watch = setInterval(() => {
      const now = Atomics.load(inWork, 0);
      if (now !== 0 && now === seen) {
        lose('hang', `no end after ${GIVE_UP_MS} ms`);
        void worker.terminate();
      }
      seen = now;
    }, GIVE_UP_MS);
    worker.on('message', (report: Report) => {
      take(report);
      from = report.next;
    });
    worker.on('error', (error) => lose('crash', error.message));
    await new Promise((resolve) => worker.once('exit', resolve));
    clearInterval(watch);
    // Nothing can be tried at all: the input is at fault, not a body.
    if (hung.at(-1) === -1) return;
  }
};

const MAX_TOLD = 8;

const describeFaults = (faults: readonly Fault[]): { readonly note?: string } =>
  faults.length === 0
    ? {}
    : {
        note: faults
          .slice(0, MAX_TOLD)
          .map(({ number, said }) => `body ${number}: ${said}`)
          .join('; '),
      };

const runAll = async (inputPath: string): Promise<readonly Figure[]> => {
  const { bodies } = readInput(inputPath);
  const reports: Report[] = [];
  const start = performance.now();
  const threads = Math.max(1, availableParallelism());
  await Promise.all(
    Array.from({ length: threads }, (_, from) =>
      runShare({ inputPath, from, step: threads }, { bodies, take: (report) => reports.push(report) }),
    ),
  );
  const seconds = (performance.now() - start) / 1_000;
  const sum = (field: 'tried' | 'bytes' | 'records'): number => reports.reduce((total, each) => total + each[field], 0);
  const faults = reports.flatMap((report) => report.faults).sort((a, b) => a.number - b.number);
  const tried = sum('tried');
  const slowest = reports.map((report) => report.slowest).sort((a, b) => b.milliseconds - a.milliseconds)[0];
  const faultFigure = (kind: Fault['kind'], name: string): Figure => {
    const found = faults.filter((fault) => fault.kind === kind);
    return { name, figure: found.length, unit: 'faults', goal: { atMost: 0 }, ...describeFaults(found) };
  };
  return [
    {
      name: 'fuzz: mutated bodies tried',
      figure: tried,
      unit: 'bodies',
      goal: { atLeast: bodies },
      note: `${Math.round(sum('bytes') / Math.max(1, tried))} bytes on average, ${sum('records')} records taken in`,
    },
    faultFigure('crash', 'fuzz: crashes'),
    faultFigure('hang', 'fuzz: hangs (over a second, or no end)'),
    faultFigure('unaccounted', 'fuzz: records unaccounted for'),
    faultFigure('ill-formed', 'fuzz: records and rejects that are not what they must be'),
    figureOf(
      { name: 'fuzz: bodies made, parsed and judged', unit: 'bodies/s', note: `${threads} threads` },
      tried / seconds,
    ),
    figureOf(
      { name: 'fuzz: slowest body', unit: 'ms', note: `body ${slowest?.number ?? 0}` },
      slowest?.milliseconds ?? Number.NaN,
    ),
  ];
};

if (isMainThread) process.stdout.write(JSON.stringify(await runAll(process.argv[2] ?? '')));
else work(workerData as Share);
