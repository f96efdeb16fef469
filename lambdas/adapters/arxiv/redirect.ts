/** Where a redirect of arXiv leads, if it may be followed. */
import { redirectAddress, staysAtHost } from '../network/redirect.ts';

const isArxivHost = ({ hostname }: URL): boolean => hostname === 'arxiv.org' || hostname.endsWith('.arxiv.org');

const mayFollow = (from: URL, to: URL): boolean =>
  (isArxivHost(to) && to.protocol === 'https:') || staysAtHost(from, to);

/** To arXiv by https, or within the same host; undefined for anywhere else, and for what is no address. */
export const redirectTarget = (from: URL, location: string | undefined): URL | undefined => {
  const target = redirectAddress(from, location);
  return target && mayFollow(from, target) ? target : undefined;
};
