/** Parsing and scoring, as the harvest does it with every page. */
import type { Figure } from './figure.ts';
import { findOaiPage } from './oai-page.ts';
import { runAlone } from './run-alone.ts';
import { inScratchFolder } from './scratch-folder.ts';

export const measureParsing = (): Promise<readonly Figure[]> =>
  inScratchFolder(async (folder) => {
    const { path, note } = await findOaiPage(folder);
    const figures = [
      ...(await runAlone(new URL('./alone/parse-page.ts', import.meta.url), { input: path })),
      ...(await runAlone(new URL('./alone/parse-memory.ts', import.meta.url), { input: path })),
    ];
    return figures.map((figure) => ({ ...figure, note: [note, figure.note].filter(Boolean).join('; ') }));
  });
