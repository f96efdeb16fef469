import type { Batch } from '../../../../lambdas/core/batch.ts';
import { editionOf } from '../../../../lambdas/core/digest/edition.ts';

const batch = (category: string, over: Partial<Batch> = {}): Batch => ({
  category,
  date: '2026-11-20',
  announced: 10,
  stored: 10,
  rejected: 0,
  sources: ['feed'],
  state: 'complete',
  updatedAt: '2026-11-20T06:00:00Z',
  ...over,
});
const edition = (batches: readonly Batch[], categories = ['cs.LG', 'stat.ML'], listDate = '2026-11-20') =>
  editionOf({ batches, categories, listDate });

describe('edition', () => {
  it('sums the batches of the reader’s categories', () => {
    expect(edition([batch('cs.LG'), batch('stat.ML'), batch('hep-th')])).toEqual({
      listDate: '2026-11-20',
      announced: 20,
      stored: 20,
      state: 'complete',
      shortCategories: [],
      nextListDate: '2026-11-23',
    });
  });

  it('is short when one batch is, and says by how much', () => {
    const short = batch('stat.ML', { state: 'short', stored: 7 });
    expect(edition([batch('cs.LG', { state: 'pending' }), short])).toMatchObject({
      state: 'short',
      stored: 17,
      shortCategories: [{ category: 'stat.ML', missing: 3 }],
    });
  });

  it('counts all fields once for who reads all', () => {
    expect(edition([batch('all', { announced: 15, stored: 15 }), batch('cs.LG')], ['all', 'cs.LG'])).toMatchObject({
      announced: 15,
    });
  });

  it('passes over a category without a batch', () => {
    expect(edition([batch('cs.LG')])).toMatchObject({ announced: 10, state: 'complete' });
  });

  it('is quiet without any batch when none was due, and pending when one was', () => {
    expect(edition([], ['cs.LG'], '2026-11-21')).toMatchObject({ state: 'quiet', nextListDate: '2026-11-23' });
    expect(edition([], ['cs.LG'])).toMatchObject({ state: 'pending' });
    expect(edition([batch('cs.LG', { state: 'quiet', announced: 0, stored: 0 })])).toMatchObject({ state: 'quiet' });
  });
});
