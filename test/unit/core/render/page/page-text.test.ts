import fc from 'fast-check';
import {
  pageMarkup,
  pagePieces,
  pageText,
  pageTitle,
  piecesMarkup,
  splitOpening,
  titleMarkup,
} from '../../../../../lambdas/core/render/page/page-text.ts';

const SENTENCE =
  'Keeping the gradient of one block in ten, chosen by its variance, leaves the loss curve as it was, e.g. this one.';

/** Opening and rest of a text, as plain text. */
const split = (text: string): { readonly opening: string; readonly rest: string } => {
  const { opening, rest } = splitOpening(pagePieces(text));
  return {
    opening: opening.map(({ plain }) => plain).join(''),
    rest: rest.map(({ plain }) => plain).join(''),
  };
};

describe('the opening of an abstract', () => {
  it('is the whole of a short one', () => {
    expect(split(SENTENCE)).toEqual({ opening: SENTENCE, rest: '' });
  });

  it('ends with a sentence, not with an abbreviation', () => {
    const { opening, rest } = split(Array.from({ length: 5 }, () => SENTENCE).join(' '));
    expect(opening).toBe(`${SENTENCE} ${SENTENCE}`);
    expect(rest.startsWith('Keeping')).toBe(true);
  });

  it('ends with a word where no sentence does, and with a whole character where no word does', () => {
    expect(split('word '.repeat(200).trim()).opening.endsWith('word')).toBe(true);
    const { opening, rest } = split(`a${'😀'.repeat(400)}`);
    expect([opening, rest].every((part) => !/\p{Cs}/u.test(part))).toBe(true);
  });

  it('cuts no formula in two', () => {
    const long = `$${Array.from({ length: 60 }, () => 'x + y').join(' = ')}$`;
    const { opening, rest } = splitOpening(pagePieces(`${'word '.repeat(50)}${long} and ${'more '.repeat(60)}`));
    expect(opening.filter(({ maths }) => maths !== undefined)).toHaveLength(0);
    expect(rest.filter(({ maths }) => maths !== undefined)).toHaveLength(1);
  });

  it('loses nothing but white space', () => {
    const squeeze = (text: string): string => text.replace(/\s+/g, '');
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'grapheme', maxLength: 900 }),
          fc.string({
            unit: fc.constantFrom('$x$', ' ', 'word', '. ', '$\\frac{a}{b}$', 'A'),
            minLength: 50,
            maxLength: 200,
          }),
        ),
        (text) => {
          const { opening, rest } = split(text);
          const whole = pagePieces(text).map(({ plain }) => plain);
          expect(squeeze(opening + rest)).toBe(squeeze(whole.join('')));
        },
      ),
    );
  });
});

describe('text on a page', () => {
  it('has its maths readable, on one line, without what hides or reorders', () => {
    expect(pageText('When $n \\ll d$\n and \u202Eevil\u0007')).toBe('When n ≪ d and evil');
  });

  it('has its maths as MathML, the words around it escaped', () => {
    expect(pageMarkup('If $n \\ll d$\n <b> \u202Eevil').markup).toBe(
      'If <math><mi>n</mi><mo>≪</mo><mi>d</mi></math> &lt;b&gt; evil',
    );
  });

  it('lets no line break between a formula and what stands right beside it', () => {
    const math = '<math><mi>k</mi></math>';
    expect(pageMarkup('A ($k$). $k$-means, $k$').markup).toBe(
      `A <span class="glued">(${math}).</span> <span class="glued">${math}-means,</span> ${math}`,
    );
    expect(pageMarkup('$k$-$k$').markup).toBe(`<span class="glued">${math}-</span>${math}`);
  });

  it('prints all words of any text around formulas, once', () => {
    const textOf = (markup: string): string => markup.replace(/<[^>]*>/g, '');
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('$k$', ' ', 'a', 'bc', '.', '-', 'w'.repeat(14)) }), (text) => {
        const pieces = pagePieces(text);
        expect(textOf(piecesMarkup(pieces).markup)).toBe(pieces.map(({ plain }) => plain).join(''));
      }),
    );
  });

  it('keeps a title that is 0, and names one that is missing', () => {
    expect([pageTitle('0'), pageTitle(' ')]).toEqual(['0', 'Untitled']);
    expect([titleMarkup('0').markup, titleMarkup(' ').markup]).toEqual(['0', 'Untitled']);
  });
});
