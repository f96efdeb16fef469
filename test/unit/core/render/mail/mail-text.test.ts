import fc from 'fast-check';
import { escapeHtml } from '../../../../../lambdas/core/render/html.ts';
import { cleanLine, countOf, foldList, shortenText } from '../../../../../lambdas/core/render/mail/mail-text.ts';

describe('cleanLine', () => {
  it('leaves no control character, no reordering, no line break and no lone surrogate', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        expect(cleanLine(`\u202E${text}\r\n`)).not.toMatch(/[\p{Cc}\p{Cs}\u202A-\u202E\u2066-\u2069]/u);
      }),
    );
    expect(cleanLine(' a\r\nBcc:\u0000 b\uD800 ')).toBe('a Bcc: b\uFFFD');
  });
});

describe('shortenText', () => {
  it('never costs more HTML than its bound, and keeps what fits as it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), fc.integer({ min: 4, max: 400 }), (text, bound) => {
        const fits = Buffer.byteLength(escapeHtml(text)) <= bound;
        const short = shortenText(text, bound);
        expect(Buffer.byteLength(escapeHtml(short))).toBeLessThanOrEqual(bound);
        expect(short === text).toBe(fits);
      }),
    );
  });

  it('cuts after a word, without the comma that followed it', () => {
    expect(shortenText('one two, three four', 14)).toBe('one two…');
  });

  it('cuts a text without spaces after a whole character', () => {
    expect(shortenText('😀'.repeat(10), 15)).toBe('😀😀😀…');
  });
});

describe('foldList', () => {
  it.each([
    [[], ''],
    [['A'], 'A'],
    [['A', 'B'], 'A and B'],
    [['A', 'B', 'C', 'D'], 'A, B, C and D'],
    [['A', 'B', 'C', 'D', 'E', 'F', 'G'], 'A, B, C and 4 more'],
  ])('shows %j as "%s"', (items, folded) => {
    expect(foldList(items, 3)).toBe(folded);
  });
});

it('counts in words with the thousands set apart', () => {
  expect([countOf(1, 'paper'), countOf(1198, 'paper'), countOf(2, 'entry', 'entries')]).toEqual([
    '1 paper',
    '1,198 papers',
    '2 entries',
  ]);
});
