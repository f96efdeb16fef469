/**
 * Days gone by, replayed through the functions of production: what a harvest and a collection would have stored by the end of
 * each day, from files. A day knows the records and the looks of its own and of earlier days, and nothing of later ones.
 *
 * Recorded counts become rows of `Signals` here. What the files don't tell is assumed, see docs/backtest.md: a repository began
 * when the paper was submitted, is the paper's own, and has one fork for every ten stars.
 */
import { addDays } from '../../../lambdas/core/calendar/new-york-time.ts';
import { assemblePaper, factsOf, type PaperAttention } from '../../../lambdas/core/paper/assemble-paper.ts';
import { mergeFacts } from '../../../lambdas/core/paper/merge-records.ts';
import type { Paper, PaperFacts, PaperId } from '../../../lambdas/core/paper/paper.ts';
import { LIVE_DAYS } from '../../../lambdas/core/rank/live-papers.ts';
import { signalEvidence } from '../../../lambdas/core/score/signal-evidence.ts';
import { newSignal, type SignalLook } from '../../../lambdas/core/signal/new-signal.ts';
import { SIGNAL_SOURCES, type Signal, type SignalSource } from '../../../lambdas/core/signal/signal.ts';
import type { GainSums } from '../../../lambdas/core/signal/source-night.ts';
import { sumsBefore, sumsOfRows, usualGains } from '../../../lambdas/core/signal/usual-gain.ts';
import type { PaperFiles } from './read-papers.ts';
import type { RecordedLook, RecordedSignals } from './recorded-look.ts';

/** What is known at the end of a day. */
export interface ReplayedDay {
  readonly date: string;
  /** Papers' records so far. */
  readonly records: number;
  /** Announced, or with new evidence, in the last 30 days. */
  readonly papers: readonly Paper[];
  /** Rows of a paper so far, in order of key. */
  readonly signalsOf: (paperId: PaperId) => readonly Signal[];
  /** σ of a source in a category, from the days before. */
  readonly usualGain: (source: SignalSource, category: string) => number;
  /** The paper as it would stand with these rows instead of its own. */
  readonly withSignals: (paper: Paper, rows: readonly Signal[]) => Paper;
}

/** Where a repository's forks are unknown, as many are assumed as an ordinary one has. */
const FORKS_PER_STAR = 0.1;

interface Night {
  readonly date: string;
  readonly before: Record<string, GainSums>;
  readonly today: Record<string, GainSums>;
}

/** @param rank place by upvotes on the list that the look names */
const signalLookOf = (
  look: RecordedLook,
  { startedOn, rank }: { readonly startedOn: string; readonly rank: number },
): SignalLook => {
  const { count, repository } = look;
  if (look.source === 'hugging-face') {
    const { listedOn, comments } = look;
    const details = { listedOn, rank, comments, ...(repository !== undefined && { repository }) };
    return { source: 'hugging-face', count, startedOn, details };
  }
  return {
    source: 'github',
    count,
    startedOn,
    details: {
      repository: repository ?? look.paperId,
      repositoryId: look.paperId,
      forks: Math.round(count * FORKS_PER_STAR),
      issues: 0,
      createdOn: startedOn,
      credit: 'own',
    },
  };
};

/** Looks by day; of several of one paper, source and day the largest count stands. */
const looksByDay = (looks: readonly RecordedLook[]): ReadonlyMap<string, readonly RecordedLook[]> => {
  const byKey = new Map<string, RecordedLook>();
  for (const look of looks) {
    const key = `${look.observedOn} ${look.source} ${look.paperId}`;
    const known = byKey.get(key);
    if (known === undefined || known.count < look.count) byKey.set(key, look);
  }
  return groupBy([...byKey.values()], ({ observedOn }) => observedOn);
};

const groupBy = <Item>(items: readonly Item[], keyOf: (item: Item) => string): ReadonlyMap<string, readonly Item[]> => {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
};

/** Places by upvotes on each day's list, 1 the first; of equals in order of identifier. */
const listPlaces = (looks: readonly RecordedLook[]): ReadonlyMap<string, number> => {
  const places = new Map<string, number>();
  const listed = looks.flatMap((look) => (look.source === 'hugging-face' ? [look] : []));
  for (const list of groupBy(listed, ({ listedOn, observedOn }) => `${listedOn} ${observedOn}`).values()) {
    [...list]
      .sort((a, b) => b.count - a.count || (a.paperId < b.paperId ? -1 : 1))
      .forEach((look, index) => places.set(`${look.paperId} ${look.listedOn}`, index + 1));
  }
  return places;
};

