import * as fc from 'fast-check';
import { chooseAcrossArchives, MAX_ARCHIVE_SHARE } from '../../../../lambdas/core/rank/across-archives.ts';
import { archiveOf } from '../../../../lambdas/core/paper/category.ts';

const candidatesOf = (categories: readonly string[]) =>
  categories.map((primaryCategory, order) => ({ primaryCategory, order }));
const many = (category: string, count: number): string[] => Array.from({ length: count }, () => category);

describe('list over all fields', () => {
  it('gives one archive 40 of 100 places while others can fill the rest, in the order of scores', () => {
    const chosen = chooseAcrossArchives(
      candidatesOf([...many('cs.LG', 80), ...many('cs.CV', 80), ...many('math.ST', 30), ...many('hep-th', 60)]),
      100,
    );
    const placesOf = (archive: string) =>
      chosen.filter(({ primaryCategory }) => archiveOf(primaryCategory) === archive).length;
    expect(['cs', 'math', 'hep-th'].map(placesOf)).toEqual([40, 30, 30]);
  });

  it('fills up from those held back when the others run out', () => {
    const chosen = chooseAcrossArchives(candidatesOf([...many('cs.LG', 200), ...many('math.ST', 10)]), 100);
    expect(chosen.filter(({ primaryCategory }) => primaryCategory === 'math.ST')).toHaveLength(10);
    expect(chosen.filter(({ primaryCategory }) => primaryCategory === 'cs.LG').map(({ order }) => order)).toEqual(
      Array.from({ length: 90 }, (_, index) => index),
    );
  });

  it('never leaves a place empty, repeats a paper, changes the order or lets an archive in beyond its share for nothing', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('cs.LG', 'cs.AI', 'math.ST', 'hep-th', 'q-bio.NC'), { maxLength: 80 }),
        fc.integer({ min: 1, max: 40 }),
        (categories, limit) => {
          const ordered = candidatesOf(categories);
          const chosen = chooseAcrossArchives(ordered, limit);
          const places = Math.min(limit, ordered.length);
          expect(chosen).toHaveLength(places);
          const orders = chosen.map(({ order }) => order);
          expect(orders).toEqual([...new Set(orders)].toSorted((a, b) => a - b));
          const quota = Math.max(1, Math.floor(places * MAX_ARCHIVE_SHARE));
          const archives = chosen.map(({ primaryCategory }) => archiveOf(primaryCategory));
          const left = ordered.filter((candidate) => !chosen.includes(candidate));
          for (const archive of new Set(archives)) {
            if (archives.filter((other) => other === archive).length <= quota) continue;
            // Somebody is beyond the share: then nobody within it was left out.
            for (const { primaryCategory } of left) {
              const other = archiveOf(primaryCategory);
              expect(archives.filter((taken) => taken === other).length).toBeGreaterThanOrEqual(quota);
            }
          }
        },
      ),
    );
  });
});
