/** Environment of `send-digest`. */
import * as z from 'zod';
import type { MailSite } from '../../core/render/mail/mail-site.ts';
import { commonSettings, textSetting, urlSetting } from '../../runtime/settings.ts';

export const sendDigestSettings = commonSettings.extend({
  PAPERS_TABLE: textSetting,
  RANKINGS_TABLE: textSetting,
  BATCHES_TABLE: textSetting,
  SUBSCRIBERS_TABLE: textSetting,
  DELIVERIES_TABLE: textSetting,
  SUPPRESSIONS_TABLE: textSetting,
  /** Orders that can't be sent now go back there. */
  DIGEST_QUEUE_URL: textSetting,
  TOKEN_KEYS_SECRET_ARN: textSetting,
  CONFIGURATION_SET: textSetting,
  /** Origin of the site, which the links of every mail lead to. */
  SITE_URL: urlSetting,
  SENDER_ADDRESS: z.email('is no mail address'),
  SENDER_NAME: textSetting,
  /** Domain under which the lists are named in List-Id. */
  LIST_DOMAIN: textSetting,
  POSTAL_ADDRESS: textSetting,
});

/** What the construct must set. */
export type SendDigestEnv = z.input<typeof sendDigestSettings>;

/** The settings as the mails need them. */
export const mailSiteOf = (settings: z.output<typeof sendDigestSettings>): MailSite => ({
  baseUrl: settings.SITE_URL,
  from: settings.SENDER_ADDRESS,
  fromName: settings.SENDER_NAME,
  listDomain: settings.LIST_DOMAIN,
  postalAddress: settings.POSTAL_ADDRESS,
});
