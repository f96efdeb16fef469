/** Harvests windows of OAI-PMH one after the other, those that are settled left out. */
import { isFollowing, type OaiWindow } from '../../../core/harvest/oai-window.ts';
import { createFirstPages, type FirstPages } from './first-pages.ts';
import { harvestWindow, TIME_IS_UP, type HarvestWindowDeps, type WindowKey } from './harvest-window.ts';
import { addCounts, createIntake, NO_RECORDS, type RecordCounts } from '../intake/intake.ts';

export type HarvestWindowsDeps = Omit<HarvestWindowDeps, 'intake' | 'firstPages'>;

export interface HarvestWindowsOptions {
  /** In the order in which they are to be harvested. */
  readonly windows: readonly WindowKey[];
  /** Whether a window needs no pass any more, by its checkpoint. */
  readonly isSettled: (window: OaiWindow) => boolean;
  /** Hold windows of one page against their identifiers as well. @default false: later nights look again */
  readonly verifiesAlways?: boolean;
  /** Canonical categories: records of papers in none of them are passed over. */
  readonly follows: readonly string[];
  /** No further page is asked for once this is true. */
  readonly isTimeUp?: () => boolean;
  /** Called after each page, and after each window that needed none. */
  readonly onProgress?: (progress: WindowsProgress) => void;
}

export interface WindowsProgress {
  readonly windows: number;
  readonly windowsDone: number;
  /** Taken in so far by this run. */
  readonly records: number;
  readonly day: string;
  readonly set: string;
}

export interface WindowsReport {
  readonly windows: number;
  readonly windowsDone: number;
  readonly counts: Readonly<RecordCounts>;
  /** Why windows are still open, one clause; absent when all are done. */
  readonly reason?: string;
}

export const harvestWindows = async (
  deps: HarvestWindowsDeps,
  options: HarvestWindowsOptions,
): Promise<WindowsReport> => {
  const firstPages = createFirstPages(deps);
  try {
    return await harvestInOrder({ ...deps, firstPages }, options);
  } finally {
    await firstPages.close();
  }
};

const harvestInOrder = async (
  deps: HarvestWindowsDeps & { readonly firstPages: FirstPages },
  options: HarvestWindowsOptions,
): Promise<WindowsReport> => {
  const { windows, isTimeUp = () => false, verifiesAlways = false } = options;
  const wanted = [...options.follows].sort();
  const isSettled = (window: OaiWindow): boolean => isFollowing(window, wanted) && options.isSettled(window);
  const counts: RecordCounts = { ...NO_RECORDS };
  let windowsDone = 0;
  let reason: string | undefined;
  for (const [index, key] of windows.entries()) {
    const known = await deps.ledger.window(key.set, key.day);
    if (known && isSettled(known)) {
      windowsDone += 1;
    } else {
      if (!deps.firstPages.isAhead(key) && isTimeUp())
        return { windows: windows.length, windowsDone, counts, reason: TIME_IS_UP };
      // An intake for each window: what it remembers of the papers it met stays small however long the harvest.
      // What others follow in the set stays followed: their days need no second pass.
      const follows = [...new Set([...(known?.follows ?? []), ...wanted])].sort();
      const intake = createIntake(deps, { sampleIds: false, follows });
      const onPage = (): void => {
        const records = counts.records + intake.report().counts.records;
        options.onProgress?.({ ...key, windows: windows.length, windowsDone, records });
      };
      const onLastPage = async (): Promise<void> => {
        const next = windows[index + 1];
        if (next === undefined || isTimeUp()) return;
        const begun = await deps.ledger.window(next.set, next.day);
        if (begun === undefined || (begun.token === undefined && !isSettled(begun))) deps.firstPages.askAhead(next);
      };
      const outcome = await harvestWindow(
        { ...deps, intake },
        { key, known, follows, verifiesAlways, isTimeUp, onPage, onLastPage },
      );
      addCounts(counts, intake.report().counts);
      if (outcome.state === 'done') windowsDone += 1;
      else reason = outcome.reason;
      if (outcome.state === 'stopped') return { windows: windows.length, windowsDone, counts, reason: outcome.reason };
    }
    options.onProgress?.({ ...key, windows: windows.length, windowsDone, records: counts.records });
  }
  return { windows: windows.length, windowsDone, counts, ...(reason !== undefined && { reason }) };
};
