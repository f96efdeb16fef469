/** Days of a range, of the windows (a day in one set) that are harvested for it. */
import type { HarvestRange } from './harvest-flags.ts';

const DAY_MS = 86_400_000;

export const daysIn = ({ from, to }: Pick<HarvestRange, 'from' | 'to'>): number =>
  1 + Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);

/** Days that so many windows stand for, with a fraction: every day has the same number of them. */
export const daysDoneOf = (
  range: Pick<HarvestRange, 'from' | 'to'>,
  { windows, windowsDone }: { readonly windows: number; readonly windowsDone: number },
): number => (windows === 0 ? 0 : (windowsDone * daysIn(range)) / windows);
