import * as fc from 'fast-check';
import { factsFromRecord, mergeFacts } from '../../../../lambdas/core/paper/merge-records.ts';
import {
  LISTING_KINDS,
  paperFactsSchema,
  paperIdSchema,
  SOURCE_FORMATS,
  type PaperFacts,
  type PaperRecord,
} from '../../../../lambdas/core/paper/paper.ts';

const PAPER_ID = paperIdSchema.parse('2611.01234');

const recordOf = (fields: Partial<PaperRecord> = {}): PaperRecord => ({
  paperId: PAPER_ID,
  version: 1,
  format: 'api',
  title: 'A title',
  abstract: 'An abstract',
  authors: ['Ada Byron'],
  primaryCategory: 'cs.LG',
  categories: ['cs.LG'],
  aliasCategories: [],
  damaged: false,
  ...fields,
});

const mergeAll = (records: readonly PaperRecord[]): PaperFacts =>
  records.map(factsFromRecord).reduce((a, b) => mergeFacts(a, b));

/** Few values each, so that ties are frequent. */
const records: fc.Arbitrary<PaperRecord> = fc
  .record(
    {
      version: fc.integer({ min: 1, max: 3 }),
      format: fc.constantFrom(...SOURCE_FORMATS),
      title: fc.constantFrom('A', 'B'),
      abstract: fc.constantFrom('', 'x', 'see https://github.com/o/r'),
      authors: fc.constantFrom([], ['Ada'], ['Ada', 'Bo']),
      folded: fc.constantFrom<[string, ...string[]]>(['cs.LG'], ['cs.CL', 'cs.LG'], ['stat.ML', 'cs.LG']),
      aliasCategories: fc.constantFrom([], ['cs.NA']),
      damaged: fc.boolean(),
      submittedAt: fc.constantFrom('2026-11-05T12:00:00Z', '2026-11-06T20:00:00Z'),
      createdOn: fc.constantFrom('2026-11-05', '2026-11-09', '2020-01-01'),
      comment: fc.constantFrom('c', 'd', ''),
      doi: fc.constantFrom('10.1/a', '10.1/b'),
      journalRef: fc.constantFrom('J', 'K'),
      license: fc.constantFrom('l'),
      withdrawn: fc.boolean(),
      listing: fc.record({
        date: fc.constantFrom('2026-11-06', '2026-11-09', '2027-05-03'),
        kind: fc.constantFrom(...LISTING_KINDS),
        categories: fc.constant(['cs.LG']),
      }),
    },
    {
      requiredKeys: ['version', 'format', 'title', 'abstract', 'authors', 'folded', 'aliasCategories', 'damaged'],
    },
  )
  .map(({ folded, ...fields }) => recordOf({ ...fields, categories: folded, primaryCategory: folded[0] }));

describe('mergeFacts as a join', () => {
  it('is commutative', () => {
    fc.assert(
      fc.property(records, records, (a, b) => expect(mergeAll([a, b])).toEqual(mergeAll([b, a]))),
      { numRuns: 2_000 },
    );
  });

  it('is associative', () => {
    fc.assert(
      fc.property(records, records, records, (a, b, c) => {
        const [x, y, z] = [factsFromRecord(a), factsFromRecord(b), factsFromRecord(c)];
        expect(mergeFacts(mergeFacts(x, y), z)).toEqual(mergeFacts(x, mergeFacts(y, z)));
      }),
      { numRuns: 2_000 },
    );
  });

  it('is idempotent, and merging a part again changes nothing', () => {
    fc.assert(
      fc.property(fc.array(records, { minLength: 1, maxLength: 6 }), (list) => {
        const merged = mergeAll(list);
        expect(mergeFacts(merged, merged)).toEqual(merged);
        for (const record of list) expect(mergeFacts(merged, factsFromRecord(record))).toEqual(merged);
      }),
    );
  });

  it('gives facts of the stored schema, without keys set to undefined', () => {
    fc.assert(
      fc.property(fc.array(records, { minLength: 1, maxLength: 4 }), (list) => {
        const merged = mergeAll(list);
        expect(paperFactsSchema.parse(merged)).toEqual(merged);
        expect(Object.values(merged)).not.toContain(undefined);
      }),
    );
  });
});

