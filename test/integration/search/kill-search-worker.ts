/**
 * A process that searches or builds until it is killed. Its arguments: the directory, and where it is to be killed. It writes a line when it is
 * there, and then goes on with queries without end, or stays where it is with the file open.
 */
import { join } from 'node:path';
import { createFolderIndexStorage } from '../../../lambdas/adapters/search/folder-index-storage.ts';
import { createPaperSearch } from '../../../lambdas/adapters/search/paper-search.ts';
import type { IndexStorage } from '../../../lambdas/core/ports/index-storage.ts';
import { parseSearchQuery } from '../../../lambdas/core/search/search-query.ts';
import { buildSearchIndex } from '../../../lambdas/functions/build-search-index/build-search-index.ts';
import { inventGarden, NOW } from './kill-search-place.ts';

const [directory = '', place = ''] = process.argv.slice(2);
const storage = createFolderIndexStorage(join(directory, 'search'));
const temporaryDirectory = join(directory, 'temporary');
const clock = () => NOW;

const arrive = (): void => {
  process.stdout.write('here\n');
};
/** Keeps the process alive, as a promise alone does not. */
const stay = (): Promise<never> => {
  arrive();
  return new Promise(() => setInterval(() => undefined, 1_000));
};

const searchOn = async (): Promise<never> => {
  const search = createPaperSearch({ storage, temporaryDirectory, clock });
  const query = parseSearchQuery('tidal garden songs maps');
  for (let queries = 0; ; queries += 1) {
    await search.search(query, { sort: 'relevance', limit: 20, offset: 0 });
    if (queries === 3) arrive();
  }
};

const buildOn = async (): Promise<void> => {
  const tables = inventGarden();
  let reads = 0;
  const slow: IndexStorage = {
    ...storage,
    putFile: (...args) => (place === 'putting' ? stay() : storage.putFile(...args)),
    changeManifest: (change) => (place === 'replacing' ? stay() : storage.changeManifest(change)),
  };
  const papers = {
    getMany: (ids: Parameters<typeof tables.papers.getMany>[0]) => {
      reads += 1;
      return place === 'reading' && reads === 2 ? stay() : tables.papers.getMany(ids);
    },
  };
  await buildSearchIndex(
    { ...tables, papers, storage: slow, temporaryDirectory, clock },
    { categories: ['cs.LG'], task: 'rebuild' },
  );
};

void (place === 'searching' ? searchOn() : buildOn());
