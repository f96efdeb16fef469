import fc from 'fast-check';
import { pageText, pageTitle, splitOpening } from '../../../../../lambdas/core/render/page/page-text.ts';

const SENTENCE =
  'Keeping the gradient of one block in ten, chosen by its variance, leaves the loss curve as it was, e.g. this one.';

describe('the opening of an abstract', () => {
  it('is the whole of a short one', () => {
    expect(splitOpening(SENTENCE)).toEqual({ opening: SENTENCE, rest: '' });
  });

  it('ends with a sentence, not with an abbreviation', () => {
    const { opening, rest } = splitOpening(Array.from({ length: 5 }, () => SENTENCE).join(' '));
    expect(opening).toBe(`${SENTENCE} ${SENTENCE}`);
    expect(rest.startsWith('Keeping')).toBe(true);
  });

  it('ends with a word where no sentence does, and with a whole character where no word does', () => {
    expect(splitOpening('word '.repeat(200).trim()).opening.endsWith('word')).toBe(true);
    const { opening, rest } = splitOpening(`a${'😀'.repeat(400)}`);
    expect([opening, rest].every((part) => !/\p{Cs}/u.test(part))).toBe(true);
  });

  it('loses nothing but white space', () => {
    const squeeze = (text: string): string => text.replace(/\s+/g, '');
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 900 }), (text) => {
        const { opening, rest } = splitOpening(text);
        expect(squeeze(opening + rest)).toBe(squeeze(text));
      }),
    );
  });
});

describe('text on a page', () => {
  it('has its maths readable, on one line, without what hides or reorders', () => {
    expect(pageText('When $n \\ll d$\n and \u202Eevil\u0007')).toBe('When n ≪ d and evil');
  });

  it('keeps a title that is 0, and names one that is missing', () => {
    expect([pageTitle('0'), pageTitle(' ')]).toEqual(['0', 'Untitled']);
  });
});