describe('mergeFacts by rank', () => {
  it('keeps the higher version, also when it came first', () => {
    const merged = mergeAll([
      recordOf({ version: 3, format: 'oai_dc', title: 'Newer' }),
      recordOf({ version: 2, format: 'arXivRaw' }),
    ]);
    expect(merged).toMatchObject({ version: 3, title: 'Newer' });
  });

  it('prefers the better source for equal versions', () => {
    const merged = mergeAll([
      recordOf({ title: 'Raw', format: 'arXivRaw' }),
      recordOf({ title: 'Api' }),
      recordOf({ title: 'Dc', format: 'oai_dc' }),
    ]);
    expect(merged.title).toBe('Raw');
  });

  it('ranks damaged text behind any other text of its version, and before none', () => {
    expect(
      mergeAll([
        recordOf({ title: 'Ã¼', damaged: true, format: 'arXivRaw' }),
        recordOf({ title: 'ü', format: 'oai_dc' }),
      ]).title,
    ).toBe('ü');
    expect(mergeAll([recordOf({ title: 'Ã¼', damaged: true, version: 2 }), recordOf({ title: 'ü' })]).title).toBe('Ã¼');
  });

  it('takes a text with an abstract before one without', () => {
    expect(
      mergeAll([recordOf({ abstract: '', format: 'arXivRaw' }), recordOf({ abstract: 'There', format: 'oai_dc' })])
        .abstract,
    ).toBe('There');
  });

  it('takes the text listed last when versions are unknown', () => {
    const seen = (date: string, title: string) =>
      recordOf({ format: 'daily', title, listing: { date, kind: 'new', categories: ['cs.LG'] } });
    const merged = mergeAll([seen('2026-11-12', 'Changed'), seen('2026-11-06', 'First')]);
    expect(merged).toMatchObject({ title: 'Changed', announcedOn: '2026-11-06' });
  });

  it('does not let the sections of a daily collection replace a full list of categories', () => {
    const full = recordOf({ format: 'oai_dc', primaryCategory: 'cs.CL', categories: ['cs.CL', 'cs.LG', 'stat.ML'] });
    const sections = recordOf({ format: 'daily', categories: ['cs.LG'] });
    expect(mergeAll([sections, full])).toMatchObject({
      primaryCategory: 'cs.CL',
      categories: ['cs.CL', 'cs.LG', 'stat.ML'],
    });
  });

  it('keeps what only one source tells', () => {
    const merged = mergeAll([
      recordOf({ version: 2, format: 'feed', license: 'L' }),
      recordOf({ comment: '9 pages', doi: '10.1/a' }),
    ]);
    expect(merged).toMatchObject({ license: 'L', comment: '9 pages', doi: '10.1/a' });
  });

  it('finds links in what was merged, not in what was replaced', () => {
    const merged = mergeAll([
      recordOf({ abstract: 'old https://github.com/o/old', format: 'feed' }),
      recordOf({ comment: 'https://github.com/o/new', format: 'arXivRaw' }),
    ]);
    expect(merged.links).toEqual({ code: ['https://github.com/o/new'], project: [] });
  });

  it('refuses to merge two papers', () => {
    const other = factsFromRecord(recordOf({ paperId: paperIdSchema.parse('2611.09999') }));
    expect(() => mergeFacts(factsFromRecord(recordOf()), other)).toThrow(TypeError);
  });
});

describe('the announcement date', () => {
  const listed = (date: string, kind: (typeof LISTING_KINDS)[number], fields: Partial<PaperRecord> = {}) =>
    recordOf({ ...fields, listing: { date, kind, categories: ['cs.LG'] } });

  it('is that of the list on which the paper was seen first', () => {
    expect(mergeAll([listed('2026-11-10', 'new'), listed('2026-11-09', 'new')])).toMatchObject({
      announcedOn: '2026-11-09',
      announcedBasis: 'listed',
    });
  });

  it('is not that of a replacement', () => {
    expect(mergeAll([listed('2026-11-10', 'replacement')])).toMatchObject({
      announcedOn: '2026-11-01',
      announcedBasis: 'estimated',
    });
  });

  it('is not that of a late cross-list, months behind the identifier', () => {
    const merged = mergeAll([listed('2027-02-02', 'cross-list', { submittedAt: '2026-11-05T12:00:00Z' })]);
    expect(merged).toMatchObject({ announcedOn: '2026-11-06', announcedBasis: 'computed' });
  });

  it('is computed from the first submission when no list was seen', () => {
    expect(mergeAll([recordOf({ submittedAt: '2026-11-05T20:00:00Z', createdOn: '2026-11-09' })])).toMatchObject({
      announcedOn: '2026-11-09',
      announcedBasis: 'computed',
    });
  });

  it('is estimated from the creation date when its month fits, else from the identifier', () => {
    expect(mergeAll([recordOf({ createdOn: '2026-11-03' })])).toMatchObject({
      announcedOn: '2026-11-04',
      announcedBasis: 'estimated',
    });
    expect(mergeAll([recordOf({ createdOn: '2027-06-03' })])).toMatchObject({
      announcedOn: '2026-11-01',
      announcedBasis: 'estimated',
    });
  });

  it('of a sample paper (month 13) is that of its list, and always a date', () => {
    const paperId = paperIdSchema.parse('2613.00001');
    expect(factsFromRecord(listed('2026-11-20', 'new', { paperId })).announcedOn).toBe('2026-11-20');
    expect(factsFromRecord(recordOf({ paperId })).announcedOn).toBe('2026-12-01');
  });
});
