/** What a benchmark tells, and how it comes from repeated measurements. */

/** One line of the result. */
export interface Figure {
  /** Theme and what was measured, in words. */
  readonly name: string;
  /** Of repeated measurements the median. */
  readonly figure: number;
  readonly unit: string;
  /** Of repeated measurements the extremes: how far the machine can be trusted. */
  readonly min?: number;
  readonly max?: number;
  /** From the issue that asked for the figure; absent when nobody set one. */
  readonly goal?: Goal;
  /** What one must know to read the figure. */
  readonly note?: string;
}

export type Goal = { readonly atLeast: number } | { readonly atMost: number };

/** Whether the figure reaches its goal; a figure without a goal has nothing to reach. */
export const reachesGoal = ({ figure, goal }: Figure): boolean => {
  if (goal === undefined) return true;
  return 'atLeast' in goal ? figure >= goal.atLeast : figure <= goal.atMost;
};

/** Three digits are more than a shared machine can repeat. */
const rounded = (value: number): number => Number(value.toPrecision(3));

/** @param share 0.5 for the median, 0.95 for p95; the nearest sample at or above */
export const percentileOf = (samples: readonly number[], share: number): number =>
  samples.toSorted((a, b) => a - b)[Math.max(0, Math.ceil(samples.length * share) - 1)] ?? Number.NaN;

type Description = Pick<Figure, 'name' | 'unit' | 'goal' | 'note'>;

export const figureOf = ({ name, unit, ...description }: Description, value: number): Figure => ({
  name,
  figure: rounded(value),
  unit,
  ...description,
});

/** The median of the samples, with their extremes. */
export const medianFigure = ({ name, unit, ...description }: Description, samples: readonly number[]): Figure => ({
  name,
  figure: rounded(percentileOf(samples, 0.5)),
  unit,
  min: rounded(Math.min(...samples)),
  max: rounded(Math.max(...samples)),
  ...description,
});
