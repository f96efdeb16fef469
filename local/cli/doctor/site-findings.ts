/** What `doctor` says about the address of a deployed site, which every mail names for good. */
import { findingsOf, type Finding } from './finding.ts';

const { ok, note, wrong } = findingsOf('account');

const isUnder = (url: string, domain: string): boolean => new URL(url).hostname.endsWith(`.${domain}`);

/** @param siteUrl origin of the site, as the pipeline stack's output tells it */
export const siteFinding = (siteUrl: string): Finding => {
  if (isUnder(siteUrl, 'amazonaws.com'))
    return wrong({
      what: `The site is served by the API itself, at ${siteUrl}, and not by CloudFront.`,
      remedy: 'Deploy the pipeline stack with this version: docs/deploy.md, The front door.',
    });
  if (isUnder(siteUrl, 'cloudfront.net'))
    return note({
      what: `The site has the address that CloudFront gave it, ${siteUrl}, and links in mails break when the pipeline stack is made anew.`,
      remedy: 'Give it a host name of your own (customDomain) before you have readers: docs/deploy.md.',
    });
  return ok(`Mails link to ${siteUrl}.`);
};
