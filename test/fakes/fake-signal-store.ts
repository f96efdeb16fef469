/** `SignalStore` in memory. */
import type { PaperId } from '../../lambdas/core/paper/paper.ts';
import type { SignalStore } from '../../lambdas/core/ports/stores.ts';
import type { Signal } from '../../lambdas/core/signal/signal.ts';

const keyOf = ({ paperId, observedKey }: Signal): string => `${paperId} ${observedKey}`;

/** `rows` is the table itself, keyed `paperId observedKey`. */
export const createFakeSignalStore = (
  initial: readonly Signal[] = [],
): SignalStore & { readonly rows: Map<string, Signal> } => {
  const rows = new Map(initial.map((signal) => [keyOf(signal), structuredClone(signal)]));
  return {
    rows,
    since: (ids, from) => {
      const wanted = [...rows.values()]
        .filter(({ observedKey }) => observedKey >= from)
        .sort((a, b) => (a.observedKey < b.observedKey ? -1 : 1));
      const byPaper = new Map<PaperId, Signal[]>();
      for (const row of wanted) {
        const ofPaper = byPaper.get(row.paperId);
        if (ofPaper) ofPaper.push(row);
        else byPaper.set(row.paperId, [row]);
      }
      return Promise.resolve(
        new Map(
          ids.flatMap((id) => {
            const ofPaper = byPaper.get(id);
            return ofPaper ? [[id, structuredClone(ofPaper)] as const] : [];
          }),
        ),
      );
    },
    putMany: (signals) => {
      for (const signal of signals) {
        const known = rows.get(keyOf(signal));
        if (!known || known.observedAt <= signal.observedAt) rows.set(keyOf(signal), structuredClone(signal));
      }
      return Promise.resolve();
    },
  };
};
