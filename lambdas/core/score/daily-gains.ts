/**
 * What was gained on each day, from looks at an absolute count. Pure and independent of how often one looked:
 *
 * - A look is void when a later one shows less than half of it: the stars were bought and taken back by GitHub, or the number was
 *   misread. A count that jumps by a factor of a thousand and is back the next day leaves nothing. So is one that shows less
 *   than half of both an earlier and a later one.
 * - Only what rises above every earlier standing look is a gain. Stars taken back count for nothing, and given again for nothing
 *   once more: nobody can gain the same star twice.
 * - A gain after several days is shared evenly among them. The first look's count is shared among the days since the count
 *   began at nought, so a repository that is a year old brings little; and only the shares of its last three days count, since
 *   the logarithm of many small shares would add up to more than a burst (docs/backtest.md).
 */
import { addDays, daysBetween } from '../calendar/new-york-time.ts';

export interface CountLook {
  /** Date of the look; at most one look a day. */
  readonly on: string;
  readonly count: number;
  /** Day on which the count began at nought. */
  readonly startedOn: string;
}

export interface DailyGain<Look extends CountLook> {
  readonly on: string;
  /** > 0, not always whole. */
  readonly gain: number;
  /** The look that showed it. */
  readonly look: Look;
}

/** Of the days that share a first look's count, so many count, the last ones. */
export const FIRST_LOOK_DAYS = 3;

/** A later look with less than this share of the count voids it. */
export const STANDING_SHARE = 0.5;

/** Without looks that show less than half of both an earlier and a later one: they were misread, or taken back and given again. */
const withoutDips = <Look extends CountLook>(looks: readonly Look[]): readonly Look[] => {
  const highestAfter: number[] = [];
  let after = 0;
  for (const { count } of looks.toReversed()) {
    highestAfter.unshift(after);
    after = Math.max(after, count);
  }
  let before = 0;
  return looks.filter(({ count }, index) => {
    const isDip = count < STANDING_SHARE * Math.min(before, highestAfter[index] ?? 0);
    before = Math.max(before, count);
    return !isDip;
  });
};

const standingLooks = <Look extends CountLook>(looks: readonly Look[]): readonly Look[] => {
  let least = Number.POSITIVE_INFINITY;
  return withoutDips(looks)
    .toReversed()
    .filter(({ count }) => {
      const stands = least >= count * STANDING_SHARE;
      least = Math.min(least, count);
      return stands;
    })
    .reverse();
};

/** @param looks in order of date @returns in order of date, days without a gain left out; those before `from` too */
export const dailyGains = <Look extends CountLook>(
  looks: readonly Look[],
  from: string,
): readonly DailyGain<Look>[] => {
  const gains: DailyGain<Look>[] = [];
  let highest = 0;
  let previousOn: string | undefined;
  for (const look of standingLooks(looks)) {
    const rise = look.count - highest;
    // A clock that is wrong, or a list that is ahead of New York: what begins later than it was seen began on that day.
    const before = previousOn ?? addDays(look.startedOn < look.on ? look.startedOn : look.on, -1);
    const isFirst = previousOn === undefined;
    previousOn = look.on;
    if (rise <= 0) continue;
    highest = look.count;
    const days = daysBetween(before, look.on);
    const firstDay = addDays(look.on, 1 - (isFirst ? Math.min(days, FIRST_LOOK_DAYS) : days));
    for (let day = firstDay < from ? from : firstDay; day <= look.on; day = addDays(day, 1))
      gains.push({ on: day, gain: rise / days, look });
  }
  return gains;
};
