/** Bundles code just as the functions are deployed. */
import { copyFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { ESBUILD_OPTIONS, FILES_BESIDE } from '../lib/bundling.ts';

/** What `lib/pipeline/round-function.ts` sets: Node reads the source map with the module, which takes its time. */
export const DEPLOYED_NODE_OPTIONS = '--enable-source-maps';

/** Writes the bundle, and beside it its source map and the files that any function has there: a measurement may run what one of them does. */
export const bundleAsDeployed = async (entry: string, outfile: string): Promise<void> => {
  await build({
    ...ESBUILD_OPTIONS,
    external: [...ESBUILD_OPTIONS.external],
    mainFields: [...ESBUILD_OPTIONS.mainFields],
    entryPoints: [entry],
    outfile,
    logLevel: 'error',
  });
  for (const path of new Set(Object.values(FILES_BESIDE).flatMap((paths = []) => paths)))
    await copyFile(fileURLToPath(new URL(`../${path}`, import.meta.url)), join(dirname(outfile), basename(path)));
};
