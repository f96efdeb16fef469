import fc from 'fast-check';
import { explainScore } from '../../../../lambdas/core/score/explain-score.ts';
import { scoreFromContributions } from '../../../../lambdas/core/score/forward-decay.ts';
import { gainArithmetic } from '../../../../lambdas/core/render/gain-arithmetic.ts';
import { capSentences, trustSentences } from '../../../../lambdas/core/render/score-rules.ts';
import { aGain } from '../rank/rankable.ts';

const DATE = '2026-11-20';
const explained = (contributions: Parameters<typeof scoreFromContributions>[0], suspect = false) =>
  explainScore(scoreFromContributions(contributions, { suspect }), DATE);

describe('the arithmetic of a day’s gain', () => {
  it('names weight, gain, usual gain and mass, and trust where it is not whole', () => {
    const sum = { gain: 38, usualGain: 6.2, weight: 1, trust: 1, count: 138 };
    expect(gainArithmetic(sum, Math.log2(1 + 38 / 6.2))).toBe('1 × log₂(1 + 38 / 6.2) = 2.834');
    expect(gainArithmetic({ ...sum, trust: 0.3, weight: 2 }, 1.7)).toBe('2 × 0.3 × log₂(1 + 38 / 6.2) = 1.700');
  });

  it('can be worked out again from what is printed', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.05, max: 100_000, noNaN: true }),
        fc.double({ min: 0.5, max: 500, noNaN: true }),
        fc.constantFrom(1, 2, 8),
        fc.constantFrom(1, 0.3),
        (gain, usualGain, weight, trust) => {
          const mass = weight * trust * Math.log2(1 + gain / usualGain);
          const text = gainArithmetic({ gain, usualGain, weight, trust, count: 1 }, mass).replaceAll(',', '');
          const [, factors = '', given = '', usual = '', result = ''] =
            /^(.*) × log₂\(1 \+ (\S+) \/ (\S+)\) = (\S+)$/.exec(text) ?? [];
          const product = factors.split(' × ').reduce((all, factor) => all * Number(factor), 1);
          expect(Math.abs(product * Math.log2(1 + Number(given) / Number(usual)) - Number(result))).toBeLessThan(0.03);
          expect(Number(result)).toBeCloseTo(mass, 2);
        },
      ),
    );
  });
});

describe('the cap', () => {
  it('is not spoken of where it takes nothing', () => {
    expect(capSentences(explained([aGain(DATE, 100)]))).toEqual([]);
    expect(capSentences(explained([aGain(DATE, 20), aGain(DATE, 20, { source: 'hugging-face' })]))).toEqual([]);
  });

  it('is explained with its own numbers where it bites', () => {
    // log₂(1 + 635/5) = 7, log₂(1 + 75/5) = 4: 1.5 times four count.
    const [rule, sentence] = capSentences(explained([aGain(DATE, 635), aGain(DATE, 75, { source: 'hugging-face' })]), [
      'week',
    ]);
    expect(rule).toContain('held to 1.5 times the others together');
    expect(sentence).toBe(
      'On the list of the week GitHub stars hold 7.000, all other sources of signals 4.000: 1.5 × 4.000 = 6.000 counts.',
    );
  });

  it('says why more counts where a second voice would lower the sum', () => {
    const [, sentence] = capSentences(explained([aGain(DATE, 635), aGain(DATE, 5, { source: 'hugging-face' })]), [
      'week',
    ]);
    expect(sentence).toContain('7.000 − 1.000 = 6.000 counts, so that the second voice doesn’t lower the sum');
  });
});

describe('less trust', () => {
  it('is told with its figure and its end, and accuses nobody', () => {
    const [sentence = ''] = trustSentences(explained([aGain(DATE, 60, { trust: 0.3 })], true));
    expect(sentence).toBe(
      'Stars that nothing else supports yet count 0.3, and the paper is not placed among the first 20. With forks, issues, upvotes or points to go with them they count in full.',
    );
    expect(sentence).not.toMatch(/bought|fake|fraud|suspect|cheat/i);
  });

  it('is not spoken of where all is trusted', () => {
    expect(trustSentences(explained([aGain(DATE, 60)]))).toEqual([]);
  });
});
