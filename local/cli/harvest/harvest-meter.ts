/** How fast a harvest goes and how long it will still take, from what it says of itself on the way. */

/** Where a harvest stands. */
export interface HarvestProgress {
  readonly days: number;
  /** With a fraction where some of a day's sets are done and others are not. */
  readonly daysDone: number;
  readonly records: number;
  /** The day and the set under way. */
  readonly day: string;
  readonly set: string;
}

export interface MeteredProgress extends HarvestProgress {
  /** Undefined until something tells. */
  readonly recordsPerSecond: number | undefined;
  readonly secondsLeft: number | undefined;
}

/**
 * What an earlier run had done counts for neither figure: both are reckoned from the first call.
 * @param clockMs monotonic
 */
export const createHarvestMeter = (clockMs: () => number): ((progress: HarvestProgress) => MeteredProgress) => {
  let first: (HarvestProgress & { readonly atMs: number }) | undefined;
  return (progress) => {
    const atMs = clockMs();
    first ??= { ...progress, atMs };
    const seconds = (atMs - first.atMs) / 1000;
    const records = progress.records - first.records;
    const days = progress.daysDone - first.daysDone;
    return {
      ...progress,
      recordsPerSecond: seconds > 0 && records > 0 ? records / seconds : undefined,
      secondsLeft: seconds > 0 && days > 0 ? ((progress.days - progress.daysDone) * seconds) / days : undefined,
    };
  };
};
