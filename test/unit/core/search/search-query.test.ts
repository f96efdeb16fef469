import fc from 'fast-check';
import {
  findsSomething,
  MAX_QUERY_LENGTH,
  MAX_QUERY_WORDS,
  parseSearchQuery,
} from '../../../../lambdas/core/search/search-query.ts';

const pieces = fc.constantFrom(
  '"',
  '-',
  'cat:',
  'author:',
  'after:',
  'cs.LG',
  'NEAR(',
  'AND',
  '*',
  '^',
  ':',
  ' ',
  'graph',
  '“',
);
const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 600 }),
  fc.array(pieces, { maxLength: 200 }).map((parts) => parts.join('')),
);

describe('a search query', () => {
  it('has words, phrases, exclusions, categories, authors and a date', () => {
    expect(
      parseSearchQuery(
        'graph  "neural network" -survey -"large model" cat:cs.lg author:"Yuki Sato" author:lee after:2026-10-01',
      ),
    ).toEqual({
      text: 'graph "neural network" -survey -"large model" cat:cs.lg author:"Yuki Sato" author:lee after:2026-10-01',
      words: ['graph'],
      phrases: [['neural', 'network']],
      excluded: [['survey'], ['large', 'model']],
      categories: ['cs.LG'],
      authors: [['Yuki', 'Sato'], ['lee']],
      after: '2026-10-01',
      notes: [],
    });
  });

  it('takes operators of the engine for words, and lone signs for nothing', () => {
    const { words, notes } = parseSearchQuery('NEAR( foo AND bar* OR ^ -- - : state-of-the-art');
    expect({ words, notes }).toEqual({
      words: ['NEAR', 'foo', 'AND', 'bar', 'OR', 'state-of-the-art'],
      notes: [],
    });
  });

  it('folds aliases, and an archive stands for its own categories', () => {
    expect(parseSearchQuery('cat:math.MP,cs.NA').categories).toEqual(['math-ph', 'math.NA']);
    const { categories } = parseSearchQuery('cat:cs');
    expect(categories).toContain('cs.LG');
    expect(categories).not.toContain('cs.NA');
    expect(categories.every((category) => category.startsWith('cs.'))).toBe(true);
  });

  it('says what it left out', () => {
    expect(parseSearchQuery('"open cat:nonsense after:2026-13-40 -cat:cs.LG author:').notes).toHaveLength(5);
    expect(parseSearchQuery('-only').notes).toEqual(['Say what to look for, too, not only what to leave out.']);
  });

  it('takes a month for its first day', () => {
    expect(parseSearchQuery('after:2026-10').after).toBe('2026-10-01');
  });

  it('answers any text within its bounds, and never twice otherwise', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const query = parseSearchQuery(text);
        const terms = [query.words, ...query.phrases, ...query.excluded, ...query.authors].flat();
        expect(query).toEqual(parseSearchQuery(text));
        expect(query.text.length).toBeLessThanOrEqual(MAX_QUERY_LENGTH);
        expect(terms.length).toBeLessThanOrEqual(MAX_QUERY_WORDS);
        expect(terms.every((term) => /[\p{L}\p{N}\p{Co}]/u.test(term) && !/["\s]/.test(term))).toBe(true);
        expect(query.text).not.toMatch(/\p{Cs}/u);
      }),
    );
  });

  it('finds the words of plain text in their order', () => {
    const word = fc.stringMatching(/^[a-z]{1,12}$/);
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 20 }), (words) => {
        const query = parseSearchQuery(words.join(' '));
        expect(query.words).toEqual(words);
        expect(findsSomething(query)).toBe(true);
      }),
    );
  });
});
