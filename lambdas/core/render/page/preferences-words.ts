/** The settings of a subscription in a sentence or two. */
import { ALL_CATEGORIES } from '../../rank/ranked-list.ts';
import type { Preferences } from '../../subscriber/subscriber.ts';
import { foldList } from '../mail/mail-text.ts';

/** By the numbers of preferences, 1 Monday … 7 Sunday. */
export const WEEKDAY_NAMES = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const;

/** `07:00` */
export const hourWords = (hour: number): string => `${String(hour).padStart(2, '0')}:00`;

const FIELDS_SHOWN = 6;

const fieldsWords = ({ categories }: Preferences): string =>
  categories.includes(ALL_CATEGORIES) ? 'all fields' : foldList(categories, FIELDS_SHOWN);

const rhythmWords = ({ frequency, weekday }: Preferences): string =>
  frequency === 'daily' ? 'every day on which there is news' : `every ${WEEKDAY_NAMES[weekday - 1] ?? 'week'}`;

const momentWords = (instant: string, timeZone: string): string =>
  new Intl.DateTimeFormat('en-GB', {
    timeZone,
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(new Date(instant));

/**
 * `Up to 10 papers from all fields, every day on which there is news, at 07:00 in Europe/Berlin. …`
 *
 * @param dueAt instant of the next mail; `undefined` while they are paused
 */
export const preferencesWords = (preferences: Preferences, dueAt: string | undefined): string => {
  const { maxPapers, localHour, timeZone } = preferences;
  const papers = maxPapers === 1 ? 'One paper' : `Up to ${maxPapers} papers`;
  const next =
    dueAt === undefined
      ? 'They are paused: none is sent until you resume them.'
      : `The next one is due on ${momentWords(dueAt, timeZone)}.`;
  return `${papers} from ${fieldsWords(preferences)}, ${rhythmWords(preferences)}, at ${hourWords(localHour)} in ${timeZone}. ${next}`;
};
