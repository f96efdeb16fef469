import * as fc from 'fast-check';
import { splitMaths } from '../../../../lambdas/core/tex/maths-markup.ts';
import { inMathsStyle } from '../../../../lambdas/core/tex/maths-letters.ts';
import { breakLong } from '../../../../lambdas/core/tex/maths-breaks.ts';

const tex = String.raw;

/** The text with its formulas as markup. */
const markupOf = (text: string): string =>
  splitMaths(text)
    .map(({ plain, maths }) => maths?.markup ?? plain)
    .join('');

const MATHML = new Set(
  (
    'math mrow mi mn mo ms mspace mtext msqrt mroot mfrac msub msup msubsup munder mover munderover mmultiscripts mtable mtr mtd ' +
    'mpadded mphantom mstyle'
  ).split(' '),
);

/** What is wrong with markup: elements that are not MathML's, attributes that do more than draw, tags that don't close. */
const faultsOf = (markup: string): readonly string[] => {
  const faults: string[] = [];
  const open: string[] = [];
  const bare = markup.replace(
    /<(\/?)([a-z]+)((?: [a-z]+="[\w.%+ -]*")*)( ?\/)?>/g,
    (tag, slash: string, name: string, attributes: string) => {
      if (tag === '<wbr />') return '';
      if (!MATHML.has(name)) faults.push(tag);
      if (/ (?:style|class|href|on\w*|src|id|mathcolor|mathbackground|mathsize|xmlns)=/.test(attributes))
        faults.push(tag);
      if (slash === '') open.push(name);
      else if (open.pop() !== name) faults.push(`misplaced ${tag}`);
      return '';
    },
  );
  if (open.length > 0) faults.push(`unclosed ${open.join(' ')}`);
  if (/[<>"]|&(?!(?:amp|lt|gt|quot|#x?[0-9a-f]+);)/i.test(bare)) faults.push(`unescaped in ${bare}`);
  return faults;
};

describe('a formula on a page', () => {
  it.each([
    [
      tex`$O(\sqrt{n})$`,
      '<math><mi>O</mi><mo stretchy="false">(</mo><msqrt><mi>n</mi></msqrt><mo stretchy="false">)</mo></math>',
    ],
    [tex`$\frac{a}{b}$`, '<math><mfrac><mi>a</mi><mi>b</mi></mfrac></math>'],
    [tex`$10^{-3}$`, '<math><msup><mn>10</mn><mrow><mo>−</mo><mn>3</mn></mrow></msup></math>'],
    [tex`$\mathcal{L}_\theta$`, '<math><msub><mi>ℒ</mi><mi>θ</mi></msub></math>'],
    [tex`$\mathbb{R}\mathfrak{g}\mathbf{x}\boldsymbol\alpha$`, '<math><mi>ℝ</mi><mi>𝔤</mi><mi>𝐱</mi><mi>𝜶</mi></math>'],
    [tex`\(x_1\)`, '<math><msub><mi>x</mi><mn>1</mn></msub></math>'],
    [tex`$$x$$`, '<math displaystyle="true"><mi>x</mi></math>'],
    [tex`$\mathds{1}$`, '<math><mn>𝟙</mn></math>'],
    [tex`$\text{<b> "q"}$`, '<math><mtext>&lt;b&gt; &quot;q&quot;</mtext></math>'],
  ])('%s is MathML', (text, markup) => {
    expect(markupOf(text).replaceAll('\u00a0', ' ')).toBe(markup);
  });

  it('keeps the words around it', () => {
    expect(splitMaths(tex`When $n \ll d$, all`).map(({ plain }) => plain)).toEqual(['When ', 'n ≪ d', ', all']);
  });

  it.each([
    tex`$\frac{a}{$`,
    tex`$\unknown{x}$`,
    tex`$x^$`,
    tex`$\href{javascript:alert(1)}{x}$`,
    tex`$\htmlClass{evil}{x}$`,
    tex`$\includegraphics{https://example.org/x.png}$`,
    tex`$\def\a{\a\a}\a$`,
    tex`$\char"202E abc$`,
    tex`$\tag{1} x$`,
    tex`$${'\\frac'.repeat(100)}$`,
    `$${'x'.repeat(1_100)}^$`,
    'from $5 to $10',
    'costs US$5, sold at US$10',
    'no maths',
  ])('stays as written when it is malformed, refused or none: %s', (text) => {
    expect(markupOf(text)).toBe(text);
  });

  it('is readable text where KaTeX does not know a command that plain text does', () => {
    expect(markupOf(tex`$\unicode{x2014}$`)).toBe('—');
  });

  it('has no colour, no size and no length out of bounds', () => {
    const markup = markupOf(tex`$\color{red}x$ $\Huge y$ $\rule{100em}{100em}$ $\kern-50em z$ $\hspace{-900px}w$`);
    expect(markup).not.toMatch(/mathcolor|mathsize|100em|-50em|900/);
    expect(faultsOf(markup)).toEqual([]);
  });

  it('defines nothing for the next formula', () => {
    expect(markupOf(tex`$\gdef\foo{y}\foo$`)).toBe('<math><mi>y</mi></math>');
    expect(markupOf(tex`$\foo$`)).toBe(tex`$\foo$`);
  });

  it('is set once: the second time is the same piece', () => {
    const [first] = splitMaths(tex`$\zeta(s)$`);
    expect(splitMaths(tex`a $\zeta(s)$`)[1]).toBe(first);
  });

  it('is well-formed and escaped whatever the text, and nothing throws', () => {
    const pieces = [
      ...[
        '$',
        '$$',
        '{',
        '}',
        '^',
        '_',
        '&',
        '<',
        '>',
        '"',
        "'",
        '\\',
        '\\\\',
        '\\(',
        '\\)',
        '\\[',
        '\\]',
        'x',
        '1',
        ' ',
        '%',
        '#',
        '~',
        '\n',
      ],
      ...[
        tex`\frac`,
        tex`\sqrt[`,
        tex`\left(`,
        tex`\right)`,
        tex`\text{`,
        tex`\mathbb{`,
        tex`\begin{matrix}`,
        tex`\end{matrix}`,
      ],
      ...[
        tex`\color{red}`,
        tex`\href{x}{`,
        tex`\char"`,
        tex`\kern-9em`,
        tex`\def\x`,
        tex`\overset`,
        tex`\operatorname{`,
        tex`\hline`,
        tex`\verb|<b>|`,
      ],
      ...['<script>', '&lt;', '\u202E', 'é', '∑', '😀', '\uD800'],
    ];
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: fc.constantFrom(...pieces), maxLength: 40 }),
          fc.string({ unit: fc.constantFrom(...pieces), maxLength: 12 }).map((body) => `$${body}$`),
          fc.string({ unit: 'binary' }).map((body) => `$${body}$`),
        ),
        (text) => {
          for (const { maths } of splitMaths(text)) expect(faultsOf(maths?.markup ?? '')).toEqual([]);
        },
      ),
      { numRuns: 3_000 },
    );
  });

  it('loses no words of the text around', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('$', 'a', ' ', '5', '\\', '(', ')') }), (text) => {
        const words = splitMaths(text).filter(({ maths }) => maths === undefined);
        for (const { plain } of words) expect(plain).not.toBe('');
        expect(splitMaths(text).every(({ plain, maths }) => maths !== undefined || plain.length <= text.length)).toBe(
          true,
        );
      }),
    );
  });
});

