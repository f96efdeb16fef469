/** The night's ranking of a month of all arXiv: 45,000 papers into the lists of every category. Tables in memory. */
import { getHeapStatistics } from 'node:v8';
import { addDays } from '../../lambdas/core/calendar/new-york-time.ts';
import { CATEGORIES } from '../../lambdas/core/paper/category.ts';
import type { Listing, PaperId } from '../../lambdas/core/paper/paper.ts';
import { listKey, type RankedList } from '../../lambdas/core/rank/ranked-list.ts';
import { scoreFromContributions } from '../../lambdas/core/score/forward-decay.ts';
import type { Contribution } from '../../lambdas/core/score/paper-score.ts';
import { rankTrending, type RankTrendingDeps } from '../../lambdas/functions/rank-trending/rank-trending.ts';
import { aListing, aPaper, aRankedList } from '../../test/fakes/stored-rows.ts';
import { figureOf, medianFigure, type Figure } from '../figure.ts';
import { ownPeakMegabytes } from '../peak-memory.ts';
import { timeInTurn } from '../stopwatch.ts';

const PAPERS = 45_000;
const DATE = '2026-11-20';
const DAYS = 30;
/** An ordinary abstract: what is read beside what ranking needs, and must not be kept. */
const ABSTRACT = 'We fold maps, and ask what a fold costs. '.repeat(35);
const categories = CATEGORIES.filter(({ id, canonical }) => id === canonical).map(({ id }) => id);

/** Evenly spread over 0 to 1, the same on every run; steps that share no divisor look like chance. */
const spread = (index: number, step: number): number => (index * step * 0.618_033_988_749_895) % 1;
/** A few categories have most of the papers, as at arXiv. */
const categoryAt = (place: number): string => categories[Math.floor(place ** 3 * categories.length)] ?? 'cs.LG';

interface Outline {
  readonly announcedOn: string;
  readonly categories: readonly string[];
  readonly mass: number;
  readonly gains: readonly Contribution[];
}

/** One in seven has a repository, and half of those gained something on each day since. */
const gainsSince = (announcedOn: string, index: number): readonly Contribution[] => {
  if (index % 14 !== 0) return [];
  const gains: Contribution[] = [];
  for (let on = announcedOn, gain = 1 + (index % 40); on <= DATE; on = addDays(on, 1), gain += 1)
    gains.push({
      ...{ source: 'github', on, features: [], mass: Math.log2(1 + gain / 6) },
      signal: { gain, usualGain: 6, weight: 1, trust: 1, count: 10 * gain },
    });
  return gains;
};

const outlines = new Map<PaperId, Outline>(
  Array.from({ length: PAPERS }, (_, index) => [
    `2611.${String(index).padStart(5, '0')}` as PaperId,
    {
      announcedOn: addDays(DATE, -(index % DAYS)),
      categories: [...new Set([1, 3].map((step) => categoryAt(spread(index, step))))],
      // Masses are sums of a few whole features, so that many papers tie.
      mass: 1 + Math.floor(spread(index, 7) * 40) / 10,
      gains: gainsSince(addDays(DATE, -(index % DAYS)), index),
    },
  ]),
);

const listings = new Map<string, Listing[]>();
for (const [paperId, outline] of outlines) {
  for (const category of outline.categories) {
    const rows = listings.get(category) ?? [];
    rows.push(aListing(paperId, { category, listedOn: outline.announcedOn }));
    listings.set(category, rows);
  }
}
for (const rows of listings.values()) rows.sort((a, b) => (a.listedKey < b.listedKey ? -1 : 1));

/** A paper as a read of the table gives it: made anew, with its text. */
const readPaper = (paperId: PaperId) => {
  const {
    announcedOn,
    categories: named,
    mass,
    gains,
  } = outlines.get(paperId) ?? { announcedOn: DATE, categories: [], mass: 1, gains: [] };
  return aPaper(paperId, {
    abstract: `${paperId} ${ABSTRACT}`,
    announcedOn,
    categories: [...named],
    primaryCategory: named[0] ?? 'cs.LG',
    score: scoreFromContributions([{ source: 'announcement', on: announcedOn, mass, features: [] }, ...gains]),
  });
};

const lists = new Map<string, RankedList>();
const key = (list: string, date: string): string => `${list} ${date}`;
const previousDate = addDays(DATE, -1);
const deps: RankTrendingDeps = {
  papers: {
    getMany: (ids) => Promise.resolve(new Map(ids.map((id) => [id, readPaper(id)]))),
    putMany: () => Promise.resolve([]),
    watched: () => {
      throw new Error('ranking asks no index');
    },
    unwatch: () => Promise.resolve(0),
    count: () => Promise.resolve(outlines.size),
  },
  listings: {
    between: (category) => Promise.resolve(listings.get(category) ?? []),
    putMany: () => Promise.resolve(),
    removeInferred: () => Promise.resolve(),
    remove: () => Promise.resolve(),
    countListed: () => Promise.resolve(0),
  },
  collection: {
    nights: () => Promise.resolve([]),
    night: () => Promise.resolve(undefined),
    nightBefore: () => Promise.resolve(undefined),
    putNight: () => Promise.resolve(),
    termCounts: () => Promise.resolve([]),
    putTermCounts: () => Promise.resolve(),
  },
  rankings: {
    put: (list) => {
      lists.set(key(list.listKey, list.date), list);
      return Promise.resolve();
    },
    get: (list, date) => Promise.resolve(lists.get(key(list, date))),
    latestBefore: (list) => Promise.resolve(lists.get(key(list, previousDate))),
    latestUpTo: (list, date) => Promise.resolve(lists.get(key(list, date))),
  },
};

// Of the nights before the last one only the marks that they are done, or they would be caught up with.
const mark = listKey('all', 'month');
const rankDate = (date: string) => rankTrending(deps, { date, categories });
for (let day = 2; day <= 2 * DAYS; day += 1) {
  const date = addDays(DATE, -day);
  lists.set(key(mark, date), aRankedList(date, { listKey: mark, category: 'all', window: 'month' }));
}
await rankDate(previousDate);

let report: Awaited<ReturnType<typeof rankTrending>> | undefined;
const { night } = await timeInTurn(
  {
    night: async () => {
      report = await rankDate(DATE);
    },
  },
  { warmUps: 1, rounds: 5 },
);

const heapMegabytes = Math.round(getHeapStatistics().heap_size_limit / 1e6);
const figures: readonly Figure[] = [
  medianFigure(
    {
      name: 'ranking: 45,000 papers into the lists of a night',
      unit: 's',
      goal: { atMost: 2 },
      note: `${report?.lists ?? 0} lists; tables in memory, papers made anew at every read`,
    },
    night,
  ),
  figureOf(
    {
      name: 'ranking: 45,000 papers, peak memory',
      unit: 'MB',
      goal: { atMost: 300 },
      note: `whole process with its tables, heap limited to ${heapMegabytes} MB`,
    },
    ownPeakMegabytes(),
  ),
];
process.stdout.write(JSON.stringify(figures));
