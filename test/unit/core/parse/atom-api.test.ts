import { apiAnswer, apiEntry, apiErrorEntry, onlyRecord, parse } from './invented-documents.ts';

describe('an answer of the query API', () => {
  it('gives paper, version and the first submission', () => {
    const more =
      '<arxiv:comment>12 pages</arxiv:comment><arxiv:journal_ref>J. Gard. 3</arxiv:journal_ref><arxiv:doi>10.1000/a; 10.1000/b</arxiv:doi>';
    const document = parse(apiAnswer([apiEntry({ more })], 214));
    expect(document).toMatchObject({ format: 'atom-api', label: 'query API', totalResults: 214 });
    expect(onlyRecord(document)).toEqual({
      paperId: '2611.01234',
      version: 2,
      format: 'api',
      title: 'Gardens that Learn',
      abstract: 'We water a garden by gradient descent.',
      authors: ['Ada Beech', 'Bo Elm'],
      primaryCategory: 'cs.LG',
      categories: ['cs.LG', 'stat.ML'],
      aliasCategories: [],
      damaged: false,
      submittedAt: '2026-11-18T17:59:59Z',
      comment: '12 pages',
      journalRef: 'J. Gard. 3',
      doi: '10.1000/a',
    });
  });

  it('reads the serialisation before November 2025 the same', () => {
    const old = `<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
  <title type="html">ArXiv Query: search_query=cat:cs.LG&amp;start=0</title><id>http://arxiv.org/api/abcdefg</id>
  <opensearch:totalResults xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/">1</opensearch:totalResults>
  <entry><id>http://arxiv.org/abs/hep-th/9901001v4</id><updated>1999-02-01T00:00:00Z</updated><published>1999-01-02T03:04:05Z</published>
    <title>Gardens in
  ten Dimensions</title><summary>  Leaves of
branes.
</summary><author><name>Ada Beech</name></author>
    <arxiv:comment xmlns:arxiv="http://arxiv.org/schemas/atom">9 pages</arxiv:comment>
    <link href="http://arxiv.org/pdf/hep-th/9901001v4" rel="related"/>
    <arxiv:primary_category xmlns:arxiv="http://arxiv.org/schemas/atom" term="hep-th" scheme="http://arxiv.org/schemas/atom"/>
    <category term="hep-th" scheme="http://arxiv.org/schemas/atom"/><category term="81T30; 83E30" scheme="x"/></entry>
</feed>`;
    expect(onlyRecord(parse(old))).toMatchObject({
      paperId: 'hep-th/9901001',
      version: 4,
      title: 'Gardens in ten Dimensions',
      abstract: 'Leaves of branes.',
      categories: ['hep-th'],
      comment: '9 pages',
      submittedAt: '1999-01-02T03:04:05Z',
    });
  });

  it('rejects an error entry among good ones and says so', () => {
    const document = parse(apiAnswer([apiEntry(), apiErrorEntry, apiEntry({ id: '2611.00002v1' })]));
    expect(document.records.map(({ paperId }) => paperId)).toEqual(['2611.01234', '2611.00002']);
    expect(document.rejects).toMatchObject([
      { position: 2, reason: expect.stringContaining('incorrect id format') as string },
    ]);
    expect(document.problem?.kind).toBe('api-error');
  });

  it('takes a page without entries as one without records', () => {
    const document = parse(apiAnswer([], 0));
    expect(document).toMatchObject({ records: [], rejects: [], totalResults: 0 });
    expect(document.problem).toBeUndefined();
  });

  it('reads entities once', () => {
    const entry = apiEntry().replace('Gardens that Learn', '&quot;A&#39;s&quot; &amp;lt; &#x47;ardens &#34;');
    expect(onlyRecord(parse(apiAnswer([entry]))).title).toBe(`"A's" &lt; Gardens "`);
  });

  it('marks text that was read in the wrong encoding, in authors too', () => {
    const sound = apiAnswer([apiEntry({ more: '<author><name>Jörg Größe</name></author>' })]);
    expect(onlyRecord(parse(sound)).damaged).toBe(false);
    expect(onlyRecord(parse(Buffer.from(sound).toString('latin1'))).damaged).toBe(true);
  });

  it('says when a paper is withdrawn', () => {
    const comment = (text: string): boolean | undefined =>
      onlyRecord(parse(apiAnswer([apiEntry({ more: `<arxiv:comment>${text}</arxiv:comment>` })]))).withdrawn;
    expect(comment('This paper has been withdrawn by the author')).toBe(true);
    expect(comment('5 pages. This paper is withdrawn due to an error')).toBe(true);
    expect(comment('Withdrawn')).toBe(true);
    expect(comment('The paper was withdrawn from a conference')).toBeUndefined();
    expect(comment('Money withdrawn in banks, 5 pages')).toBeUndefined();
  });
});
