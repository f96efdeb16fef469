/** Announcement feeds in Atom: the twin of the RSS feeds since February 2024. */
import { parseAuthorString } from '../paper/author.ts';
import { feedTerms, listDateOf, listingOf, type FeedHead } from './feed-listing.ts';
import { readRecord, type ParseContext, type RecordResult } from './record-reading.ts';
import { childOf, isNode, listOf, textOf, type XmlNode } from './xml-document.ts';

const ANNOUNCEMENT = /^\s*arXiv:(\S+)\s+Announce Type:\s*([\w-]+)\s*Abstract:\s*/i;

/** Whether a feed document is an announcement feed rather than an answer of the query API. */
export const isAnnouncementFeed = (frame: XmlNode): boolean => {
  const feed = childOf(frame, 'feed');
  return /rss\.arxiv\.org|\/atom\//.test(addressOf(feed)) || / updates on arXiv\.org/.test(textOf(feed.title));
};

const addressOf = (feed: XmlNode): string =>
  [textOf(feed.id), ...listOf(feed.link).map((link) => (isNode(link) ? textOf(link['@_href']) : ''))].join(' ');

export const atomFeedHead = (frame: XmlNode): FeedHead => {
  const feed = childOf(frame, 'feed');
  return { terms: feedTerms({ title: textOf(feed.title), address: addressOf(feed) }), listDate: listDateOf(textOf(feed.updated)) };
};

export const readAtomFeedEntry = (entry: XmlNode, head: FeedHead, context: ParseContext): RecordResult => {
  const summary = textOf(entry.summary);
  const announcement = ANNOUNCEMENT.exec(summary);
  const categories = listOf(entry.category).map((category) => (isNode(category) ? textOf(category['@_term']) : textOf(category)));
  const listDate = listDateOf(textOf(entry.published)) ?? head.listDate;
  const listing = listingOf({ ...head, listDate }, {
    categories,
    announceType: textOf(entry.announce_type) || announcement?.[2],
    category: context.category,
  });
  return readRecord(
    {
      format: 'feed',
      id: textOf(entry.id),
      title: textOf(entry.title),
      abstract: announcement ? summary.slice(announcement[0].length) : summary,
      authors: parseAuthorString(textOf(entry.creator)),
      categories,
      doi: textOf(entry.DOI) || textOf(entry.doi),
      journalRef: textOf(entry.journal_reference) || textOf(entry.journal_ref),
      license: textOf(entry.rights),
      ...(listing && { listing }),
    },
    context,
  );
};
