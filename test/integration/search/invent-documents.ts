/** Documents for indexes of tests. */
import type { IndexDocument } from '../../../lambdas/adapters/search/index-document.ts';
import { paperIdSchema } from '../../../lambdas/core/paper/paper.ts';

export const inventDocument = (id: string, document: Partial<Omit<IndexDocument, 'paperId'>> = {}): IndexDocument => ({
  paperId: paperIdSchema.parse(id),
  title: 'Tidal maps of a garden',
  abstract: 'We draw maps.',
  authors: ['Yuki Sato'],
  categories: ['cs.LG'],
  announcedOn: '2026-11-20',
  hotness: 0,
  ...document,
});
