/** Size of the deployed bundles, and how long Node takes to load each. */
import { execFile } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { entryOf } from '../lib/bundling.ts';
import { bundleAsDeployed, DEPLOYED_NODE_OPTIONS } from './deployed-bundle.ts';
import { figureOf, medianFigure, type Figure } from './figure.ts';
import { inScratchFolder } from './scratch-folder.ts';

/** As Lambda counts: 1,024 bytes. */
const MAX_KILOBYTES = {
  'harvest-papers': 740,
  'collect-signals': 700,
  'rank-trending': 700,
  'build-search-index': 700,
  'plan-digests': 700,
  'send-digest': 1_200,
  'send-confirmation': 1_200,
  'serve-web': 1_200,
} as const;
const MAX_INIT_MS = 120;
const PROCESSES = 10;

/** The functions read their settings at the first event, so that loading one needs none. */
const LOAD = `const startMs = performance.now();
await import(process.argv[1]);
process.stdout.write(String(performance.now() - startMs));
process.exit(0);`;

const loadMilliseconds = async (bundle: string): Promise<number> => {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--input-type=module', '--eval', LOAD, pathToFileURL(bundle).href],
    { env: { NODE_OPTIONS: DEPLOYED_NODE_OPTIONS, AWS_REGION: 'us-east-1' } },
  );
  return Number(stdout);
};

export const measureBundles = (): Promise<readonly Figure[]> =>
  inScratchFolder(async (folder) => {
    const bundles = Object.entries(MAX_KILOBYTES).map(([name, maxKilobytes]) => ({
      name,
      maxKilobytes,
      path: join(folder, name, 'index.mjs'),
      initMs: [] as number[],
    }));
    for (const { name, path } of bundles) await bundleAsDeployed(entryOf(name), path);
    // In turn, so that a busy moment hits all alike; the first round only brings the files into the cache.
    for (let round = 0; round <= PROCESSES; round += 1) {
      for (const { path, initMs } of bundles) {
        const taken = await loadMilliseconds(path);
        if (round > 0) initMs.push(taken);
      }
    }
    const figures = bundles.map(async ({ name, maxKilobytes, path, initMs }) => [
      figureOf(
        { name: `bundles: ${name}, minified`, unit: 'KiB', goal: { atMost: maxKilobytes } },
        (await stat(path)).size / 1024,
      ),
      medianFigure({ name: `bundles: ${name}, module init`, unit: 'ms', goal: { atMost: MAX_INIT_MS } }, initMs),
    ]);
    return (await Promise.all(figures)).flat();
  });
