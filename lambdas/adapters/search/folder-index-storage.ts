/** The index of a local round: a folder. One process at a time builds into it; any number read. */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { copyFile, mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { IndexStorage } from '../../core/ports/index-storage.ts';
import { isSystemError } from '../storage/is-system-error.ts';
import { MANIFEST_NAME } from './index-manifest.ts';

/** A copy that has not become a file within an hour is one whose process was killed. */
const ABANDONED_MS = 60 * 60_000;
const TEMPORARY = /^\..*\.tmp$/;

/** @param directory made when something is put */
export const createFolderIndexStorage = (directory: string): IndexStorage => {
  const readManifest = (): string | undefined => {
    try {
      return readFileSync(join(directory, MANIFEST_NAME), 'utf8');
    } catch (error) {
      if (isSystemError(error, 'ENOENT')) return undefined;
      throw error;
    }
  };
  const deleteAbandoned = async (): Promise<void> => {
    for (const name of (await readdir(directory)).filter((each) => TEMPORARY.test(each))) {
      const path = join(directory, name);
      const { mtimeMs } = await stat(path);
      if (Date.now() - mtimeMs > ABANDONED_MS) await rm(path, { force: true });
    }
  };
  return {
    readManifest: () =>
      new Promise((resolve) => {
        resolve(readManifest());
      }),
    // In one go: no other run of this process comes between reading and replacing.
    changeManifest: (change) =>
      new Promise((resolve) => {
        mkdirSync(directory, { recursive: true });
        const temporary = join(directory, `.${MANIFEST_NAME}.${process.pid}.tmp`);
        writeFileSync(temporary, change(readManifest()));
        renameSync(temporary, join(directory, MANIFEST_NAME));
        resolve();
      }),
    putFile: async (name, packedPath) => {
      await mkdir(directory, { recursive: true });
      await deleteAbandoned();
      const temporary = join(directory, `.${name}.${process.pid}.tmp`);
      await copyFile(packedPath, temporary);
      await rename(temporary, join(directory, name));
    },
    pullFile: (name, toPath) => copyFile(join(directory, name), toPath),
    deleteFile: (name) => rm(join(directory, name), { force: true }),
  };
};
