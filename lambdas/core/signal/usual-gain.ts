/**
 * σ, the usual gain: how much a paper of a category gains from a source on a day on which it gains at all. The geometric
 * mean over earlier days, 2^mean(log2(1 + gain)) − 1, as gains have a heavy tail: of 730 recorded daily gains of stars the median is 3,
 * the geometric mean 4.6 and the plain mean 27, beside which an ordinary day would weigh nothing (docs/backtest.md). A number that is
 * wrong by a factor of a thousand adds ten doublings to one day of many.
 *
 * Days are weighted by 2^(−age / 60 days), and the mean is shrunken twice: the source towards a first guess, the category
 * towards the source, by 200 days of a paper each. Days without a gain are left out, so that σ does not depend on
 * how many papers nobody looks at are watched, nor on how often they are.
 */
import { daysBetween } from '../calendar/new-york-time.ts';
import type { Signal, SignalSource } from './signal.ts';
import type { GainSums, SourceNight } from './source-night.ts';

/** Of the weight of a day in the mean. */
export const SUMS_HALF_LIFE_DAYS = 60;

/** As many days of a paper as the first guess, and the source as a whole, count in a category's mean. */
export const PRIOR_DAYS = 200;

/**
 * First guesses, before anything has been seen: geometric means of the recorded gains of December 2025 and January 2026 (stars between
 * two looks, upvotes at the first look), and for Hacker News the points of a story that left the list of new ones.
 */
export const FIRST_USUAL_GAIN: Readonly<Record<SignalSource, number>> = {
  github: 5,
  'hugging-face': 9,
  'hacker-news': 15,
};

export type SumsByCategory = Readonly<Record<string, GainSums>>;

const NOTHING: GainSums = { doublings: 0, days: 0 };

const doublingsOf = (gain: number): number => Math.log2(1 + gain);

/** Of one day. */
const shrunken = ({ doublings, days }: GainSums, towards: number): number =>
  (doublings + PRIOR_DAYS * towards) / (days + PRIOR_DAYS);

/** σ by category, from the sums of earlier days. Exact repeats: rounded to four decimals. */
export const usualGains = (source: SignalSource, sums: SumsByCategory): ((category: string) => number) => {
  const all = Object.values(sums).reduce(
    (total, { doublings, days }) => ({ doublings: total.doublings + doublings, days: total.days + days }),
    NOTHING,
  );
  const ofSource = shrunken(all, doublingsOf(FIRST_USUAL_GAIN[source]));
  return (category) => Math.round((2 ** shrunken(sums[category] ?? NOTHING, ofSource) - 1) * 10_000) / 10_000;
};

/**
 * What the rows of a night add. A gain after several days counts for each of them, but for no more days than it has stars, upvotes
 * or points: so nightly looks and rare ones sum up to the same. A first look counts for one day only, since what came before
 * was not looked at. Repositories that are not the paper's own say nothing of papers.
 */
export const sumsOfRows = (
  rows: readonly { readonly row: Signal; readonly category: string }[],
): Record<string, GainSums> => {
  const sums = new Map<string, GainSums>();
  for (const { row, category } of rows) {
    if (row.gain <= 0 || (row.source === 'github' && row.details.credit !== 'own')) continue;
    const { previousOn, observedOn, startedOn } = row;
    const days =
      previousOn === undefined ? daysBetween(startedOn, observedOn) + 1 : daysBetween(previousOn, observedOn);
    const daily = row.gain / days;
    const counted = Math.min(1, daily) * (previousOn === undefined ? 1 : days);
    const { doublings, days: sum } = sums.get(category) ?? NOTHING;
    sums.set(category, {
      doublings: doublings + doublingsOf(Math.max(1, daily)) * counted,
      days: sum + counted,
    });
  }
  return Object.fromEntries([...sums].sort(([a], [b]) => (a < b ? -1 : 1)));
};

/** Both, by category. */
export const addSums = (a: SumsByCategory, b: SumsByCategory): Record<string, GainSums> =>
  Object.fromEntries(
    [...new Set([...Object.keys(a), ...Object.keys(b)])].sort().map((category) => {
      const [first, second] = [a[category] ?? NOTHING, b[category] ?? NOTHING];
      return [category, { doublings: first.doublings + second.doublings, days: first.days + second.days }];
    }),
  );

const faded = (sums: SumsByCategory, days: number): SumsByCategory => {
  const factor = 2 ** (-days / SUMS_HALF_LIFE_DAYS);
  return Object.fromEntries(
    Object.entries(sums).map(([category, sum]) => [
      category,
      { doublings: sum.doublings * factor, days: sum.days * factor },
    ]),
  );
};

/** The sums that stand before `date`, from the newest night before it; empty when there is none. */
export const sumsBefore = (
  night: Pick<SourceNight, 'date' | 'before' | 'today'> | undefined,
  date: string,
): Record<string, GainSums> =>
  night === undefined ? {} : addSums(faded(addSums(night.before, night.today), daysBetween(night.date, date)), {});
