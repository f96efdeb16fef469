import * as fc from 'fast-check';
import {
  chooseAcrossArchives,
  MAX_ARCHIVE_SHARE,
  standingInField,
} from '../../../../lambdas/core/rank/across-fields.ts';
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

describe('standing within the own field', () => {
  const field = (primaryCategory: string, logScores: readonly number[]) =>
    logScores.map((logScore) => ({ primaryCategory, logScore, isPeer: true }));
  const even = (count: number, spread: number): number[] =>
    Array.from({ length: count }, (_, index) => spread * (index / (count - 1) - 0.5));

  it('lets the best of a quiet field stand beside the best of a loud one', () => {
    const loud = field('cs.CV', even(200, 4));
    const quiet = field('math.AG', even(200, 1));
    const standingOf = standingInField([...loud, ...quiet]);
    const best = [loud.at(-1), quiet.at(-1)].map((paper) => paper && standingOf(paper));
    // By their scores the best of the quiet field is worth a quarter of the other one.
    expect(best[0]).toBeGreaterThan(1.5);
    expect((best[1] ?? 0) / (best[0] ?? 0)).toBeGreaterThan(0.45);
  });

  it('lends a field of three papers the measures of all', () => {
    const few = field('math.AG', [0, 0, 0.3]);
    const standingOf = standingInField([...field('cs.CV', even(200, 4)), ...few]);
    expect(few.map(standingOf).every((standing) => Math.abs(standing) < 1)).toBe(true);
  });

  it('measures a field by the papers of the window alone, and others against it', () => {
    const old = { primaryCategory: 'cs.CV', logScore: -20, isPeer: false };
    const peers = field('cs.CV', even(50, 2));
    const [first] = peers;
    expect(first && standingInField([...peers, old])(first)).toBe(first && standingInField(peers)(first));
    expect(standingInField([...peers, old])(old)).toBeLessThan(-10);
    expect(standingInField([old])(old)).toBe(0);
  });

  it('never changes the order within a field', () => {
    const scores = fc.array(fc.double({ min: -30, max: 30, noNaN: true }), { minLength: 2, maxLength: 30 });
    fc.assert(
      fc.property(scores, scores, (one, other) => {
        const papers = [...field('cs.CV', one), ...field('math.AG', other)];
        const standingOf = standingInField(papers);
        const sorted = field(
          'cs.CV',
          one.toSorted((a, b) => a - b),
        ).map(standingOf);
        expect(sorted).toEqual(sorted.toSorted((a, b) => a - b));
      }),
    );
  });
});
