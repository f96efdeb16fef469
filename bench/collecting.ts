/** A night of collecting signals for a month of all arXiv, against simulated sources and tables in other processes. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startDynalite } from '../local/dynalite-engine.ts';
import type { CollectNightInput } from './alone/collect-night.ts';
import { bundleAsDeployed } from './deployed-bundle.ts';
import type { Figure } from './figure.ts';
import { runAlone } from './run-alone.ts';
import { inScratchFolder } from './scratch-folder.ts';

/** Garbage piles up as the heap allows. What a night needs is well below. */
const HEAP_MEGABYTES = 192;

export const measureCollecting = (): Promise<readonly Figure[]> =>
  inScratchFolder(async (folder) => {
    const server = join(folder, 'loopback-attention', 'index.mjs');
    await bundleAsDeployed(fileURLToPath(new URL('./loopback-attention-server.ts', import.meta.url)), server);
    const engine = await startDynalite({ directory: join(folder, 'tables') });
    try {
      const input = join(folder, 'collect-night.json');
      const told: CollectNightInput = { server, crowd: join(folder, 'crowd.json'), endpoint: engine.endpoint };
      await writeFile(input, JSON.stringify(told));
      return await runAlone(new URL('./alone/collect-night.ts', import.meta.url), {
        input,
        heapMegabytes: HEAP_MEGABYTES,
      });
    } finally {
      await engine.close();
    }
  });
