import * as fc from 'fast-check';
import { restoreMaths } from '../../../../lambdas/core/tex/restore-maths.ts';
import { texToText } from '../../../../lambdas/core/tex/tex-text.ts';

const tex = String.raw;

describe('restoreMaths', () => {
  it.each([
    ['$Γ_μ$', tex`$\Gamma_\mu$`],
    ['set $κ= 0.4$ and $κ=0.4$', tex`set $\kappa = 0.4$ and $\kappa=0.4$`],
    [tex`$ρ\approx 0.7$ $ε\to 0$`, tex`$\rho \approx 0.7$ $\epsilon \to 0$`],
    ['$ΔT$, $α2$ and $μν$', tex`$\Delta T$, $\alpha 2$ and $\mu\nu$`],
    [tex`$\hatβ$ $\mathbfθ_t$ $\sqrtπ$ $\inΩ$`, tex`$\hat{\beta}$ $\mathbf{\theta}_t$ $\sqrt{\pi}$ $\in\Omega$`],
    ['$x_α y$ and $x^α$', tex`$x_{\alpha} y$ and $x^\alpha$`],
    ['$U^†U$, $\\text{see §}2$', tex`$U^\dag U$, $\text{see \S}2$`],
    [tex`\(τ\) \[σ_1\] \begin{align}λ&=1\end{align}`, tex`\(\tau\) \[\sigma_1\] \begin{align}\lambda&=1\end{align}`],
    [tex`$\λ\ν$`, tex`$\\lambda\\nu$`],
  ])('puts the commands back into %s', (converted, restored) => {
    expect(restoreMaths(converted, 'api')).toBe(restored);
  });

  it('knows that the two conversions differ in phi', () => {
    expect(restoreMaths('$φ$', 'api')).toBe(tex`$\phi$`);
    expect(restoreMaths('$φ+ϕ$', 'oai')).toBe(tex`$\varphi+\phi$`);
  });

  it.each([
    ['a βand γ, the αof it, λemission, Λwhich', 'a β and γ, the α of it, λ emission, Λwhich'],
    ['3 μm, 5 μas, 2 μmol, ΛCDM, ππ, σ2, αβ, βis', '3 μm, 5 μas, 2 μmol, ΛCDM, ππ, σ2, αβ, β is'],
    ['ϕ is φ', 'φ is φ'],
  ])('only sets Greek apart from words outside maths: %s', (converted, mended) => {
    expect(restoreMaths(converted, 'oai')).toBe(mended.replace('Λwhich', 'Λ which'));
  });

  it.each(['Sørensen, 45°', tex`$\alpha$ and $5$`, '$45°$ $\\text{Ærø}$', 'from $5 to $10'])(
    'leaves %s as it is',
    (text) => {
      expect(restoreMaths(text, 'api')).toBe(text);
    },
  );

  it('does nothing more when it is done again', () => {
    const pieces = ['$', 'α', 'φ', 'ϕ', 'x', ' ', '= ', '\\hat', '_', '{', '}', '\\(', '\\)', '\\', 'and', '1', '†'];
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...pieces) }),
        fc.constantFrom('api', 'oai'),
        (text, conversion) => {
          const once = restoreMaths(text, conversion);
          expect(restoreMaths(once, conversion)).toBe(once);
        },
      ),
      { numRuns: 1_000 },
    );
  });

  it('gives back what an author typed in the usual way', () => {
    const letter = fc.constantFrom('alpha', 'beta', 'Gamma', 'mu', 'Omega', 'phi');
    const behind = fc.constantFrom(' = 1', '=1', ' x', '_1', '^2', '', '(t)', ', y', tex` \leq 3`);
    fc.assert(
      fc.property(letter, behind, (name, rest) => {
        const typed = `$\\${name}${rest}$`;
        const letters: Record<string, string> = { alpha: 'α', beta: 'β', Gamma: 'Γ', mu: 'μ', Omega: 'Ω', phi: 'φ' };
        const converted = typed.replace(
          /\\(alpha|beta|Gamma|mu|Omega|phi) ?/,
          (_, found: string) => letters[found] ?? '',
        );
        expect(texToText(restoreMaths(converted, 'api'))).toBe(texToText(typed));
      }),
    );
  });

  it.each(['α', '$α', '$α$', '\\(α', '\\hatα', '\\begin{align}α', 'αand ', '_α '])(
    'comes to an end on 1 MB of "%s"',
    (piece) => {
      const text = piece.repeat(Math.ceil(1_000_000 / piece.length));
      expect(texToText(restoreMaths(text, 'api')).length).toBeGreaterThan(0);
    },
  );
});
