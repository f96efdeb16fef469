/** Small answers in arXiv's formats, about papers that don't exist. */
import type { ParseContext } from '../../../../lambdas/core/parse/record-reading.ts';
import { parseDocument } from '../../../../lambdas/core/parse/parse-document.ts';
import type { ParsedDocument } from '../../../../lambdas/core/parse/parsed-document.ts';
import type { PaperRecord } from '../../../../lambdas/core/paper/paper.ts';

export const parse = (text: string, context: Partial<ParseContext> = {}): ParsedDocument =>
  parseDocument(Buffer.from(text), { source: 'invented.xml', ...context });

export const onlyRecord = (document: ParsedDocument): PaperRecord => {
  const [record, ...others] = document.records;
  if (record === undefined || others.length > 0 || document.rejects.length > 0) {
    throw new Error(`Expected one record: ${JSON.stringify(document)}`);
  }
  return record;
};

export const escapeXml = (text: string): string =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

const ABSTRACT = 'We water a garden by gradient descent.';

export interface ItemFields {
  readonly id?: string;
  readonly type?: string;
  readonly title?: string;
  readonly abstract?: string;
  readonly creator?: string;
  readonly categories?: readonly string[];
  readonly more?: string;
}

const categoriesOf = ({ categories = ['cs.LG', 'stat.ML'] }: ItemFields): readonly string[] => categories;

/** The live feed has a space and a line feed before `Abstract:`. */
const descriptionOf = ({ id = '2611.01234v1', type = 'new', abstract = ABSTRACT }: ItemFields): string =>
  `arXiv:${id} Announce Type: ${type} \nAbstract: ${escapeXml(abstract)}`;

export const rssItem = (fields: ItemFields = {}): string => {
  const { id = '2611.01234v1', type = 'new', title = 'Gardens that Learn', creator = 'Ada Beech, Bo Elm' } = fields;
  return `<item>
      <title>${escapeXml(title)}</title>
      <link>https://arxiv.org/abs/${id.replace(/v\d+$/, '')}</link>
      <description>${descriptionOf(fields)}</description>
      <guid isPermaLink="false">oai:arXiv.org:${id}</guid>
      ${categoriesOf(fields)
        .map((category) => `<category>${category}</category>`)
        .join('')}
      <pubDate>Fri, 20 Nov 2026 00:00:00 -0500</pubDate>
      <arxiv:announce_type>${type}</arxiv:announce_type>
      <dc:rights>http://creativecommons.org/licenses/by/4.0/</dc:rights>
      <dc:creator>${escapeXml(creator)}</dc:creator>${fields.more ?? ''}
    </item>`;
};

export const rssFeed = (items: readonly string[], query = 'cs.LG'): string => `<?xml version='1.0' encoding='UTF-8'?>
<rss xmlns:arxiv="http://arxiv.org/schemas/atom" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:atom="http://www.w3.org/2005/Atom" version="2.0">
  <channel>
    <title>${query.replace(/\+/g, ', ')} updates on arXiv.org</title>
    <link>http://rss.arxiv.org/rss/${query}</link>
    <atom:link href="http://rss.arxiv.org/rss/${query}" rel="self" type="application/rss+xml"/>
    <lastBuildDate>Fri, 20 Nov 2026 05:00:12 +0000</lastBuildDate>
    <pubDate>Fri, 20 Nov 2026 00:00:00 -0500</pubDate>
    ${items.join('\n    ')}
  </channel>
</rss>
`;

export const atomFeedEntry = (fields: ItemFields = {}): string => {
  const { id = '2611.01234v1', type = 'new', title = 'Gardens that Learn', creator = 'Ada Beech, Bo Elm' } = fields;
  return `<entry>
    <id>oai:arXiv.org:${id}</id>
    <title>${escapeXml(title)}</title>
    <updated>2026-11-20T05:00:12.123456+00:00</updated>
    <link href="https://arxiv.org/abs/${id}" rel="alternate" type="text/html"/>
    <summary>${descriptionOf(fields)}</summary>
    ${categoriesOf(fields)
      .map((category) => `<category term="${category}"/>`)
      .join('')}
    <published>2026-11-20T00:00:00-05:00</published>
    <arxiv:announce_type>${type}</arxiv:announce_type>
    <dc:creator>${escapeXml(creator)}</dc:creator>${fields.more ?? ''}
  </entry>`;
};

export const atomFeed = (entries: readonly string[]): string => `<?xml version='1.0' encoding='UTF-8'?>
<feed xmlns:arxiv="http://arxiv.org/schemas/atom" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns="http://www.w3.org/2005/Atom">
  <id>http://rss.arxiv.org/atom/cs.LG</id>
  <title>cs.LG updates on arXiv.org</title>
  <updated>2026-11-20T05:00:12.123456+00:00</updated>
  ${entries.join('\n  ')}
</feed>
`;

