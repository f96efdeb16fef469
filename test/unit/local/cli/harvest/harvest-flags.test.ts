import fc from 'fast-check';
import { UsageError } from '../../../../../local/round-flags.ts';
import { readHarvestFlags, type HarvestFlags } from '../../../../../local/cli/harvest/harvest-flags.ts';

const read = (flags: HarvestFlags, deployed = false) =>
  readHarvestFlags(flags, { now: new Date('2026-11-20T17:00:00Z'), deployed });
const NOVEMBER = { from: '2026-11-01', to: '2026-11-20' } as const;

describe('the flags of harvest', () => {
  it('are a range of days, up to today in UTC, and the categories of the place where none is given', () => {
    expect(read(NOVEMBER)).toEqual({ kind: 'range', ...NOVEMBER, categories: undefined, wait: true });
    expect(read({ from: '2005-09-16', to: '2005-09-16' })).toMatchObject({ from: '2005-09-16', to: '2005-09-16' });
  });

  it('name categories canonically, each once', () => {
    expect(read({ ...NOVEMBER, category: ['stat.ML', 'math.MP', 'cs.LG', 'math-ph'] })).toMatchObject({
      categories: ['cs.LG', 'math-ph', 'stat.ML'],
    });
  });

  it('ask for the quarantine instead', () => {
    expect(read({ rejected: true })).toEqual({ kind: 'rejected' });
    expect(read({ rejected: true, wait: true }, true)).toEqual({ kind: 'rejected' });
  });

  it('need not wait for a deployed stack', () => {
    expect(read({ ...NOVEMBER, wait: false }, true)).toMatchObject({ wait: false });
  });

  it.each<[string, HarvestFlags, RegExp]>([
    ['no day', {}, /needs its first and its last day: --from YYYY-MM-DD --to/],
    ['no last day', { from: '2026-11-01' }, /--to YYYY-MM-DD/],
    ['no calendar date', { from: '2026-02-30', to: '2026-11-20' }, /--from "2026-02-30" is no calendar date/],
    ['another way of writing', { from: '2026-11-01', to: '20.11.2026' }, /--to "20.11.2026" is no calendar date/],
    ['the wrong order', { from: '2026-11-02', to: '2026-11-01' }, /--from 2026-11-02 is after --to 2026-11-01/],
    ['a day before the first', { from: '2005-09-15', to: '2026-11-01' }, /give 2005-09-16 or later/],
    ['a day to come', { from: '2026-11-01', to: '2026-11-21' }, /has not begun yet: give 2026-11-20/],
    ['no category', { ...NOVEMBER, category: ['cs.XX'] }, /--category "cs.XX" is no arXiv category/],
    ['both', { ...NOVEMBER, rejected: true }, /--rejected reads all rejects again: leave --from/],
    ['--no-wait here', { ...NOVEMBER, wait: false }, /--no-wait is for a deployed stack/],
    ['--no-wait here with --rejected', { rejected: true, wait: false }, /--no-wait is for a deployed stack/],
  ])('are refused in one sentence for %s', (_what, flags, sentence) => {
    expect(() => read(flags)).toThrow(UsageError);
    expect(() => read(flags)).toThrow(sentence);
  });

  it('give an ordered range or a usage error, whatever is typed', () => {
    const text = fc.oneof(
      fc.string(),
      fc
        .date({ min: new Date('2000-01-01'), max: new Date('2030-01-01'), noInvalidDate: true })
        .map((date) => date.toISOString().slice(0, 10)),
    );
    fc.assert(
      fc.property(text, text, (from, to) => {
        try {
          const range = read({ from, to });
          return (
            range.kind === 'range' && '2005-09-16' <= range.from && range.from <= range.to && range.to <= '2026-11-20'
          );
        } catch (error) {
          return error instanceof UsageError;
        }
      }),
    );
  });
});
