import fc from 'fast-check';
import { addDays } from '../../../../../lambdas/core/calendar/new-york-time.ts';
import { starCountsOf, starsSeen } from '../../../../../lambdas/core/render/page/star-counts.ts';
import { starCurve } from '../../../../../lambdas/core/render/page/star-curve.ts';
import { starSparkline } from '../../../../../lambdas/core/render/page/star-sparkline.ts';
import { attentionFrom, starLooks } from '../invented-signals.ts';

const FROM = '2026-11-01';
const looksAt = (counts: readonly (number | undefined)[], startedOn = FROM) =>
  starLooks({ paperId: '2611.00001', from: FROM, counts, startedOn });
const countsFrom = (
  counts: readonly (number | undefined)[],
  { startedOn, upTo = addDays(FROM, counts.length - 1) }: { readonly startedOn?: string; readonly upTo?: string } = {},
) => starCountsOf(attentionFrom(looksAt(counts, startedOn)).contributions, { upTo });
const drawn = (counts: Parameters<typeof countsFrom>[0], options?: Parameters<typeof countsFrom>[1]): string => {
  const curve = starSparkline(countsFrom(counts, options));
  return curve === false ? '' : curve.markup;
};
const labelOf = (markup: string): string => /aria-label="([^"]*)"/.exec(markup)?.[1] ?? '';

describe('stars, worked back from the contributions of a score', () => {
  it('are those of every look that showed a gain', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 2, maxLength: 20 }), (gains) => {
        let sum = 0;
        const counts = gains.map((gain) => (sum += gain));
        const known = new Map(countsFrom(counts).map(({ on, stars }) => [on, stars]));
        expect(counts.map((_, index) => known.get(addDays(FROM, index)))).toEqual(counts);
      }),
    );
  });

  it('stand still on days without a gain, and rise evenly over days without a look', () => {
    expect(countsFrom([10, 10, 40])).toEqual([
      { on: '2026-10-31', stars: 0 },
      { on: '2026-11-01', stars: 10 },
      { on: '2026-11-02', stars: 10 },
      { on: '2026-11-03', stars: 40 },
    ]);
    expect(countsFrom([10, undefined, 40], { upTo: '2026-11-02' }).at(-1)).toEqual({ on: '2026-11-02', stars: 25 });
  });

  it('know nothing of the days before the first look at an old repository', () => {
    expect(countsFrom([1000, 1030], { startedOn: '2025-11-01' })[0]).toEqual({ on: FROM, stars: 1000 });
  });

  it('know nothing of the days after the list', () => {
    expect(countsFrom([10, 20, 900], { upTo: '2026-11-02' }).at(-1)).toEqual({ on: '2026-11-02', stars: 20 });
  });

  it('do not stand still on days of which nothing is known', () => {
    const { contributions } = attentionFrom(looksAt([10, 20]));
    const days = { upTo: '2026-11-09', knownThrough: '2026-11-05' };
    expect(starCountsOf(contributions, days).at(-1)).toEqual({ on: '2026-11-05', stars: 20 });
  });
});

describe('the sparkline', () => {
  it('is a picture with its text', () => {
    const markup = drawn([12, 12, 40, 100, 212]);
    expect(labelOf(markup)).toBe('Stars over 5 days: 0 to 212');
    expect(markup).toContain('role="img"');
    expect(markup).toContain('<span aria-hidden="true">212 stars</span>');
    expect(markup).not.toMatch(/NaN|Infinity|undefined|\sstyle=/);
  });

  it('shows two weeks', () => {
    expect(labelOf(drawn([12, ...Array.from({ length: 29 }, (_, index) => 20 + index * 10)]))).toBe(
      'Stars over 14 days: 160 to 300',
    );
  });

  it.each([
    ['nobody looked', []],
    ['there is no star', [0, 0, 0]],
    ['there was one look at an old repository', [1000]],
  ])('is not drawn where %s', (_, counts) => {
    expect(drawn(counts, { startedOn: '2025-11-01', upTo: FROM })).toBe('');
  });

  it('is not drawn where nothing moved for two weeks', () => {
    expect(drawn([12, 40, ...Array.from({ length: 20 }, () => 40)])).toBe('');
  });

  it('draws three stars more than a thousand nearly flat', () => {
    const heightOf = (markup: string): number => {
      const ys = (/points="([^"]*)"/.exec(markup)?.[1] ?? '').split(' ').map((point) => Number(point.split(',')[1]));
      return Math.max(...ys) - Math.min(...ys);
    };
    expect(heightOf(drawn([1000, 1003], { startedOn: '2025-11-01' }))).toBeLessThan(1);
    expect(heightOf(drawn([100, 203], { startedOn: '2025-11-01' }))).toBeGreaterThan(16);
  });

  it('stays within its box whatever the counts', () => {
    fc.assert(
      fc.property(fc.array(fc.option(fc.nat({ max: 1_000_000 }), { nil: undefined }), { maxLength: 40 }), (counts) => {
        const markup = drawn(counts);
        const numbers = (/points="([^"]*)"/.exec(markup)?.[1] ?? '').split(/[ ,]/).filter(Boolean).map(Number);
        expect(numbers.every((value) => value >= 0 && value <= 92)).toBe(true);
        expect(numbers.filter((_, index) => index % 2 === 1).every((y) => y <= 22)).toBe(true);
      }),
    );
  });
});

describe('the curve on a paper’s own page', () => {
  it('shows every look, also those where stars went away', () => {
    const markup = starCurve(starsSeen(looksAt([12, 40, 30])));
    expect(markup).toMatchObject({ markup: expect.stringContaining('Stars over 2 days: 12 to 30') as unknown });
    expect((markup === false ? '' : markup.markup).match(/<circle/g)).toHaveLength(3);
  });

  it('begins anew with another repository', () => {
    const [first, second] = looksAt([500, 10]);
    const other = second?.source === 'github' ? { ...second, details: { ...second.details, repositoryId: 'R_9' } } : [];
    expect(starsSeen([first, other].flat().filter((row) => row !== undefined))).toEqual([
      { on: '2026-11-02', stars: 10 },
    ]);
    expect(starCurve([{ on: '2026-11-02', stars: 10 }])).toBe(false);
  });
});
