/** Where a redirect leads, if it may be followed. */

const REDIRECT_STATUSES: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

export const isRedirect = (status: number): boolean => REDIRECT_STATUSES.has(status);

const isArxivHost = ({ hostname }: URL): boolean => hostname === 'arxiv.org' || hostname.endsWith('.arxiv.org');

const mayFollow = (from: URL, to: URL): boolean =>
  (isArxivHost(to) && to.protocol === 'https:') ||
  (to.host === from.host && (to.protocol === from.protocol || to.protocol === 'https:'));

/** To arXiv by https, or within the same host; undefined for anywhere else, and for what is no address. */
export const redirectTarget = (from: URL, location: string | undefined): URL | undefined => {
  if (location === undefined || !URL.canParse(location, from.href)) return undefined;
  const target = new URL(location, from.href);
  return mayFollow(from, target) ? target : undefined;
};
