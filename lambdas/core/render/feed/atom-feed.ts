/** A feed as Atom (RFC 4287). */
import { categoryName } from '../../paper/category.ts';
import type { SafeHtml } from '../html.ts';
import type { FeedEntry } from './feed-entry.ts';
import type { Feed } from './feed.ts';
import { xmlDocument, xmlElement } from './xml-document.ts';

export const ATOM_TYPE = 'application/atom+xml; charset=utf-8';

/** The scheme of arXiv's own feeds for its categories. */
const CATEGORY_SCHEME = 'http://arxiv.org/schemas/atom';

const linkElement = (rel: string, type: string, href: string, title?: string): SafeHtml =>
  xmlElement('link', { rel, type, href, title });

const person = (name: string, uri?: string): SafeHtml =>
  xmlElement('author', {}, [xmlElement('name', {}, name), uri === undefined ? undefined : xmlElement('uri', {}, uri)]);

const entryElement = (entry: FeedEntry): SafeHtml =>
  xmlElement('entry', {}, [
    xmlElement('id', {}, entry.id),
    xmlElement('title', {}, entry.title),
    linkElement('alternate', 'text/html', entry.id),
    entry.arxivUrl === undefined ? undefined : linkElement('related', 'text/html', entry.arxivUrl, 'Abstract at arXiv'),
    xmlElement('published', {}, entry.published),
    xmlElement('updated', {}, entry.updated),
    // Without names those of the feed hold (§4.2.1), and each entry needs some.
    entry.authors.map((name) => person(name)),
    entry.categories.map((term) =>
      xmlElement('category', { term, scheme: CATEGORY_SCHEME, label: categoryName(term) }),
    ),
    xmlElement('content', { type: 'html' }, entry.contentHtml),
  ]);

export const renderAtomFeed = (feed: Feed): string =>
  xmlDocument(
    xmlElement('feed', { xmlns: 'http://www.w3.org/2005/Atom', 'xml:lang': 'en' }, [
      xmlElement('id', {}, feed.id),
      xmlElement('title', {}, feed.title),
      xmlElement('subtitle', {}, feed.subtitle),
      linkElement('self', 'application/atom+xml', feed.atomUrl),
      linkElement('alternate', 'text/html', feed.pageUrl),
      linkElement('alternate', 'application/feed+json', feed.jsonUrl),
      xmlElement('updated', {}, feed.updated),
      person(feed.siteName, feed.siteUrl),
      xmlElement('rights', {}, feed.rights),
      xmlElement('generator', {}, 'Paper Round'),
      xmlElement('icon', {}, feed.iconUrl),
      feed.entries.map(entryElement),
    ]),
  );
