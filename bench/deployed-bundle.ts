/** Bundles code just as the functions are deployed. */
import { build } from 'esbuild';
import { ESBUILD_OPTIONS } from '../lib/bundling.ts';

/** What `lib/pipeline/round-function.ts` sets: Node reads the source map with the module, which takes its time. */
export const DEPLOYED_NODE_OPTIONS = '--enable-source-maps';

/** Writes the bundle, and its source map beside it. */
export const bundleAsDeployed = async (entry: string, outfile: string): Promise<void> => {
  await build({
    ...ESBUILD_OPTIONS,
    external: [...ESBUILD_OPTIONS.external],
    mainFields: [...ESBUILD_OPTIONS.mainFields],
    entryPoints: [entry],
    outfile,
    logLevel: 'error',
  });
};
