import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import * as fc from 'fast-check';
import { isDamagedText } from '../../../../lambdas/core/paper/damaged-text.ts';

const readAsLatin1 = (text: string): string => Buffer.from(text, 'utf8').toString('latin1');
const readAsWindows1252 = (text: string): string => new TextDecoder('windows-1252').decode(Buffer.from(text, 'utf8'));

const REAL = [
  'plain',
  'São Paulo',
  'Ångström',
  'Müller–Lyer',
  '“quoted” — naïve',
  'Â',
  'Ã',
  'α and ß',
  '«CAFÉ»',
  'PERÚ’s',
  '5 °C ± 1',
  'Łódź',
  '漢字',
  'Françóis',
  'É.',
  '',
  'Ü–Boot',
  'Ñandú',
  '“É”',
  'x² + µ',
];

describe('isDamagedText', () => {
  it.each(REAL)('leaves %s alone', (text) => {
    expect(isDamagedText(text)).toBe(false);
  });

  it.each(['für', 'naïve', 'model’s', 'a — b', 'São', 'Łukasz', 'Ångström', 'Привет', '漢字', '±', 'É'])(
    'notices %s read as Latin-1',
    (text) => {
      expect(isDamagedText(`A text: ${readAsLatin1(text)} and more`)).toBe(true);
    },
  );

  it.each(['für', 'naïve', 'model’s', '“quoted”', 'a — b', 'São', 'Привет', '漢字'])(
    'notices %s read as Windows-1252',
    (text) => {
      expect(isDamagedText(readAsWindows1252(text))).toBe(true);
    },
  );

  it('notices replacement characters and C1 controls', () => {
    expect(isDamagedText('na\ufffdve')).toBe(true);
    expect(isDamagedText('don\u0092t')).toBe(true);
  });

  it('never mistakes letters with accents between ASCII letters', () => {
    const words = fc.array(
      fc.tuple(
        fc.constantFrom(...Array.from('ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖØÙÚÛÜÝÞßàáâãäåæçèéêëìíîïñòóôõöøùúûüýÿ')),
        fc.constantFrom('a', 'n ', 'st.'),
      ),
      { minLength: 1 },
    );
    fc.assert(fc.property(words, (parts) => expect(isDamagedText(parts.flat().join(''))).toBe(false)));
  });
});

const folder = path.join(__dirname, '../../../../../shared/data/arxiv/query-api');
const isHere = existsSync(folder);
(isHere ? describe : describe.skip)(
  isHere ? 'recorded answers' : 'recorded answers (skipped: ../shared/data is not here)',
  () => {
    const textsIn = (kind: string): string[] =>
      readdirSync(path.join(folder, kind)).flatMap((file) =>
        [...readFileSync(path.join(folder, kind, file), 'utf8').matchAll(/<(?:name|summary|title)>([^<]*)</g)]
          .map(([, text = '']) => text)
          .filter((text) => /[^\p{ASCII}]/u.test(text)),
      );

    it('are damaged in every text with letters beyond ASCII when they were read as Latin-1', () => {
      expect(textsIn('mojibake').filter((text) => !isDamagedText(text))).toEqual([]);
    });

    it('are sound once repaired', () => {
      expect(textsIn('new').filter(isDamagedText)).toEqual([]);
    });
  },
);
