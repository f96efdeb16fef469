import * as fc from 'fast-check';
import type { Listing } from '../../../lambdas/core/paper/paper.ts';
import { LISTING_KINDS } from '../../../lambdas/core/paper/paper.ts';
import { aListing } from '../../fakes/stored-rows.ts';
import { STORE_MAKERS, useStores } from './store-makers.ts';

const idsOf = (listings: readonly Listing[]) => listings.map(({ paperId }) => paperId);

describe.each(STORE_MAKERS)('ListingStore on %s', (_name, open) => {
  const stores = useStores(open);

  it('finds the rows of a category between two dates, both included, in key order', async () => {
    const category = 'cs.CL';
    await stores().listings.putMany([
      aListing('2611.00003', { category, listedOn: '2026-11-20' }),
      aListing('2611.00001', { category, listedOn: '2026-11-20' }),
      aListing('hep-th/9901001', { category, listedOn: '2026-11-20' }),
      aListing('2611.00002', { category, listedOn: '2026-11-19' }),
      aListing('2611.00004', { category, listedOn: '2026-11-18' }),
      aListing('2611.00005', { category, listedOn: '2026-11-21' }),
      aListing('2611.00006', { category: 'cs.CLX', listedOn: '2026-11-20' }),
    ]);
    expect(idsOf(await stores().listings.between(category, '2026-11-19', '2026-11-20'))).toEqual([
      '2611.00002',
      '2611.00001',
      '2611.00003',
      'hep-th/9901001',
    ]);
    expect(await stores().listings.between('cs.XX', '2026-11-19', '2026-11-20')).toEqual([]);
  });

  it('gives rows back as they were put', async () => {
    const row = aListing('2611.00001', { category: 'cs.RO', kind: 'replacement' });
    await stores().listings.putMany([row]);
    expect(await stores().listings.between('cs.RO', row.listedOn, row.listedOn)).toEqual([row]);
  });

  it('keeps the stronger row also where none was expected to be there', async () => {
    const category = 'cs.NE';
    const [weak, strong] = [
      aListing('2611.00001', { category, basis: 'inferred' }),
      aListing('2611.00001', { category, basis: 'listed' }),
    ];
    const stored = () => stores().listings.between(category, weak.listedOn, weak.listedOn);
    await stores().listings.putMany([weak], { areNew: true });
    expect(await stored()).toEqual([weak]);
    await stores().listings.putMany([strong], { areNew: true });
    expect(await stored()).toEqual([strong]);
    await stores().listings.putMany([weak], { areNew: true });
    expect(await stored()).toEqual([strong]);
  });

  it('keeps the same row whatever the order and grouping of the puts', async () => {
    let round = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.record({
            kind: fc.constantFrom(...LISTING_KINDS),
            basis: fc.constantFrom('listed' as const, 'inferred' as const),
          }),
          {
            minLength: 1,
            maxLength: 6,
          },
        ),
        fc.boolean(),
        async (rows, together) => {
          round += 1;
          const category = `order-${round}`;
          const puts = rows.map((row) => aListing('2611.00001', { category, ...row }));
          if (together) await stores().listings.putMany(puts);
          else for (const put of puts) await stores().listings.putMany([put]);
          const listed = puts.filter(({ basis }) => basis === 'listed');
          const strongest = [...(listed.length > 0 ? listed : puts)].sort(
            (a, b) => LISTING_KINDS.indexOf(a.kind) - LISTING_KINDS.indexOf(b.kind),
          )[0];
          expect(await stores().listings.between(category, '2026-11-20', '2026-11-20')).toEqual([strongest]);
        },
      ),
      { numRuns: 25 },
    );
  });

  it('lets the stronger of two writers win who come at the same time', async () => {
    const category = 'cs.race';
    const ids = Array.from({ length: 40 }, (_, index) => `2611.${String(index).padStart(5, '0')}`);
    const put = (basis: 'listed' | 'inferred') =>
      stores().listings.putMany(ids.map((paperId) => aListing(paperId, { category, basis })));
    await Promise.all([put('inferred'), put('listed'), put('inferred')]);
    const rows = await stores().listings.between(category, '2026-11-20', '2026-11-20');
    expect(rows).toHaveLength(40);
    expect(rows.every(({ basis }) => basis === 'listed')).toBe(true);
  });

  it('takes inferred rows away and leaves listed ones', async () => {
    const category = 'math.CO';
    const inferred = aListing('2611.00001', { category, basis: 'inferred' });
    const listed = aListing('2611.00002', { category });
    await stores().listings.putMany([inferred, listed]);
    await stores().listings.removeInferred([
      inferred,
      { ...listed, basis: 'inferred' },
      aListing('2611.00003', { category, basis: 'inferred' }),
    ]);
    expect(await stores().listings.between(category, '2026-11-20', '2026-11-20')).toEqual([listed]);
  });

  it('takes rows away whatever their basis, and minds none that is not there', async () => {
    const category = 'math.NT';
    const listed = aListing('2611.00001', { category });
    const inferred = aListing('2611.00002', { category, basis: 'inferred' });
    const kept = aListing('2611.00003', { category });
    const otherDay = aListing('2611.00001', { category, listedOn: '2026-11-19' });
    await stores().listings.putMany([listed, inferred, kept, otherDay]);
    await stores().listings.remove([listed, inferred, aListing('2611.00004', { category })]);
    await stores().listings.remove([listed]);
    expect(await stores().listings.between(category, '2026-11-19', '2026-11-20')).toEqual([otherDay, kept]);
    await stores().listings.putMany([inferred]);
    expect(await stores().listings.between(category, '2026-11-20', '2026-11-20')).toEqual([inferred, kept]);
  });

  it('counts what was listed as new or cross-listed, neither replacements nor inferred rows', async () => {
    const category = 'math.PR';
    await stores().listings.putMany([
      aListing('2611.00001', { category }),
      aListing('2611.00002', { category, kind: 'cross-list' }),
      aListing('2611.00003', { category, kind: 'replacement' }),
      aListing('2611.00004', { category, basis: 'inferred' }),
      aListing('2611.00005', { category, listedOn: '2026-11-19' }),
    ]);
    expect(await stores().listings.countListed(category, '2026-11-20')).toBe(2);
    expect(await stores().listings.countListed(category, '2026-11-18')).toBe(0);
  });

  it('reads and counts more rows than one page holds', async () => {
    const category = 'cs.CV';
    const rows = Array.from({ length: 2100 }, (_, index) =>
      aListing(`2611.${String(index).padStart(5, '0')}`, { category }),
    );
    await stores().listings.putMany(rows);
    await stores().listings.putMany(rows);
    expect(await stores().listings.between(category, '2026-11-20', '2026-11-20')).toEqual(rows);
    expect(await stores().listings.countListed(category, '2026-11-20')).toBe(2100);
  });
});
