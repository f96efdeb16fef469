import { factsFromRecord } from '../../../../lambdas/core/paper/merge-records.ts';
import { paperIdSchema, type PaperRecord } from '../../../../lambdas/core/paper/paper.ts';
import { inferredRows, listedRows } from '../../../../lambdas/core/paper/paper-listings.ts';

const record: PaperRecord = {
  paperId: paperIdSchema.parse('2611.01234'),
  version: 1,
  format: 'feed',
  title: 'A title',
  abstract: 'An abstract.',
  authors: ['A. Author'],
  primaryCategory: 'cs.LG',
  categories: ['cs.LG', 'stat.ML'],
  aliasCategories: [],
  damaged: false,
};
const kinds = (rows: ReturnType<typeof listedRows>) => rows.map(({ category, kind, basis }) => [category, kind, basis]);

describe('listings of a paper', () => {
  it('are new in the primary category and cross-lists in the others when one list covers several', () => {
    const listing = { date: '2026-11-20', kind: 'new', categories: ['cs.LG', 'stat.ML'] } as const;
    expect(kinds(listedRows({ ...record, listing }))).toEqual([
      ['cs.LG', 'new', 'listed'],
      ['stat.ML', 'cross-list', 'listed'],
    ]);
  });

  it('stay replacements in every category', () => {
    const listing = { date: '2026-11-20', kind: 'replacement', categories: ['cs.LG', 'stat.ML'] } as const;
    expect(listedRows({ ...record, listing }).map(({ kind }) => kind)).toEqual(['replacement', 'replacement']);
  });

  it('are none for a record that stood on no list', () => {
    expect(listedRows(record)).toEqual([]);
  });

  it('are inferred from the categories on the day of the announcement', () => {
    const facts = factsFromRecord({ ...record, submittedAt: '2026-11-18T15:00:00Z' });
    const rows = inferredRows(facts);
    expect(kinds(rows)).toEqual([
      ['cs.LG', 'new', 'inferred'],
      ['stat.ML', 'cross-list', 'inferred'],
    ]);
    expect(rows.map(({ listedKey }) => listedKey)).toEqual(rows.map(() => `${facts.announcedOn}#2611.01234`));
  });
});
