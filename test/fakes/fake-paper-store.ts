/** `PaperStore` in memory. */
import { addDays, newYorkDateAndHour } from '../../lambdas/core/calendar/new-york-time.ts';
import type { Paper, PaperId } from '../../lambdas/core/paper/paper.ts';
import type { Clock } from '../../lambdas/core/ports/outside.ts';
import type { PaperStore, WatchedPaper } from '../../lambdas/core/ports/stores.ts';
import { fixedClock } from './fixed-clock.ts';

const withoutWatch = ({ watchShard, watchUntil, ...paper }: Paper): Paper => paper;

/**
 * @param initial rows that are there from the start
 * @param clock decides which papers are no longer followed when they are put; by default it stands in 1970, when all are
 * @returns `rows` is the table itself, for tests to look at or change
 */
export const createFakePaperStore = (
  initial: readonly Paper[] = [],
  clock: Clock = fixedClock('1970-01-01T00:00:00Z'),
): PaperStore & { readonly rows: Map<PaperId, Paper> } => {
  const rows = new Map(initial.map((paper) => [paper.paperId, structuredClone(paper)]));
  const asPut = (paper: Paper): Paper => {
    const yesterday = addDays(newYorkDateAndHour(clock().getTime()).date, -1);
    return structuredClone(
      paper.watchUntil !== undefined && paper.watchUntil < yesterday ? withoutWatch(paper) : paper,
    );
  };
  /** The sparse index, in order of its keys. */
  const watchIndex = (): readonly (WatchedPaper & { readonly watchShard: string })[] =>
    [...rows.values()]
      .flatMap(({ paperId, primaryCategory, announcedOn, repository, watchShard, watchUntil }) =>
        watchShard === undefined || watchUntil === undefined
          ? []
          : [
              {
                ...{ paperId, primaryCategory, announcedOn, watchShard, watchUntil },
                ...(repository !== undefined && { repository }),
              },
            ],
      )
      .sort((a, b) =>
        `${a.watchShard} ${a.watchUntil} ${a.paperId}` < `${b.watchShard} ${b.watchUntil} ${b.paperId}` ? -1 : 1,
      );
  return {
    rows,
    getMany: (ids) =>
      Promise.resolve(
        new Map(
          ids.flatMap((id) => {
            const row = rows.get(id);
            return row ? [[id, structuredClone(row)] as const] : [];
          }),
        ),
      ),
    putMany: (writes) => {
      const changedBetween: PaperId[] = [];
      for (const { paper, expected } of writes) {
        if (rows.get(paper.paperId)?.contentHash === expected?.contentHash) rows.set(paper.paperId, asPut(paper));
        else changedBetween.push(paper.paperId);
      }
      return Promise.resolve(changedBetween);
    },
    // eslint-disable-next-line @typescript-eslint/require-await -- an async generator, because the port is one
    watched: async function* (date) {
      for (const { watchShard, ...watched } of watchIndex()) if (watched.watchUntil >= date) yield watched;
    },
    unwatch: (date, limit) => {
      const over = watchIndex()
        .filter(({ watchUntil }) => watchUntil < date)
        .sort((a, b) => (a.watchUntil < b.watchUntil ? -1 : 1))
        .slice(0, limit);
      for (const { paperId } of over) {
        const row = rows.get(paperId);
        if (row) rows.set(paperId, withoutWatch(row));
      }
      return Promise.resolve(over.length);
    },
    count: () => Promise.resolve(rows.size),
  };
};
