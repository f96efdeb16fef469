/** Whether an answer leads elsewhere, and to where within its host. */

const REDIRECT_STATUSES: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

export const isRedirect = (status: number): boolean => REDIRECT_STATUSES.has(status);

/** Where a redirect leads; undefined for what is no address. */
export const redirectAddress = (from: URL, location: string | undefined): URL | undefined =>
  location !== undefined && URL.canParse(location, from.href) ? new URL(location, from.href) : undefined;

/** The same host, and never from https to plain http. */
export const staysAtHost = (from: URL, to: URL): boolean =>
  to.host === from.host && (to.protocol === from.protocol || to.protocol === 'https:');
