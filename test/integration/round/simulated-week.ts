/** A week of the simulated arXiv for live rounds: what it announced, where it is, and what a round made of it. */
import { inventArchive } from '../../arxiv/invent-papers.ts';
import type { FaultScript } from '../../arxiv/fault-plan.ts';
import type { PaperArchive } from '../../arxiv/paper-archive.ts';
import { startSimulatedArxiv, type SimulatedArxiv, type SimulatedArxivOptions } from '../../arxiv/simulated-arxiv.ts';
import { noonInNewYork } from '../../../lambdas/core/calendar/announcement-calendar.ts';
import type { Batch } from '../../../lambdas/core/batch.ts';
import type { RankedList } from '../../../lambdas/core/rank/ranked-list.ts';
import { listedPapers } from '../../arxiv/listed-papers.ts';
import { SILENT_SOURCES, type Environment } from './started-round.ts';
import type { TableRows } from './table-rows.ts';

export const CATEGORIES: readonly string[] = ['cs.CL', 'cs.LG', 'stat.ML'];

/** Two weeks of lists; the last one is a Friday's. */
export const LIST_DATES: readonly string[] = ['09', '10', '11', '12', '13', '16', '17', '18', '19', '20'].map(
  (day) => `2026-11-${day}`,
);
export const FRIDAY = '2026-11-20';
export const SATURDAY = '2026-11-21';

export interface SimulatedWeek extends SimulatedArxiv {
  readonly archive: PaperArchive;
  readonly env: Environment;
}

/** @param date arXiv's clock stands at noon in New York of this day, as that of a round with `--date` does */
export const startWeek = async (
  date: string,
  options: { readonly faults?: FaultScript } & Pick<SimulatedArxivOptions, 'beforeAnswer'> = {},
): Promise<SimulatedWeek> => {
  const archive = inventArchive({ seed: 20, listDates: LIST_DATES, papersPerDay: 20, categories: CATEGORIES });
  const site = await startSimulatedArxiv({
    archive,
    clock: () => noonInNewYork(date),
    pageSize: 9,
    faultSettings: { retryAfterSeconds: 0 },
    ...options,
  });
  return {
    ...site,
    archive,
    env: {
      ...SILENT_SOURCES,
      PAPER_ROUND_CATEGORIES: CATEGORIES.join(),
      ARXIV_FEED_URL: site.feedUrl,
      ARXIV_OAI_URL: site.oaiUrl,
      ARXIV_API_URL: site.apiUrl,
      ARXIV_LISTING_URL: site.listingUrl,
      ARXIV_MIN_INTERVAL_MS: '0',
    },
  };
};

/** How many papers the archive announced as new or cross-listed in a category on a date. */
export const announcedIn = (archive: PaperArchive, category: string, listDate: string): number =>
  listedPapers(archive, { listDate, asked: [category] }).filter(({ type }) => !type.startsWith('replace')).length;

/** Rows of arXiv's batches, the notes of the harvest left out. */
export const batchesOf = ({ Batches }: TableRows): readonly Batch[] =>
  Batches.map((row) => JSON.parse(row) as Batch).filter(({ category }) => !category.includes('#'));

/** `CATEGORY STATE COUNTED-BY STORED/ANNOUNCED` of each category on a date. */
export const batchLines = (rows: TableRows, date: string): readonly string[] =>
  batchesOf(rows)
    .filter((batch) => batch.date === date && batch.category !== 'all')
    .map(({ category, state, countedBy = 'nobody', stored, announced }) =>
      [category, state, countedBy, `${stored}/${announced}`].join(' '),
    )
    .sort();

/** What `batchLines` says of a date that listing pages have proven complete. */
export const provenLines = (archive: PaperArchive, date: string): readonly string[] =>
  CATEGORIES.map((category) => {
    const count = announcedIn(archive, category, date);
    return `${category} complete listing-page ${count}/${count}`;
  });

export const rankedOn = ({ Rankings }: TableRows, date: string): readonly RankedList[] =>
  Rankings.map((row) => JSON.parse(row) as RankedList).filter((list) => list.date === date);
