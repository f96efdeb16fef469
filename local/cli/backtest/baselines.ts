/**
 * The orders that Paper Round is compared with. Each is a value per paper, larger first, from what was known on the day: counts
 * as shown so far, and dates.
 */
import { daysBetween } from '../../../lambdas/core/calendar/new-york-time.ts';
import type { Paper } from '../../../lambdas/core/paper/paper.ts';
import { dailyGains } from '../../../lambdas/core/score/daily-gains.ts';
import type { Signal } from '../../../lambdas/core/signal/signal.ts';

export interface KnownPaper {
  /** Hours from its announcement to the end of the day. */
  readonly ageHours: number;
  /** Of the latest looks, 0 where there is none. */
  readonly stars: number;
  /** Stars, upvotes and points together. */
  readonly total: number;
  /** Hours since the count of stars began at nought; the paper's age without a repository. */
  readonly starHours: number;
  /** Stars gained on the day itself; of a look after several days the even share. */
  readonly starGain: number;
}

const HOURS_PER_DAY = 24;
/** A list comes out at 8 in the evening before its date. */
const HOURS_BEFORE_DATE = 4;

const latestOf = (rows: readonly Signal[], source: Signal['source']): Signal | undefined =>
  rows.findLast((row) => row.source === source && !(row.source === 'github' && row.details.credit !== 'own'));

/** What is known of each paper at the end of the day. */
export const knownOn = (date: string): ((paper: Paper, rows: readonly Signal[]) => KnownPaper) => {
  const hours = new Map<string, number>();
  const hoursSinceStartOf = (day: string): number => {
    const known = hours.get(day) ?? HOURS_PER_DAY * (Math.max(0, daysBetween(day, date)) + 1);
    hours.set(day, known);
    return known;
  };
  return (paper, rows) => knownOf(paper, rows, { date, hoursSinceStartOf });
};

const knownOf = (
  { announcedOn }: Paper,
  rows: readonly Signal[],
  { date, hoursSinceStartOf }: { readonly date: string; readonly hoursSinceStartOf: (day: string) => number },
): KnownPaper => {
  const ageHours = hoursSinceStartOf(announcedOn) + HOURS_BEFORE_DATE;
  if (rows.length === 0) return { ageHours, stars: 0, total: 0, starHours: ageHours, starGain: 0 };
  const star = latestOf(rows, 'github');
  const stars = star?.count ?? 0;
  const starRows = rows.filter(({ source }) => source === 'github');
  const looks = starRows.map(({ observedOn, count, startedOn }) => ({ on: observedOn, count, startedOn }));
  return {
    ageHours,
    stars,
    total: stars + (latestOf(rows, 'hugging-face')?.count ?? 0) + (latestOf(rows, 'hacker-news')?.count ?? 0),
    starHours: star ? hoursSinceStartOf(star.startedOn) : ageHours,
    // The first look has no gain to speak of: what it shows is the total.
    starGain: dailyGains(looks, date).find(({ on, look }) => on === date && look !== looks[0])?.gain ?? 0,
  };
};

/** (P − 1)^0.8 / (age + 2 h)^1.8. */
const hackerNews = ({ total, ageHours }: KnownPaper): number => Math.max(0, total - 1) ** 0.8 / (ageHours + 2) ** 1.8;

/** log10 of the votes, and 45,000 seconds for each factor of ten. */
const reddit = ({ total, ageHours }: KnownPaper): number => Math.log10(Math.max(total, 1)) - (ageHours * 3600) / 45_000;

export interface Baseline {
  readonly name: string;
  /** As shown in tables. */
  readonly label: string;
  readonly valueOf: (paper: KnownPaper) => number;
}

/** Those that Paper Round has to beat. */
export const BASELINES: readonly Baseline[] = [
  { name: 'newest', label: 'newest first', valueOf: ({ ageHours }) => -ageHours },
  { name: 'stars', label: 'raw total of stars', valueOf: ({ stars }) => stars },
  { name: 'total', label: 'raw total of all counts', valueOf: ({ total }) => total },
  { name: 'stars-per-hour', label: 'stars per hour', valueOf: ({ stars, starHours }) => stars / starHours },
  { name: 'hacker-news', label: 'Hacker News formula', valueOf: hackerNews },
  { name: 'reddit', label: 'Reddit formula', valueOf: reddit },
  {
    name: 'log-gain-log-total',
    label: 'log gain + 0.35 log total',
    valueOf: ({ starGain, stars }) => Math.log2(1 + starGain) + 0.35 * Math.log2(1 + stars),
  },
];
