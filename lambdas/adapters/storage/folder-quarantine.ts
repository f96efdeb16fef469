/** The quarantine of a local round: what `createFolderArchive` kept and has rejects beside it. */
import { createReadStream } from 'node:fs';
import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Quarantine, RawResponse } from '../../core/ports/outside.ts';
import { entryStem, rejectsPath, rejectsText } from './archive-entry.ts';
import { MAX_READ_BYTES, openQuarantined, stemOfBody } from './archived-response.ts';
import { isSystemError } from './is-system-error.ts';
import { writeWhole } from './write-whole.ts';

const namesIn = async (directory: string): Promise<readonly string[]> => {
  try {
    return (await readdir(directory)).sort();
  } catch (error) {
    // No response has been archived yet, or something else than a folder lies there.
    if (isSystemError(error, 'ENOENT', 'ENOTDIR')) return [];
    throw error;
  }
};

const readBounded = async (path: string): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  for await (const chunk of createReadStream(path, { end: MAX_READ_BYTES - 1 }) as AsyncIterable<Buffer>)
    chunks.push(chunk);
  return Buffer.concat(chunks);
};

const readIfThere = (path: string): Promise<string | undefined> => readFile(path, 'utf8').catch(() => undefined);

/** @param directory that of the archive; it need not be there */
export const createFolderQuarantine = (directory: string): Quarantine => {
  const stems = new WeakMap<RawResponse, string>();
  return {
    async *responses() {
      for (const day of await namesIn(directory)) {
        const names = await namesIn(join(directory, day));
        const all = new Set(names);
        for (const name of names) {
          const stem = stemOfBody(name);
          if (stem === undefined || !all.has(rejectsPath(stem))) continue;
          const path = `${day}/${name}`;
          const response = await openQuarantined({
            path,
            stored: await readBounded(join(directory, day, name)),
            request: await readIfThere(join(directory, day, `${stem}.json`)),
          });
          stems.set(response, `${day}/${stem}`);
          yield response;
        }
      }
    },
    settle: async (response, rejects) => {
      const path = join(directory, rejectsPath(stems.get(response) ?? entryStem(response)));
      if (rejects.length === 0) await rm(path, { force: true });
      else await writeWhole(path, rejectsText(rejects));
    },
  };
};
