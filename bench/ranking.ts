/** The night's ranking, with no more heap than it needs. */
import type { Figure } from './figure.ts';
import { runAlone } from './run-alone.ts';

/** What the live objects of a night need, with some air: a run that needs more ends with an error. */
const HEAP_MEGABYTES = 192;

export const measureRanking = (): Promise<readonly Figure[]> =>
  runAlone(new URL('./alone/rank-month.ts', import.meta.url), { heapMegabytes: HEAP_MEGABYTES });
