/** Who sends the mails and where the site is: from the deployment's settings, alike for every reader. */
export interface MailSite {
  /** Origin of the site, without a slash at the end. https, except on loopback. */
  readonly baseUrl: string;
  /** Sender address. */
  readonly from: string;
  /** Name shown beside it. */
  readonly fromName: string;
  /** Domain under which lists are named in List-Id, e.g. `digest.example.com`. */
  readonly listDomain: string;
  /** Required by CAN-SPAM in every mail, one line. */
  readonly postalAddress: string;
}
