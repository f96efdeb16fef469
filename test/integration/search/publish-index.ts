/** Puts documents as the hot index of a storage, as a build would. */
import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import type { IndexDocument } from '../../../lambdas/adapters/search/index-document.ts';
import type { IndexFile } from '../../../lambdas/adapters/search/index-manifest.ts';
import { INDEX_FORMAT } from '../../../lambdas/adapters/search/index-schema.ts';
import { packIndexFile } from '../../../lambdas/adapters/search/pack-index-file.ts';
import { writeSearchIndex } from '../../../lambdas/adapters/search/write-search-index.ts';
import type { IndexStorage } from '../../../lambdas/core/ports/index-storage.ts';

export const publishIndex = async (
  storage: IndexStorage,
  {
    documents,
    workDirectory,
    builtAt = '2026-11-20T10:00:00Z',
  }: {
    readonly documents: readonly IndexDocument[];
    /** Nothing in it is deleted. */
    readonly workDirectory: string;
    readonly builtAt?: string;
  },
): Promise<IndexFile> => {
  const path = join(await mkdtemp(join(workDirectory, 'work-')), 'hot.sqlite');
  const written = await writeSearchIndex(path, documents);
  const packed = await packIndexFile(path, `${path}.gz`);
  const name = `hot-${packed.sha256.slice(0, 12)}.sqlite.gz`;
  await storage.putFile(name, `${path}.gz`);
  const hot = { name, ...packed, ...written, from: '2026-08-23', to: '2026-11-20', builtAt };
  await storage.changeManifest(() => JSON.stringify({ format: INDEX_FORMAT, hot }));
  return hot;
};
