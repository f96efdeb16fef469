/** What crawlers are told: which addresses to leave alone, and which pages there are (sitemaps.org, protocol 0.9). */
import { BEYOND_ALL_DATES } from '../../core/calendar/new-york-time.ts';
import { ALL_CATEGORIES, listKey, type RankedList } from '../../core/rank/ranked-list.ts';
import { html, SafeHtml } from '../../core/render/html.ts';
import { DEFAULT_CHOICE, listHref, paperHref } from '../../core/render/page/list-href.ts';
import { WINDOWS } from '../../core/score/paper-score.ts';
import { notFound, type RouteHandler } from './route.ts';
import { readArchiveDays } from './show-archive.ts';
import { textAnswer } from './web-answer.ts';
import type { WebDeps } from './web-deps.ts';

/** Addresses with tokens or results, which no search engine has a use for. */
const CLOSED_PATHS = ['/api/', '/search', '/subscribe', '/confirm', '/preferences', '/unsubscribe'] as const;

/** `GET /robots.txt`. Invented papers have no place in a search engine. */
export const showRobots: RouteHandler = ({ site }) => {
  const lines = site.sample
    ? ['Disallow: /']
    : [...CLOSED_PATHS.map((path) => `Disallow: ${path}`), '', `Sitemap: ${site.baseUrl}/sitemap.xml`];
  return Promise.resolve(textAnswer(`${['User-agent: *', ...lines].join('\n')}\n`, { keep: 'fixed' }));
};

/** The protocol allows 50,000; a crawler needs the papers of the present lists, and finds older ones by the archive. */
const MAX_PAPERS = 2_000;
/** One read each. */
const MAX_CATEGORIES = 60;

interface SitePage {
  readonly path: string;
  readonly changedOn: string;
}

/** The lists of a choice of windows that exist now. */
const readLists = async ({ rankings, site }: Pick<WebDeps, 'rankings' | 'site'>): Promise<readonly RankedList[]> => {
  const choices = [
    ...WINDOWS.map((window) => ({ category: ALL_CATEGORIES, window })),
    ...site.categories.slice(0, MAX_CATEGORIES).map((category) => ({ category, window: DEFAULT_CHOICE.window })),
  ];
  const lists = await Promise.all(
    choices.map(({ category, window }) => rankings.latestUpTo(listKey(category, window), BEYOND_ALL_DATES)),
  );
  return lists.filter((list) => list !== undefined);
};

const papersOf = (lists: readonly RankedList[]): readonly SitePage[] => {
  const changedOn = new Map<string, string>();
  for (const { date, papers } of lists) {
    for (const { paperId } of papers) {
      const path = paperHref(paperId);
      if (changedOn.size >= MAX_PAPERS && !changedOn.has(path)) continue;
      if ((changedOn.get(path) ?? '') < date) changedOn.set(path, date);
    }
  }
  return [...changedOn].map(([path, on]) => ({ path, changedOn: on }));
};

const XML_DECLARATION = new SafeHtml('<?xml version="1.0" encoding="UTF-8"?>\n');

const siteMap = (baseUrl: string, pages: readonly SitePage[]): string =>
  html`${XML_DECLARATION}<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
      ${pages.map(({ path, changedOn }) => html`<url><loc>${baseUrl}${path}</loc><lastmod>${changedOn}</lastmod></url> `)}</urlset
    > `.markup;

/** `GET /sitemap.xml`: the lists there are, the days of the archive, the papers on the lists. Of a sample there is none. */
export const showSiteMap: RouteHandler = async (deps) => {
  const { site } = deps;
  if (site.sample) return notFound({ site });
  const [lists, days] = await Promise.all([readLists(deps), readArchiveDays(deps, DEFAULT_CHOICE)]);
  const pages: readonly SitePage[] = [
    ...lists.map(({ category, window, date }) => ({ path: listHref({ category, window }), changedOn: date })),
    ...days.map(({ date }) => ({ path: listHref({ ...DEFAULT_CHOICE, date }), changedOn: date })),
    ...papersOf(lists),
  ];
  return textAnswer(siteMap(site.baseUrl, pages), { type: 'application/xml; charset=utf-8', keep: 'list' });
};
