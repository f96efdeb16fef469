import * as fc from 'fast-check';
import {
  printableJson,
  printableLine,
  printableLines,
  textWidth,
  wrapText,
} from '../../../../local/cli/terminal-text.ts';

/** Anything a terminal may obey: controls and marks of writing direction. */
const STEERS = /\p{Cc}|\p{Bidi_Control}|\p{Cs}|[\u2028\u2029]/u;
const hostile = fc.string({
  unit: fc
    .oneof(fc.integer({ min: 0, max: 0x2100 }), fc.integer({ min: 0, max: 0x10ffff }))
    .map((code) => String.fromCodePoint(code)),
});

describe('text for a terminal', () => {
  it('shows escapes, bells, carriage returns and bidi marks instead of sending them', () => {
    expect(printableLine('\u001B[2J\u001B]0;x\u0007 a\u009B31m b\u202Eevil\u2066 \uFEFF\u{E0041}')).toBe(
      '·[2J·]0;x· a·31m b·evil· ··',
    );
    expect(printableLine('over\rwritten\n\tline')).toBe('over written line');
    expect(printableLine('Barıncan Peñalvo 数学 $\\alpha$')).toBe('Barıncan Peñalvo 数学 $\\alpha$');
  });

  it('never lets anything through that steers, whatever comes', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        expect(printableLine(text)).not.toMatch(STEERS);
        expect(printableLines(text).replaceAll('\n', '')).not.toMatch(STEERS);
      }),
    );
  });

  it('writes JSON of the same value without characters that steer', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const json = printableJson(JSON.stringify({ text }, null, 2));
        expect(json.replaceAll('\n', '')).not.toMatch(STEERS);
        expect(JSON.parse(json)).toEqual({ text });
      }),
    );
  });

  it('wraps at spaces to the width, breaks only words that are wider, and loses nothing', () => {
    expect(wrapText('one two three', 8)).toBe('one two\nthree');
    expect(wrapText('see https://example.org/abc now', 10)).toBe('see\nhttps://ex\nample.org/\nabc now');
    expect(wrapText('  row 4: a b c', 9)).toBe('  row 4:\n  a b c');
    expect(wrapText('first\n\nsecond', 80)).toBe('first\n\nsecond');
    expect(wrapText('a very long line', Infinity)).toBe('a very long line');
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 4, max: 40 }), (raw, width) => {
        const text = printableLine(raw).trim();
        const wrapped = wrapText(text, width);
        expect(wrapped.replace(/[ \n]/g, '')).toBe(text.replaceAll(' ', ''));
        for (const line of wrapped.split('\n')) expect(textWidth(line)).toBeLessThanOrEqual(width);
      }),
    );
  });

  it('counts places: two for East Asian characters, none for combining marks', () => {
    expect([textWidth('abc'), textWidth('数学'), textWidth('e\u0301'), textWidth('')]).toEqual([3, 4, 1, 0]);
  });
});
