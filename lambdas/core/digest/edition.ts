/** What a digest says about the announcement itself, from the batches of the reader's categories. */
import type { Batch, BatchState } from '../batch.ts';
import { nextListDate, quietReason } from '../calendar/announcement-calendar.ts';
import { ALL_CATEGORIES } from '../rank/ranked-list.ts';
import type { Edition } from './digest.ts';

export interface EditionInput {
  /** Rows of the list date; categories without one are passed over. */
  readonly batches: readonly Batch[];
  /** The reader's, `all` among them or not. */
  readonly categories: readonly string[];
  readonly listDate: string;
}

/** The worst of them speaks for all; quiet only when every one is. */
const worstState = (batches: readonly Batch[], listDate: string): BatchState => {
  const states = new Set(batches.map(({ state }) => state));
  if (states.has('short')) return 'short';
  if (states.has('pending')) return 'pending';
  if (states.has('complete')) return 'complete';
  // No row at all: on a day without a list that is as it should be, on any other nobody knows yet.
  return states.has('quiet') || quietReason(listDate) !== undefined ? 'quiet' : 'pending';
};

/**
 * The edition of a reader: sums over their categories' batches, in which a cross-listed paper counts once per list. Who
 * reads all fields has them counted once, by the batch of `all`.
 */
export const editionOf = ({ batches, categories, listDate }: EditionInput): Edition => {
  const wanted = new Set(categories.includes(ALL_CATEGORIES) ? [ALL_CATEGORIES] : categories);
  const own = batches.filter(({ category, date }) => wanted.has(category) && date === listDate);
  return {
    listDate,
    announced: own.reduce((sum, { announced }) => sum + announced, 0),
    stored: own.reduce((sum, { stored }) => sum + stored, 0),
    state: worstState(own, listDate),
    shortCategories: own
      .filter(({ state, announced, stored }) => state === 'short' && announced > stored)
      .map(({ category, announced, stored }) => ({ category, missing: announced - stored })),
    nextListDate: nextListDate(listDate),
  };
};
