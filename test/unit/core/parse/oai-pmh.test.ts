import {
  arxivRaw,
  listRecords,
  oaiAnswer,
  oaiRecord,
  onlyRecord,
  parse,
  rawVersion,
  type RawFields,
} from './invented-documents.ts';

const raw = (fields: RawFields = {}) => onlyRecord(parse(listRecords([oaiRecord(arxivRaw(fields))])));

describe('OAI-PMH in arXivRaw', () => {
  it('gives the highest version, the date of the first and no list date', () => {
    const versions = [
      rawVersion(10, { date: 'Mon, 23 Nov 2026 09:00:00 GMT' }),
      rawVersion(1),
      rawVersion(2, { date: 'Thu, 19 Nov 2026 09:00:00 GMT' }),
    ].join('');
    const more = '<journal-ref>J. Gard. 3</journal-ref><doi>10.1000/a</doi><acm-class>None</acm-class>';
    expect(raw({ versions, more })).toEqual({
      paperId: '2611.01234',
      version: 10,
      format: 'arXivRaw',
      title: 'Gardens that Learn',
      abstract: 'We water a garden by gradient descent.',
      authors: ['Ada Beech', 'Bo Elm'],
      primaryCategory: 'cs.LG',
      categories: ['cs.LG', 'stat.ML'],
      aliasCategories: [],
      damaged: false,
      submittedAt: '2026-11-18T17:59:59Z',
      comment: '12 pages',
      doi: '10.1000/a',
      journalRef: 'J. Gard. 3',
      license: 'http://arxiv.org/licenses/nonexclusive-distrib/1.0/',
    });
  });

  it.each([
    ['its last version has source type I', { versions: rawVersion(1) + rawVersion(2, { type: 'I' }) }, true],
    ['its last version has no size', { versions: rawVersion(1) + rawVersion(2, { size: '0kb' }) }, true],
    ['its comment says so', { comments: 'This paper has been withdrawn by the author' }, true],
    ['an earlier version was', { versions: rawVersion(1, { type: 'I' }) + rawVersion(2) }, undefined],
  ])('tells a withdrawn paper when %s', (_, fields, withdrawn) => {
    expect(raw(fields).withdrawn).toBe(withdrawn);
  });

  it('keeps ids as text, folds aliases and old archives', () => {
    expect(raw({ id: '1501.00010' }).paperId).toBe('1501.00010');
    expect(raw({ id: 'math/0309136', categories: 'alg-geom math.MP math.AG' })).toMatchObject({
      paperId: 'math/0309136',
      categories: ['math.AG', 'math-ph'],
      aliasCategories: ['alg-geom', 'math.MP'],
    });
  });

  it('takes a paper without an abstract, which the format allows', () => {
    expect(raw({ abstract: '' }).abstract).toBe('');
  });

  it('takes no date from text that only resembles one', () => {
    expect(raw({ versions: rawVersion(1, { date: 'version 2' }) })).not.toHaveProperty('submittedAt');
  });

  it('reads pages of the old server, with single quotes and without source types', () => {
    const old = arxivRaw({
      versions: "<version version='v1'><date>Tue, 1 Apr 2008 03:04:05 GMT</date><size>6kb</size></version>",
    });
    expect(onlyRecord(parse(listRecords([oaiRecord(old)])))).toMatchObject({
      version: 1,
      submittedAt: '2008-04-01T03:04:05Z',
    });
  });
});

describe('OAI-PMH in arXiv', () => {
  const arxiv = (authors: string): string =>
    `<arXiv xmlns="http://arxiv.org/OAI/arXiv/"><id>2611.01234</id><created>2026-11-18</created><updated>2026-11-23</updated><authors>${authors}</authors><title>Gardens</title><categories>cs.LG</categories><abstract>Trees.</abstract></arXiv>`;

  it('gives the split names and the date of the current version, but no first submission', () => {
    const authors =
      '<author><keyname>Beech</keyname><forenames>Ada</forenames><affiliation>Garden School</affiliation></author><author><keyname>Elm</keyname><forenames>Bo</forenames><suffix>Jr.</suffix></author>';
    const document = parse(listRecords([oaiRecord(arxiv(authors))]));
    expect(document.label).toBe('OAI-PMH ListRecords arXiv');
    const record = onlyRecord(document);
    expect(record).toMatchObject({ version: 1, authors: ['Ada Beech', 'Bo Elm Jr.'], createdOn: '2026-11-18' });
    expect(record).not.toHaveProperty('submittedAt');
    expect(record).not.toHaveProperty('listing');
  });

  it('reads one author like several', () => {
    const record = onlyRecord(
      parse(listRecords([oaiRecord(arxiv('<author><keyname>The Garden Collaboration</keyname></author>'))])),
    );
    expect(record.authors).toEqual(['Garden Collaboration']);
  });
});

