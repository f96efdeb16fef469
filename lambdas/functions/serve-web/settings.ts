/** Environment of `serve-web`. */
import type * as z from 'zod';
import { commonSettings, textSetting, urlSetting } from '../../runtime/settings.ts';
import { categoryListSetting } from '../harvest-papers/settings.ts';

export const serveWebSettings = commonSettings.extend({
  /** Those that are harvested, in the order in which they are shown. */
  PAPER_ROUND_CATEGORIES: categoryListSetting,
  PAPERS_TABLE: textSetting,
  RANKINGS_TABLE: textSetting,
  BATCHES_TABLE: textSetting,
  SIGNALS_TABLE: textSetting,
  /** The way out changes a subscriber's state; nothing of them is ever read. */
  SUBSCRIBERS_TABLE: textSetting,
  TOKEN_KEYS_SECRET_ARN: textSetting,
  /** Origin of the site. */
  SITE_URL: urlSetting,
});

/** What the construct must set. */
export type ServeWebEnv = z.input<typeof serveWebSettings>;
