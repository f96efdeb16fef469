/** The backfill of a long range against a loopback arXiv that keeps nobody waiting. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isListDate } from '../lambdas/core/calendar/announcement-calendar.ts';
import { addDays } from '../lambdas/core/calendar/new-york-time.ts';
import { startDynalite } from '../local/dynalite-engine.ts';
import type { BackfillRateInput } from './alone/harvest-backfill-rate.ts';
import { bundleAsDeployed } from './deployed-bundle.ts';
import type { Figure } from './figure.ts';
import type { BackfillInput } from './harvest-backfill-run.ts';
import type { LoopbackArchive } from './loopback-arxiv.ts';
import { runAlone } from './run-alone.ts';
import { inScratchFolder } from './scratch-folder.ts';

/** Of one archive: OAI gives its set once a day, and each record comes once. */
const CATEGORIES = ['cs.AI', 'cs.CL', 'cs.CV', 'cs.IR', 'cs.LG', 'cs.NE', 'cs.RO'];
/** What the identifiers of an invented month suffice for. */
const PAPERS_PER_DAY = 1700;
const FIRST_DATE = '2026-01-05';
/** Records of which the rate is measured: some minutes. */
const RATE_RECORDS = 40_800;
/** Asked for by the issue that asked for the figure: memory over so many records. */
const RECORDS = 200_000;
/** Garbage piles up as the heap allows. What a backfill needs is well below. */
const HEAP_MEGABYTES = 128;

const archiveOf = (records: number): LoopbackArchive => {
  const papersPerDay: Record<string, number> = {};
  let left = records;
  for (let date = FIRST_DATE; left > 0; date = addDays(date, 1)) {
    if (!isListDate(date)) continue;
    papersPerDay[date] = Math.min(left, PAPERS_PER_DAY);
    left -= PAPERS_PER_DAY;
  }
  return { seed: 7, categories: CATEGORIES, papersPerDay };
};

const withServer = <Result>(work: (folder: string, server: string) => Promise<Result>): Promise<Result> =>
  inScratchFolder(async (folder) => {
    const server = join(folder, 'loopback-arxiv', 'index.mjs');
    await bundleAsDeployed(fileURLToPath(new URL('./loopback-arxiv-server.ts', import.meta.url)), server);
    return work(folder, server);
  });

const measureRate = (records: number): Promise<readonly Figure[]> =>
  withServer(async (folder, server) => {
    const engine = await startDynalite({ directory: join(folder, 'tables') });
    const bareEngine = await startDynalite({ directory: join(folder, 'bare') });
    try {
      const input = join(folder, 'rate.json');
      const told: BackfillRateInput = {
        archive: archiveOf(records),
        server,
        endpoint: engine.endpoint,
        bareEndpoint: bareEngine.endpoint,
        raw: join(folder, 'raw'),
      };
      await writeFile(input, JSON.stringify(told));
      return await runAlone(new URL('./alone/harvest-backfill-rate.ts', import.meta.url), { input });
    } finally {
      await engine.close();
      await bareEngine.close();
    }
  });

const measureMemory = (records: number): Promise<readonly Figure[]> =>
  withServer(async (folder, server) => {
    const engine = await startDynalite({ directory: join(folder, 'tables') });
    try {
      const input = join(folder, 'memory.json');
      const told: BackfillInput = {
        archive: archiveOf(records),
        server,
        endpoint: engine.endpoint,
        raw: join(folder, 'raw'),
      };
      await writeFile(input, JSON.stringify(told));
      return await runAlone(new URL('./alone/harvest-backfill-memory.ts', import.meta.url), {
        input,
        heapMegabytes: HEAP_MEGABYTES,
      });
    } finally {
      await engine.close();
    }
  });

export interface BackfillSizes {
  /** @default 40,800 */
  readonly rateRecords?: number;
  /** @default 200,000 */
  readonly records?: number;
}

export const measureBackfill = async ({ rateRecords = RATE_RECORDS, records = RECORDS }: BackfillSizes = {}): Promise<
  readonly Figure[]
> => [...(await measureRate(rateRecords)), ...(await measureMemory(records))];