describe('OAI-PMH in oai_dc', () => {
  const dublinCore = (descriptions: string): string =>
    `<oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Gardens</dc:title><dc:creator>Beech, Ada</dc:creator><dc:creator>Elm, Jr., Bo</dc:creator><dc:subject>Mathematics - Optimization and Control</dc:subject><dc:subject>Machine Learning</dc:subject><dc:subject>90C30, 49J53</dc:subject>${descriptions}<dc:date>2026-11-23</dc:date><dc:date>2026-11-18</dc:date><dc:identifier>https://arxiv.org/abs/2611.01234</dc:identifier><dc:identifier>http://arxiv.org/abs/2611.01234</dc:identifier><dc:identifier>J. Gard. 3</dc:identifier><dc:identifier>doi:10.1000/a</dc:identifier></oai_dc:dc>`;
  const read = (descriptions: string) => onlyRecord(parse(listRecords([oaiRecord(dublinCore(descriptions))])));

  it('gives categories by name, the earliest date, and journal and DOI from the identifiers', () => {
    expect(read('<dc:description>Trees. </dc:description><dc:description>12 pages</dc:description>')).toEqual({
      paperId: '2611.01234',
      version: 1,
      format: 'oai_dc',
      title: 'Gardens',
      abstract: 'Trees.',
      authors: ['Ada Beech', 'Bo Elm Jr.'],
      primaryCategory: 'math.OC',
      categories: ['math.OC', 'cs.LG'],
      aliasCategories: [],
      damaged: false,
      createdOn: '2026-11-18',
      comment: '12 pages',
      doi: '10.1000/a',
      journalRef: 'J. Gard. 3',
    });
  });

  it('knows the comment of the old server by its mark', () => {
    expect(
      read('<dc:description>Trees.</dc:description><dc:description>Comment: 12 pages</dc:description>').comment,
    ).toBe('12 pages');
    expect(read('<dc:description>Comment: 12 pages</dc:description>')).toMatchObject({
      abstract: '',
      comment: '12 pages',
    });
  });

  it('reads one bare record', () => {
    const document = parse(
      `<?xml version="1.0"?>\n${oaiRecord(dublinCore('<dc:description>Trees.</dc:description>'))}`,
    );
    expect(document).toMatchObject({ format: 'oai', label: 'OAI-PMH oai_dc' });
    expect(document.problem).toBeUndefined();
    expect(document.records).toHaveLength(1);
  });
});

