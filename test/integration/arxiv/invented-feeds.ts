/** Documents in arXiv's formats with nothing real in them. */

/** An RSS feed of the list of 2026-11-20, with new papers of these identifiers; none on a quiet day. */
export const rssFeed = (category: string, ids: readonly string[]): string =>
  `<?xml version='1.0' encoding='UTF-8'?>
<rss xmlns:arxiv="http://arxiv.org/schemas/atom" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:atom="http://www.w3.org/2005/Atom" version="2.0">
<channel><title>${category} updates on arXiv.org</title><link>http://rss.arxiv.org/rss/${category}</link>
<description>${category} updates on the arXiv.org e-print archive.</description>
<lastBuildDate>Fri, 20 Nov 2026 05:00:00 +0000</lastBuildDate><pubDate>Fri, 20 Nov 2026 00:00:00 -0500</pubDate>
${ids.map((id) => rssItem(category, id)).join('\n')}
</channel></rss>
`;

const rssItem = (category: string, id: string): string =>
  `<item><title>An Invented Paper Numbered ${id}</title><link>https://arxiv.org/abs/${id}</link>
<description>arXiv:${id}v1 Announce Type: new \nAbstract: Nothing in this abstract is true, and it is there to be parsed.</description>
<guid isPermaLink="false">oai:arXiv.org:${id}v1</guid><category>${category}</category>
<pubDate>Fri, 20 Nov 2026 00:00:00 -0500</pubDate><arxiv:announce_type>new</arxiv:announce_type>
<dc:rights>http://creativecommons.org/licenses/by/4.0/</dc:rights><dc:creator>Ines Oldekop, Jun Whitlocke</dc:creator></item>`;

/** A page of the query API. */
export const apiPage = (ids: readonly string[], total: number): string =>
  `<?xml version='1.0' encoding='UTF-8'?>
<feed xmlns="http://www.w3.org/2005/Atom" xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/" xmlns:arxiv="http://arxiv.org/schemas/atom">
<id>https://arxiv.org/api/invented</id><title>arXiv Query: invented</title><updated>2026-11-21T12:00:00Z</updated>
<link href="https://arxiv.org/api/query" type="application/atom+xml"/>
<opensearch:itemsPerPage>1000</opensearch:itemsPerPage><opensearch:totalResults>${total}</opensearch:totalResults><opensearch:startIndex>0</opensearch:startIndex>
${ids.map(apiEntry).join('\n')}
</feed>
`;

const apiEntry = (id: string): string =>
  `<entry><id>http://arxiv.org/abs/${id}v1</id><title>An Invented Paper Numbered ${id}</title><updated>2026-11-18T20:00:00Z</updated>
<link href="https://arxiv.org/abs/${id}v1" rel="alternate" type="text/html"/><summary>Nothing in this abstract is true.</summary>
<category term="cs.LG" scheme="http://arxiv.org/schemas/atom"/><published>2026-11-18T20:00:00Z</published>
<arxiv:primary_category term="cs.LG"/><author><name>Ines Oldekop</name></author></entry>`;
