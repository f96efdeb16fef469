import { readBacktestFlags } from '../../../../../local/cli/backtest/backtest-flags.ts';

const FLAGS = { papers: 'p', signals: 's', from: '2026-02-01', to: '2026-03-31' };

describe('the flags of backtest', () => {
  it('default to the list over all fields and a folder named for the days', () => {
    expect(readBacktestFlags(FLAGS)).toEqual({
      ...FLAGS,
      category: 'all',
      inject: undefined,
      out: 'backtest-2026-02-01-2026-03-31',
    });
  });

  it('name a category by its canonical identifier', () => {
    expect(readBacktestFlags({ ...FLAGS, category: 'math.MP' }).category).toBe('math-ph');
  });

  it.each([
    [{ papers: undefined }, '--papers is missing.'],
    [{ signals: '' }, '--signals is missing.'],
    [{ from: undefined }, '--from is missing.'],
    [{ to: '2026-02-30' }, '--to "2026-02-30" is no calendar date: write it as YYYY-MM-DD, e.g. 2026-02-01.'],
    [{ from: '2026-04-01' }, '--from 2026-04-01 is after --to 2026-03-31: exchange them.'],
    [{ category: 'cs.XX' }, '--category "cs.XX" is no arXiv category: give one such as cs.LG, or all.'],
  ])('are refused with %j', (changes, sentence) => {
    expect(() => readBacktestFlags({ ...FLAGS, ...changes })).toThrow(sentence);
  });
});
