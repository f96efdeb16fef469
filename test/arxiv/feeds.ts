/** The announcement feeds, RSS and their Atom twins: built at midnight in New York, empty on days without a list. */
import { noonInNewYork } from '../../lambdas/core/calendar/announcement-calendar.ts';
import { newYorkInstant } from '../../lambdas/core/calendar/new-york-time.ts';
import { ARCHIVES, CATEGORIES } from '../../lambdas/core/paper/category.ts';
import { entityTagOf, escapeXml, optionalElement, xmlAnswer, type Answer } from './answer.ts';
import { listedPapers, type AnnounceType, type ListedPaper } from './listed-papers.ts';
import type { PaperArchive } from './paper-archive.ts';
import { fullName, textOf, type InventedAuthor } from './paper-text.ts';

export interface FeedRequest {
  readonly format: 'rss' | 'atom';
  /** `cs.LG`, `cs`, `cs.LG+cs.CL`. */
  readonly query: string;
  /** The day on which the feed was built, in New York. */
  readonly builtOn: string;
  /** The list that it shows. @default that of the day; another one is a stale feed */
  readonly listDate?: string;
}

/** arXiv cuts joined feeds here. */
const MAX_ITEMS = 2_000;
/** Sorted so before the cut: what is lost is new. */
const TYPE_ORDER: readonly AnnounceType[] = ['replace-cross', 'replace', 'cross', 'new'];
/** Later versions are not announced in feeds. */
const MAX_REPLACEMENT_VERSION = 5;

const TERMS: ReadonlySet<string> = new Set(
  [...ARCHIVES.keys(), ...CATEGORIES.map(({ id }) => id)].map((id) => id.toLowerCase()),
);

const inFeed = ({ type, state }: ListedPaper): boolean =>
  !type.startsWith('replace') || state.version <= MAX_REPLACEMENT_VERSION;

const itemsOf = (archive: PaperArchive, { query, builtOn, listDate = builtOn }: FeedRequest): readonly ListedPaper[] =>
  listedPapers(archive, { listDate, asked: query.split('+') })
    .filter(inFeed)
    .sort((a, b) => TYPE_ORDER.indexOf(a.type) - TYPE_ORDER.indexOf(b.type))
    .slice(0, MAX_ITEMS);

interface FeedDates {
  /** `Fri, 20 Nov 2026 05:00:00 +0000` */
  readonly built: string;
  readonly builtIso: string;
  /** Midnight of the day in New York, as RSS and as Atom have it. */
  readonly midnight: string;
  readonly midnightIso: string;
}

const datesOf = (builtOn: string): FeedDates => {
  const built = newYorkInstant(builtOn, 0);
  const offsetHours = (built.getTime() - Date.parse(`${builtOn}T00:00:00Z`)) / 3_600_000;
  const [weekday = '', day = '', month = '', year = ''] = noonInNewYork(builtOn).toUTCString().split(' ');
  return {
    built: built.toUTCString().replace('GMT', '+0000'),
    builtIso: built.toISOString().replace('Z', '123+00:00'),
    midnight: `${weekday} ${day} ${month} ${year} 00:00:00 -0${offsetHours}00`,
    midnightIso: `${builtOn}T00:00:00-0${offsetHours}:00`,
  };
};

/** Affiliations in brackets, with commas of their own. */
const creatorOf = (authors: readonly InventedAuthor[]): string =>
  authors
    .map((author) => fullName(author, 'tex') + (author.affiliation === undefined ? '' : ` (${author.affiliation})`))
    .join(', ');

/** The parts that both formats write alike. */
const partsOf = ({ type, state }: ListedPaper) => {
  const { paper, version, categories } = state;
  const text = textOf(paper, state);
  return {
    id: `oai:arXiv.org:${paper.id}v${version}`,
    title: escapeXml(text.title.tex),
    link: `https://arxiv.org/abs/${paper.id}`,
    description: `arXiv:${paper.id}v${version} Announce Type: ${type} \nAbstract: ${escapeXml(text.abstract.tex)}`,
    categories,
    tail:
      `<arxiv:announce_type>${type}</arxiv:announce_type>\n      <dc:rights>${text.license}</dc:rights>\n      ` +
      `<dc:creator>${escapeXml(creatorOf(text.authors))}</dc:creator>` +
      optionalElement('arxiv:DOI', text.doi) +
      optionalElement('arxiv:journal_reference', text.journalRef),
  };
};

