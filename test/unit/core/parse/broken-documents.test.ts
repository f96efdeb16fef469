import fc from 'fast-check';
import { ForeignDocumentError, type ParsedDocument } from '../../../../lambdas/core/parse/parsed-document.ts';
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

const IDS = ['2611.00001', '2611.00002', '2611.00003'] as const;

interface Format {
  readonly name: string;
  readonly source: string;
  readonly records: readonly string[];
  readonly compose: (records: readonly string[]) => string;
}

const FORMATS: readonly Format[] = [
  { name: 'RSS', source: 'a.xml', records: IDS.map((id) => rssItem({ id: `${id}v1` })), compose: rssFeed },
  { name: 'Atom feed', source: 'a.xml', records: IDS.map((id) => atomFeedEntry({ id: `${id}v1` })), compose: atomFeed },
  { name: 'query API', source: 'a.xml', records: IDS.map((id) => apiEntry({ id: `${id}v1` })), compose: apiAnswer },
  { name: 'OAI', source: 'a.xml', records: IDS.map((id) => oaiRecord(arxivRaw({ id }), { id })), compose: listRecords },
  { name: 'daily', source: 'a.jsonl', records: IDS.map((id) => dailyRow({ id })), compose: (rows) => rows.join('\n') },
];
const formats = fc.constantFrom(...FORMATS);
const xmlFormats = fc.constantFrom(...FORMATS.filter(({ name }) => name !== 'daily'));

/** The document, or undefined for a foreign one; anything else thrown fails the test. */
const parseOrForeign = (text: string, source: string): ParsedDocument | undefined => {
  try {
    return parse(text, { source });
  } catch (error) {
    if (error instanceof ForeignDocumentError) return undefined;
    throw error;
  }
};

const idsOf = (document: ParsedDocument): readonly string[] => document.records.map(({ paperId }) => paperId);

/** How many of the records are whole in the text. */
const wholeIn = (text: string, { records }: Format): number => records.filter((record) => text.includes(record)).length;

describe('a document cut anywhere', () => {
  it('keeps its whole records, rejects at most the cut one, and is never taken for whole', () => {
    fc.assert(
      fc.property(xmlFormats, fc.nat(), (format, at) => {
        const whole = format.compose(format.records);
        const text = whole.slice(0, at % whole.trimEnd().length);
        const document = parse(text, { source: format.source });
        expect(idsOf(document)).toEqual(IDS.slice(0, wholeIn(text, format)));
        expect(document.rejects.length).toBeLessThanOrEqual(1);
        expect(document.problem?.kind).toMatch(/truncated|empty|not-xml/);
      }),
      { numRuns: 300 },
    );
  });

  it('of daily lines loses at most the cut line', () => {
    const [format] = FORMATS.slice(-1);
    if (!format) return;
    const whole = format.compose(format.records);
    fc.assert(
      fc.property(fc.integer({ min: format.records[0]?.length ?? 0, max: whole.length }), (at) => {
        const document = parse(whole.slice(0, at), { source: format.source });
        expect(idsOf(document)).toEqual(IDS.slice(0, wholeIn(whole.slice(0, at), format)));
        expect(document.rejects.length).toBeLessThanOrEqual(1);
      }),
    );
  });
});

const FRAGMENTS = [
  '<', '>', '&', '"', "'", '</', '/>', '<!--', '<![CDATA[', '<?', '<!DOCTYPE a>', '<a>', '</a>', '<a b="', '\0', '&#0;', '&amp', '\ud800',
  '</item>', '</entry>', '</record>', '</channel>', '</rss>', '</feed>', '</ListRecords>', '</OAI-PMH>', '<rss>', '<feed>', '<b>', '<__proto__>',
] as const; // prettier-ignore

describe('a record with anything in it', () => {
  it('costs no neighbour and is itself accounted for', () => {
    fc.assert(
      fc.property(
        xmlFormats,
        fc.nat(),
        fc.array(fc.oneof(fc.constantFrom(...FRAGMENTS), fc.string({ maxLength: 5 })), { minLength: 1, maxLength: 6 }),
        (format, at, fragments) => {
          const [first = '', second = '', third = ''] = format.records;
          const place = at % second.length;
          const broken = second.slice(0, place) + fragments.join('') + second.slice(place);
          const document = parse(format.compose([first, broken, third]), { source: format.source });
          const ids = idsOf(document);
          expect(ids).toContain(IDS[0]);
          expect(ids).toContain(IDS[2]);
          // Before the record's own first character is outside of it.
          const isInside = place > 8;
          expect(document.records.length + document.rejects.length).toBeGreaterThanOrEqual(isInside ? 3 : 2);
        },
      ),
      { numRuns: 1_000 },
    );
  });
});

describe('a document changed at random', () => {
  it('gives a document or is foreign, with bounded rejects that name their source', () => {
    const change = fc.record({
      at: fc.nat(),
      length: fc.nat({ max: 30 }),
      text: fc.oneof(fc.constantFrom(...FRAGMENTS), fc.string()),
    });
    fc.assert(
      fc.property(formats, fc.array(change, { minLength: 1, maxLength: 8 }), (format, changes) => {
        let text = format.compose(format.records);
        for (const { at, length, text: inserted } of changes) {
          const place = at % (text.length + 1);
          text = text.slice(0, place) + inserted + text.slice(place + length);
        }
        const document = parseOrForeign(text, format.source);
        for (const reject of document?.rejects ?? []) {
          expect(reject.source).toBe(format.source);
          expect(reject.reason).not.toBe('');
          expect(reject.excerpt.length).toBeLessThanOrEqual(300);
        }
      }),
      { numRuns: 1_000 },
    );
  });

  it('of random bytes gives a document or is foreign', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.constantFrom('a.xml', 'a.txt'), (text, source) => {
        expect(() => parseOrForeign(`<${text}`, source)).not.toThrow();
        expect(() => parseOrForeign(text, source)).not.toThrow();
      }),
    );
  });
});
