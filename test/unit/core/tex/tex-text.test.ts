import * as fc from 'fast-check';
import { texToText } from '../../../../lambdas/core/tex/tex-text.ts';

const tex = String.raw;

describe('texToText: accents', () => {
  it.each([
    [tex`na\"ive, na\"{\i}ve, na{\"i}ve`, 'naïve, naïve, naïve'],
    [tex`\'{e}t\'e {\'{e}} \'{\i} \'\i`, 'été é í í'],
    [tex`\v S \v{S} \c c \c{c} \u{g} \k{a} \r{u} \H{o}`, 'Š Š ç ç ğ ą ů ő'],
    [
      tex`stra\ss e, \ss{}, S\o rensen, \O{}, \aa, \AA ngstr\"om, \L ukasz, {\L}ukasz, \ae`,
      'straße, ß, Sørensen, Ø, å, Ångström, Łukasz, Łukasz, æ',
    ],
    [tex`Erd\H{o}s--R\'enyi`, 'Erdős--Rényi'],
    [tex`\'{\^e} \'{\"{u}}`, 'ế ǘ'],
    [tex`M\"{ul}ler`, 'Müller'],
    [tex`R{\'e}nyi and \'Elie`, 'Rényi and Élie'],
    [tex`L\\'evy`, 'Lévy'],
    [tex`don\'t, the model\'s, Li\'skiewicz`, 'don’t, the model’s, Liśkiewicz'],
    [tex`a \"pinwheel\" of \"center\" o`, 'a "pinwheel" of "center" o'],
    [tex`\étale, {\μ}m, {\mu}m, \Å`, 'étale, μm, μm, Å'],
    [tex`the \"odd\" one, \"end-to-end\", (\"hot spot\")`, 'the "odd" one, "end-to-end", ("hot spot")'],
    [tex`\"Uber uns and M\"uller, \"{w} \"A \"b`, 'Über uns and Müller, ẅ Ä "b'],
    [tex`S{\\o}ren, Bia{\\l}y, 18 {\\mu}m`, 'Søren, Biały, 18 μm'],
    [tex`K\\\"afer, K\\äfer, one\\ two, A.\\ B`, 'Käfer, Käfer, one two, A. B'],
  ])('makes %s readable', (raw, text) => {
    expect(texToText(raw)).toBe(text);
  });

  it('composes letters alike, however they arrive', () => {
    expect(texToText('e\u0301')).toBe(texToText(tex`\'e`));
  });
});

describe('texToText: escapes, emphasis, quotes', () => {
  it.each([
    [tex`50\% of R\&D a\_b \#1 \$5 \{x\}`, '50% of R&D a_b #1 $5 {x}'],
    [tex`\emph{so \textbf{deep}} {\em very} {\it old} \textsc{x}`, 'so deep very old x'],
    [tex`{B}ayes {ImageNet} {0,1} {x}`, 'Bayes ImageNet {0,1} {x}'],
    [tex`Fig.~3, et~al., about ~30\%, https://x.edu/~smith`, 'Fig. 3, et al., about ~30%, https://x.edu/~smith'],
    ["``quoted'' and f''(x), `one'", "“quoted” and f''(x), `one'"],
    [
      tex`\url{https://x.org/a\_b} and \href{https://x.org}{the site}`,
      'https://x.org/a_b and the site (https://x.org)',
    ],
    [tex`one\\ two\newline three`, 'one two three'],
    [tex`\alpha-stable 5\,GeV 3\textdegree{}C \ldots`, 'α-stable 5 GeV 3°C …'],
    [tex`see \cite{lee2020}\footnote{A note.}`, 'see [lee2020] (A note.)'],
    [tex`a -- b --- c`, 'a -- b --- c'],
    ['  two\n  lines\t and\u00a0more\u0000 ', 'two lines and more'],
    [tex`shown.\n  Firstly`, 'shown. Firstly'],
    ['0', '0'],
  ])('makes %s readable', (raw, text) => {
    expect(texToText(raw)).toBe(text);
  });

  it.each([
    tex`\foo{bar} \unknown stays`,
    tex`{open and }closed} never {`,
    'ends in \\',
    tex`\emph{never closed`,
    tex`\` \^`,
  ])('leaves %s as written', (raw) => {
    expect(texToText(raw)).toBe(raw);
  });

  it('takes out marks that turn the writing direction, and lone surrogates', () => {
    expect(texToText('a\u202eb \ud835 c')).toBe('a b c');
  });
});

describe('texToText: maths', () => {
  it.each([
    tex`$x_{\alpha}\"a \% {B}$`,
    tex`$$\frac{a}{b}~\'e$$`,
    tex`\(a\_b\) and \[\emph{x}\]`,
    tex`\begin{align} a\_b \end{align}`,
    tex`$\text{if $x$}$`,
  ])('stays as typed in %s', (raw) => {
    expect(texToText(raw)).toBe(raw);
  });

  it.each([
    [tex`from $5 to $10 {\'e}`, 'from $5 to $10 é'],
    [tex`a lone $ sign {\'e}`, 'a lone $ sign é'],
    [tex`$100 million, less than the \$200 of {\'e}`, '$100 million, less than the $200 of é'],
    [tex`pay $3.50 per {\'e}t\'e, get $x$`, 'pay $3.50 per été, get $x$'],
  ])('is not seen in the prices of %s', (raw, text) => {
    expect(texToText(raw)).toBe(text);
  });

  it('does not change accents inside while it does outside', () => {
    expect(texToText(tex`\"o $\"o$ \"o`)).toBe(tex`ö $\"o$ ö`);
  });
});

describe('texToText on hostile text', () => {
  const pieces = [
    '{',
    '}',
    '\\',
    '$',
    '~',
    '`',
    "'",
    '\\(',
    '\\[',
    '{\\em ',
    '\\emph{',
    "\\'{",
    '\\begin{align}',
    '$5 ',
    'a ',
    '\\href{',
    '\\\\',
    '``',
    '\\"a',
    '\\"a ',
    'a\\\\\\"',
    '{\\\\o',
  ];

  it.each(pieces)('comes to an end on 1 MB of "%s"', (piece) => {
    const raw = piece.repeat(Math.ceil(1_000_000 / piece.length));
    expect(texToText(raw).length).toBeLessThanOrEqual(2 * raw.length);
  });

  it('never throws, and leaves neither line ends nor double blanks', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...pieces, 'e', 'x', ' ', '\n', '_', '^', '%', 'é', '1') }),
        (raw) => {
          expect(texToText(raw)).not.toMatch(/[\n\t]| {2}|^ | $/);
        },
      ),
      { numRuns: 1_000 },
    );
  });

  it('changes only white space where there is no TeX', () => {
    const plain = fc.string({ unit: fc.constantFrom('a', 'é', ' ', '\n', '$', '}', '%', '-', '"', '1') });
    fc.assert(fc.property(plain, (raw) => expect(texToText(raw)).toBe(raw.replace(/\s+/g, ' ').trim())));
  });
});
