/** What every page has around its content: head, masthead, sample banner, footer. */
import { html, type HtmlSlot, type SafeHtml } from '../html.ts';
import { pageStyle } from './page-style.ts';

/** The deployment as a page sees it. */
export interface PageSite {
  /** Origin without a slash at the end. */
  readonly baseUrl: string;
  /** The stored papers are invented: said on every page. */
  readonly sample: boolean;
  /** Canonical categories that are harvested, in the order in which they are shown. */
  readonly categories: readonly string[];
  /** Name in the masthead. @default 'Paper Round' */
  readonly title?: string;
}

const DEFAULT_NAME = 'Paper Round';

/** Name of the site in masthead and titles. */
export const siteName = ({ title }: Pick<PageSite, 'title'>): string => title ?? DEFAULT_NAME;

export interface PageFrame {
  readonly site: PageSite;
  /** Of the window; the site's name is added. */
  readonly title: string;
  readonly description?: string;
  /** Path and query under which search engines should know the page; without it they are asked to leave it out. */
  readonly canonicalPath?: string;
  /** The line under the name. */
  readonly edition?: SafeHtml;
  /** A second line there: what the page lacks. */
  readonly editionNote?: SafeHtml;
  /** Between masthead and content. */
  readonly bar?: SafeHtml;
  readonly content: HtmlSlot;
}

const masthead = (site: PageSite): SafeHtml =>
  site.title === undefined ? html`Paper R<i>o</i>und` : html`${site.title}`;

const sampleBanner = html`<div class="sample ui">
  <p class="wrap">
    <b>Sample data.</b> Every paper, author and figure here is invented to show how the service works; none of it is on
    arXiv.
  </p>
</div>`;

const indexing = ({ site, canonicalPath }: PageFrame): SafeHtml =>
  canonicalPath === undefined || site.sample
    ? html`<meta name="robots" content="noindex" />`
    : html`<link rel="canonical" href="${site.baseUrl}${canonicalPath}" />`;

/** The whole document. */
export const renderPage = (frame: PageFrame): string => {
  const { site, title, description, edition, editionNote, bar, content } = frame;
  const name = siteName(site);
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title === '' ? name : `${title} · ${name}`}</title>
        ${description !== undefined && html`<meta name="description" content="${description}" />`} ${indexing(frame)}
        <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
        ${pageStyle}
      </head>
      <body>
        <a class="skip ui" href="#content">Skip to the content</a>
        ${site.sample && sampleBanner}
        <header class="mast">
          <div class="wrap">
            <p class="name"><a href="/">${masthead(site)}</a></p>
            ${edition !== undefined && html`<p class="edition ui">${edition}</p>`}
            ${editionNote !== undefined && html`<p class="edition ui">${editionNote}</p>`}
          </div>
        </header>
        ${bar}
        <main id="content" class="wrap">${content}</main>
        <footer>
          <div class="wrap ui">
            <p>
              Thank you to arXiv for use of its open access interoperability. Not endorsed by arXiv. No cookies, no
              tracking.
            </p>
            <p class="more">
              <a href="/scoring">How papers are ranked</a> <a href="/status">Status</a>
              <a href="/api/v1/openapi.json">API</a>
            </p>
          </div>
        </footer>
      </body>
    </html> `.markup;
};

/** The little picture in the browser's tab: a round in the accent colour. */
export const FAVICON_SVG =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="6" fill="#fbfaf7"/><circle cx="16" cy="16" r="8.5" fill="none" stroke="#a61e1e" stroke-width="5"/></svg>\n';
