/** The mail settings of a local round: reserved example domains, so that nothing could reach anybody. */
import type { MailSite } from '../lambdas/core/render/mail/mail-site.ts';

/** Where `npm start` serves unless told otherwise. */
export const DEFAULT_BASE_URL = 'http://localhost:8787';

/** RFC 2606 reserves `example.org` for examples. */
export const localMailSite = (baseUrl: string): MailSite => ({
  baseUrl,
  from: 'digest@example.org',
  fromName: 'Paper Round (local)',
  listDomain: 'digest.example.org',
  postalAddress: 'Paper Round, a local round on your own machine',
});
