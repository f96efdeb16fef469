import { dailyRow, parse } from './invented-documents.ts';

const read = (lines: readonly string[]) => parse(lines.join('\n'), { source: 'days/2026-11.jsonl' });

describe('daily JSON lines', () => {
  it('gives a paper on the list of each of its categories', () => {
    const document = read([dailyRow({ authors: [String.raw`Jos\'e Elm`], comment: '12 pages' }), '']);
    expect(document).toEqual({
      format: 'daily',
      label: 'daily JSON lines',
      records: [
        {
          paperId: '2611.01234',
          version: 1,
          format: 'daily',
          title: 'Gardens that Learn',
          abstract: 'We water a garden by gradient descent.',
          authors: ['José Elm'],
          primaryCategory: 'cs.LG',
          categories: ['cs.LG', 'stat.ML'],
          aliasCategories: [],
          damaged: false,
          comment: '12 pages',
          listing: { date: '2026-11-20', kind: 'new', categories: ['cs.LG', 'stat.ML'] },
        },
      ],
      rejects: [],
      deletedIds: [],
    });
  });

  it('takes the version where a row names one', () => {
    expect(read([dailyRow({ version: 4 })]).records[0]?.version).toBe(4);
  });

  it('splits at line feeds only', () => {
    const row = dailyRow().replace('We water', 'We\u2028water\u0085and\u2029weed');
    expect(read([row, dailyRow({ id: '2611.00002' })]).records.map(({ abstract }) => abstract)).toEqual([
      'We water and weed a garden by gradient descent.',
      'We water a garden by gradient descent.',
    ]);
  });

  it.each([
    ['a cut line', dailyRow().slice(0, 80), 'no JSON'],
    ['a number as id', dailyRow({ id: 2611.0123 }), 'id:'],
    ['an impossible date', dailyRow({ date: '2026-02-30' }), 'date: no calendar date'],
    ['no arXiv id', dailyRow({ id: '2613.00001' }), 'is no arXiv identifier'],
    ['no title', dailyRow({ title: '' }), 'has no title'],
    ['no abstract', dailyRow({ abstract: undefined }), 'abstract:'],
    ['another value than an object', '17', 'the line'],
    ['a line without end', dailyRow({ abstract: 'x'.repeat(300_000) }), 'longer than'],
  ])('rejects %s with its position and keeps its neighbours', (_, line, reason) => {
    const document = read([dailyRow(), line, '', dailyRow({ id: '2611.00002' })]);
    expect(document.records.map(({ paperId }) => paperId)).toEqual(['2611.01234', '2611.00002']);
    expect(document.rejects).toMatchObject([
      { source: 'days/2026-11.jsonl', position: 2, reason: expect.stringContaining(reason) as string },
    ]);
  });

  it('takes the ids of the sample only when told to', () => {
    const line = dailyRow({ id: '2613.00001' });
    expect(parse(line, { source: 'a.jsonl' }).rejects).toHaveLength(1);
    expect(parse(line, { source: 'a.jsonl', sampleIds: true }).records).toHaveLength(1);
  });
});
