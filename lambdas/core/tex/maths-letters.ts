/**
 * Letters in the styles of formulas (bold, script, double-struck …) as the characters that Unicode has for them. Browsers
 * follow MathML Core, which knows no other `mathvariant` than `normal`: the style must be in the character itself.
 * Source: Unicode's block "Mathematical Alphanumeric Symbols" and its holes, filled from "Letterlike Symbols".
 */

/** Where each run of a style begins; a missing one has no characters of its own. */
interface Style {
  readonly upper?: number;
  readonly lower?: number;
  readonly digits?: number;
  readonly greekUpper?: number;
  readonly greekLower?: number;
  readonly holes?: Readonly<Record<string, string>>;
}

const STYLES: ReadonlyMap<string, Style> = new Map<string, Style>([
  ['bold', { upper: 0x1d400, lower: 0x1d41a, digits: 0x1d7ce, greekUpper: 0x1d6a8, greekLower: 0x1d6c2 }],
  ['italic', { upper: 0x1d434, lower: 0x1d44e, greekUpper: 0x1d6e2, greekLower: 0x1d6fc, holes: { h: 'ℎ' } }],
  ['bold-italic', { upper: 0x1d468, lower: 0x1d482, greekUpper: 0x1d71c, greekLower: 0x1d736 }],
  [
    'double-struck',
    {
      upper: 0x1d538,
      lower: 0x1d552,
      digits: 0x1d7d8,
      holes: { C: 'ℂ', H: 'ℍ', N: 'ℕ', P: 'ℙ', Q: 'ℚ', R: 'ℝ', Z: 'ℤ' },
    },
  ],
  [
    'script',
    {
      upper: 0x1d49c,
      lower: 0x1d4b6,
      holes: { B: 'ℬ', E: 'ℰ', F: 'ℱ', H: 'ℋ', I: 'ℐ', L: 'ℒ', M: 'ℳ', R: 'ℛ', e: 'ℯ', g: 'ℊ', o: 'ℴ' },
    },
  ],
  ['bold-script', { upper: 0x1d4d0, lower: 0x1d4ea }],
  ['fraktur', { upper: 0x1d504, lower: 0x1d51e, holes: { C: 'ℭ', H: 'ℌ', I: 'ℑ', R: 'ℜ', Z: 'ℨ' } }],
  ['bold-fraktur', { upper: 0x1d56c, lower: 0x1d586 }],
  ['sans-serif', { upper: 0x1d5a0, lower: 0x1d5ba, digits: 0x1d7e2 }],
  ['bold-sans-serif', { upper: 0x1d5d4, lower: 0x1d5ee, digits: 0x1d7ec }],
  ['sans-serif-italic', { upper: 0x1d608, lower: 0x1d622 }],
  ['sans-serif-bold-italic', { upper: 0x1d63c, lower: 0x1d656 }],
  ['monospace', { upper: 0x1d670, lower: 0x1d68a, digits: 0x1d7f6 }],
]);

const RUNS = [
  ['A', 'Z', 'upper'],
  ['a', 'z', 'lower'],
  ['0', '9', 'digits'],
  ['Α', 'Ω', 'greekUpper'],
  ['α', 'ω', 'greekLower'],
] as const;

const styled = (character: string, style: Style): string => {
  const hole = style.holes?.[character];
  if (hole !== undefined) return hole;
  const run = RUNS.find(([first, last]) => character >= first && character <= last);
  const start = run && style[run[2]];
  return start === undefined || run === undefined
    ? character
    : String.fromCodePoint(start + (character.codePointAt(0) ?? 0) - (run[0].codePointAt(0) ?? 0));
};

/** Escaped text with its letters in the style; entities, and what has no form of its own in the style, stay as they are. */
export const inMathsStyle = (escaped: string, styleName: string): string => {
  const style = STYLES.get(styleName);
  return style === undefined
    ? escaped
    : escaped.replace(/&[^;]{1,10};|[A-Za-z0-9Α-Ωα-ω]/g, (found) => (found.length > 1 ? found : styled(found, style)));
};
