/**
 * Index files pulled out of their storage into a folder of this process, and open. A file is pulled once, however many ask;
 * what is not asked for any longer makes room for the next.
 */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { IndexStorage } from '../../core/ports/index-storage.ts';
import type { IndexFile } from './index-manifest.ts';
import { unpackIndexFile } from './pack-index-file.ts';
import { makeScratchFolder } from './scratch-folders.ts';
import { openSearchIndex, type SearchIndex } from './search-index.ts';

interface LocalFile {
  readonly bytes: number;
  /** Queries that hold it. */
  users: number;
  readonly opening: Promise<SearchIndex>;
}

export interface LocalIndexFiles {
  /**
   * From the call on the file stays open until it is given back, whether the promise is kept or not.
   * @throws whatever pulling, unpacking or opening does; the next call tries again
   */
  borrow(file: IndexFile): Promise<SearchIndex>;
  giveBack(file: IndexFile): void;
  /** Closes and deletes files, those longest unused first, until the rest has `maxBytes` at most. Those borrowed and `keep` stay. */
  makeRoom(maxBytes: number, keep: ReadonlySet<string>): Promise<void>;
  close(): Promise<void>;
}

export const createLocalIndexFiles = (storage: IndexStorage, temporaryDirectory: string): LocalIndexFiles => {
  /** The one used last stands last. */
  const files = new Map<string, LocalFile>();
  let making: Promise<string> | undefined;
  const folder = (): Promise<string> => (making ??= makeScratchFolder(temporaryDirectory));

  const pull = async (file: IndexFile): Promise<SearchIndex> => {
    const directory = await folder();
    const packed = join(directory, file.name);
    const path = join(directory, `${file.sha256}.sqlite`);
    try {
      await storage.pullFile(file.name, packed);
      await unpackIndexFile(packed, path, file);
      return await openSearchIndex(path);
    } catch (error) {
      await rm(path, { force: true });
      throw error;
    } finally {
      await rm(packed, { force: true });
    }
  };

  const drop = async (sha256: string): Promise<void> => {
    const file = files.get(sha256);
    files.delete(sha256);
    const index = await file?.opening.catch(() => undefined);
    index?.close();
    await rm(join(await folder(), `${sha256}.sqlite`), { force: true });
  };

  return {
    borrow: (file) => {
      const known = files.get(file.sha256);
      const local = known ?? { bytes: file.bytes, users: 0, opening: pull(file) };
      local.users += 1;
      files.delete(file.sha256);
      files.set(file.sha256, local);
      if (!known) local.opening.catch(() => files.delete(file.sha256));
      return local.opening;
    },
    giveBack: ({ sha256 }) => {
      const local = files.get(sha256);
      if (local) local.users -= 1;
    },
    makeRoom: async (maxBytes, keep) => {
      let bytes = [...files.values()].reduce((sum, file) => sum + file.bytes, 0);
      for (const [sha256, file] of [...files]) {
        if (bytes <= maxBytes) return;
        if (file.users > 0 || keep.has(sha256)) continue;
        bytes -= file.bytes;
        await drop(sha256);
      }
    },
    close: async () => {
      for (const sha256 of [...files.keys()]) await drop(sha256);
      if (making) await rm(await making, { recursive: true, force: true });
    },
  };
};