describe('a long formula', () => {
  const long = tex`$P(X_1 \le x_1, X_2 \le x_2) = C(F_1(x_1), F_2(x_2)) + \int_0^\infty e^{-t^2} dt$`;

  it('may break behind relations, signs and commas of its outermost row, and is whole between', () => {
    const parts = markupOf(long).split('<wbr />');
    expect(parts.length).toBeGreaterThan(4);
    for (const part of parts) expect(faultsOf(part)).toEqual([]);
    expect(parts[0]).toMatch(/<mo>≤<\/mo><\/math>$/);
  });

  it('says the same as in one piece', () => {
    const whole =
      '<math><mi>a</mi><mo>=</mo><mfrac><mi>b</mi><mi>c</mi></mfrac><mo>−</mo><mtext>a rather long text</mtext></math>';
    expect(breakLong(whole).split('<wbr />')).toHaveLength(3);
    expect(breakLong(whole).replaceAll('</math><wbr /><math>', '')).toBe(whole);
  });

  it('is left alone when it is short', () => {
    expect(markupOf('$a = b + c$')).not.toContain('wbr');
  });
});

describe('letters in a style', () => {
  it('are the characters that Unicode has, holes filled, entities untouched', () => {
    expect(inMathsStyle('ABh1&amp;é', 'script')).toBe('𝒜ℬ𝒽1&amp;é');
    expect(inMathsStyle('xyzΩω09', 'bold')).toBe('𝐱𝐲𝐳𝛀𝛚𝟎𝟗');
    expect(inMathsStyle('h', 'italic')).toBe('ℎ');
    expect(inMathsStyle('abc', 'unheard-of')).toBe('abc');
  });
});
