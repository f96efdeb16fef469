/** Shows a harvest's progress: a bar that is drawn over on a terminal, now and then a line elsewhere. */
import { createHarvestMeter, type HarvestProgress } from './harvest-meter.ts';
import { progressLine } from './progress-line.ts';

export interface ProgressDisplay {
  at(progress: HarvestProgress): void;
  /** Leaves the last line standing. */
  end(): void;
}

/** Often enough for the eye, too seldom to cost anything. */
const REDRAW_MS = 100;
/** Without a terminal: about this many lines in all, and one a minute while it is slow. */
const LINES = 20;
const LINE_MS = 60_000;

const CLEAR_LINE = '\r\u001B[K';

/**
 * @param columns width of the terminal; undefined when there is none
 * @param clockMs monotonic
 */
export const createProgressDisplay = ({
  write,
  columns,
  clockMs,
}: {
  readonly write: (text: string) => void;
  readonly columns: number | undefined;
  readonly clockMs: () => number;
}): ProgressDisplay => {
  const meter = createHarvestMeter(clockMs);
  let shown: { readonly atMs: number; readonly daysDone: number; readonly line: string } | undefined;
  let latest = '';

  const isDue = ({ days, daysDone }: HarvestProgress): boolean => {
    if (shown === undefined) return true;
    const sinceMs = clockMs() - shown.atMs;
    if (columns !== undefined) return sinceMs >= REDRAW_MS;
    return daysDone - shown.daysDone >= Math.ceil(days / LINES) || sinceMs >= LINE_MS;
  };
  const show = (daysDone: number): void => {
    // The last place stays free: some terminals break the line there.
    write(columns === undefined ? `${latest}\n` : `${CLEAR_LINE}${latest}`);
    shown = { atMs: clockMs(), daysDone, line: latest };
  };
  return {
    at: (progress) => {
      latest = progressLine(meter(progress), columns === undefined ? Infinity : columns - 1);
      if (isDue(progress)) show(progress.daysDone);
    },
    end: () => {
      if (shown === undefined) return;
      if (shown.line !== latest) show(shown.daysDone);
      if (columns !== undefined) write('\n');
    },
  };
};
