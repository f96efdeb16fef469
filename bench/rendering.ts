/** What readers get: mails and the trending page, of the papers of the bundled sample. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Figure } from './figure.ts';
import { runAlone } from './run-alone.ts';
import { readSamplePapers } from './sample-papers.ts';
import { inScratchFolder } from './scratch-folder.ts';

const measureWithSample = (module: URL): Promise<readonly Figure[]> =>
  inScratchFolder(async (folder) => {
    const path = join(folder, 'papers.json');
    await writeFile(path, JSON.stringify(await readSamplePapers()));
    return runAlone(module, { input: path });
  });

export const measureMails = (): Promise<readonly Figure[]> =>
  measureWithSample(new URL('./alone/render-mail.ts', import.meta.url));
export const measurePages = (): Promise<readonly Figure[]> =>
  measureWithSample(new URL('./alone/show-list.ts', import.meta.url));
