/** Addresses of the trending list and of papers, and how lists are called. */
import { categoryName } from '../../paper/category.ts';
import type { PaperId } from '../../paper/paper.ts';
import { ALL_CATEGORIES } from '../../rank/ranked-list.ts';
import type { Window } from '../../score/paper-score.ts';

/** Which list. */
export interface ListChoice {
  /** Canonical category or `all`. */
  readonly category: string;
  readonly window: Window;
}

/** What `GET /` shows without parameters; in openapi.json as well. */
export const DEFAULT_CHOICE: ListChoice = { category: ALL_CATEGORIES, window: 'week' };

/** Path and query of a list; defaults are left out, so that each list has one address. */
export const listHref = ({ category, window }: ListChoice): string => {
  const query = new URLSearchParams();
  if (category !== DEFAULT_CHOICE.category) query.set('category', category);
  if (window !== DEFAULT_CHOICE.window) query.set('window', window);
  return query.size === 0 ? '/' : `/?${query.toString()}`;
};

/** Identifiers hold nothing that a path must escape. */
export const paperHref = (paperId: PaperId): string => `/papers/${paperId}`;

/** Words for a window, as a tab and in running text. */
export const WINDOW_NAMES: Readonly<Record<Window, { readonly tab: string; readonly words: string }>> = {
  day: { tab: 'Today', words: 'today' },
  week: { tab: 'This week', words: 'this week' },
  month: { tab: 'This month', words: 'this month' },
};

/** `Machine Learning (cs.LG)`, or `all of arXiv`. */
export const fieldName = (category: string): string => {
  if (category === ALL_CATEGORIES) return 'all of arXiv';
  const name = categoryName(category);
  return name === category ? category : `${name} (${category})`;
};
