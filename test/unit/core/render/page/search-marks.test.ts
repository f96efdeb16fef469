import fc from 'fast-check';
import type { TextRange } from '../../../../../lambdas/core/ports/search.ts';
import {
  markedMarkup,
  plainOf,
  splitByMarks,
  unmarked,
  type MarkedText,
} from '../../../../../lambdas/core/render/page/search-marks.ts';
import { snippetOf } from '../../../../../lambdas/core/render/page/search-snippet.ts';

/** Every place of a word, as an index would mark it. */
const marksOf = (text: string, word: string): readonly TextRange[] =>
  [...text.matchAll(new RegExp(word, 'gi'))].map(({ index }) => ({ from: index, to: index + word.length }));
const marking = (text: string, word: string): MarkedText => {
  const { pieces } = unmarked(text);
  return { pieces, marks: marksOf(plainOf(pieces), word) };
};
const markedWords = (markup: string): readonly string[] =>
  [...markup.matchAll(/<mark>(.*?)<\/mark>/gs)].map(([, word = '']) => word);

const LONE_HALF = /\p{Cs}/u;
const FORMULA = '$O(\\sqrt{n})$';
/** Sentences with a formula in each. */
const aText = (sentences: number): string =>
  Array.from(
    { length: sentences },
    (_, index) => `Sentence ${index} has a bound of ${FORMULA} for every single case.`,
  ).join(' ');

const texts = fc
  .array(
    fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom(FORMULA, '$x<y$', '\\(a\\)', '😀', '<b>', '&amp;', '$5')),
    {
      maxLength: 30,
    },
  )
  .map((parts) => parts.join(' '));
const anyRanges = fc.array(
  fc.record({
    from: fc.oneof(fc.integer({ min: -5, max: 400 }), fc.constant(NaN)),
    to: fc.integer({ min: -5, max: 400 }),
  }),
  { maxLength: 12 },
);

describe('marking words', () => {
  it('marks what the ranges say, and escapes the rest', () => {
    expect(markedMarkup(marking('A <b>pass</b> & a Pass', 'pass')).markup).toBe(
      'A &lt;b&gt;<mark>pass</mark>&lt;/b&gt; &amp; a <mark>Pass</mark>',
    );
  });

  it('marks a formula as a whole, and never splits one', () => {
    const text = unmarked(`bound ${FORMULA} holds`);
    const [begin, whole] = [6, plainOf(text.pieces).indexOf('holds')];
    const markup = markedMarkup({ ...text, marks: [{ from: begin + 1, to: begin + 2 }] }).markup;
    expect(markup).toMatch(/^bound <mark><math>.*<\/math><\/mark> holds$/);
    const [over = '', ...rest] = markedWords(markedMarkup({ ...text, marks: [{ from: 2, to: whole + 2 }] }).markup);
    expect(over).toBe('und ');
    expect(rest).toEqual([expect.stringMatching(/^<math>.*<\/math>$/), ' ho']);
  });

  it('loses and adds no character, whatever the ranges', () => {
    fc.assert(
      fc.property(texts, anyRanges, (text, marks) => {
        const { pieces } = unmarked(text);
        const split = splitByMarks({ pieces, marks });
        expect(split.map(({ plain }) => plain).join('')).toBe(plainOf(pieces));
        expect(split.filter(({ maths }) => maths !== undefined)).toHaveLength(
          pieces.filter(({ maths }) => maths !== undefined).length,
        );
        expect(split.filter(({ plain }) => LONE_HALF.test(plain))).toEqual([]);
      }),
    );
  });
});

describe('the snippet of an abstract', () => {
  it('is all of a short one', () => {
    expect(snippetOf(marking(aText(3), 'case'))).toMatchObject({ isCutBefore: false, isCutAfter: false });
  });

  it('is the beginning where nothing is marked', () => {
    const snippet = snippetOf(unmarked(aText(30)));
    expect(snippet).toMatchObject({ isCutBefore: false, isCutAfter: true });
    expect(plainOf(snippet.pieces)).toMatch(/^Sentence 0 has/);
  });

  it('begins with the sentence of what was searched for', () => {
    const snippet = snippetOf(marking(aText(30), 'Sentence 17'));
    expect(plainOf(snippet.pieces)).toMatch(/^Sentence 17 has/);
    expect(markedWords(markedMarkup(snippet).markup)).toEqual(['Sentence 17']);
  });

  it('prefers the place where different words stand together', () => {
    const text = `${aText(10)} Pruning a tree. ${aText(10)} Pruning with distillation. ${aText(5)}`;
    const { pieces } = unmarked(text);
    const marks = [...marksOf(plainOf(pieces), 'pruning'), ...marksOf(plainOf(pieces), 'distillation')].sort(
      (a, b) => a.from - b.from,
    );
    expect(markedWords(markedMarkup(snippetOf({ pieces, marks })).markup)).toEqual(['Pruning', 'distillation']);
  });

  it('takes in a formula that its edge falls into, and marks what stands behind it', () => {
    const formula = `$${Array.from({ length: 20 }, (_, index) => `a_{${index}}`).join(' + ')}$`;
    const { pieces } = unmarked(`${'many words '.repeat(30)}${formula} target ${'more words '.repeat(40)}`);
    const snippet = snippetOf({ pieces, marks: marksOf(plainOf(pieces), 'target') });
    expect(snippet.pieces[0]?.maths).toBeDefined();
    expect(markedWords(markedMarkup(snippet).markup)).toEqual(['target']);
  });

  it('is a part of the text with the same words marked, no formula or character cut, whatever the text', () => {
    fc.assert(
      fc.property(texts, fc.integer({ min: 0, max: 20 }), fc.integer({ min: 60, max: 300 }), (text, times, length) => {
        const whole = marking(`${text} `.repeat(times), 'a');
        const snippet = snippetOf(whole, length);
        const plain = plainOf(snippet.pieces);
        expect(plainOf(whole.pieces)).toContain(plain);
        expect(plain).not.toMatch(LONE_HALF);
        const words = splitByMarks(snippet).filter(({ marked, maths }) => marked && maths === undefined);
        expect(words.every((word) => word.plain.toLowerCase() === 'a')).toBe(true);
      }),
    );
  });
});
