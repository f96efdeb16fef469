/**
 * The head of a page: its name, what previews of a link show (Open Graph, ogp.me; text only), its feeds, and what reference
 * managers read of a paper (the `citation_` names of Google Scholar's inclusion guidelines).
 */
import { html, type SafeHtml } from '../html.ts';
import { PAGE_COLOURS, pageStyle } from './page-style.ts';

/** A feed of what the page shows. */
export interface FeedLink {
  readonly type: 'application/atom+xml' | 'application/feed+json';
  /** Path and query. */
  readonly href: string;
  readonly title: string;
}

export interface PageHead {
  /** Of the window; the site's name is added. Empty for the front page. */
  readonly title: string;
  /** In link previews, where it is another than the window's. */
  readonly previewTitle?: string;
  readonly description?: string;
  /** Path and query under which search engines should know the page; without it they are asked to leave it out. */
  readonly canonicalPath?: string;
  /** @default 'website' */
  readonly kind?: 'website' | 'article';
  readonly feeds?: readonly FeedLink[];
  /** Further `<meta>` elements, by name; a name may come repeatedly. */
  readonly metas?: readonly (readonly [name: string, content: string])[];
}

interface HeadSite {
  readonly baseUrl: string;
  readonly sample: boolean;
  readonly name: string;
}

/** What is invented has no place in a search engine. */
const indexing = ({ canonicalPath }: PageHead, { baseUrl, sample }: HeadSite): SafeHtml =>
  canonicalPath === undefined || sample
    ? html`<meta name="robots" content="noindex" />`
    : html`<link rel="canonical" href="${baseUrl}${canonicalPath}" />`;

const SAMPLE_NOTE = 'Sample data: every paper here is invented.';

/** Previews are shown away from the page, so that the mark of a sample must be in their own text. */
const previewDescription = ({ description }: PageHead, { sample }: HeadSite): string | undefined => {
  if (!sample) return description;
  return description === undefined ? SAMPLE_NOTE : `${SAMPLE_NOTE} ${description}`;
};

const preview = (head: PageHead, site: HeadSite): SafeHtml => {
  const { title, previewTitle = title || site.name, canonicalPath, kind = 'website' } = head;
  const description = previewDescription(head, site);
  return html`<meta property="og:title" content="${previewTitle}" />
    <meta property="og:site_name" content="${site.name}" />
    <meta property="og:type" content="${kind}" />
    ${canonicalPath !== undefined && html`<meta property="og:url" content="${site.baseUrl}${canonicalPath}" />`}
    ${description !== undefined && html`<meta property="og:description" content="${description}" />`}
    <meta name="twitter:card" content="summary" />`;
};

export const pageHead = (head: PageHead, site: HeadSite): SafeHtml => {
  const { title, feeds = [], metas = [] } = head;
  const description = previewDescription(head, site);
  return html`<head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>${title === '' ? site.name : `${title} · ${site.name}`}</title>
    ${description !== undefined && html`<meta name="description" content="${description}" />`} ${indexing(head, site)}
    ${preview(head, site)} ${metas.map(([name, content]) => html`<meta name="${name}" content="${content}" />`)}
    ${feeds.map(({ type, href, title: feedTitle }) => html`<link rel="alternate" type="${type}" href="${href}" title="${feedTitle}" />`)}
    <meta name="theme-color" content="${PAGE_COLOURS.light}" media="(prefers-color-scheme: light)" />
    <meta name="theme-color" content="${PAGE_COLOURS.dark}" media="(prefers-color-scheme: dark)" />
    <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
    ${pageStyle}
  </head>`;
};
