/**
 * A feed, whatever its format: the newest ranked list, or the newest papers under a saved query.
 *
 * A reader's program knows an entry by its id and says "new" once for each. So an entry is a paper: its id is the address of
 * the paper's page here, without version, list or day, the same in every feed. A list may rank it elsewhere each day, and its
 * evidence changes: that is no news. `updated` is therefore the later of two days that stay: when arXiv announced the paper,
 * and when it came onto the list. Ranks and days on the list, which change daily, are not said.
 *
 * All text is one line of clean Unicode, maths made readable, bounded in length; a day is the instant of arXiv's announcement.
 */
import { announcementInstant } from '../../calendar/announcement-calendar.ts';
import type { Paper, PaperId } from '../../paper/paper.ts';
import type { RankedPaper } from '../../rank/ranked-list.ts';
import { shortenText } from '../mail/mail-text.ts';
import { fieldName, listHref, WINDOW_NAMES, type ListChoice } from '../page/list-href.ts';
import { siteName, type PageSite } from '../page/page-frame.ts';
import { searchHref } from '../page/search-href.ts';
import { feedEntry, type FeedEntry } from './feed-entry.ts';
import { feedHref, type FeedSource } from './feed-href.ts';
import { feedLine } from './feed-line.ts';

/** As many as a list's page shows; a reader's program that asks daily misses none. */
export const MAX_FEED_ENTRIES = 50;

export interface Feed {
  /** Address of the Atom form, in both formats. */
  readonly id: string;
  readonly title: string;
  readonly subtitle: string;
  readonly siteName: string;
  readonly siteUrl: string;
  readonly iconUrl: string;
  /** The page that shows the same. */
  readonly pageUrl: string;
  readonly atomUrl: string;
  readonly jsonUrl: string;
  /** Instant, ISO 8601 in UTC. */
  readonly updated: string;
  readonly rights: string;
  /** In order of rank, or newest first. */
  readonly entries: readonly FeedEntry[];
}

const QUERY_BYTES = 120;

const SAMPLE_NOTICE = 'Sample data: every paper, author and figure here is invented. ';
const SAMPLE_RIGHTS = 'Invented, to show how the service works.';
/** The terms of use of arXiv's API. */
const RIGHTS =
  'Titles, authors and abstracts are descriptive metadata of arXiv, given away under CC0 1.0; each paper has the licence that its page names.';

const announcedAt = (date: string): string => announcementInstant(date).toISOString();

const later = (a: string, b: string): string => (a > b ? a : b);

const frameOf = (
  site: PageSite,
  {
    source,
    page,
    title,
    subtitle,
  }: { readonly source: FeedSource; readonly page: string } & Pick<Feed, 'title' | 'subtitle'>,
): Omit<Feed, 'updated' | 'entries'> => {
  const atomUrl = site.baseUrl + feedHref(source, 'atom');
  const name = feedLine(siteName(site));
  return {
    id: atomUrl,
    title: `${site.sample ? 'Sample: ' : ''}${name}: ${title}`,
    subtitle: `${site.sample ? SAMPLE_NOTICE : ''}${subtitle}`,
    siteName: name,
    siteUrl: `${site.baseUrl}/`,
    iconUrl: `${site.baseUrl}/favicon.svg`,
    pageUrl: site.baseUrl + page,
    atomUrl,
    jsonUrl: site.baseUrl + feedHref(source, 'json'),
    rights: site.sample ? SAMPLE_RIGHTS : RIGHTS,
  };
};

export interface ListFeedInput {
  readonly site: PageSite;
  /** The newest list of this choice. */
  readonly choice: Omit<ListChoice, 'date'>;
  /** Date of the list; without a list of the newest edition. */
  readonly date: string;
  /** In order of rank. */
  readonly places: readonly RankedPaper[];
  /** A place whose paper is missing is left out. */
  readonly papers: ReadonlyMap<PaperId, Paper>;
}

/** The first fifty of a list. `updated` is the announcement behind it. */
export const listFeed = ({ site, choice, date, places, papers }: ListFeedInput): Feed => {
  const field = `${fieldName(choice.category)} ${WINDOW_NAMES[choice.window].words}`;
  return {
    ...frameOf(site, {
      source: choice,
      page: listHref(choice),
      title: `trending in ${field}`,
      subtitle: `Papers that come onto the list of what is trending in ${field}, with the reasons.`,
    }),
    updated: announcedAt(date),
    entries: places.slice(0, MAX_FEED_ENTRIES).flatMap(({ paperId, evidence, firstSeenOn, daysOnList }) => {
      const paper = papers.get(paperId);
      if (paper === undefined) return [];
      const updated = announcedAt(later(paper.announcedOn, firstSeenOn));
      return [feedEntry({ site, paper, evidence, daysOnList, published: announcedAt(paper.announcedOn), updated })];
    }),
  };
};

export interface QueryFeedInput {
  readonly site: PageSite;
  /** As it was read. */
  readonly query: string;
  /** Newest first, with the reasons that speak for each. */
  readonly found: readonly { readonly paper: Paper; readonly evidence: readonly string[] }[];
  /** Instant of the index; the date of a feed without papers. */
  readonly builtAt: string;
}

/** The fifty newest papers of a query. `updated` is the announcement of the newest. */
export const queryFeed = ({ site, query, found, builtAt }: QueryFeedInput): Feed => {
  const shown = `“${shortenText(feedLine(query), QUERY_BYTES)}”`;
  const entries = found.slice(0, MAX_FEED_ENTRIES).map(({ paper, evidence }) => {
    const published = announcedAt(paper.announcedOn);
    return feedEntry({ site, paper, evidence, daysOnList: 1, published, updated: published });
  });
  const [first, ...others] = entries.map(({ updated }) => updated);
  return {
    ...frameOf(site, {
      source: { query },
      page: searchHref({ text: query, sort: 'newest' }),
      title: `new for ${shown}`,
      subtitle: `The newest papers that a search for ${shown} finds.`,
    }),
    updated: first === undefined ? builtAt : others.reduce(later, first),
    entries,
  };
};
