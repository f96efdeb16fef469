/** Environment of `send-confirmation`. */
import * as z from 'zod';
import { commonSettings, textSetting, urlSetting } from '../../runtime/settings.ts';

export const sendConfirmationSettings = commonSettings.extend({
  SUBSCRIBERS_TABLE: textSetting,
  SUPPRESSIONS_TABLE: textSetting,
  LIMITS_TABLE: textSetting,
  /** Its own queue: what certainly was not sent goes back there. */
  CONFIRMATION_QUEUE_URL: textSetting,
  TOKEN_KEYS_SECRET_ARN: textSetting,
  CONFIGURATION_SET: textSetting,
  /** Origin of the site, which the links of every mail lead to. */
  SITE_URL: urlSetting,
  SENDER_ADDRESS: z.email('is no mail address'),
  SENDER_NAME: textSetting,
  /** Domain under which the lists are named in List-Id. */
  LIST_DOMAIN: textSetting,
  POSTAL_ADDRESS: textSetting,
  /** Domains whose addresses may sign up, separated by commas. @default everybody */
  ALLOWED_MAIL_DOMAINS: z
    .string()
    .default('')
    .transform((domains) =>
      domains
        .split(',')
        .map((domain) => domain.trim())
        .filter((domain) => domain !== ''),
    ),
});

/** What the construct must set. */
export type SendConfirmationEnv = z.input<typeof sendConfirmationSettings>;
