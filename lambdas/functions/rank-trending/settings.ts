/** Environment of `rank-trending`. */
import type * as z from 'zod';
import { commonSettings, textSetting } from '../../runtime/settings.ts';
import { categoryListSetting } from '../harvest-papers/settings.ts';

export const rankTrendingSettings = commonSettings.extend({
  /** Those that are harvested: the lists wait for their batches. */
  PAPER_ROUND_CATEGORIES: categoryListSetting,
  PAPERS_TABLE: textSetting,
  LISTINGS_TABLE: textSetting,
  RANKINGS_TABLE: textSetting,
  BATCHES_TABLE: textSetting,
});

/** What the construct must set. */
export type RankTrendingEnv = z.input<typeof rankTrendingSettings>;
