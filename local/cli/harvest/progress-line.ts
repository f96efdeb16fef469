/** A harvest's progress as one line: `[####------] 12/31 days, 5,200 records, 43/s, 2 min left, now 2026-01-13 cs:cs:LG`. */
import { printableLine } from '../terminal-text.ts';
import type { MeteredProgress } from './harvest-meter.ts';

/** Places of the bar; it is left out where the line would not fit otherwise. */
const BAR_PLACES = 20;

const number = new Intl.NumberFormat('en-US');

const MINUTE_SECONDS = 60;
const HOUR_SECONDS = 3600;
const DAY_SECONDS = 86_400;

/** In the two largest units that say something: `2 h 10 min`. */
export const spokenDuration = (seconds: number): string => {
  if (seconds < MINUTE_SECONDS) return `${Math.max(1, Math.round(seconds))} s`;
  if (seconds < HOUR_SECONDS) return `${Math.round(seconds / MINUTE_SECONDS)} min`;
  const minutes = Math.round(seconds / MINUTE_SECONDS);
  if (seconds < DAY_SECONDS) return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
  const hours = Math.round(seconds / HOUR_SECONDS);
  return `${Math.floor(hours / 24)} d ${hours % 24} h`;
};

const rateOf = (perSecond: number): string => `${perSecond < 10 ? perSecond.toFixed(1) : Math.round(perSecond)}/s`;

const barOf = ({ days, daysDone }: MeteredProgress): string => {
  const filled = days === 0 ? BAR_PLACES : Math.floor((daysDone / days) * BAR_PLACES);
  return `[${'#'.repeat(filled)}${'-'.repeat(BAR_PLACES - filled)}] `;
};

/** @param columns width of the terminal: parts give way from the end, and the bar after them */
export const progressLine = (progress: MeteredProgress, columns: number): string => {
  const { days, daysDone, records, recordsPerSecond, secondsLeft, day, set } = progress;
  const parts = [
    `${number.format(Math.floor(daysDone))}/${number.format(days)} days`,
    `${number.format(records)} records`,
    ...(recordsPerSecond === undefined ? [] : [rateOf(recordsPerSecond)]),
    ...(secondsLeft === undefined || daysDone >= days ? [] : [`${spokenDuration(secondsLeft)} left`]),
    ...(daysDone >= days ? [] : [printableLine(`now ${day} ${set}`)]),
  ];
  while (parts.length > 1 && BAR_PLACES + 3 + parts.join(', ').length > columns) parts.pop();
  const line = `${barOf(progress)}${parts.join(', ')}`;
  return line.length <= columns ? line : parts.join(', ').slice(0, Math.max(0, columns));
};
