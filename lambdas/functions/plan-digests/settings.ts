/** Environment of `plan-digests`. */
import type * as z from 'zod';
import { commonSettings, textSetting } from '../../runtime/settings.ts';

export const planDigestsSettings = commonSettings.extend({
  SUBSCRIBERS_TABLE: textSetting,
  RANKINGS_TABLE: textSetting,
  DIGEST_QUEUE_URL: textSetting,
});

/** What the construct must set. */
export type PlanDigestsEnv = z.input<typeof planDigestsSettings>;
