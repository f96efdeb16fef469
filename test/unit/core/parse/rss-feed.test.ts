import { onlyRecord, parse, rssFeed, rssItem, type ItemFields } from './invented-documents.ts';

const listingOf = (fields: ItemFields, { query = 'cs.LG', category }: { query?: string; category?: string } = {}) =>
  onlyRecord(parse(rssFeed([rssItem(fields)], query), category === undefined ? {} : { category })).listing;

describe('an RSS feed since 14 February 2024', () => {
  it('gives paper, version, licence and listing', () => {
    const document = parse(
      rssFeed([rssItem({ id: '2611.01234v3', creator: 'Ada Beech (Garden School, Ulm), Bo Elm' })]),
    );
    expect(document).toMatchObject({ format: 'rss', label: 'RSS feed', listDate: '2026-11-20', rejects: [] });
    expect(document.problem).toBeUndefined();
    expect(onlyRecord(document)).toEqual({
      paperId: '2611.01234',
      version: 3,
      format: 'feed',
      title: 'Gardens that Learn',
      abstract: 'We water a garden by gradient descent.',
      authors: ['Ada Beech', 'Bo Elm'],
      primaryCategory: 'cs.LG',
      categories: ['cs.LG', 'stat.ML'],
      aliasCategories: [],
      damaged: false,
      license: 'http://creativecommons.org/licenses/by/4.0/',
      listing: { date: '2026-11-20', kind: 'new', categories: ['cs.LG'] },
    });
  });

  it('reads DOI and journal where they stand', () => {
    const more = '<arxiv:DOI>10.1000/x.1</arxiv:DOI><arxiv:journal_reference>J. Gard. 3, 4</arxiv:journal_reference>';
    expect(onlyRecord(parse(rssFeed([rssItem({ more })])))).toMatchObject({
      doi: '10.1000/x.1',
      journalRef: 'J. Gard. 3, 4',
    });
  });

  it.each([
    ['new', 'new'],
    ['cross', 'cross-list'],
    ['replace', 'replacement'],
    ['replace-cross', 'replacement'],
  ])('takes announce type %s as %s', (type, kind) => {
    expect(listingOf({ type })).toMatchObject({ kind });
  });

  it('keeps maths with comparison signs, which look like tags', () => {
    const record = onlyRecord(parse(rssFeed([rssItem({ abstract: 'For $p<q$ and a > b we find <b and c>.' })])));
    expect(record.abstract).toBe('For $p<q$ and a > b we find <b and c>.');
  });

  it('keeps a title that is literally 0', () => {
    expect(onlyRecord(parse(rssFeed([rssItem({ title: '0' })]))).title).toBe('0');
  });

  it('takes an empty feed of a weekend as one without records', () => {
    expect(parse(rssFeed([]))).toEqual({
      format: 'rss',
      label: 'RSS feed',
      listDate: '2026-11-20',
      records: [],
      rejects: [],
      deletedIds: [],
    });
  });

  it('says that a feed is the answer to a wrong query', () => {
    const document = parse(rssFeed([]).replace(/<title>.*<\/title>/, '<title>Feed error for query: cs.XX</title>'));
    expect(document.problem).toMatchObject({ kind: 'api-error' });
  });

  it('rejects the item that lacks abstract, category or identifier, and keeps its neighbours', () => {
    const document = parse(
      rssFeed([
        rssItem(),
        rssItem({ id: '2611.00002v1', abstract: '' }),
        rssItem({ id: '2611.00003v1', categories: ['68T05', 'I.2.6'] }),
        rssItem({ id: '0811.36489v1' }),
        rssItem({ id: '2611.00005v1', title: ' ' }),
        rssItem({ id: '2611.00006v1' }),
      ]),
    );
    expect(document.records.map(({ paperId }) => paperId)).toEqual(['2611.01234', '2611.00006']);
    expect(document.rejects.map(({ position, reason }) => `${position} ${reason}`)).toEqual([
      '2 2611.00002 has no abstract',
      '3 2611.00003 has no arXiv category ("68T05 I.2.6")',
      '4 "oai:arXiv.org:0811.36489v1" is no arXiv identifier',
      '5 2611.00005 has no title',
    ]);
    expect(document.rejects.every(({ excerpt }) => excerpt.length > 0 && excerpt.length <= 300)).toBe(true);
  });
});

