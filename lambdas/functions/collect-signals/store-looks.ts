/**
 * Stores what a source shows of some papers: a row of `Signals` for each, and then the papers whose evidence has changed by
 * it. A run killed in between leaves rows whose papers don't know of them yet; the same looks again write the same rows and
 * then the papers, since a score is made from all rows and not from what is new in them.
 */
import { addDays } from '../../core/calendar/new-york-time.ts';
import { attentionOf } from '../../core/paper/assemble-paper.ts';
import type { Paper, PaperId } from '../../core/paper/paper.ts';
import type { Clock } from '../../core/ports/outside.ts';
import type { PaperStore, SignalStore } from '../../core/ports/stores.ts';
import { CATCH_UP_DAYS } from '../../core/rank/live-papers.ts';
import { EVIDENCE_DAYS, signalEvidence } from '../../core/score/signal-evidence.ts';
import { LATER_EVERY_DAYS } from '../../core/signal/look-plan.ts';
import { newSignal, restingSignal, type SignalLook } from '../../core/signal/new-signal.ts';
import type { Signal } from '../../core/signal/signal.ts';
import { addSums, sumsOfRows, type SumsByCategory } from '../../core/signal/usual-gain.ts';
import { changeAttention } from './change-attention.ts';

export interface StoreLooksDeps {
  readonly papers: PaperStore;
  readonly signals: SignalStore;
  readonly clock: Clock;
}

/** What is stored of a paper before the look. */
export interface KnownPaper {
  readonly paper: Paper;
  /** In order of key; of the last two months, tonight's included. */
  readonly rows: readonly Signal[];
}

export interface PaperSeen {
  readonly paperId: PaperId;
  /** The look; undefined when it turns out to be none of this paper. Depends on nothing but its argument. */
  readonly lookOf: (known: KnownPaper) => SignalLook | undefined;
  /** The day up to which the count stood still, where that is known. */
  readonly restedUntil?: (known: KnownPaper) => string | undefined;
  /** The repository on GitHub that the source names for the paper. */
  readonly linkedRepository?: string | undefined;
}

export interface LooksNight {
  /** New York date of the looks. */
  readonly date: string;
  /** By category. */
  readonly usualGain: (category: string) => number;
}

export interface StoredLooks {
  readonly looks: number;
  readonly withGain: number;
  readonly papersRescored: number;
  /** Papers seen that are not stored. */
  readonly unknown: number;
  /** What the rows add to the usual gain. */
  readonly sums: SumsByCategory;
  /** Old papers with new evidence, in order of identifier. */
  readonly revived: readonly PaperId[];
}

export const NO_LOOKS: StoredLooks = { looks: 0, withGain: 0, papersRescored: 0, unknown: 0, sums: {}, revived: [] };

/** Papers and their rows that are held at a time. */
const PAPERS_AT_ONCE = 1_000;

/** The evidence begins with the look before its first day, so that this look's gain is one from look to look. */
export const ROW_DAYS = EVIDENCE_DAYS + LATER_EVERY_DAYS;

/** @param seen each paper once */
export const storeLooks = async (
  deps: StoreLooksDeps,
  seen: readonly PaperSeen[],
  night: LooksNight,
): Promise<StoredLooks> => {
  let total = NO_LOOKS;
  for (let start = 0; start < seen.length; start += PAPERS_AT_ONCE)
    total = together(total, await storeChunk(deps, seen.slice(start, start + PAPERS_AT_ONCE), night));
  return total;
};

export const together = (a: StoredLooks, b: StoredLooks): StoredLooks => ({
  looks: a.looks + b.looks,
  withGain: a.withGain + b.withGain,
  papersRescored: a.papersRescored + b.papersRescored,
  unknown: a.unknown + b.unknown,
  sums: addSums(a.sums, b.sums),
  revived: [...new Set([...a.revived, ...b.revived])].sort(),
});

/** What a paper is to be rescored by. */
interface Evidence {
  readonly rows: readonly Signal[];
  readonly linkedRepository: string | undefined;
}

