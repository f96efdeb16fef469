import { parseDocument } from '../../../../lambdas/core/parse/parse-document.ts';
import { ForeignDocumentError } from '../../../../lambdas/core/parse/parsed-document.ts';
import { MAX_BODY_BYTES, MAX_XML_BYTES } from '../../../../lambdas/core/parse/xml-document.ts';
import {
  apiAnswer,
  apiEntry,
  arxivRaw,
  atomFeed,
  atomFeedEntry,
  dailyRow,
  listRecords,
  oaiRecord,
  parse,
  rssFeed,
  rssItem,
} from './invented-documents.ts';

const counts = (text: string, source = 'invented.xml') => {
  const { records, rejects, problem } = parse(text, { source });
  return { accepted: records.length, rejected: rejects.length, problem: problem?.kind };
};

describe('parseDocument', () => {
  it.each([
    ['rss', rssFeed([rssItem()])],
    ['atom-feed', atomFeed([atomFeedEntry()])],
    ['atom-api', apiAnswer([apiEntry()])],
    ['oai', listRecords([oaiRecord(arxivRaw())])],
    ['daily', dailyRow()],
  ])('tells the format %s from the content alone', (format, text) => {
    expect(parse(text, { source: 'noname' })).toMatchObject({ format, rejects: [] });
    expect(parse(`\ufeff\r\n ${text}`, { source: 'noname' })).toMatchObject({ format, rejects: [] });
  });

  it.each([
    ['Rate exceeded.', 'answer.txt', 'rate-limited'],
    ['Rate exceeded.', 'https://export.arxiv.org/api/query', 'rate-limited'],
    ['upstream connect error', 'https://export.arxiv.org/api/query', 'not-xml'],
    ['upstream connect error', 'page.xml', 'not-xml'],
    ['<!DOCTYPE html><html><body>503</body></html>', 'page.xml', 'unexpected-root'],
    ['<html><body>503</body></html>', 'https://rss.arxiv.org/rss/cs', 'unexpected-root'],
    ['<html><body>503</body></html>', 'page.html', 'unexpected-root'],
    ['<gardens/>', 'page.xml', 'unexpected-root'],
    ['<constructor/>', 'page.xml', 'unexpected-root'],
    ['<?xml version="1.0', 'page.xml', 'not-xml'],
    ['<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><rss>&b;</rss>', 'page.xml', 'doctype'],
  ])('rejects %s in %s as one record with problem %s or its kind', (text, source, kind) => {
    expect(counts(text, source)).toEqual({ accepted: 0, rejected: 1, problem: kind });
  });

  it('says of an empty body that it is empty', () => {
    expect(counts(' \n')).toEqual({ accepted: 0, rejected: 0, problem: 'empty' });
  });

  it.each([
    ['# Gardens\n\nSome text.', 'README.md'],
    ['id\ttitle\n2611.01234\tGardens', 'papers.tsv'],
    ['{"id": "2611.01234", "title": "Gardens"}', 'papers.json'],
    ['[{"id":"2611.01234","title":"x","abstract":"y"}]', 'papers.json'],
    ['<svg xmlns="http://www.w3.org/2000/svg"/>', 'logo.svg'],
    ['<!DOCTYPE svg PUBLIC "x" "y"><svg/>', 'logo.svg'],
    ['<schema/>', 'arXiv.xsd'],
    ['<', 'notes.txt'],
  ])('leaves %s in %s to be named and skipped', (text, source) => {
    expect(() => parse(text, { source })).toThrow(ForeignDocumentError);
  });

  it('refuses 50 MB of XML and 70 MB of anything unparsed', () => {
    const xml = Buffer.alloc(50 * 1024 * 1024, ' ');
    xml.write('\n<rss>');
    const lines = Buffer.alloc(70 * 1024 * 1024, 'x');
    for (const [body, bound] of [
      [xml, MAX_XML_BYTES],
      [lines, MAX_BODY_BYTES],
    ] as const) {
      const document = parseDocument(body, { source: 'large' });
      expect(document.problem?.kind).toBe('too-large');
      expect(document.rejects).toMatchObject([
        { reason: expect.stringContaining(`${bound / 1024 / 1024} MB`) as string, excerpt: '' },
      ]);
    }
  });

  it('rejects a record beyond 300,000 characters and keeps its neighbours', () => {
    const items = [rssItem(), rssItem({ abstract: 'x'.repeat(300_000) }), rssItem({ id: '2611.00003v1' })];
    expect(counts(rssFeed(items))).toEqual({ accepted: 2, rejected: 1, problem: undefined });
  });

  it('reads on through bytes that are no UTF-8, and marks the record that holds them', () => {
    const body = Buffer.from(rssFeed([rssItem({ title: 'G#rten' }), rssItem({ id: '2611.00002v1' })]));
    body[body.indexOf('#')] = 0xe4;
    const document = parseDocument(body, { source: 'a.xml' });
    expect(document.problem?.kind).toBe('invalid-utf8');
    expect(document.records.map(({ title, damaged }) => [title, damaged])).toEqual([
      ['G\ufffdrten', true],
      ['Gardens that Learn', false],
    ]);
  });

  it('takes control characters out of text and excerpts', () => {
    const document = parse(
      rssFeed([rssItem({ title: 'Gar\0dens\u0007' }), rssItem({ id: 'x\u0007y', title: 'a\0b' })]),
    );
    expect(document.records[0]?.title).toBe('Gar dens');
    // eslint-disable-next-line no-control-regex -- what must not be there
    expect(document.rejects.map(({ reason, excerpt }) => /[\x00-\x1f]/.test(reason + excerpt))).toEqual([false]);
  });

  it('takes all records of glued documents, each by its own head', () => {
    const glued =
      rssFeed([rssItem()]) +
      rssFeed([rssItem({ id: 'bad' }), rssItem({ id: '2611.00002v1', categories: ['cs.CL'] })], 'cs.CL') +
      apiAnswer([apiEntry()]);
    const document = parse(glued);
    expect(document).toMatchObject({ format: 'rss', problem: { kind: 'malformed' }, rejects: [{ position: 2 }] });
    expect(document.records.map(({ format, listing }) => [format, listing?.categories])).toEqual([
      ['feed', ['cs.LG']],
      ['feed', ['cs.CL']],
      ['api', undefined],
    ]);
  });

  it('reads the head of a feed although one of its records breaks what stands around', () => {
    const broken = rssItem({ id: '2611.00002v1' }).replace('</link>', '</channel><!--');
    const document = parse(rssFeed([rssItem(), broken, rssItem({ id: '2611.00003v1' })]));
    expect(document.records.map(({ paperId, listing }) => [paperId, listing?.categories])).toEqual([
      ['2611.01234', ['cs.LG']],
      ['2611.00003', ['cs.LG']],
    ]);
  });
});
