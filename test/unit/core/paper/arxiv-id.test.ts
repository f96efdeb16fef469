import * as fc from 'fast-check';
import { absUrl, identifierMonth, isSampleId, parseArxivId, pdfUrl } from '../../../../lambdas/core/paper/arxiv-id.ts';
import { paperIdSchema } from '../../../../lambdas/core/paper/paper.ts';

const idOf = (text: string, sampleIds = false) => parseArxivId(text, { sampleIds });

/** Any identifier of the new grammar, its digits by its month. */
const newIds = fc
  .record({
    year: fc.integer({ min: 7, max: 89 }),
    month: fc.integer({ min: 1, max: 12 }),
    number: fc.integer({ min: 1, max: 9_999 }),
  })
  .filter(({ year, month }) => year * 100 + month >= 704)
  .map(({ year, month, number }) => {
    const yearMonth = `${String(year).padStart(2, '0')}${String(month).padStart(2, '0')}`;
    return `${yearMonth}.${String(number).padStart(Number(yearMonth) < 1501 ? 4 : 5, '0')}`;
  });
const oldIds = fc
  .record({
    archive: fc.constantFrom('hep-th', 'math', 'cs', 'cond-mat', 'cmp-lg', 'q-alg', 'astro-ph', 'acc-phys'),
    year: fc.integer({ min: 1992, max: 2006 }),
    month: fc.integer({ min: 1, max: 12 }),
    number: fc.integer({ min: 1, max: 999 }),
  })
  .map(
    ({ archive, year, month, number }) =>
      `${archive}/${String(year).slice(2)}${String(month).padStart(2, '0')}${String(number).padStart(3, '0')}`,
  );
const spellings = fc.constantFrom(
  (id: string) => id,
  (id: string) => `arXiv:${id}`,
  (id: string) => `oai:arXiv.org:${id}`,
  (id: string) => `http://arxiv.org/abs/${id}`,
  (id: string) => `https://www.arxiv.org/abs/${id}`,
  (id: string) => `https://export.arxiv.org/pdf/${id}.pdf`,
  (id: string) => `  ${id}.pdf `,
);

describe('parseArxivId', () => {
  it('reads the same bare identifier and version out of every spelling', () => {
    fc.assert(
      fc.property(
        fc.oneof(newIds, oldIds),
        spellings,
        fc.option(fc.integer({ min: 1, max: 99 }), { nil: undefined }),
        (id, spell, version) => {
          const written = spell(version === undefined ? id : `${id}v${version}`);
          expect(parseArxivId(written)).toEqual(version === undefined ? { paperId: id } : { paperId: id, version });
        },
      ),
    );
  });

  it('finds its own links again', () => {
    fc.assert(
      fc.property(fc.oneof(newIds, oldIds), (id) => {
        const paperId = paperIdSchema.parse(id);
        expect(idOf(absUrl(paperId))?.paperId).toBe(id);
        expect(idOf(pdfUrl(paperId))?.paperId).toBe(id);
      }),
    );
  });

  it.each([
    ['math.GT/0309136', 'math/0309136'],
    ['MATH.GT/0309136v2', 'math/0309136'],
    ['cs.AI/0501001', 'cs/0501001'],
    ['hep-th/9901001v1', 'hep-th/9901001'],
    ['1501.00010', '1501.00010'],
    ['0704.0010', '0704.0010'],
    ['https://arxiv.org/abs/2401.00001v3?context=cs#top', '2401.00001'],
  ])('takes %s as %s', (text, id) => {
    expect(parseArxivId(text)?.paperId).toBe(id);
  });

  it.each([
    '',
    '0',
    '2401.0001',
    '1412.00001',
    '0703.0001',
    '2400.00001',
    '2414.00001',
    '2401.00001v0',
    '2401.000011',
    'hep-th/0704001',
    'hep-th/9013001',
    'hep-th/9106001',
    'nonsense/9901001',
    'http://arxiv.org/api/errors#incorrect_id_format_for_2401.00001',
    'https://example.org/abs/2401.00001',
    '0811.36489',
    '2401.00001 2401.00002',
    '2401.00001/../..',
  ])('refuses %j', (text) => {
    expect(parseArxivId(text)).toBeUndefined();
  });

  it('refuses a text of any length', () => {
    expect(parseArxivId('x'.repeat(100_000))).toBeUndefined();
    expect(parseArxivId(`2401.00001${' '.repeat(100_000)}`)).toBeUndefined();
  });

  it('takes month 13 in sample mode only', () => {
    expect(idOf('2613.00001')).toBeUndefined();
    expect(idOf('2613.00001v2', true)).toEqual({ paperId: '2613.00001', version: 2 });
    expect(idOf('2613.0001', true)).toBeUndefined();
    expect(isSampleId(paperIdSchema.parse('2613.00001'))).toBe(true);
    expect(isSampleId(paperIdSchema.parse('2612.00001'))).toBe(false);
  });

  it('never throws, whatever the text', () => {
    fc.assert(fc.property(fc.string(), (text) => expect(() => parseArxivId(text)).not.toThrow()));
  });
});

describe('identifierMonth', () => {
  it.each([
    ['2611.01234', 2026, 11],
    ['0704.0001', 2007, 4],
    ['hep-th/9901001', 1999, 1],
    ['math/0309136', 2003, 9],
  ])('of %s is %i-%i', (id, year, month) => {
    expect(identifierMonth(paperIdSchema.parse(id))).toEqual({ year, month });
  });
});
