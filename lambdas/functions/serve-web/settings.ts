/** Environment of `serve-web`. */
import * as z from 'zod';
import { commonSettings, textSetting, urlSetting } from '../../runtime/settings.ts';
import { categoryListSetting } from '../harvest-papers/settings.ts';

export const serveWebSettings = commonSettings.extend({
  /** Those that are harvested, in the order in which they are shown. */
  PAPER_ROUND_CATEGORIES: categoryListSetting,
  PAPERS_TABLE: textSetting,
  RANKINGS_TABLE: textSetting,
  BATCHES_TABLE: textSetting,
  SIGNALS_TABLE: textSetting,
  /** Read and changed only with a token that the mailbox's owner was sent. */
  SUBSCRIBERS_TABLE: textSetting,
  DELIVERIES_TABLE: textSetting,
  SUPPRESSIONS_TABLE: textSetting,
  LIMITS_TABLE: textSetting,
  CONFIRMATION_QUEUE_URL: textSetting,
  SEARCH_BUCKET: textSetting,
  TOKEN_KEYS_SECRET_ARN: textSetting,
  /** Secret that CloudFront sends with every request, in the header below. */
  ORIGIN_SECRET_ARN: textSetting,
  /** Origin of the site. */
  SITE_URL: urlSetting,
});

/** Name of the header, in lower case. */
export const ORIGIN_SECRET_HEADER = 'x-origin-secret';

/** What the construct must set. */
export type ServeWebEnv = z.input<typeof serveWebSettings>;