describe('the categories that a feed lists', () => {
  it('is the category that was asked for, whatever the feed says', () => {
    expect(listingOf({ type: 'cross' }, { query: 'cs.AI', category: 'stat.ML' })?.categories).toEqual(['stat.ML']);
  });

  it('is the one of a feed for one category, under its canonical name', () => {
    expect(listingOf({ type: 'cross', categories: ['cs.LG', 'cs.NA'] }, { query: 'cs.na' })).toMatchObject({
      kind: 'cross-list',
      categories: ['math.NA'],
    });
  });

  it('are those of the paper within a joined query', () => {
    const categories = ['cs.LG', 'stat.ML', 'cs.CL'];
    expect(listingOf({ categories }, { query: 'cs.LG+cs.CL+cs.RO' })?.categories).toEqual(['cs.LG', 'cs.CL']);
  });

  it.each(['cs', 'CS'])('are those of the paper within the archive %s', (query) => {
    expect(listingOf({ categories: ['cs.LG', 'stat.ML', 'cs.CL'] }, { query })?.categories).toEqual(['cs.LG', 'cs.CL']);
  });

  it('are those within an archive whose name was a category once', () => {
    expect(listingOf({ categories: ['astro-ph.GA', 'gr-qc'] }, { query: 'astro-ph' })?.categories).toEqual([
      'astro-ph.GA',
    ]);
  });

  it('is none when a cross-list names no category that was asked for', () => {
    expect(listingOf({ type: 'cross', categories: ['math.OC'] }, { query: 'cs' })).toEqual({
      date: '2026-11-20',
      kind: 'cross-list',
      categories: [],
    });
  });
});

describe('a feed of early February 2024, without types', () => {
  const feed = rssFeed([
    '<item><title>Plain Gardens</title><link>https://arxiv.org/abs/2402.00123</link><description>If a&lt;b then c&gt;d.</description><category>cs.CL</category><category>cs.LG</category></item>',
  ]);

  it('takes the id from the link and the kind from the primary category', () => {
    expect(onlyRecord(parse(feed))).toMatchObject({
      paperId: '2402.00123',
      version: 1,
      abstract: 'If a<b then c>d.',
      listing: { kind: 'cross-list', categories: ['cs.LG'] },
    });
    expect(
      onlyRecord(parse(feed.replace(/cs\.LG updates|rss\/cs\.LG/g, (text) => text.replace('LG', 'CL')))).listing,
    ).toMatchObject({ kind: 'new', categories: ['cs.CL'] });
  });
});

describe('a feed to January 2024', () => {
  const feed = (title: string): string => `<?xml version="1.0" encoding="UTF-8"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="http://arxiv.org/"><title>cs.CL updates on arXiv.org</title><link>http://arxiv.org/</link>
<dc:date>2023-03-12T20:30:00-05:00</dc:date><items><rdf:Seq><rdf:li rdf:resource="http://arxiv.org/abs/2303.01234"/></rdf:Seq></items></channel>
<item rdf:about="http://arxiv.org/abs/2303.01234"><title>${title}</title><link>http://arxiv.org/abs/2303.01234</link>
<description rdf:parseType="Literal">&lt;p&gt;Gardens with $a&amp;lt;b$.&lt;/p&gt;\n</description>
<dc:creator>&lt;a href="http://arxiv.org/find/cs/1/au:+Beech_A/0/1/0/all/0/1"&gt;Ada Beech&lt;/a&gt; (Garden School), &lt;a href="http://arxiv.org/x"&gt;Bo &amp;#xC9;lm&lt;/a&gt;</dc:creator></item></rdf:RDF>`;

  it.each([
    ['Gardens!. (arXiv:2303.01234v1 [cs.CL])', 1, 'new'],
    ['Gardens!. (arXiv:2303.01234v3 [cs.CL] UPDATED)', 3, 'replacement'],
    ['Gardens!. (arXiv:2303.01234v1 [cs.LG] CROSS LISTED)', 1, 'cross-list'],
  ])('reads %s', (title, version, kind) => {
    expect(onlyRecord(parse(feed(title)))).toMatchObject({
      paperId: '2303.01234',
      version,
      title: 'Gardens!',
      abstract: 'Gardens with $a<b$.',
      authors: ['Ada Beech', 'Bo Élm'],
      // Announced on Sunday evening: Monday's list.
      listing: { date: '2023-03-13', kind, categories: ['cs.CL'] },
    });
  });
});
