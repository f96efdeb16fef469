/**
 * The search of a local round: the deployed function on the local tables, its files in the folder `search` of the data directory.
 * One file holds all papers up to the day of the round: a machine has the room, and a replay may be of any year.
 */
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Clock } from '../lambdas/core/ports/outside.ts';
import { createFolderIndexStorage } from '../lambdas/adapters/search/folder-index-storage.ts';
import { createPaperSearch, type OpenPaperSearch } from '../lambdas/adapters/search/paper-search.ts';
import { buildSearchIndex, type BuildReport } from '../lambdas/functions/build-search-index/build-search-index.ts';
import type { Tables } from './local-tables.ts';

/** No paper of arXiv is older. */
const FIRST_DAY = '1991-01-01';

const storageAt = (root: string) => createFolderIndexStorage(join(root, 'search'));

/** Builds the index from the tables, as of the clock. */
export const buildLocalSearch = ({
  root,
  tables,
  categories,
  clock,
}: {
  /** The data directory. */
  readonly root: string;
  readonly tables: Pick<Tables, 'papers' | 'listings'>;
  readonly categories: readonly string[];
  readonly clock: Clock;
}): Promise<BuildReport> =>
  buildSearchIndex(
    { papers: tables.papers, listings: tables.listings, storage: storageAt(root), temporaryDirectory: tmpdir(), clock },
    { categories, task: 'rebuild', firstDay: FIRST_DAY },
  );

/** Files are unpacked into the temporary folder of the machine at the first search; `close` deletes them. */
export const openLocalSearch = ({
  root,
  clock = () => new Date(),
  onError,
}: {
  readonly root: string;
  /** @default that of the machine: it only tells how often a newer index is looked for */
  readonly clock?: Clock;
  readonly onError?: (error: unknown) => void;
}): OpenPaperSearch =>
  createPaperSearch({
    storage: storageAt(root),
    temporaryDirectory: tmpdir(),
    clock,
    ...(onError && { onError }),
  });