describe('the frame of an OAI-PMH answer', () => {
  const records = [oaiRecord(arxivRaw())];

  it('gives the token of the next page, an empty one at the end, none on a single page', () => {
    expect(
      parse(
        listRecords(
          records,
          '<resumptionToken expirationDate="2026-11-25T00:00:00Z">a%3Db%26skip%3D1</resumptionToken>',
        ),
      ).resumptionToken,
    ).toBe('a%3Db%26skip%3D1');
    expect(
      parse(listRecords(records, '<resumptionToken cursor="0" completeListSize="9">1|2</resumptionToken>'))
        .resumptionToken,
    ).toBe('1|2');
    expect(parse(listRecords(records, '<resumptionToken/>')).resumptionToken).toBe('');
    expect(parse(listRecords(records))).not.toHaveProperty('resumptionToken');
  });

  it('takes noRecordsMatch as success without records', () => {
    expect(parse(oaiAnswer('<error code="noRecordsMatch">None.</error>'))).toEqual({
      format: 'oai',
      label: 'OAI-PMH noRecordsMatch',
      oaiError: 'noRecordsMatch',
      records: [],
      rejects: [],
      deletedIds: [],
    });
  });

  it.each(['badResumptionToken', 'idDoesNotExist', 'badArgument'])('says that the answer is the error %s', (code) => {
    const document = parse(oaiAnswer(`<error code='${code}'>Because.</error>`));
    expect(document).toMatchObject({ records: [], rejects: [], oaiError: code });
    expect(document.problem).toEqual({ kind: 'oai-error', message: `OAI-PMH answered ${code}: Because.` });
  });

  it('finds no record in lists of identifiers and sets', () => {
    const header =
      '<header><identifier>oai:arXiv.org:2611.01234</identifier><datestamp>2026-11-24</datestamp></header>';
    const identifiers = parse(
      oaiAnswer(`<ListIdentifiers>${header.repeat(3)}<resumptionToken>t</resumptionToken></ListIdentifiers>`),
    );
    expect(identifiers).toEqual({
      format: 'oai',
      label: 'OAI-PMH ListIdentifiers',
      resumptionToken: 't',
      identifiers: Array.from({ length: 3 }, () => ({ paperId: '2611.01234', sets: [] })),
      records: [],
      rejects: [],
      deletedIds: [],
    });
    const sets = parse(
      oaiAnswer('<ListSets><set><setSpec>cs</setSpec><setName>Computer Science</setName></set></ListSets>'),
    );
    expect(sets).toEqual({ format: 'oai', label: 'OAI-PMH ListSets', records: [], rejects: [], deletedIds: [] });
  });

  const header = (identifier: string, attributes = ''): string =>
    `<header${attributes}>\n <identifier>${identifier}</identifier><datestamp>2026-11-24</datestamp><setSpec>cs:cs:LG</setSpec><setSpec>stat:stat:ML</setSpec></header>`;
  const sets = ['cs:cs:LG', 'stat:stat:ML'];
  const identifiersOf = (headers: string) => parse(oaiAnswer(`<ListIdentifiers>${headers}</ListIdentifiers>`));

  it('gives identifiers and sets of headers, without deleted ones, both grammars', () => {
    const document = identifiersOf(
      header('oai:arXiv.org:2611.01234') +
        header('oai:arXiv.org:2611.00002', " status='deleted'") +
        header('oai:arXiv.org:hep-th/9901001'),
    );
    expect(document.identifiers).toEqual([
      { paperId: '2611.01234', sets },
      { paperId: 'hep-th/9901001', sets },
    ]);
    expect(document.problem).toBeUndefined();
  });

  it('says that a header names no paper, and that a page of headers is cut', () => {
    expect(identifiersOf(header('oai:arXiv.org:2611.01234') + header('nonsense'))).toMatchObject({
      identifiers: [{ paperId: '2611.01234', sets }],
      problem: { kind: 'malformed', message: 'headers that name no arXiv identifier: 1' },
    });
    const cut = oaiAnswer(`<ListIdentifiers>${header('oai:arXiv.org:2611.01234').repeat(2)}`).slice(0, -90);
    expect(parse(cut)).toMatchObject({ problem: { kind: 'truncated' } });
  });

  it('reads a page of 20,000 headers, and not more than 100,000', () => {
    expect(identifiersOf(header('oai:arXiv.org:2611.01234').repeat(20_000)).identifiers).toHaveLength(20_000);
    expect(identifiersOf(header('2611.01234').repeat(100_001)).problem?.kind).toBe('too-large');
  });

  it('gives no identifiers beside records', () => {
    expect(parse(listRecords(records))).not.toHaveProperty('identifiers');
  });

  it('reads several records within GetRecord', () => {
    const document = parse(
      oaiAnswer(`<GetRecord>${records.join('')}${oaiRecord(arxivRaw({ id: '2611.00002' }))}</GetRecord>`),
    );
    expect(document.label).toBe('OAI-PMH GetRecord arXivRaw');
    expect(document.records).toHaveLength(2);
  });

  it('counts a deleted header as no record', () => {
    const document = parse(listRecords([oaiRecord('', { id: '2611.00002', status: ' status="deleted"' }), ...records]));
    expect(document.deletedIds).toEqual(['2611.00002']);
    expect([document.records.length, document.rejects.length]).toEqual([1, 0]);
  });

  it('rejects a record in a format that is not read', () => {
    const document = parse(listRecords([oaiRecord('<arXivOld><title>x</title></arXivOld>'), ...records]));
    expect(document.rejects).toMatchObject([
      { position: 1, reason: expect.stringContaining('2611.01234 has no metadata') as string },
    ]);
    expect(document.records).toHaveLength(1);
  });

  it('never takes an answer without list and error for a quiet day', () => {
    expect(parse(oaiAnswer('')).problem?.kind).toBe('malformed');
  });
});
