/**
 * Mean over days with its 95 % interval: the percentile bootstrap (Efron 1979), drawing days with replacement. Days are what
 * is drawn and not papers, as the papers of a day share its luck. Seeded, so a run prints what the last one printed.
 */

import { seededRandom } from './seeded-random.ts';

export interface MeanByDay {
  readonly mean: number;
  /** 2.5 % and 97.5 % of the means of drawn days; both the mean itself with one day. */
  readonly low: number;
  readonly high: number;
  readonly days: number;
}

const DRAWS = 4000;
export const INTERVAL_METHOD = `bootstrap over days, ${DRAWS} draws`;
const SEED = 20_260_101;

const meanOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Linear between the two neighbours. */
const quantile = (sorted: readonly number[], share: number): number => {
  const position = share * (sorted.length - 1);
  const below = sorted[Math.floor(position)] ?? Number.NaN;
  const above = sorted[Math.ceil(position)] ?? below;
  return below + (above - below) * (position - Math.floor(position));
};

/** Which days each draw takes, one draw after the other: the same for all means over as many days. */
const drawsOf = new Map<number, Uint16Array>();

const drawDays = (days: number): Uint16Array => {
  const known = drawsOf.get(days);
  if (known) return known;
  const random = seededRandom(SEED);
  const drawn = Uint16Array.from({ length: DRAWS * days }, () => Math.floor(random() * days));
  drawsOf.set(days, drawn);
  return drawn;
};

/** @returns undefined without any day */
export const meanByDay = (values: readonly number[]): MeanByDay | undefined => {
  const days = values.length;
  if (days === 0) return undefined;
  const drawn = drawDays(days);
  const means = Array.from({ length: DRAWS }, (_, draw) => {
    let sum = 0;
    for (let place = draw * days; place < (draw + 1) * days; place += 1) sum += values[drawn[place] ?? 0] ?? 0;
    return sum / days;
  }).sort((a, b) => a - b);
  return { mean: meanOf(values), low: quantile(means, 0.025), high: quantile(means, 0.975), days };
};
