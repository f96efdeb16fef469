/**
 * Announcement feeds in RSS, three generations: since 14 February 2024 the description begins `arXiv:IDvN Announce Type:
 * TYPE Abstract:`; for two weeks before it was the bare abstract; until January 2024 the title ended in `(arXiv:IDvN
 * [category] UPDATED)`, and description and creator held HTML.
 */
import { parseAuthorString } from '../paper/author.ts';
import { feedError, feedTerms, listingOf, type FeedHead } from './feed-listing.ts';
import { readRecord, type ParseContext, type RecordResult } from './record-reading.ts';
import { listDateOf } from './source-date.ts';
import { childOf, decodeEntities, listOf, textOf, type XmlNode } from './xml-document.ts';

/** `arXiv:2508.13167v1 Announce Type: new Abstract: …`; the live feed has a space and a line feed before `Abstract:`. */
const ANNOUNCEMENT = /^arXiv:(\S+)\s+Announce Type:\s*([\w-]+)\s*Abstract:\s*/i;
/** `Title. (arXiv:2201.00006v3 [cs.LG] UPDATED)` */
const OLD_TITLE = /\(arXiv:([^\s()]+)\s*\[([^\]\s]+)\]([A-Z -]*)\)$/;
const HTML_TAG = /<\/?(?:a|br|em|i|p|strong|sub|sup)\b[^<>]*>/gi;

/** The prefix of a description that has one, and the abstract after it. */
export const readDescription = (
  text: string,
): { readonly id?: string | undefined; readonly announceType?: string | undefined; readonly abstract: string } => {
  const found = ANNOUNCEMENT.exec(text);
  return found ? { id: found[1], announceType: found[2], abstract: text.slice(found[0].length) } : { abstract: text };
};

/** HTML that stood escaped in the feed. */
const htmlToText = (html: string): string => decodeEntities(html.replace(HTML_TAG, ' '));

/** Reads a feed without its items; in RSS 1.0 (to 2024) they stood beside the channel, in RSS 2.0 inside. */
export const readRssHead = (frame: XmlNode): FeedHead => {
  const [root = ''] = ['rss', 'RDF'].filter((name) => name in frame);
  const channel = childOf(childOf(frame, root), 'channel');
  const title = textOf(channel.title);
  const dates = [channel.pubDate, channel.lastBuildDate, channel.date].map(textOf);
  return {
    terms: feedTerms({ title, address: listOf(channel.link).map(textOf).join(' ') }),
    listDate: dates.map(listDateOf).find((date) => date !== undefined),
    problem: feedError(title),
  };
};

/** What an item says in the way of its generation. */
interface Item {
  readonly id: string;
  readonly title: string;
  readonly abstract: string;
  readonly creator: string;
  readonly categories: readonly string[];
  readonly announceType: string | undefined;
}

const readOldItem = (item: XmlNode, mark: RegExpExecArray): Item => {
  const [whole, id = '', category = '', type = ''] = mark;
  return {
    id,
    title: textOf(item.title).slice(0, -whole.length).trim().replace(/\.$/, ''),
    abstract: htmlToText(textOf(item.description)),
    creator: htmlToText(textOf(item.creator)),
    categories: [category],
    announceType: type.trim() || 'new',
  };
};

const readItem = (item: XmlNode): Item => {
  const { id, announceType, abstract } = readDescription(textOf(item.description));
  const guid = textOf(item.guid);
  return {
    // Only the guid and the description name the version.
    id: /arxiv\.org:/i.test(guid) ? guid : (id ?? textOf(item.link)),
    title: textOf(item.title),
    abstract,
    creator: textOf(item.creator),
    categories: listOf(item.category).map(textOf),
    announceType: textOf(item.announce_type) || announceType,
  };
};

/** Reads one item. */
export const readRssItem = (item: XmlNode, head: FeedHead, context: ParseContext): RecordResult => {
  const mark = OLD_TITLE.exec(textOf(item.title));
  const { creator, announceType, ...read } = mark ? readOldItem(item, mark) : readItem(item);
  const listDate = listDateOf(textOf(item.pubDate)) ?? head.listDate;
  return readRecord(
    {
      ...read,
      format: 'feed',
      authors: parseAuthorString(creator),
      authorText: creator,
      doi: textOf(item.DOI),
      journalRef: textOf(item.journal_reference),
      license: textOf(item.rights),
      listing: (categories) =>
        listingOf({ ...head, listDate }, { announceType, category: context.category }, categories),
    },
    context,
  );
};
