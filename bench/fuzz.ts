/** Mutated pages: the parser may reject what it likes, but neither crash, hang, nor lose a record. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FuzzInput } from './alone/fuzz-bodies.ts';
import type { Figure } from './figure.ts';
import { findSeedPages } from './fuzz/find-seed-pages.ts';
import { runAlone } from './run-alone.ts';
import { inScratchFolder } from './scratch-folder.ts';

/** Asked for by the issue that asked for the fuzz. */
const BODIES = 200_000;

/** `npx tsx bench/fuzz-body.ts NUMBER` shows a body that a figure names. */
export const measureFuzz = (bodies = BODIES): Promise<readonly Figure[]> =>
  inScratchFolder(async (folder) => {
    const { pages, note } = await findSeedPages();
    const input = join(folder, 'fuzz.json');
    await writeFile(input, JSON.stringify({ pages, bodies } satisfies FuzzInput));
    const figures = await runAlone(new URL('./alone/fuzz-bodies.ts', import.meta.url), { input });
    return figures.map((figure) => ({ ...figure, note: [note, figure.note].filter(Boolean).join('; ') }));
  });
