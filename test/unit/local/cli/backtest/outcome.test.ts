import { paperIdSchema } from '../../../../../lambdas/core/paper/paper.ts';
import { readOutcomes } from '../../../../../local/cli/backtest/outcome.ts';
import { NO_SIGNALS, type RecordedLook } from '../../../../../local/cli/backtest/recorded-look.ts';

const PAPER = paperIdSchema.parse('2601.00001');
const OTHER = paperIdSchema.parse('2601.00002');

const stars = (observedOn: string, count: number): RecordedLook => ({
  source: 'github',
  paperId: PAPER,
  observedOn,
  count,
});
const upvotes = (observedOn: string, count: number, paperId = PAPER): RecordedLook => ({
  source: 'hugging-face',
  paperId,
  observedOn,
  count,
  listedOn: observedOn,
  comments: 0,
});
const outcomesOf = (...looks: readonly RecordedLook[]) => readOutcomes({ ...NO_SIGNALS, looks });

describe('stars gained', () => {
  it('are from the last look up to the day to the last one of the seven days after it', () => {
    const { gainsAfter } = outcomesOf(
      stars('2026-01-04', 1),
      stars('2026-01-05', 3),
      stars('2026-01-06', 10),
      stars('2026-01-12', 20),
      stars('2026-01-13', 99),
    );
    expect(gainsAfter('stars', '2026-01-05')(PAPER)).toBe(17);
  });

  it('are not known without a look before, and not without one after', () => {
    const { gainsAfter } = outcomesOf(stars('2026-01-05', 3));
    expect(gainsAfter('stars', '2026-01-04')(PAPER)).toBeUndefined();
    expect(gainsAfter('stars', '2026-01-05')(PAPER)).toBeUndefined();
    expect(gainsAfter('stars', '2026-01-05')(OTHER)).toBeUndefined();
  });

  it('are none where stars were taken back', () => {
    expect(outcomesOf(stars('2026-01-05', 30), stars('2026-01-06', 3)).gainsAfter('stars', '2026-01-05')(PAPER)).toBe(
      0,
    );
  });
});

describe('upvotes gained', () => {
  const far = upvotes('2026-01-20', 1, OTHER);

  it('are all of a paper that is listed later, and none of one that is not', () => {
    const { gainsAfter } = outcomesOf(upvotes('2026-01-06', 12), far);
    expect(gainsAfter('upvotes', '2026-01-05')(PAPER)).toBe(12);
    expect(gainsAfter('upvotes', '2026-01-05')(paperIdSchema.parse('2601.00003'))).toBe(0);
  });

  it('are not known of a paper that was listed before and not looked at again', () => {
    expect(outcomesOf(upvotes('2026-01-05', 12), far).gainsAfter('upvotes', '2026-01-05')(PAPER)).toBeUndefined();
  });

  it('are not known where the lists end within the week', () => {
    expect(outcomesOf(upvotes('2026-01-11', 1, OTHER)).gainsAfter('upvotes', '2026-01-05')(PAPER)).toBeUndefined();
  });
});
