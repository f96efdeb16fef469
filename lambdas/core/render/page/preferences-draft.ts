/** Preferences as they stand in the form: texts as typed, whether they make sense or not. */
import type { Preferences } from '../../subscriber/subscriber.ts';

export interface PreferencesDraft {
  readonly frequency: string;
  readonly weekday: string;
  readonly localHour: string;
  readonly timeZone: string;
  /** Ticked ones; `all` among them or not. */
  readonly categories: readonly string[];
  /** One per line, as are words to exclude and authors. */
  readonly topics: string;
  readonly exclude: string;
  readonly authors: string;
  readonly maxPapers: string;
  readonly onlyWithCode: boolean;
}

/** What is wrong, by field. */
export type DraftFaults = Readonly<Partial<Record<keyof PreferencesDraft, string>>>;

/** The form as it first stands. */
export const draftOf = (preferences: Preferences): PreferencesDraft => ({
  frequency: preferences.frequency,
  weekday: String(preferences.weekday),
  localHour: String(preferences.localHour),
  timeZone: preferences.timeZone,
  categories: preferences.categories,
  topics: preferences.topics.join('\n'),
  exclude: preferences.exclude.join('\n'),
  authors: preferences.authors.join('\n'),
  maxPapers: String(preferences.maxPapers),
  onlyWithCode: preferences.onlyWithCode,
});

/** A tick box of its own per category, since a form's field of several values is not what both encodings share. */
export const CATEGORY_FIELD_PREFIX = 'category.';
