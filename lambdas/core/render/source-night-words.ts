/** How the night of a source went, in words: on `/status`, on `/scoring` and in the terminal. */
import { addDays } from '../calendar/new-york-time.ts';
import type { SourceNight, SourceState } from '../signal/source-night.ts';
import { cleanLine, shortenText, spokenNumber } from './mail/mail-text.ts';
import { dayWords } from './mail/spoken-date.ts';

const STATE_WORDS: Readonly<Record<SourceState, string>> = {
  collecting: 'under way',
  complete: 'complete',
  partial: 'in part',
  down: 'nothing came',
  off: 'not asked',
};

const REASON_BYTES = 240;

export interface NightWords {
  /** Day of the night; with a remark where later ones are missing. */
  readonly night: string;
  readonly isLate: boolean;
  readonly state: string;
  /** First of the days in a row without it. */
  readonly since: string;
  /** `812 of 4,950` */
  readonly looked: string;
  readonly requests: string;
  readonly reason: string;
}

const NONE = '–';

/** @param today date in New York; the night of the day itself may still come */
export const nightWords = (
  { date, state, since, reason, looked, due, requests }: SourceNight,
  today: string,
): NightWords => {
  const isLate = date < addDays(today, -1);
  return {
    night: `${dayWords(date, today)}${isLate ? ', none since' : ''}`,
    isLate,
    state: STATE_WORDS[state],
    since: since === undefined ? NONE : dayWords(since, today),
    looked: due === 0 && looked === 0 ? NONE : `${spokenNumber(looked)} of ${spokenNumber(due)}`,
    requests: spokenNumber(requests),
    reason: reason === undefined ? NONE : shortenText(cleanLine(reason), REASON_BYTES),
  };
};
