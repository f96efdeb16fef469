/** Pages of every format about papers that don't exist: seeds that are at hand in every clone. */
import {
  apiAnswer,
  apiEntry,
  apiErrorEntry,
  arxivRaw,
  atomFeed,
  atomFeedEntry,
  dailyRow,
  listRecords,
  oaiAnswer,
  oaiRecord,
  rssFeed,
  rssItem,
} from '../../test/unit/core/parse/invented-documents.ts';
import { listingPage, oldListingPage } from '../../test/unit/core/parse/invented-listing-page.ts';
import { splitPage, type SeedPage } from './seed-page.ts';

const RECORDS = 12;
/** All different, and odd in the ways that real ones are. */
const FIELDS = Array.from({ length: RECORDS }, (_, index) => ({
  id: index % 4 === 3 ? `hep-th/990${(index % 9) + 1}00${index % 10}` : `2611.${String(10_000 + index * 37)}`,
  title: ['Gardens & Graphs: $x < y$', "Poincar\\'e Lawns", '0', 'Über alle {\\bf Beete}'][index % 4] ?? '',
  abstract: `Abstract ${index}: we water $O(n^{${index}})$ beds, see https://example.org/${index} & "quotes" <b>.`,
  creator:
    ['Ada Beech, Bo Elm', 'J\\"org F\\"ohre (Garden School), for the Lawn Collaboration', 'Cy Fir, Jr.'][index % 3] ??
    '',
  categories: [['cs.LG', 'stat.ML'], ['math.MP'], ['hep-th', '81T30']][index % 3] ?? [],
}));

const arxivFormat = ({ id, title, abstract }: (typeof FIELDS)[number]): string =>
  `<arXiv xmlns="http://arxiv.org/OAI/arXiv/"><id>${id}</id><created>2026-11-18</created><authors><author><keyname>Beech</keyname><forenames>Ada</forenames></author></authors><title><![CDATA[${title}]]></title><categories>cs.LG</categories><abstract><![CDATA[${abstract}]]></abstract></arXiv>`;

const dublinCore = ({ id }: (typeof FIELDS)[number]): string =>
  `<oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/"><dc:title>Gardens</dc:title><dc:creator>Beech, Ada</dc:creator><dc:subject>Computer Science - Machine Learning</dc:subject><dc:description>We water.</dc:description><dc:date>2026-11-18</dc:date><dc:identifier>http://arxiv.org/abs/${id}</dc:identifier></oai_dc:dc>`;

const deleted = oaiRecord('', { id: '2611.00099', status: ' status="deleted"' });

const SECTIONS = (['new', 'cross-list', 'replacement'] as const).map((kind, index) => ({
  kind,
  ids: FIELDS.slice(4 * index, 4 * index + 4).map(({ id }) => id),
}));

/** Listing pages, of which none is recorded. They hold identifiers and no records. */
export const inventedListings = (): readonly SeedPage[] =>
  [listingPage({ sections: SECTIONS }), oldListingPage({ sections: SECTIONS })].map((head, index) => ({
    name: `invented listing ${index + 1}`,
    kind: 'listing',
    head,
    records: [],
    tail: '',
  }));

/** Small pages, a few records each. */
export const inventedPages = (): readonly SeedPage[] => {
  const [head, tail] = ['', ''];
  return [
    ...inventedListings(),
    splitPage({ name: 'invented RSS', kind: 'rss' }, rssFeed(FIELDS.map(rssItem))),
    splitPage({ name: 'invented Atom feed', kind: 'atom-feed' }, atomFeed(FIELDS.map(atomFeedEntry))),
    splitPage({ name: 'invented API answer', kind: 'atom-api' }, apiAnswer(FIELDS.map(apiEntry))),
    splitPage({ name: 'invented API error', kind: 'other' }, apiAnswer([apiErrorEntry, apiEntry()])),
    splitPage(
      { name: 'invented arXivRaw', kind: 'oai' },
      listRecords(
        [...FIELDS.map(({ id }) => oaiRecord(arxivRaw({ id }), { id })), deleted],
        '<resumptionToken>a</resumptionToken>',
      ),
    ),
    splitPage(
      { name: 'invented arXiv', kind: 'oai' },
      listRecords(FIELDS.map((each) => oaiRecord(arxivFormat(each), each))),
    ),
    splitPage(
      { name: 'invented oai_dc', kind: 'oai' },
      listRecords(FIELDS.map((each) => oaiRecord(dublinCore(each), each))),
    ),
    splitPage({ name: 'invented OAI error', kind: 'other' }, oaiAnswer('<error code="badArgument">no</error>')),
    { name: 'invented refusal', kind: 'other', head: 'Rate exceeded.', records: [], tail },
    {
      name: 'invented lines',
      kind: 'daily',
      head,
      records: FIELDS.map(({ creator, ...row }) => dailyRow({ ...row, authors: [creator] })),
      tail,
    },
  ];
};
