import { aBatch } from '../../fakes/stored-rows.ts';
import { STORE_MAKERS, useStores } from './store-makers.ts';

describe.each(STORE_MAKERS)('BatchStore on %s', (_name, open) => {
  const stores = useStores(open);

  const days = ['2026-11-20', '2026-11-18', '2026-11-19', '2026-11-17'];
  beforeAll(async () => {
    for (const date of days) await stores().batches.put(aBatch(date));
    await stores().batches.put(aBatch('2026-11-18', { category: 'cs.AI', state: 'short', reason: 'cut', stored: 3 }));
  });

  it('gives a batch back as it was put, and none for a day without', async () => {
    expect(await stores().batches.get('cs.AI', '2026-11-18')).toEqual(
      aBatch('2026-11-18', { category: 'cs.AI', state: 'short', reason: 'cut', stored: 3 }),
    );
    expect(await stores().batches.get('cs.AI', '2026-11-19')).toBeUndefined();
  });

  it('finds the batches of a category between two dates, both included, in date order', async () => {
    expect((await stores().batches.between('cs.LG', '2026-11-18', '2026-11-20')).map(({ date }) => date)).toEqual([
      '2026-11-18',
      '2026-11-19',
      '2026-11-20',
    ]);
  });

  it('finds those there are of many keys', async () => {
    const keys = [
      ...Array.from({ length: 230 }, (_, index) => ({ category: `none-${index}`, date: '2026-11-18' })),
      { category: 'cs.LG', date: '2026-11-18' },
      { category: 'cs.AI', date: '2026-11-18' },
      { category: 'cs.AI', date: '2026-11-18' },
    ];
    const found = await stores().batches.getMany(keys);
    expect(found.map(({ category }) => category).sort()).toEqual(['cs.AI', 'cs.LG']);
    expect(await stores().batches.getMany([])).toEqual([]);
  });

  it('replaces only the row that was read', async () => {
    const { batches } = stores();
    const first = aBatch('2026-11-12', { category: 'cs.RO', updatedAt: '2026-11-12T06:00:00.000Z' });
    expect(await batches.replace(first, undefined)).toBe(true);
    expect(await batches.replace(first, undefined)).toBe(false);
    const later = { ...first, stored: 0, updatedAt: '2026-11-12T06:15:00.000Z' };
    expect(await batches.replace(later, first)).toBe(true);
    expect(await batches.replace({ ...first, stored: 1 }, first)).toBe(false);
    expect(await batches.get('cs.RO', '2026-11-12')).toEqual(later);
  });
});
