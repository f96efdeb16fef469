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

/** @param module one of `alone/`, which prints its figures as one JSON array; `input` is its first argument */
export const runAlone = (module: URL, input = ''): Promise<readonly Figure[]> =>
  inScratchFolder(async (folder) => {
    const bundle = join(folder, 'index.mjs');
    await bundleAsDeployed(fileURLToPath(module), bundle);
    const { stdout } = await promisify(execFile)(process.execPath, [bundle, input], { env: {} });
    return JSON.parse(stdout) as readonly Figure[];
  });
