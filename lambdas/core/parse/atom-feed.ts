/** Announcement feeds in Atom: the twin of the RSS feeds since February 2024. */
import { parseAuthorString } from '../paper/author.ts';
import { feedError, feedTerms, listingOf, type FeedHead } from './feed-listing.ts';
import { readRecord, type ParseContext, type RecordResult } from './record-reading.ts';
import { readDescription } from './rss-feed.ts';
import { listDateOf } from './source-date.ts';
import { childOf, isNode, listOf, textOf, type XmlNode } from './xml-document.ts';

const addressOf = (feed: XmlNode): string =>
  [textOf(feed.id), ...listOf(feed.link).map((link) => (isNode(link) ? textOf(link['@_href']) : ''))].join(' ');

/** Whether an Atom document is an announcement feed rather than an answer of the query API. */
export const isAnnouncementFeed = (frame: XmlNode): boolean => {
  const feed = childOf(frame, 'feed');
  return (
    /rss\.arxiv\.org|\/atom\//.test(addressOf(feed)) || /updates on arXiv\.org|^feed error\b/i.test(textOf(feed.title))
  );
};

/** Reads a feed without its entries. */
export const readAtomHead = (frame: XmlNode): FeedHead => {
  const feed = childOf(frame, 'feed');
  const title = textOf(feed.title);
  return {
    terms: feedTerms({ title, address: addressOf(feed) }),
    listDate: listDateOf(textOf(feed.updated)),
    problem: feedError(title),
  };
};

/** Reads one entry. */
export const readAtomEntry = (entry: XmlNode, head: FeedHead, context: ParseContext): RecordResult => {
  const { announceType, abstract } = readDescription(textOf(entry.summary));
  const creator = textOf(entry.creator);
  const listDate = listDateOf(textOf(entry.published)) ?? head.listDate;
  const type = textOf(entry.announce_type) || announceType;
  return readRecord(
    {
      format: 'feed',
      id: textOf(entry.id),
      title: textOf(entry.title),
      abstract,
      authors: parseAuthorString(creator),
      authorText: creator,
      categories: listOf(entry.category).map((category) => (isNode(category) ? textOf(category['@_term']) : '')),
      doi: textOf(entry.DOI),
      journalRef: textOf(entry.journal_reference),
      license: textOf(entry.rights),
      listing: (categories) =>
        listingOf({ ...head, listDate }, { announceType: type, category: context.category }, categories),
    },
    context,
  );
};
