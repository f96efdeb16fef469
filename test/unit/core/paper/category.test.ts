import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import * as fc from 'fast-check';
import {
  archiveOf,
  ARCHIVES,
  canonicalCategory,
  CATEGORIES,
  categoryByName,
  categoryName,
  foldCategories,
} from '../../../../lambdas/core/paper/category.ts';

describe('the taxonomy', () => {
  it('has 155 categories in 20 archives, six of them aliases', () => {
    expect(CATEGORIES).toHaveLength(155);
    expect(new Set(CATEGORIES.map(({ id }) => id)).size).toBe(155);
    expect(new Set(CATEGORIES.map(({ archive }) => archive)).size).toBe(20);
    const aliases = CATEGORIES.filter(({ id, canonical }) => id !== canonical).map(({ id, canonical }) => [
      id,
      canonical,
    ]);
    expect(Object.fromEntries(aliases)).toEqual({
      'math.MP': 'math-ph',
      'stat.TH': 'math.ST',
      'math.IT': 'cs.IT',
      'q-fin.EC': 'econ.GN',
      'cs.SY': 'eess.SY',
      'cs.NA': 'math.NA',
    });
  });

  it('maps only to canonical categories', () => {
    for (const { canonical } of CATEGORIES) expect(canonicalCategory(canonical)).toBe(canonical);
  });

  it('knows closed archives too', () => {
    expect(ARCHIVES.get('cmp-lg')).toBe('Computation and Language');
    expect(ARCHIVES.size).toBe(38);
  });
});

describe('canonicalCategory', () => {
  it.each([
    ['cs.LG', 'cs.LG'],
    ['math.MP', 'math-ph'],
    ['cmp-lg', 'cs.CL'],
    ['supr-con', 'cond-mat.supr-con'],
    ['astro-ph', 'astro-ph'],
    ['CS.lg', 'cs.LG'],
    [' hep-th ', 'hep-th'],
  ])('takes %s as %s', (term, canonical) => {
    expect(canonicalCategory(term)).toBe(canonical);
  });

  it.each(['I.2.6', '68T05; 68Q32', 'test.soft', 'bad-arch.bad-cat', 'cs', '', 'constructor'])(
    'knows that %s is no category',
    (term) => {
      expect(canonicalCategory(term)).toBeUndefined();
    },
  );
});

describe('foldCategories', () => {
  it('folds both partners of an alias into one and keeps the alias name', () => {
    expect(foldCategories(['math-ph', 'math.MP', 'hep-th'])).toEqual({
      primaryCategory: 'math-ph',
      categories: ['math-ph', 'hep-th'],
      aliasCategories: ['math.MP'],
    });
  });

  it('leaves out MSC and ACM codes, also in first place', () => {
    expect(foldCategories(['68T05', 'cs.SY', 'I.2.6', 'cs.LG'])).toEqual({
      primaryCategory: 'eess.SY',
      categories: ['eess.SY', 'cs.LG'],
      aliasCategories: ['cs.SY'],
    });
  });

  it('says so when no term is a category', () => {
    expect(foldCategories(['68T05', ''])).toBeUndefined();
    expect(foldCategories([])).toBeUndefined();
  });

  it('changes nothing when folded again, and never repeats a category', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...CATEGORIES.map(({ id }) => id), 'x.YZ', 'q-alg'), { minLength: 1 }),
        (terms) => {
          const folded = foldCategories(terms);
          if (folded === undefined) return;
          expect(foldCategories(folded.categories)?.categories).toEqual(folded.categories);
          expect(new Set(folded.categories).size).toBe(folded.categories.length);
          expect(folded.categories[0]).toBe(folded.primaryCategory);
        },
      ),
    );
  });
});

describe('names', () => {
  it.each([
    ['Computation and Language', 'cs.CL'],
    ['Mathematics - Logic', 'math.LO'],
    ['High Energy Physics - Theory', 'hep-th'],
    ['Astrophysics - Earth and Planetary Astrophysics', 'astro-ph.EP'],
    ['Machine Learning', 'cs.LG'],
    ['Statistics - Machine Learning', 'stat.ML'],
    ['Mathematical Physics', 'math-ph'],
    ['Numerical Analysis', 'math.NA'],
    ['Information Theory', 'cs.IT'],
    ['Condensed Matter - Mesoscopic Systems and Quantum Hall Effect', 'cond-mat.mes-hall'],
    ['Computer Science - Learning', 'cs.LG'],
  ])('finds "%s" as %s', (name, id) => {
    expect(categoryByName(name)).toBe(id);
  });

  it('finds every category by its own name or with its archive', () => {
    for (const { id, name, archive, canonical } of CATEGORIES) {
      expect(categoryByName(`${ARCHIVES.get(archive) ?? ''} - ${name}`)).toBe(canonical);
      expect(categoryName(id)).toBe(name);
    }
  });

  it('takes MSC classes for no name, and gives unknown identifiers back', () => {
    expect(categoryByName('81R50, 17B37')).toBeUndefined();
    expect(categoryName('x.YZ')).toBe('x.YZ');
    expect(archiveOf('cs.LG')).toBe('cs');
    expect(archiveOf('hep-th')).toBe('hep-th');
  });
});

const file = path.join(__dirname, '../../../../../shared/data/reference/taxonomy/arxiv_taxonomy.tsv');
const isHere = existsSync(file);
(isHere ? describe : describe.skip)(
  isHere ? 'arXiv’s own taxonomy file' : 'arXiv’s own taxonomy file (skipped: ../shared/data is not here)',
  () => {
    it('agrees with ours on every active category', () => {
      const rows = readFileSync(file, 'utf8')
        .trim()
        .split('\n')
        .slice(1)
        .map((line) => line.split('\t'));
      const active = rows.filter((row) => row[4] === 'True').map(([id, name, archive]) => [id, name, archive]);
      expect(CATEGORIES.map(({ id, name, archive }) => [id, name, archive]).sort()).toEqual(active.sort());
    });
  },
);
