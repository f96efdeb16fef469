/** Invented days for backtests: papers that gain stars at a steady rate of their own, in the formats that `backtest` reads. */
import { addDays } from '../../../../../lambdas/core/calendar/new-york-time.ts';

export const FIRST_DAY = '2026-01-05';

export interface InventedPaper {
  readonly id: string;
  readonly announcedOn: string;
  readonly category: string;
  /** On the day of its announcement. */
  readonly stars: number;
  /** Each day after it. */
  readonly starsPerDay: number;
  readonly upvotes: number;
}

const PAPERS_PER_DAY = 12;
const CATEGORIES = ['cs.LG', 'cs.CV', 'cs.CL'] as const;

/** Twelve a day. One has an old repository with a thousand stars that hardly grows: a trap for raw totals. */
export const inventPapers = (days: number): readonly InventedPaper[] =>
  Array.from({ length: days }, (_, day) => addDays(FIRST_DAY, day)).flatMap((announcedOn, day) =>
    Array.from({ length: PAPERS_PER_DAY }, (__, place) => {
      const rate = (place * 7 + day * 3) % PAPERS_PER_DAY;
      const isOld = place === day % PAPERS_PER_DAY;
      return {
        id: `2601.${String(day * 100 + place).padStart(5, '0')}`,
        announcedOn,
        category: CATEGORIES[place % CATEGORIES.length] ?? 'cs.LG',
        stars: isOld ? 1000 : 1 + rate * 2,
        starsPerDay: isOld ? 1 : rate * 3,
        upvotes: isOld ? 1 : 1 + rate * 2,
      };
    }),
  );

/** Eight more a day that no source ever shows. */
export const inventQuietPapers = (days: number): readonly InventedPaper[] =>
  Array.from({ length: days * 8 }, (_, index) => ({
    id: `2601.${String(20_000 + index).padStart(5, '0')}`,
    announcedOn: addDays(FIRST_DAY, Math.floor(index / 8)),
    category: CATEGORIES[index % CATEGORIES.length] ?? 'cs.LG',
    stars: 0,
    starsPerDay: 0,
    upvotes: 0,
  }));

const lines = (rows: readonly unknown[]): string => rows.map((row) => `${JSON.stringify(row)}\n`).join('');

export const dailyLines = (papers: readonly InventedPaper[]): string =>
  lines(
    papers.map(({ id, announcedOn, category }) => ({
      id,
      title: `Invented study ${id} of nothing in particular`,
      abstract: `We invent the subject of ${id}, and find it as we left it. Nothing is claimed beyond the invention.`,
      authors: ['Ada Invented'],
      categories: [category],
      date: announcedOn,
    })),
  );

/** Upvotes and stars of the first day. Old repositories are a year older than their papers. */
export const huggingFaceLines = (papers: readonly InventedPaper[]): string =>
  lines(
    papers.map(({ id, announcedOn, stars, upvotes }) => ({
      id,
      date: announcedOn,
      fetchedAt: `${announcedOn}T12:00:00Z`,
      upvotes,
      numComments: 0,
      githubRepo: `https://github.com/invented/${id}`,
      githubStars: stars,
      publishedAt: `${addDays(announcedOn, stars > 100 ? -365 : -1)}T12:00:00Z`,
    })),
  );

/** Stars of the three days after the first. */
export const starSnapshots = (papers: readonly InventedPaper[]): string =>
  [
    'snapshot_date\tarxiv_id\tgithub_stars_shown\tgithub_link\ttitle\n',
    ...papers.flatMap(({ id, announcedOn, stars, starsPerDay }) =>
      [1, 2, 3].map((day) => `${addDays(announcedOn, day)}\t${id}\t${stars + day * starsPerDay}\t\tInvented\n`),
    ),
  ].join('');

/** Campaigns of 60 to 500 stars, and repositories that are none. */
export const campaignLines = (): string =>
  [
    'repo,month,n_stars,n_stars_clustered\n',
    ...Array.from({ length: 60 }, (_, index) => `invented/r${index},2024-07,${70 + index * 8},${60 + index * 7}\n`),
    'invented/real,2024-07,900,20\n',
  ].join('');
