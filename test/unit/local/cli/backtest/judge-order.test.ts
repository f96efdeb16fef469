import fc from 'fast-check';
import { paperIdSchema, type PaperId } from '../../../../../lambdas/core/paper/paper.ts';
import { judgeOrder } from '../../../../../local/cli/backtest/judge-order.ts';

const idOf = (index: number): PaperId => paperIdSchema.parse(`2601.${String(index).padStart(5, '0')}`);

const judge = (gains: readonly (number | undefined)[]) => {
  const order = gains.map((_, index) => idOf(index));
  return judgeOrder(order, (paperId) => gains[order.indexOf(paperId)]);
};

describe('judging an order', () => {
  it('looks at the papers of known outcome alone', () => {
    const known = judge([5, 4, 3, 2, 1]);
    expect(judge([undefined, 5, undefined, 4, 3, 2, undefined, 1])).toEqual(known);
    expect(known).toMatchObject({ judged: 5, figures: { ndcg10: 1, ndcg20: 1, logNdcg10: 1 } });
  });

  it('says nothing with fewer than five of them, or when nobody gained', () => {
    expect(judge([5, 4, 3, 2, undefined])).toBeUndefined();
    expect(judge([0, 0, 0, 0, 0])).toBeUndefined();
  });

  it('calls those hits that gained more than half of the others', () => {
    // The median of 20 nines, a one and a zero is 9: a gain of 9 is no hit, one of 10 is.
    const gains = [10, 0, 1, ...Array.from({ length: 20 }, () => 9)];
    expect(judge(gains)?.figures.precision20).toBe(1 / 20);
  });

  it('puts the ideal order above every other', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(1000), { minLength: 5, maxLength: 40 }), (gains) => {
        fc.pre(gains.some((gain) => gain > 0));
        const ideal = judge(gains.toSorted((a, b) => b - a))?.figures;
        expect(ideal).toMatchObject({ ndcg10: 1, ndcg20: 1, logNdcg10: 1 });
        expect(judge(gains)?.figures.ndcg10 ?? 0).toBeLessThanOrEqual(1);
      }),
    );
  });
});
