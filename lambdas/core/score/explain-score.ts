/**
 * A score taken apart, for pages, API and terminal: every contribution with what is left of it, every source with what of
 * that counts, and the sums, which are the scores that the lists of that date were ordered by.
 */
import { noonInNewYork } from '../calendar/announcement-calendar.ts';
import { daysBetween } from '../calendar/new-york-time.ts';
import { SIGNAL_SOURCES } from '../signal/signal.ts';
import { ANNOUNCEMENT_SOURCE } from './announcement-prior.ts';
import { decayedWorth, scoreParts } from './forward-decay.ts';
import { WINDOWS, type Contribution, type PaperScore, type Window } from './paper-score.ts';

/** One value for each kind of list. */
export type ByWindow<Value> = Readonly<Record<Window, Value>>;

export interface FadedContribution extends Contribution {
  readonly daysAgo: number;
  /** What is left of its mass. */
  readonly left: ByWindow<number>;
}

export interface SourceShare {
  readonly source: string;
  /** In order of date. */
  readonly contributions: readonly FadedContribution[];
  /** What is left of them together. */
  readonly worth: ByWindow<number>;
  /** What of that counts: less than `worth` where the cap bites. */
  readonly counted: ByWindow<number>;
}

export interface ScoreExplanation {
  /** The sums are those of noon in New York on that day. */
  readonly date: string;
  readonly formula: string;
  readonly suspect: boolean;
  /** The announcement first, then the sources of signals. */
  readonly sources: readonly SourceShare[];
  readonly totals: ByWindow<number>;
  /** Contributions of later days, which the lists of `date` could not know. */
  readonly later: number;
}

/** Less is rounding of the stored weights. */
const WEIGHT_ROUNDING = 0.0005;

/** What the weights of the features leave of ln of the mass: to be shown, not hidden. 0 where they explain it. */
export const unexplainedWeight = ({ mass, features }: Pick<Contribution, 'mass' | 'features'>): number => {
  const rest = Math.log(mass) - features.reduce((sum, { weight }) => sum + weight, 0);
  return Math.abs(rest) > WEIGHT_ROUNDING ? rest : 0;
};

const SOURCE_ORDER: readonly string[] = [ANNOUNCEMENT_SOURCE, ...SIGNAL_SOURCES];

const placeOf = (source: string): number => {
  const place = SOURCE_ORDER.indexOf(source);
  return place < 0 ? SOURCE_ORDER.length : place;
};

const byWindow = <Value>(valueOf: (window: Window) => Value): ByWindow<Value> =>
  Object.fromEntries(WINDOWS.map((window) => [window, valueOf(window)])) as Record<Window, Value>;

/**
 * @param date of the list; a paper that has nothing before the end of that day is explained as of its first day
 */
export const explainScore = (score: PaperScore, date: string): ScoreExplanation => {
  const first = score.contributions.reduce((earliest, { on }) => (on < earliest ? on : earliest), '9999-12-31');
  const asOf = first > date ? first : date;
  const at = noonInNewYork(asOf);
  const contributions = score.contributions.filter(({ on }) => on <= asOf);
  const parts = byWindow(
    (window) => new Map(scoreParts({ ...score, contributions }, window, at).map((part) => [part.source, part])),
  );
  const sources = [...parts.day.keys()].sort((a, b) => placeOf(a) - placeOf(b) || (a < b ? -1 : 1));
  return {
    date: asOf,
    formula: score.formula,
    suspect: score.suspect === true,
    sources: sources.map((source) => ({
      source,
      contributions: contributions
        .filter((contribution) => contribution.source === source)
        .sort((a, b) => (a.on < b.on ? -1 : 1))
        .map((contribution) => ({
          ...contribution,
          daysAgo: daysBetween(contribution.on, asOf),
          left: byWindow((window) => decayedWorth(contribution, window, at)),
        })),
      worth: byWindow((window) => parts[window].get(source)?.worth ?? 0),
      counted: byWindow((window) => parts[window].get(source)?.counted ?? 0),
    })),
    totals: byWindow((window) => [...parts[window].values()].reduce((sum, { counted }) => sum + counted, 0)),
    later: score.contributions.length - contributions.length,
  };
};
