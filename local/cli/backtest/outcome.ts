/**
 * What came of a day: stars and upvotes that papers gained in the seven days after it. Only papers of which that is known are
 * judged. Looks at repositories that are not the paper's own say nothing of it.
 */
import { addDays } from '../../../lambdas/core/calendar/new-york-time.ts';
import type { PaperId } from '../../../lambdas/core/paper/paper.ts';
import type { RecordedSignals } from './recorded-look.ts';

export const OUTCOMES = ['stars', 'upvotes'] as const;
export type OutcomeKind = (typeof OUTCOMES)[number];

export const HORIZON_DAYS = 7;

const SOURCE_OF = { stars: 'github', upvotes: 'hugging-face' } as const;

interface Count {
  readonly on: string;
  readonly count: number;
}

export interface Outcomes {
  /** Gain of a paper in the days after the date; undefined when it isn't known. */
  readonly gainsAfter: (kind: OutcomeKind, date: string) => (paperId: PaperId) => number | undefined;
}

/** By paper, in order of date; of several on a day the largest. */
const countsOf = (signals: RecordedSignals, kind: OutcomeKind): ReadonlyMap<PaperId, readonly Count[]> => {
  const source = SOURCE_OF[kind];
  const counts = new Map<PaperId, Map<string, number>>();
  const add = (paperId: PaperId, on: string, count: number): void => {
    const known = counts.get(paperId) ?? new Map<string, number>();
    counts.set(paperId, known.set(on, Math.max(count, known.get(on) ?? 0)));
  };
  for (const look of signals.looks) if (look.source === source) add(look.paperId, look.observedOn, look.count);
  for (const row of signals.rows)
    if (row.source === source && !(row.source === 'github' && row.details.credit !== 'own'))
      add(row.paperId, row.observedOn, row.count);
  return new Map(
    [...counts].map(([paperId, byDay]) => [
      paperId,
      [...byDay].map(([on, count]) => ({ on, count })).sort((a, b) => (a.on < b.on ? -1 : 1)),
    ]),
  );
};

/**
 * Stars: from the last look up to the day to the last one in the seven days after it. A paper without a look before has no
 * known gain, as nobody knows how many stars it had.
 *
 * Upvotes: a list names all its papers, so one that is on none has none. That makes known gains of 0, as long as the lists
 * reach seven days on. A paper that was listed before and not looked at again has no known gain.
 */
export const readOutcomes = (signals: RecordedSignals): Outcomes => {
  const stars = countsOf(signals, 'stars');
  const upvotes = countsOf(signals, 'upvotes');
  const lastListOn = [...upvotes.values()].flat().reduce((latest, { on }) => (on > latest ? on : latest), '');
  return {
    gainsAfter: (kind, date) => {
      const counts = kind === 'stars' ? stars : upvotes;
      const horizon = addDays(date, HORIZON_DAYS);
      const unlisted = kind === 'upvotes' && lastListOn >= horizon ? 0 : undefined;
      return (paperId) => {
        const looks = counts.get(paperId);
        if (looks === undefined) return unlisted;
        const before = looks.findLast(({ on }) => on <= date);
        const after = looks.findLast(({ on }) => on > date && on <= horizon);
        if (before !== undefined) return after && Math.max(0, after.count - before.count);
        return unlisted === undefined ? undefined : (after?.count ?? unlisted);
      };
    },
  };
};
