/** How many papers of a day's first 20 are listed on Hugging Face later: in order of the prior, and in simpler ones. */
import { createHash } from 'node:crypto';
import type { ListPrecision } from '../../lambdas/core/score/prior-weights.ts';
import { meanByDay } from '../../local/cli/backtest/metrics/mean-by-day.ts';
import { seededRandom } from '../../local/cli/backtest/metrics/seeded-random.ts';

export interface JudgedPaper {
  readonly paperId: string;
  readonly day: string;
  readonly categories: readonly string[];
  readonly listed: boolean;
  /** ln of the mass, as capped. */
  readonly logMass: number;
}

const FIRST = 20;
/** With fewer papers the first 20 are most of the day, whatever their order. */
const MIN_PAPERS = 40;
const MIN_DAYS = 10;
const DRAWS = 4000;
const SEED = 20_260_101;

/** Equals in an order by chance that is the same on every run, as on the lists of production. */
const chance = ({ day, paperId }: JudgedPaper): string =>
  createHash('sha256').update(`${day}#${paperId}`).digest('hex');

const precisionOf = (order: readonly JudgedPaper[]): number =>
  order.slice(0, FIRST).filter(({ listed }) => listed).length / FIRST;

interface DayFigures {
  readonly prior: number;
  readonly newest: number;
  readonly byIdentifier: number;
  readonly best: number;
}

const judgeDay = (papers: readonly JudgedPaper[]): DayFigures => {
  const shuffled = papers
    .map((paper) => ({ paper, key: chance(paper) }))
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .map(({ paper }) => paper);
  return {
    prior: precisionOf(shuffled.toSorted((a, b) => b.logMass - a.logMass)),
    newest: precisionOf(shuffled),
    byIdentifier: precisionOf(papers.toSorted((a, b) => (a.paperId > b.paperId ? -1 : 1))),
    best: precisionOf(papers.toSorted((a, b) => Number(b.listed) - Number(a.listed))),
  };
};

/** Three digits: figures are for reading, and must not change with the last bit of a sum. */
export const readable = (value: number): number => Math.round(value * 1000) / 1000;

/** Percentile bootstrap over days of a ratio of means. */
const ratioInterval = (days: readonly DayFigures[]): [number, number] => {
  const random = seededRandom(SEED);
  const ratios = Array.from({ length: DRAWS }, () => {
    let prior = 0;
    let newest = 0;
    for (let draw = 0; draw < days.length; draw += 1) {
      const day = days[Math.floor(random() * days.length)];
      prior += day?.prior ?? 0;
      newest += day?.newest ?? 0;
    }
    return prior / newest;
  }).sort((a, b) => a - b);
  return [readable(ratios[Math.floor(0.025 * DRAWS)] ?? 0), readable(ratios[Math.ceil(0.975 * DRAWS) - 1] ?? 0)];
};

const meanOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** @returns undefined with too few days of enough papers */
export const listPrecision = (papers: readonly JudgedPaper[]): ListPrecision | undefined => {
  const byDay = new Map<string, JudgedPaper[]>();
  for (const paper of papers) {
    const ofDay = byDay.get(paper.day);
    if (ofDay) ofDay.push(paper);
    else byDay.set(paper.day, [paper]);
  }
  const days = [...byDay.values()].filter((ofDay) => ofDay.length >= MIN_PAPERS).map(judgeDay);
  const prior = meanByDay(days.map((day) => day.prior));
  if (prior === undefined || days.length < MIN_DAYS) return undefined;
  const newest = meanOf(days.map((day) => day.newest));
  return {
    days: days.length,
    precision20: readable(prior.mean),
    interval: [readable(prior.low), readable(prior.high)],
    newestFirst: readable(newest),
    byIdentifier: readable(meanOf(days.map(({ byIdentifier }) => byIdentifier))),
    bestPossible: readable(meanOf(days.map(({ best }) => best))),
    ratio: readable(prior.mean / newest),
    ratioInterval: ratioInterval(days),
  };
};

/** `all`, and each category with enough days, in order of name. */
export const listPrecisions = (papers: readonly JudgedPaper[]): Record<string, ListPrecision> => {
  const categories = [...new Set(papers.flatMap((paper) => paper.categories))].sort();
  const lists = [
    ['all', papers] as const,
    ...categories.map((category) => [category, papers.filter((paper) => paper.categories.includes(category))] as const),
  ];
  return Object.fromEntries(
    lists.flatMap(([name, ofList]) => {
      const figures = listPrecision(ofList);
      return figures ? [[name, figures] as const] : [];
    }),
  );
};
