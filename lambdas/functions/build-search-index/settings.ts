/** Environment of `build-search-index`. */
import type * as z from 'zod';
import { commonSettings, textSetting } from '../../runtime/settings.ts';
import { categoryListSetting } from '../harvest-papers/settings.ts';

export const buildSearchIndexSettings = commonSettings.extend({
  /** Those that are harvested. */
  PAPER_ROUND_CATEGORIES: categoryListSetting,
  PAPERS_TABLE: textSetting,
  LISTINGS_TABLE: textSetting,
  /** Holds the index under `search/`. */
  SEARCH_BUCKET: textSetting,
});

/** What the construct must set. */
export type BuildSearchIndexEnv = z.input<typeof buildSearchIndexSettings>;