const storeChunk = async (
  deps: StoreLooksDeps,
  seen: readonly PaperSeen[],
  { date, usualGain }: LooksNight,
): Promise<StoredLooks> => {
  const from = addDays(date, -ROW_DAYS);
  const papers = await deps.papers.getMany(seen.map(({ paperId }) => paperId));
  const known = seen.filter(({ paperId }) => papers.has(paperId));
  const rowsBefore = await deps.signals.since(
    known.map(({ paperId }) => paperId),
    from,
  );
  const observedAt = deps.clock().toISOString();
  const made: { readonly row: Signal; readonly category: string }[] = [];
  const rests: Signal[] = [];
  const revived: PaperId[] = [];
  const evidence = new Map<PaperId, Evidence>();
  for (const { paperId, lookOf, restedUntil, linkedRepository } of known) {
    const paper = papers.get(paperId);
    if (paper === undefined) continue;
    const stored = rowsBefore.get(paperId) ?? [];
    const look = lookOf({ paper, rows: stored });
    if (look === undefined) continue;
    const { primaryCategory: category } = paper;
    const circumstances = { paperId, observedOn: date, observedAt, usualGain: usualGain(category) };
    const day = restedUntil?.({ paper, rows: stored });
    const rest = day === undefined ? undefined : restingSignal(look, stored, { ...circumstances, restedUntil: day });
    const rows = rest ? withRow(stored, rest) : stored;
    const row = standing(rows, newSignal(look, rows, circumstances));
    if (rest) rests.push(rest);
    made.push({ row, category });
    evidence.set(paperId, { rows: withRow(rows, row), linkedRepository });
    if (isRevival(paper, row)) revived.push(paperId);
  }
  await deps.signals.putMany([...rests, ...made.map(({ row }) => row)]);
  return {
    looks: made.length,
    withGain: made.filter(({ row }) => row.gain > 0).length,
    papersRescored: await rescore(deps, { papers, evidence, from }),
    unknown: seen.length - known.length,
    sums: sumsOfRows(made),
    revived: revived.sort(),
  };
};

/** The store keeps a row that was observed later, by another run or before the clock was set back. */
const standing = (rows: readonly Signal[], made: Signal): Signal => {
  const stored = rows.find(({ observedKey }) => observedKey === made.observedKey);
  return stored !== undefined && stored.observedAt > made.observedAt ? stored : made;
};

const withRow = (rows: readonly Signal[], row: Signal): readonly Signal[] =>
  [...rows.filter(({ observedKey }) => observedKey !== row.observedKey), row].sort((a, b) =>
    a.observedKey < b.observedKey ? -1 : 1,
  );

/** The lists' listings don't reach back to it any more. */
const isRevival = ({ announcedOn }: Paper, row: Signal): boolean =>
  announcedOn <= addDays(row.observedOn, -CATCH_UP_DAYS) &&
  row.gain > 0 &&
  (row.source !== 'github' || row.details.credit === 'own');

/** Rescores the papers by all of their rows. */
const rescore = (
  { papers: store, signals }: StoreLooksDeps,
  {
    papers,
    evidence,
    from,
  }: {
    readonly papers: ReadonlyMap<PaperId, Paper>;
    readonly evidence: Map<PaperId, Evidence>;
    /** Of the rows. */
    readonly from: string;
  },
): Promise<number> =>
  changeAttention(store, {
    papers: new Map([...papers].filter(([paperId]) => evidence.has(paperId))),
    change: (paper) => {
      const { rows = [], linkedRepository } = evidence.get(paper.paperId) ?? {};
      return {
        ...attentionOf(paper),
        ...signalEvidence(rows),
        ...(linkedRepository !== undefined && { linkedRepository }),
      };
    },
    // It may have been another collection, with rows of its own.
    onChangedMeanwhile: async (ids) => {
      for (const [paperId, rows] of await signals.since(ids, from)) {
        const known = evidence.get(paperId);
        if (known) evidence.set(paperId, { ...known, rows });
      }
    },
  });
