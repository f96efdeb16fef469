/** A feed as JSON Feed 1.1 (jsonfeed.org/version/1.1). */
import type { FeedEntry } from './feed-entry.ts';
import type { Feed } from './feed.ts';

export const JSON_FEED_TYPE = 'application/feed+json';

const itemOf = (entry: FeedEntry) => ({
  id: entry.id,
  url: entry.id,
  ...(entry.arxivUrl !== undefined && { external_url: entry.arxivUrl }),
  title: entry.title,
  content_html: entry.contentHtml,
  date_published: entry.published,
  date_modified: entry.updated,
  ...(entry.authors.length > 0 && { authors: entry.authors.map((name) => ({ name })) }),
  tags: entry.categories,
});

/** The format has no place for rights, so they end the description; none for the feed's own date either. */
export const renderJsonFeed = (feed: Feed): string =>
  `${JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title: feed.title,
    home_page_url: feed.pageUrl,
    feed_url: feed.jsonUrl,
    description: `${feed.subtitle} ${feed.rights}`,
    favicon: feed.iconUrl,
    authors: [{ name: feed.siteName, url: feed.siteUrl }],
    language: 'en',
    items: feed.entries.map(itemOf),
  })}\n`;
