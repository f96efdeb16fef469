/**
 * Announcement feeds in RSS, three generations: since 14 February 2024 the description begins `arXiv:IDvN Announce Type:
 * TYPE Abstract:`; for two weeks before it was the bare abstract; until January 2024 the title ended in `(arXiv:IDvN
 * [category] UPDATED)` and description and creator held HTML.
 */
import { parseAuthorString } from '../paper/author.ts';
import { feedTerms, listDateOf, listingOf, type FeedHead } from './feed-listing.ts';
import { readRecord, type ParseContext, type RecordResult } from './record-reading.ts';
import { childOf, listOf, textOf, type XmlNode } from './xml-document.ts';

/** `arXiv:2508.13167v1 Announce Type: new Abstract: …`; the live feed has a space and a line feed before `Abstract:`. */
const ANNOUNCEMENT = /^\s*arXiv:(\S+)\s+Announce Type:\s*([\w-]+)\s*Abstract:\s*/i;
/** `Title. (arXiv:2201.00006v3 [cs.LG] UPDATED)` */
const OLD_TITLE = /\s*\(arXiv:([^\s()]+)\s*\[([^\]\s]+)\]\s*([A-Z -]*)\)\s*$/;

const withoutTags = (text: string): string => text.replace(/<[^<>]*>/g, ' ');

/** `frame` is the document without its items. */
export const rssHead = (frame: XmlNode): FeedHead => {
  const channel = childOf(childOf(frame, 'rss'), 'channel');
  const old = childOf(childOf(frame, 'RDF'), 'channel');
  const head = Object.keys(channel).length > 0 ? channel : old;
  const address = listOf(head.link).map(textOf).join(' ');
  return {
    terms: feedTerms({ title: textOf(head.title), address }),
    listDate: listDateOf(textOf(head.pubDate)) ?? listDateOf(textOf(head.lastBuildDate)) ?? listDateOf(textOf(head.date)),
  };
};

export const readRssItem = (item: XmlNode, head: FeedHead, context: ParseContext): RecordResult => {
  const rawTitle = textOf(item.title);
  const old = OLD_TITLE.exec(rawTitle);
  const description = textOf(item.description);
  const announcement = ANNOUNCEMENT.exec(description);
  const categories = listOf(item.category).map(textOf);
  const terms = categories.length > 0 || old?.[2] === undefined ? categories : [old[2]];
  const itemDate = listDateOf(textOf(item.pubDate));
  const listing = listingOf(itemDate === undefined ? head : { ...head, listDate: itemDate }, {
    categories: terms,
    announceType: textOf(item.announce_type) || announcement?.[2] || (old ? old[3] || 'new' : undefined),
    category: context.category,
  });
  const guid = textOf(item.guid);
  const id = guid.includes('arXiv.org:') ? guid : (announcement?.[1] ?? old?.[1] ?? textOf(item.link));
  return readRecord(
    {
      format: 'feed',
      id,
      title: old ? rawTitle.slice(0, old.index).replace(/\.$/, '') : rawTitle,
      abstract: announcement ? description.slice(announcement[0].length) : withoutTags(description),
      authors: parseAuthorString(withoutTags(textOf(item.creator))),
      categories: terms,
      doi: textOf(item.DOI),
      journalRef: textOf(item.journal_reference),
      license: textOf(item.rights),
      ...(listing && { listing }),
    },
    context,
  );
};
