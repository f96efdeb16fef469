/** How many stars a paper's repository had on which day: from the contributions of its score, or from the looks themselves. */
import { addDays, daysBetween } from '../../calendar/new-york-time.ts';
import type { Contribution } from '../../score/paper-score.ts';
import type { Signal, SignalOf } from '../../signal/signal.ts';

export interface StarCount {
  readonly on: string;
  readonly stars: number;
}

/** Gains that one look showed; their `count` is what it showed. */
interface LookGains {
  readonly from: string;
  to: string;
  readonly count: number;
  gained: number;
}

/** In order of date; a gain of several days has one contribution for each. */
const gainsByLook = (contributions: readonly Contribution[]): readonly LookGains[] => {
  const looks: LookGains[] = [];
  for (const { source, on, signal } of contributions.toSorted((a, b) => (a.on < b.on ? -1 : 1))) {
    if (source !== 'github' || signal === undefined) continue;
    const last = looks.at(-1);
    if (last?.count === signal.count) {
      last.to = on;
      last.gained += signal.gain;
    } else looks.push({ from: on, to: on, count: signal.count, gained: signal.gain });
  }
  return looks;
};

/** What lies between two counts, as even shares. */
const between = (a: StarCount, b: StarCount, on: string): StarCount => ({
  on,
  stars: Math.round(a.stars + ((b.stars - a.stars) * daysBetween(a.on, on)) / daysBetween(a.on, b.on)),
});

const cutFrom = (counts: readonly StarCount[], from: string): readonly StarCount[] => {
  const kept = counts.filter(({ on }) => on >= from);
  const before = counts.findLast(({ on }) => on < from);
  const [first] = kept;
  return before === undefined || first === undefined || first.on === from
    ? kept
    : [between(before, first, from), ...kept];
};

const cutTo = (counts: readonly StarCount[], to: string): readonly StarCount[] => {
  const kept = counts.filter(({ on }) => on <= to);
  const after = counts.find(({ on }) => on > to);
  const last = kept.at(-1);
  return after === undefined || last === undefined || last.on === to ? kept : [...kept, between(last, after, to)];
};

/** Shares of a gain are rounded to four decimals. */
const ROUNDING = 0.05;

/**
 * Counts that are known from a score without reading a table: at every look with a gain, and before it. Of a repository that
 * was not new at the first look nothing before that look is known; its shares of earlier days are no observation.
 *
 * @param days.upTo what came later is left out
 * @param days.knownThrough the last day on which a gain would have been seen
 */
export const starCountsOf = (
  contributions: readonly Contribution[],
  { upTo, knownThrough = upTo }: { readonly upTo: string; readonly knownThrough?: string },
): readonly StarCount[] => {
  const starsOn = new Map<string, number>();
  gainsByLook(contributions).forEach(({ from, to, count, gained }, index) => {
    const dayBefore = addDays(from, -1);
    const isKnown = index > 0 || count - gained < ROUNDING;
    if (isKnown && !starsOn.has(dayBefore)) starsOn.set(dayBefore, Math.max(0, Math.round(count - gained)));
    starsOn.set(to, count);
  });
  const counts = cutTo(
    [...starsOn].map(([on, stars]) => ({ on, stars })),
    upTo,
  );
  const last = counts.at(-1);
  // No gain since: it stands where it stood.
  return last === undefined || last.on >= knownThrough ? counts : [...counts, { ...last, on: knownThrough }];
};

/** Counts as they were seen, of the repository of the last look: another one before it has other stars. */
export const starsSeen = (signals: readonly Signal[]): readonly StarCount[] => {
  const looks = signals.filter((signal): signal is SignalOf<'github'> => signal.source === 'github');
  const repositoryId = looks.at(-1)?.details.repositoryId;
  return looks
    .filter(({ details }) => details.repositoryId === repositoryId)
    .map(({ observedOn, count }) => ({ on: observedOn, stars: count }));
};

/** The counts of the last `days` days; where the first of them lies between two counts, what lies between them. */
export const lastDays = (counts: readonly StarCount[], days: number): readonly StarCount[] => {
  const last = counts.at(-1);
  return last === undefined ? [] : cutFrom(counts, addDays(last.on, -days));
};
