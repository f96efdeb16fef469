/**
 * Lets dynalite close what it reads with. It ends a stream of rows by `return()` of the iterator behind it, which the iterators
 * of abstract-level lack: each query left one open, and with it what LevelDB holds for it, some 5 GB after 10,000 pages.
 *
 * Plain JavaScript, like the worker thread that loads it. `level` and `abstract-level` are dependencies of dynalite, not ours.
 */
import { createRequire } from 'node:module';

const requireFromDynalite = createRequire(createRequire(import.meta.url).resolve('dynalite'));
const requireFromLevel = createRequire(requireFromDynalite.resolve('level'));

/** The database that dynalite opens. */
export const { Level } = requireFromDynalite('level');

/** Before the first query; a second call changes nothing. */
export const closeLevelIterators = () => {
  const { AbstractKeyIterator, AbstractValueIterator } = requireFromLevel('abstract-level');
  for (const { prototype } of [AbstractKeyIterator, AbstractValueIterator]) {
    prototype.return = function () {
      return this.close();
    };
  }
};
