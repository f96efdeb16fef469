/** Addresses of the trending list, of its past days and feeds, and of papers, and how lists are called. */
import { categoryName } from '../../paper/category.ts';
import type { PaperId } from '../../paper/paper.ts';
import { ALL_CATEGORIES } from '../../rank/ranked-list.ts';
import type { Window } from '../../score/paper-score.ts';

/** Which list. */
export interface ListChoice {
  /** Canonical category or `all`. */
  readonly category: string;
  readonly window: Window;
  /** The list of a past day, in the archive. @default the newest */
  readonly date?: string;
}

/** What `GET /` shows without parameters; in openapi.json as well. */
export const DEFAULT_CHOICE: ListChoice = { category: ALL_CATEGORIES, window: 'week' };

const withChoice = (path: string, { category, window }: ListChoice): string => {
  const query = new URLSearchParams();
  if (category !== DEFAULT_CHOICE.category) query.set('category', category);
  if (window !== DEFAULT_CHOICE.window) query.set('window', window);
  return query.size === 0 ? path : `${path}?${query.toString()}`;
};

/** Path and query of a list; defaults are left out, so that each list has one address. */
export const listHref = (choice: ListChoice): string =>
  withChoice(choice.date === undefined ? '/' : `/archive/${choice.date}`, choice);

/** The past days of a list. */
export const archiveHref = (choice: ListChoice): string => withChoice('/archive', choice);

/** What the newest list is as a feed. */
export const listFeedHref = (format: 'atom' | 'json', choice: ListChoice): string =>
  withChoice(`/feed.${format}`, choice);

/** Identifiers hold nothing that a path must escape. */
export const paperHref = (paperId: PaperId): string => `/papers/${paperId}`;

/** Words for a window, as a tab and in running text. */
export const WINDOW_NAMES: Readonly<Record<Window, { readonly tab: string; readonly words: string }>> = {
  day: { tab: 'Today', words: 'today' },
  week: { tab: 'This week', words: 'this week' },
  month: { tab: 'This month', words: 'this month' },
};

/** The same for a list of the archive, as a tab and before the words for its day. */
export const PAST_WINDOW_NAMES: Readonly<Record<Window, { readonly tab: string; readonly words: string }>> = {
  day: { tab: 'That day', words: 'on' },
  week: { tab: 'Its week', words: 'in the week to' },
  month: { tab: 'Its month', words: 'in the month to' },
};

/** `Machine Learning (cs.LG)`, or `all of arXiv`. */
export const fieldName = (category: string): string => {
  if (category === ALL_CATEGORIES) return 'all of arXiv';
  const name = categoryName(category);
  return name === category ? category : `${name} (${category})`;
};
