/**
 * Stars that nothing supports. People who star what they use also fork it, open issues, and talk of it elsewhere; campaigns
 * sell stars alone (He et al. 2024, arXiv 2412.13459: six million suspected, most of them in bursts of days, repositories of
 * machine learning among the main targets). So stars are trusted less until something else moves, and where they are many,
 * they look bought.
 *
 * The reference rule is a jump of more than 20 times what is usual. Here the bounds are lower and absolute, because a
 * campaign of fifty stars spread over a week would pass that one and still lead a small field.
 */
import { addDays } from '../calendar/new-york-time.ts';

/** Days over which stars and their support are added up. */
export const WITHIN_DAYS = 14;
/** Unsupported stars within these days from which on they look bought: of honest ones a third has no support yet at ten, an eighth at twenty. */
export const MANY_STARS = 10;
/** Forks and issues together, with upvotes and points: ordinary repositories have about one for every ten stars. One at least is needed. */
export const SUPPORT_PER_STAR = 0.02;
/** Fewer upvotes and points than these are somebody's own. */
export const FEW_VOTES = 3;

/** One fork that is shared among three days is one fork. */
const ROUNDING = 1e-9;

/** A day's share below one star buys nothing. */
const LEAST_GAIN = 1;

/** Trust in stars that nothing supports; in others it is 1. */
export const UNSUPPORTED_TRUST = 0.3;

type GainsByDay = readonly { readonly on: string; readonly gain: number }[];

export interface StarHistory {
  /** Gains of stars by day, in order of date. */
  readonly gains: GainsByDay;
  /** Gains of forks and issues together, by day as those of stars: what a repository had before its first look came over its whole age. */
  readonly activity: GainsByDay;
  /** Forks and issues in all at the latest look. */
  readonly activityInAll: number;
  /** Upvotes and points gained elsewhere, by day. */
  readonly elsewhere: GainsByDay;
}

export interface UnsupportedStars {
  /** Days whose stars are trusted less. */
  readonly days: ReadonlySet<string>;
  /** Those of them whose stars look bought. */
  readonly boughtOn: ReadonlySet<string>;
}

/** Up to the latest look: what comes late is support as well. */
const gainedSince = (gains: GainsByDay, from: string): number =>
  gains.reduce((sum, { on, gain }) => (on >= from ? sum + gain : sum), 0);

/** Looks at each span of two weeks that ends on a day with a gain. */
export const unsupportedStars = ({ gains, activity, activityInAll, elsewhere }: StarHistory): UnsupportedStars => {
  const days = new Set<string>();
  const boughtOn = new Set<string>();
  for (const { on } of gains) {
    const from = addDays(on, 1 - WITHIN_DAYS);
    const span = gains.filter((gain) => gain.on >= from && gain.on <= on);
    const stars = span.reduce((sum, { gain }) => sum + gain, 0);
    const many = stars >= MANY_STARS;
    const votes = gainedSince(elsewhere, from);
    // A few stars more are supported by all that a repository has.
    const ofRepository = many ? gainedSince(activity, span[0]?.on ?? on) : activityInAll;
    const support = ofRepository + (votes >= FEW_VOTES ? votes : 0);
    if (support >= Math.max(1, SUPPORT_PER_STAR * stars) - ROUNDING) continue;
    for (const { on: day, gain } of span) {
      days.add(day);
      if (many && gain >= LEAST_GAIN) boughtOn.add(day);
    }
  }
  return { days, boughtOn };
};
