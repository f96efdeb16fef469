import { lastRepairUpTo, nextRepairAfter, nextRepairOf } from '../../../../lambdas/core/harvest/repair-time.ts';

const iso = (date: Date): string => date.toISOString();

describe('the evenings of repair', () => {
  it.each([
    // Before and at 22:30 of a Friday in winter.
    ['2026-11-20T12:00:00Z', '2026-11-20T03:30:00.000Z', '2026-11-21T03:30:00.000Z'],
    ['2026-11-21T03:30:00Z', '2026-11-21T03:30:00.000Z', '2026-11-22T03:30:00.000Z'],
    // In summer an hour earlier by UTC.
    ['2026-07-14T12:00:00Z', '2026-07-14T02:30:00.000Z', '2026-07-15T02:30:00.000Z'],
    // Clocks go forward in the night to 8 March, and back in the night to 1 November.
    ['2026-03-08T12:00:00Z', '2026-03-08T03:30:00.000Z', '2026-03-09T02:30:00.000Z'],
    ['2026-11-01T12:00:00Z', '2026-11-01T02:30:00.000Z', '2026-11-02T03:30:00.000Z'],
  ])('are at 22:30 in New York (%s)', (now, last, next) => {
    expect([iso(lastRepairUpTo(new Date(now))), iso(nextRepairAfter(new Date(now)))]).toEqual([last, next]);
  });

  it('follow a batch for two weeks', () => {
    expect(nextRepairOf('2026-11-20', new Date('2026-12-04T12:00:00Z'))).toBe('2026-12-05T03:30:00.000Z');
    expect(nextRepairOf('2026-11-20', new Date('2026-12-05T04:00:00Z'))).toBeUndefined();
  });
});
