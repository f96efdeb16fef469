/**
 * Reads a list with its papers and the announcement behind it. The newest list is what was written last, whatever the clock
 * says: a round may stand on a day that this machine's clock hasn't reached.
 */
import { newYorkDate } from '../../core/calendar/announcement-calendar.ts';
import { BEYOND_ALL_DATES } from '../../core/calendar/new-york-time.ts';
import type { Paper, PaperId } from '../../core/paper/paper.ts';
import { ALL_CATEGORIES, listKey, type RankedList } from '../../core/rank/ranked-list.ts';
import { summarizeBatches, type BatchSummary } from '../../core/render/page/batch-summary.ts';
import { DEFAULT_CHOICE, type ListChoice } from '../../core/render/page/list-href.ts';
import type { WebDeps } from './web-deps.ts';

export interface Trending {
  readonly list: RankedList | undefined;
  readonly papers: ReadonlyMap<PaperId, Paper>;
  /** Of the list's date; without a list that of the newest edition. */
  readonly date: string;
  readonly summary: BatchSummary;
  /** Papers announced on that date, per category that has a row. */
  readonly announced: ReadonlyMap<string, number>;
  /** Whether there is any list at all. */
  readonly hasLists: boolean;
}

export interface TrendingRequest extends Omit<ListChoice, 'date'> {
  /** The list that was the newest on this date. @default the newest of all */
  readonly date?: string | undefined;
  /** How many papers to read. */
  readonly limit: number;
}

/** Five reads at most: the list, the newest edition of all fields when it has none, its batches, its papers. */
export const readTrending = async (
  { papers, rankings, batches, site, clock }: Pick<WebDeps, 'papers' | 'rankings' | 'batches' | 'site' | 'clock'>,
  { category, window, date: upTo = BEYOND_ALL_DATES, limit }: TrendingRequest,
): Promise<Trending> => {
  const list = await rankings.latestUpTo(listKey(category, window), upTo);
  const edition = list ?? (await rankings.latestUpTo(listKey(DEFAULT_CHOICE.category, DEFAULT_CHOICE.window), upTo));
  const date = edition?.date ?? (upTo === BEYOND_ALL_DATES ? newYorkDate(clock()) : upTo);
  const categories = new Set([ALL_CATEGORIES, ...site.categories, category]);
  const [rows, found] = await Promise.all([
    batches.getMany([...categories].map((each) => ({ category: each, date }))),
    papers.getMany((list?.papers ?? []).slice(0, limit).map(({ paperId }) => paperId)),
  ]);
  return {
    list,
    papers: found,
    date,
    summary: summarizeBatches({
      category,
      date,
      batches: rows.filter((row) => row.category === category || site.categories.includes(row.category)),
    }),
    announced: new Map(rows.map((row) => [row.category, row.announced])),
    hasLists: edition !== undefined,
  };
};
