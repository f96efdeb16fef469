/** `CollectionLedger` in memory. */
import type { CollectionLedger } from '../../lambdas/core/ports/stores.ts';
import type { SignalSource } from '../../lambdas/core/signal/signal.ts';
import type { SourceNight } from '../../lambdas/core/signal/source-night.ts';
import type { TermCounts } from '../../lambdas/core/signal/term-counts.ts';

const nightKey = (source: SignalSource, date: string): string => `${source} ${date}`;

/** As copies. */
const inOrderOfDate = <Row extends { readonly date: string }>(rows: Iterable<Row>): Row[] =>
  [...rows].sort((a, b) => (a.date < b.date ? -1 : 1)).map((row) => structuredClone(row));

/** The maps are the tables themselves: nights keyed `source date`, terms by date. */
export const createFakeCollectionLedger = (
  initial: readonly SourceNight[] = [],
): CollectionLedger & {
  readonly nightRows: Map<string, SourceNight>;
  readonly termRows: Map<string, TermCounts>;
} => {
  const nightRows = new Map(initial.map((night) => [nightKey(night.source, night.date), structuredClone(night)]));
  const termRows = new Map<string, TermCounts>();
  const nightsOf = (source: SignalSource, fits: (date: string) => boolean): SourceNight[] =>
    inOrderOfDate([...nightRows.values()].filter((night) => night.source === source && fits(night.date)));
  return {
    nightRows,
    termRows,
    night: (source, date) => Promise.resolve(structuredClone(nightRows.get(nightKey(source, date)))),
    nightBefore: (source, date) => Promise.resolve(nightsOf(source, (other) => other < date).at(-1)),
    nights: (source, from, to) => Promise.resolve(nightsOf(source, (date) => date >= from && date <= to)),
    putNight: (night) => {
      nightRows.set(nightKey(night.source, night.date), structuredClone(night));
      return Promise.resolve();
    },
    termCounts: (from, to) =>
      Promise.resolve(inOrderOfDate([...termRows.values()].filter(({ date }) => date >= from && date <= to))),
    putTermCounts: (counts) => {
      termRows.set(counts.date, structuredClone(counts));
      return Promise.resolve();
    },
  };
};
