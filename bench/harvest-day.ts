/** A night of the deployed harvest against the simulated arXiv, without the three seconds between requests. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startDynalite } from '../local/dynalite-engine.ts';
import type { HarvestDayInput } from './alone/harvest-day.ts';
import { bundleAsDeployed } from './deployed-bundle.ts';
import type { Figure } from './figure.ts';
import { runAlone } from './run-alone.ts';
import { inScratchFolder } from './scratch-folder.ts';

/** Those of a new deployment. */
const CATEGORIES = ['cs.AI', 'cs.CL', 'cs.CV', 'cs.IR', 'cs.LG', 'cs.NE', 'cs.RO', 'stat.ML'];
/** Some ordinary days, and a Tuesday. */
const PAPERS_PER_DAY = {
  '2026-12-02': 1100,
  '2026-12-03': 1100,
  '2026-12-04': 1100,
  '2026-12-07': 1000,
  '2026-12-08': 2200,
};
/** Garbage piles up as the heap allows. What harvesting needs is well below. */
const HEAP_MEGABYTES = 128;

export const measureHarvest = (): Promise<readonly Figure[]> =>
  inScratchFolder(async (folder) => {
    const server = join(folder, 'loopback-arxiv', 'index.mjs');
    await bundleAsDeployed(fileURLToPath(new URL('./loopback-arxiv-server.ts', import.meta.url)), server);
    const engine = await startDynalite({ directory: join(folder, 'tables') });
    try {
      const input = join(folder, 'harvest-day.json');
      await writeFile(
        input,
        JSON.stringify({
          archive: { seed: 11, categories: CATEGORIES, papersPerDay: PAPERS_PER_DAY },
          server,
          endpoint: engine.endpoint,
          raw: join(folder, 'raw'),
        } satisfies HarvestDayInput),
      );
      return await runAlone(new URL('./alone/harvest-day.ts', import.meta.url), {
        input,
        heapMegabytes: HEAP_MEGABYTES,
      });
    } finally {
      await engine.close();
    }
  });
