/**
 * Writes what is known of papers beside their records, where it is something else than is stored. A paper that was harvested
 * again meanwhile is read and changed again; its record stays as the harvest wrote it. An unchanged paper is not written:
 * it keeps its score, whatever the formula was when that was made.
 */
import {
  assemblePaper,
  attentionOf,
  factsOf,
  sameAttention,
  type PaperAttention,
} from '../../core/paper/assemble-paper.ts';
import type { Paper, PaperId } from '../../core/paper/paper.ts';
import type { PaperStore } from '../../core/ports/stores.ts';

export interface AttentionChanges {
  /** Papers as they were read. */
  readonly papers: ReadonlyMap<PaperId, Paper>;
  /** What is known from now on. Asked again for a paper that has changed meanwhile. */
  readonly change: (paper: Paper) => PaperAttention;
  /** Called with the papers that have changed meanwhile, before `change` is. */
  readonly onChangedMeanwhile?: (ids: readonly PaperId[]) => Promise<void>;
}

/** @returns how many papers were written */
export const changeAttention = async (
  store: PaperStore,
  { papers, change, onChangedMeanwhile }: AttentionChanges,
): Promise<number> => {
  let pending = papers;
  let written = 0;
  for (;;) {
    const writes = [...pending.values()].flatMap((expected) => {
      const attention = change(expected);
      if (sameAttention(attention, attentionOf(expected))) return [];
      const paper = assemblePaper(factsOf(expected), attention);
      return paper.contentHash === expected.contentHash ? [] : [{ paper, expected }];
    });
    if (writes.length === 0) return written;
    const changedMeanwhile = await store.putMany(writes);
    written += writes.length - changedMeanwhile.length;
    if (changedMeanwhile.length === 0) return written;
    await onChangedMeanwhile?.(changedMeanwhile);
    pending = await store.getMany(changedMeanwhile);
  }
};
