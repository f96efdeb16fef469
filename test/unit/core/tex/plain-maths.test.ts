import * as fc from 'fast-check';
import { plainMaths } from '../../../../lambdas/core/tex/plain-maths.ts';

const tex = String.raw;

describe('plainMaths', () => {
  it.each([
    [tex`$O(n^2)$ in $\mathbb{R}^d$`, 'O(n²) in ℝᵈ'],
    [tex`$\alpha$-stable, $\Lambda$CDM`, 'α-stable, ΛCDM'],
    [tex`$\frac{a}{b}$ $\frac{a+b}{c}$ $\frac12$`, 'a/b (a+b)/c 1/2'],
    [tex`$\sqrt{x}$ $\sqrt{x+1}$ $\sqrt[3]{n}$ $\sqrt[5]{n}$`, '√x √(x+1) ∛n n^(1/5)'],
    [tex`$x_{ij}$ $x_{qz}$ $x^{q+1}$ $H_0=70$ km s$^{-1}$`, 'xᵢⱼ x_qz x^(q+1) H₀=70 km s⁻¹'],
    [tex`$\tilde{O}(\sqrt{T})$ $\hat\beta$ $\mathcal{L}$ $\mathfrak{g}$ $\mathbf{x}_t$`, 'Õ(√T) β̂ ℒ 𝔤 xₜ'],
    [tex`$n \log n$ $\log(n)$ $\text{if } x \leq y$`, 'n log n log(n) if x ≤ y'],
    [tex`$\left\{x \mid y\right\}$ $|\psi\rangle$ $f'(x)$ $\not\subset$ $50\%$`, '{x ∣ y} |ψ⟩ f′(x) ⊄ 50%'],
    [tex`$$E=mc^2$$ \(x^2\) \[y_1\]`, 'E=mc² x² y₁'],
    [tex`$90^\circ$ $x^*$ $10^{-3}$ $a-b$`, '90° x* 10⁻³ a−b'],
  ])('makes %s readable', (text, plain) => {
    expect(plainMaths(text)).toBe(plain);
  });

  it.each([
    tex`$a_{b$`,
    tex`$}$`,
    tex`$\unknown{x}$`,
    tex`$x^$`,
    tex`$\begin{cases}a\end{cases}$`,
    'from $5 to $10',
    'no maths at all',
    tex`\emph{text}`,
    `$${'{'.repeat(50)}x${'}'.repeat(50)}$`,
  ])('leaves %s as written', (text) => {
    expect(plainMaths(text)).toBe(text);
  });

  it('goes on behind a formula it cannot read', () => {
    expect(plainMaths(tex`$\unknown$ and $x^2$`)).toBe(tex`$\unknown$ and x²`);
  });

  it('never throws and ends on hostile text', () => {
    const pieces = [
      '$',
      '{',
      '}',
      '^',
      '_',
      '\\frac',
      '\\sqrt[',
      '\\mathbb',
      '\\(',
      '\\)',
      'x',
      ' ',
      '\\',
      '&',
      '\\unicode{x1F600}',
      '\\unicode{1e9}',
      '\\left.',
    ];
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...pieces) }), (text) =>
        expect(() => plainMaths(text)).not.toThrow(),
      ),
      { numRuns: 1_000 },
    );
    for (const piece of pieces) expect(plainMaths(piece.repeat(5_000)).length).toBeGreaterThan(0);
  });
});
