/** The raw archive of a local round: a folder that `--replay` takes in again. */
import { access } from 'node:fs/promises';
import { join } from 'node:path';
import type { RawArchive } from '../../core/ports/outside.ts';
import {
  bodyPath,
  compressedBody,
  entryStem,
  rejectsByStem,
  rejectsPath,
  requestPath,
  requestText,
} from './archive-entry.ts';
import { writeWhole } from './write-whole.ts';

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );

/** @param directory made when missing */
export const createFolderArchive = (directory: string): RawArchive => {
  const stems = new Map<string, string>();
  return {
    keep: async (response) => {
      stems.set(response.name, entryStem(response));
      const path = join(directory, bodyPath(response));
      // The body is written last and its name has its hash: when it is there, all of it is.
      if (await exists(path)) return;
      await writeWhole(join(directory, requestPath(response)), requestText(response));
      await writeWhole(path, await compressedBody(response));
    },
    keepRejects: async (rejects) => {
      for (const [stem, lines] of rejectsByStem(rejects, stems))
        await writeWhole(join(directory, rejectsPath(stem)), lines);
    },
  };
};
