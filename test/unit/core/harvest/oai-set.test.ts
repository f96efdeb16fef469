import * as fc from 'fast-check';
import { ALL_RECORDS, oaiSetOf, oaiSetsFor } from '../../../../lambdas/core/harvest/oai-set.ts';
import { archiveOf, CANONICAL_CATEGORIES, CATEGORIES } from '../../../../lambdas/core/paper/category.ts';

describe('oaiSetOf', () => {
  it.each([
    ['cs.LG', 'cs:cs:LG'],
    ['stat.ML', 'stat:stat:ML'],
    ['eess.SY', 'eess:eess:SY'],
    ['math.AG', 'math:math:AG'],
    ['q-bio.NC', 'q-bio:q-bio:NC'],
    ['hep-th', 'physics:hep-th'],
    ['math-ph', 'physics:math-ph'],
    ['quant-ph', 'physics:quant-ph'],
    ['astro-ph.GA', 'physics:astro-ph:GA'],
    ['cond-mat.stat-mech', 'physics:cond-mat:stat-mech'],
    ['nlin.CD', 'physics:nlin:CD'],
    ['physics.optics', 'physics:physics:optics'],
    ['astro-ph', 'physics:astro-ph'],
    ['q-bio', 'q-bio:q-bio'],
  ])('of %s is %s', (category, set) => {
    expect(oaiSetOf(category)).toBe(set);
  });

  it('gives each of the 155 categories a set of its own, in one of the eight groups', () => {
    const sets = CATEGORIES.map(({ id }) => oaiSetOf(id));
    expect(new Set(sets).size).toBe(155);
    expect([...new Set(sets.map((set) => set.split(':')[0]))].sort()).toEqual([
      'cs',
      'econ',
      'eess',
      'math',
      'physics',
      'q-bio',
      'q-fin',
      'stat',
    ]);
    for (const { id, archive } of CATEGORIES) {
      const [, setArchive, part] = oaiSetOf(id).split(':');
      expect([setArchive, part].filter((word) => word !== undefined).join('.')).toBe(id);
      expect(setArchive).toBe(archive);
    }
  });
});

describe('oaiSetsFor', () => {
  it('asks for an archive at once when three of its categories are wanted', () => {
    expect(oaiSetsFor(['cs.LG', 'cs.CL', 'stat.ML'])).toEqual(['cs:cs:CL', 'cs:cs:LG', 'stat:stat:ML']);
    expect(oaiSetsFor(['stat.ML', 'cs.LG', 'cs.CL', 'cs.AI', 'cs.LG'])).toEqual(['cs:cs', 'stat:stat:ML']);
    expect(oaiSetsFor(['astro-ph.GA', 'astro-ph.CO', 'astro-ph.SR'])).toEqual(['physics:astro-ph']);
    expect(oaiSetsFor([])).toEqual([]);
  });

  it('asks for everything when more than a hundred categories are wanted', () => {
    expect(oaiSetsFor(CANONICAL_CATEGORIES)).toEqual([ALL_RECORDS]);
    expect(oaiSetsFor(CANONICAL_CATEGORIES.slice(0, 101))).toEqual([ALL_RECORDS]);
    expect(oaiSetsFor(CANONICAL_CATEGORIES.slice(0, 100))).not.toContain(ALL_RECORDS);
  });

  it('covers every category exactly once, with at most two sets an archive, whatever the order', () => {
    fc.assert(
      fc.property(fc.subarray([...CANONICAL_CATEGORIES], { maxLength: 100 }), (categories) => {
        const sets = oaiSetsFor(categories);
        expect(oaiSetsFor([...categories].reverse())).toEqual(sets);
        for (const category of categories) {
          const own = oaiSetOf(category);
          const archive = own.split(':').slice(0, 2).join(':');
          expect(sets.filter((set) => set === own || set === archive)).toHaveLength(1);
        }
        for (const archive of new Set(categories.map(archiveOf)))
          expect(sets.filter((set) => set.split(':')[1] === archive).length).toBeLessThanOrEqual(2);
      }),
    );
  });
});
