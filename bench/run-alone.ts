/**
 * Runs a measurement in a process of its own, bundled as the functions are: neither the memory nor the compiled code of
 * other measurements disturb it, nor does tsx, which wraps every function that is made in a call that names it.
 */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { bundleAsDeployed } from './deployed-bundle.ts';
import type { Figure } from './figure.ts';
import { inScratchFolder } from './scratch-folder.ts';

export interface AloneOptions {
  /** First argument of the module: a path. */
  readonly input?: string;
  /** Limit of the heap, where peak memory is the question: without one garbage piles up as the machine allows. */
  readonly heapMegabytes?: number;
}

/** @param module one of `alone/`, which prints its figures as one JSON array */
export const runAlone = (module: URL, { input = '', heapMegabytes }: AloneOptions = {}): Promise<readonly Figure[]> =>
  inScratchFolder(async (folder) => {
    const bundle = join(folder, 'index.mjs');
    await bundleAsDeployed(fileURLToPath(module), bundle);
    const flags = heapMegabytes === undefined ? [] : [`--max-old-space-size=${heapMegabytes}`];
    const running = promisify(execFile)(process.execPath, [...flags, bundle, input], { env: {} });
    // Progress, of those that take minutes.
    running.child.stderr?.pipe(process.stderr, { end: false });
    const { stdout } = await running;
    return JSON.parse(stdout) as readonly Figure[];
  });
