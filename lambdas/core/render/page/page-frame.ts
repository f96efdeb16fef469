/** What every page has around its content: masthead, sample banner, footer; its head is `page-head.ts`. */
import { html, type HtmlSlot, type SafeHtml } from '../html.ts';
import { pageHead, type PageHead } from './page-head.ts';
import { searchBox } from './search-box.ts';

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

export interface PageFrame extends PageHead {
  readonly site: PageSite;
  /** The line under the name. */
  readonly edition?: SafeHtml;
  /** A second line there: what the page lacks. */
  readonly editionNote?: SafeHtml;
  /** Beside the name; below it on a phone. */
  readonly mastAside?: SafeHtml;
  /** Between masthead and content, beside the search box. */
  readonly bar?: SafeHtml;
  /** The content has a search box, so that the bar needs none. @default false */
  readonly hasSearchBox?: boolean;
  readonly content: HtmlSlot;
  /** Where the skip link leads. @default 'content', the whole of it */
  readonly skipTo?: string;
}

const masthead = (site: PageSite): SafeHtml =>
  site.title === undefined ? html`Paper R<i>o</i>und` : html`${site.title}`;

const sampleBanner = html`<div class="sample ui" role="region" aria-label="Notice">
  <p class="wrap">
    <b>Sample data.</b> Every paper, author and figure here is invented to show how the service works; none of it is on
    arXiv.
  </p>
</div>`;

/** The whole document. */
export const renderPage = (frame: PageFrame): string => {
  const { site, edition, editionNote, mastAside, bar, hasSearchBox = false, content, skipTo = 'content' } = frame;
  return html`<!doctype html>
    <html lang="en">
      ${pageHead(frame, { ...site, name: siteName(site) })}
      <body>
        <a class="skip ui" href="#${skipTo}">Skip to the content</a>
        ${site.sample && sampleBanner}
        <header class="mast">
          <div class="wrap">
            <div>
              <p class="name"><a href="/">${masthead(site)}</a></p>
              ${edition !== undefined && html`<p class="edition ui">${edition}</p>`}
              ${editionNote !== undefined && html`<p class="edition ui">${editionNote}</p>`}
            </div>
            ${mastAside}
          </div>
        </header>
        ${(bar !== undefined || !hasSearchBox) && html`<div class="bar ui"><div class="wrap">${bar}${!hasSearchBox && searchBox()}</div></div>`}
        <main id="content" class="wrap">${content}</main>
        <footer>
          <div class="wrap ui">
            <p>
              Thank you to arXiv for use of its open access interoperability. Not endorsed by arXiv. No cookies, no
              tracking.
            </p>
            <nav class="more" aria-label="About this site">
              <a href="/archive">Archive</a> <a href="/scoring">How papers are ranked</a> <a href="/status">Status</a>
              <a href="/api/v1/openapi.json">API</a>
            </nav>
          </div>
        </footer>
      </body>
    </html> `.markup;
};

/** The little picture in the browser's tab: a round in the accent colour. */
export const FAVICON_SVG =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="6" fill="#fbfaf7"/><circle cx="16" cy="16" r="8.5" fill="none" stroke="#a61e1e" stroke-width="5"/></svg>\n';
