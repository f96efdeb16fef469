/** Peers of a paper on a list: those announced within the window, however long they go on competing. */
import { addDays } from '../calendar/new-york-time.ts';
import type { Window } from '../score/paper-score.ts';

/** In days, the list's date included, and in words. */
export const PEER_PERIOD: Readonly<Record<Window, { readonly days: number; readonly words: string }>> = {
  day: { days: 1, words: 'today' },
  week: { days: 7, words: 'this week' },
  month: { days: 30, words: 'this month' },
};

/** The first day of the period. */
export const peersFrom = (window: Window, date: string): string => addDays(date, 1 - PEER_PERIOD[window].days);
