/** `PaperStore` in memory. */
import type { Paper, PaperId } from '../../lambdas/core/paper/paper.ts';
import type { PaperStore } from '../../lambdas/core/ports/stores.ts';

/** @param initial rows that are there from the start; `rows` is the table itself, for tests to look at or change. */
export const createFakePaperStore = (
  initial: readonly Paper[] = [],
): PaperStore & { readonly rows: Map<PaperId, Paper> } => {
  const rows = new Map(initial.map((paper) => [paper.paperId, structuredClone(paper)]));
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
        if (rows.get(paper.paperId)?.contentHash === expected?.contentHash)
          rows.set(paper.paperId, structuredClone(paper));
        else changedBetween.push(paper.paperId);
      }
      return Promise.resolve(changedBetween);
    },
    count: () => Promise.resolve(rows.size),
  };
};
