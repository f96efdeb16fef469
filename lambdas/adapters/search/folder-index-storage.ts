/** The index of a local round: a folder. */
import { copyFile, mkdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { IndexStorage } from '../../core/ports/index-storage.ts';
import { isSystemError } from '../storage/is-system-error.ts';
import { writeWhole } from '../storage/write-whole.ts';
import { MANIFEST_NAME } from './index-manifest.ts';

/** @param directory made when something is put */
export const createFolderIndexStorage = (directory: string): IndexStorage => ({
  readManifest: async () => {
    try {
      return await readFile(join(directory, MANIFEST_NAME), 'utf8');
    } catch (error) {
      if (isSystemError(error, 'ENOENT')) return undefined;
      throw error;
    }
  },
  putManifest: (text) => writeWhole(join(directory, MANIFEST_NAME), text),
  putFile: async (name, packedPath) => {
    await mkdir(directory, { recursive: true });
    const temporary = join(directory, `.${name}.${process.pid}.tmp`);
    await copyFile(packedPath, temporary);
    await rename(temporary, join(directory, name));
  },
  pullFile: (name, toPath) => copyFile(join(directory, name), toPath),
  deleteFile: (name) => rm(join(directory, name), { force: true }),
});