const rssItem = (listed: ListedPaper, { midnight }: FeedDates): string => {
  const { id, title, link, description, categories, tail } = partsOf(listed);
  return `    <item>
      <title>${title}</title>
      <link>${link}</link>
      <description>${description}</description>
      <guid isPermaLink="false">${id}</guid>
${categories.map((category) => `      <category>${category}</category>\n`).join('')}      <pubDate>${midnight}</pubDate>
      ${tail}
    </item>
`;
};

const atomEntry = (listed: ListedPaper, { builtIso, midnightIso }: FeedDates): string => {
  const { id, title, link, description, categories, tail } = partsOf(listed);
  return `  <entry>
    <id>${id}</id>
    <title>${title}</title>
    <updated>${builtIso}</updated>
    <link href="${link}" rel="alternate" type="text/html"/>
    <summary>${description}</summary>
${categories.map((category) => `    <category term="${category}"/>\n`).join('')}    <published>${midnightIso}</published>
    ${tail}
  </entry>
`;
};

const titleOf = (query: string): string => `${query.split('+').join(', ')} updates on arXiv.org`;

const rss = (
  request: { readonly query: string; readonly title: string },
  dates: FeedDates,
  items: string,
): string => `<?xml version='1.0' encoding='UTF-8'?>
<rss xmlns:arxiv="http://arxiv.org/schemas/atom" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:content="http://purl.org/rss/1.0/modules/content/" version="2.0">
  <channel>
    <title>${request.title}</title>
    <link>http://rss.arxiv.org/rss/${request.query}</link>
    <description>${request.query} updates on the arXiv.org e-print archive.</description>
    <atom:link href="http://rss.arxiv.org/rss/${request.query}" rel="self" type="application/rss+xml"/>
    <docs>http://www.rssboard.org/rss-specification</docs>
    <language>en-us</language>
    <lastBuildDate>${dates.built}</lastBuildDate>
    <managingEditor>nobody@example.org</managingEditor>
    <pubDate>${dates.midnight}</pubDate>
    <skipDays>
      <day>Sunday</day>
      <day>Saturday</day>
    </skipDays>
${items}  </channel>
</rss>
`;

const atom = (
  request: { readonly query: string; readonly title: string },
  dates: FeedDates,
  entries: string,
): string => `<?xml version='1.0' encoding='UTF-8'?>
<feed xmlns:arxiv="http://arxiv.org/schemas/atom" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns="http://www.w3.org/2005/Atom" xml:lang="en-us">
  <id>http://rss.arxiv.org/atom/${request.query}</id>
  <title>${request.title}</title>
  <updated>${dates.builtIso}</updated>
  <link href="http://rss.arxiv.org/atom/${request.query}" rel="self" type="application/atom+xml"/>
  <subtitle>${request.query} updates on the arXiv.org e-print archive.</subtitle>
${entries}</feed>
`;

const withTag = (body: string, { status = 200, type = 'application/rss+xml' } = {}): Answer => {
  const answer = xmlAnswer(body, { status, type });
  return { ...answer, headers: { ...answer.headers, etag: entityTagOf(body) } };
};

/** A feed with its tag; a query that is none of arXiv's is HTTP 400 with a feed that says so. */
export const feedAnswer = (archive: PaperArchive, request: FeedRequest): Answer => {
  const { format, builtOn } = request;
  const query = escapeXml(request.query);
  const dates = datesOf(builtOn);
  const type = format === 'rss' ? 'application/rss+xml' : 'application/atom+xml';
  const isKnown = request.query.split('+').every((term) => TERMS.has(term.toLowerCase()));
  const head = { query, title: isKnown ? titleOf(query) : `Feed error for query: ${query}` };
  const items = isKnown ? itemsOf(archive, request) : [];
  const body =
    format === 'rss'
      ? rss(head, dates, items.map((item) => rssItem(item, dates)).join(''))
      : atom(head, dates, items.map((item) => atomEntry(item, dates)).join(''));
  return withTag(body, { type, status: isKnown ? 200 : 400 });
};
