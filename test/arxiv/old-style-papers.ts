/** Papers of the last century: never announced again, but their records are touched by chance, as every night on arXiv. */
import type { ArchivedPaper, PaperEvent } from './archived-paper.ts';

/** Months never had so many papers: no number from 901 on was assigned. */
const OLD_PAPERS = [
  {
    id: 'hep-th/9901901',
    submitted: '1999-01-18T15:04:05Z',
    listDate: '1999-01-19',
    categories: ['hep-th', 'math-ph', 'math.MP'],
  },
  { id: 'cs/0112902', submitted: '2001-12-06T09:30:00Z', listDate: '2001-12-07', categories: ['cs.LG'] },
  { id: 'math/0309903', submitted: '2003-09-10T11:12:13Z', listDate: '2003-09-11', categories: ['math.PR', 'cs.LG'] },
  {
    id: 'chao-dyn/9510904',
    submitted: '1995-10-02T20:00:00Z',
    listDate: '1995-10-03',
    categories: ['chao-dyn', 'nlin.CD'],
  },
  { id: 'astro-ph/9507905', submitted: '1995-07-20T08:00:00Z', listDate: '1995-07-21', categories: ['astro-ph'] },
];

/** Bulk stamping set all of them to a day in 2007; each but the last is stamped anew on one of the lists. */
export const oldStylePapers = (listDates: readonly string[]): readonly ArchivedPaper[] =>
  OLD_PAPERS.map(({ id, submitted, listDate, categories }, index) => {
    const restampedOn = index === OLD_PAPERS.length - 1 ? undefined : listDates[(index * 2 + 1) % listDates.length];
    const events: readonly PaperEvent[] = ['2007-05-23', ...(restampedOn === undefined ? [] : [restampedOn])].map(
      (date) => ({
        kind: 're-stamp',
        listDate: date,
      }),
    );
    return { id, submittedMs: Date.parse(submitted), listDate, categories, events, seed: 1_000 + index };
  });