const assembleWith = (facts: PaperFacts, rows: readonly Signal[]): Paper => {
  const linked = rows.findLast(({ source }) => source === 'hugging-face');
  const linkedRepository = linked?.source === 'hugging-face' ? linked.details.repository : undefined;
  const attention: PaperAttention = {
    ...signalEvidence(rows),
    ...(linkedRepository !== undefined && { linkedRepository }),
  };
  return assemblePaper(facts, attention);
};

/**
 * Yields every day from the first record or look to `to`, in order.
 * A day's records are merged before its looks are taken, as a night harvests before it collects.
 */
export function* replayDays(papers: PaperFiles, signals: RecordedSignals, to: string): Generator<ReplayedDay, void> {
  const looks = looksByDay(signals.looks);
  const rowsByDay = groupBy(signals.rows, ({ observedOn }) => observedOn);
  const places = listPlaces(signals.looks);
  const submittedOn = new Map(signals.submittedOn);
  const facts = new Map<PaperId, PaperFacts>();
  const assembled = new Map<PaperId, Paper>();
  const rows = new Map<PaperId, Signal[]>();
  const nights = new Map<SignalSource, Night>();
  let records = 0;

  const startOf = (look: RecordedLook): string => {
    if (look.source === 'hugging-face') return look.listedOn;
    const known = facts.get(look.paperId);
    const began = known?.submittedAt?.slice(0, 10) ?? submittedOn.get(look.paperId) ?? known?.announcedOn;
    return began === undefined || began > look.observedOn ? look.observedOn : began;
  };
  const primaryOf = (paperId: PaperId): string | undefined => facts.get(paperId)?.primaryCategory;

  const takeLooks = (source: SignalSource, date: string, changed: Set<PaperId>): void => {
    const before = sumsBefore(nights.get(source), date);
    const usualOf = usualGains(source, before);
    const made = (looks.get(date) ?? [])
      .filter((look) => look.source === source)
      .map((look) => {
        const { paperId } = look;
        const rank = look.source === 'hugging-face' ? (places.get(`${paperId} ${look.listedOn}`) ?? 1) : 1;
        return newSignal(signalLookOf(look, { startedOn: startOf(look), rank }), rows.get(paperId) ?? [], {
          paperId,
          observedOn: date,
          observedAt: `${date}T12:00:00Z`,
          usualGain: usualOf(primaryOf(paperId) ?? ''),
        });
      });
    const given = (rowsByDay.get(date) ?? []).filter((row) => row.source === source);
    const exported = new Set(given.map(({ paperId }) => paperId));
    const all = [...given, ...made.filter(({ paperId }) => !exported.has(paperId))];
    if (all.length === 0) return;
    for (const row of all) {
      rows.set(row.paperId, [...(rows.get(row.paperId) ?? []), row]);
      changed.add(row.paperId);
    }
    const ofKnownPapers = all.flatMap((row) => {
      const category = primaryOf(row.paperId);
      return category === undefined ? [] : [{ row, category }];
    });
    nights.set(source, { date, before, today: sumsOfRows(ofKnownPapers) });
  };

  const first = [...papers.byDay.keys(), ...looks.keys(), ...rowsByDay.keys()].reduce(
    (earliest, day) => (day < earliest ? day : earliest),
    to,
  );
  for (let date = first; date <= to; date = addDays(date, 1)) {
    const changed = new Set<PaperId>();
    for (const record of papers.byDay.get(date) ?? []) {
      const known = facts.get(record.paperId);
      facts.set(record.paperId, known ? mergeFacts(known, record) : record);
      records += 1;
      changed.add(record.paperId);
    }
    for (const source of SIGNAL_SOURCES) takeLooks(source, date, changed);
    for (const paperId of changed) {
      const known = facts.get(paperId);
      if (known) assembled.set(paperId, assembleWith(known, rows.get(paperId) ?? []));
    }
    const before = addDays(date, -LIVE_DAYS);
    for (const [paperId, paper] of assembled) {
      const latest = rows.get(paperId)?.at(-1)?.observedOn ?? '';
      if (paper.announcedOn <= before && latest <= before) assembled.delete(paperId);
    }
    const usualOf = new Map(
      SIGNAL_SOURCES.map((source) => [source, usualGains(source, sumsBefore(nights.get(source), addDays(date, 1)))]),
    );
    yield {
      date,
      records,
      papers: [...assembled.values()].filter(({ announcedOn }) => announcedOn <= date),
      signalsOf: (paperId) => rows.get(paperId) ?? [],
      usualGain: (source, category) => usualOf.get(source)?.(category) ?? 1,
      withSignals: (paper, rowsInstead) => assembleWith(factsOf(paper), rowsInstead),
    };
  }
}