/** In the order of elements that the API has had since November 2025. */
export const apiEntry = ({
  id = '2611.01234v2',
  title = 'Gardens that Learn',
  abstract = ABSTRACT,
  categories = ['cs.LG', 'stat.ML'],
  more = '',
}: ItemFields = {}): string => `<entry>
    <id>http://arxiv.org/abs/${id}</id>
    <title>${escapeXml(title)}</title>
    <updated>2026-11-19T11:00:00Z</updated>
    <link href="https://arxiv.org/abs/${id}" rel="alternate" type="text/html"/>
    <summary>${escapeXml(abstract)}</summary>
    ${categories.map((category) => `<category term="${category}" scheme="http://arxiv.org/schemas/atom"/>`).join('')}
    <published>2026-11-18T17:59:59Z</published>
    <arxiv:primary_category term="${categories[0] ?? ''}"/>
    <author><name>Ada Beech</name><arxiv:affiliation>Garden School</arxiv:affiliation></author>
    <author><name>Bo Elm</name></author>${more}
  </entry>`;

export const apiErrorEntry = `<entry>
    <id>https://arxiv.org/api/errors#incorrect_id_format_for_http://arxiv.org/abs/2611.01234</id>
    <title>Error</title>
    <summary>incorrect id format for garden</summary>
    <author><name>arXiv api core</name></author>
  </entry>`;

export const apiAnswer = (entries: readonly string[], totalResults = entries.length): string =>
  `<?xml version='1.0' encoding='UTF-8'?>
<feed xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/" xmlns:arxiv="http://arxiv.org/schemas/atom" xmlns="http://www.w3.org/2005/Atom">
  <id>https://arxiv.org/api/abcdefg</id>
  <title>arXiv Query: search_query=cat:cs.LG</title>
  <opensearch:totalResults>${totalResults}</opensearch:totalResults>
  ${entries.join('\n  ')}
</feed>
`;

export const oaiRecord = (metadata: string, { id = '2611.01234', status = '' } = {}): string =>
  `<record><header${status}><identifier>oai:arXiv.org:${id}</identifier><datestamp>2026-11-24</datestamp><setSpec>cs:cs:LG</setSpec></header>${metadata === '' ? '' : `<metadata>${metadata}</metadata>`}</record>`;

export const oaiAnswer = (content: string): string => `<?xml version="1.0" encoding="UTF-8"?>
<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/">
<responseDate>2026-11-24T03:00:00Z</responseDate>
<request verb="ListRecords" metadataPrefix="arXivRaw">http://oaipmh.arxiv.org/oai</request>
${content}
</OAI-PMH>
`;

export const listRecords = (records: readonly string[], token = ''): string =>
  oaiAnswer(`<ListRecords>${records.join('\n')}${token}</ListRecords>`);

export interface RawFields {
  readonly id?: string;
  readonly versions?: string;
  readonly comments?: string;
  readonly authors?: string;
  readonly categories?: string;
  readonly abstract?: string;
  readonly more?: string;
}

export const rawVersion = (
  number: number,
  { size = '300kb', type = 'D', date = 'Wed, 18 Nov 2026 17:59:59 GMT' } = {},
): string =>
  `<version version="v${number}"><date>${date}</date><size>${size}</size><source_type>${type}</source_type></version>`;

export const arxivRaw = ({
  id = '2611.01234',
  versions = rawVersion(1),
  comments = '12 pages',
  authors = 'Ada Beech (1) and Bo Elm (2) ((1) Garden School, Ulm, (2) Tree House)',
  categories = 'cs.LG stat.ML',
  abstract = `<abstract>  ${ABSTRACT}\n</abstract>`,
  more = '',
}: RawFields = {}): string =>
  `<arXivRaw xmlns="http://arxiv.org/OAI/arXivRaw/"><id>${id}</id><submitter>A. Beech</submitter>${versions}<title>Gardens that\n  Learn</title><authors>${authors}</authors><categories>${categories}</categories><comments>${comments}</comments><license>http://arxiv.org/licenses/nonexclusive-distrib/1.0/</license>${abstract}${more}</arXivRaw>`;

export const dailyRow = (fields: Readonly<Record<string, unknown>> = {}): string =>
  JSON.stringify({
    id: '2611.01234',
    title: 'Gardens that Learn',
    abstract: ABSTRACT,
    authors: ['Ada Beech', 'Bo Elm'],
    categories: ['cs.LG', 'stat.ML'],
    date: '2026-11-20',
    ...fields,
  });
