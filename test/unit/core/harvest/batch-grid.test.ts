import fc from 'fast-check';
import { BATCH_STATES, type Batch } from '../../../../lambdas/core/batch.ts';
import { isListDate, noonInNewYork } from '../../../../lambdas/core/calendar/announcement-calendar.ts';
import { addDays } from '../../../../lambdas/core/calendar/new-york-time.ts';
import { buildBatchGrid } from '../../../../lambdas/core/harvest/batch-grid.ts';
import { aBatch } from '../../../fakes/stored-rows.ts';

const FRIDAY = '2026-11-20';
/** A complete row for every list date of three weeks up to that Friday. */
const THREE_WEEKS = Array.from({ length: 21 }, (_, index) => addDays(FRIDAY, index - 20))
  .filter(isListDate)
  .map((date) => aBatch(date));

const gridOf = (batches: readonly Batch[], now = noonInNewYork(FRIDAY), categories = ['cs.LG']) =>
  buildBatchGrid({ batches, categories, now });
const cellOn = (date: string, ...given: Parameters<typeof gridOf>) => {
  const { dates, rows } = gridOf(...given);
  return rows[0]?.cells[dates.indexOf(date)];
};

describe('the grid', () => {
  it('holds ten list dates and the quiet days between, up to today', () => {
    const { dates, rows } = gridOf(THREE_WEEKS);
    expect(dates).toHaveLength(12);
    expect([dates.at(0), dates.at(-1)]).toEqual(['2026-11-09', FRIDAY]);
    expect(rows[0]?.cells.map(({ state }) => state)).toEqual(
      dates.map((date) => (isListDate(date) ? 'complete' : 'quiet')),
    );
  });

  it('goes on to today at a weekend, with the reason', () => {
    expect(cellOn('2026-11-22', THREE_WEEKS, noonInNewYork('2026-11-22'))).toMatchObject({
      state: 'quiet',
      reason: 'weekend',
    });
  });

  it('knows the day that a holiday takes away', () => {
    const cell = cellOn('2026-11-27', THREE_WEEKS, noonInNewYork('2026-11-30'));
    expect(cell).toMatchObject({ state: 'quiet', reason: 'Thanksgiving' });
  });

  it('never takes a list without a row for a quiet day', () => {
    const gap = THREE_WEEKS.filter(({ date }) => date !== '2026-11-18' && date !== FRIDAY);
    expect(cellOn('2026-11-18', gap)).toMatchObject({ state: 'unknown', reason: 'no record' });
    expect(cellOn(FRIDAY, gap)).toMatchObject({ state: 'unknown', reason: 'not in yet' });
  });

  it('lets a list that was seen outrank the calendar', () => {
    const seen = [...THREE_WEEKS, aBatch('2026-11-15', { announced: 7, stored: 7 })];
    expect(cellOn('2026-11-15', seen)).toMatchObject({ state: 'complete', announced: 7 });
    expect(gridOf(seen).dates.at(0)).toBe('2026-11-10');
  });

  it('does not reach back before the first list that was seen', () => {
    expect(gridOf([aBatch('2026-11-18'), aBatch(FRIDAY)]).dates).toEqual(['2026-11-18', '2026-11-19', FRIDAY]);
    expect(gridOf([]).dates).toEqual([FRIDAY]);
  });

  it('shows a recording of long ago instead of days of which nothing is known', () => {
    const { dates, rows } = gridOf([aBatch('2025-08-15'), aBatch('2025-08-18')]);
    expect(dates).toEqual(['2025-08-15', '2025-08-16', '2025-08-17', '2025-08-18']);
    expect(rows[0]?.behind).toBe(250);
  });

  it('says of a cell what is missing, how it is counted and when it is repaired', () => {
    const row = aBatch(FRIDAY, {
      announced: 112,
      stored: 100,
      state: 'short',
      countedBy: 'listing-page',
      reason: 'the feed was cut',
      nextRepairAt: '2026-11-21T03:30:00Z',
      feedTag: '"x"',
    });
    expect(cellOn(FRIDAY, [row])).toEqual({
      category: 'cs.LG',
      date: FRIDAY,
      state: 'short',
      announced: 112,
      stored: 100,
      missing: 12,
      rejected: 0,
      sources: ['rss'],
      countedBy: 'listing-page',
      reason: 'the feed was cut',
      nextRepairAt: '2026-11-21T03:30:00Z',
    });
  });
});

describe('freshness', () => {
  const rowOf = (batches: readonly Batch[], now?: Date) => gridOf(batches, now).rows[0];

  it('counts the list dates that were due since the newest complete one', () => {
    expect(rowOf(THREE_WEEKS)).toMatchObject({ newestComplete: FRIDAY, behind: 0 });
    expect(rowOf(THREE_WEEKS, noonInNewYork('2026-11-22'))).toMatchObject({ behind: 0 });
    expect(rowOf(THREE_WEEKS, noonInNewYork('2026-11-24'))).toMatchObject({ newestComplete: FRIDAY, behind: 2 });
    expect(rowOf([aBatch('2026-11-18'), aBatch(FRIDAY, { state: 'short' })])).toMatchObject({ behind: 2 });
    expect(rowOf([aBatch(FRIDAY, { state: 'pending' })])).not.toHaveProperty('behind');
  });

  it('expects a list from midnight of its date in New York, not from the evening before', () => {
    expect(rowOf(THREE_WEEKS, new Date('2026-11-23T04:59:00Z'))?.behind).toBe(0);
    expect(rowOf(THREE_WEEKS, new Date('2026-11-23T05:00:00Z'))?.behind).toBe(1);
  });

  it('ignores rows of other categories', () => {
    expect(rowOf([aBatch(FRIDAY, { category: 'cs.CL' })])).not.toHaveProperty('newestComplete');
  });
});

it('any rows at any time make a grid of whole rows without a gap, each row in its cell', () => {
  const row = fc.record({
    category: fc.constantFrom('cs.LG', 'cs.CL', 'q-bio.NC'),
    days: fc.integer({ min: -60, max: 5 }),
    state: fc.constantFrom(...BATCH_STATES),
    announced: fc.nat(500),
    stored: fc.nat(500),
  });
  fc.assert(
    fc.property(fc.array(row, { maxLength: 40 }), fc.integer({ min: 0, max: 400 }), (rows, later) => {
      const batches = new Map(
        rows.map(({ days, ...rest }) => {
          const batch = aBatch(addDays(FRIDAY, days), rest);
          return [`${batch.category} ${batch.date}`, batch] as const;
        }),
      );
      const now = noonInNewYork(addDays(FRIDAY, later));
      const grid = buildBatchGrid({ batches: [...batches.values()], categories: ['cs.LG', 'cs.CL'], now });
      expect(grid.dates.length).toBeGreaterThan(0);
      expect(grid.dates).toEqual(grid.dates.map((_, index) => addDays(grid.dates[0] ?? '', index)));
      for (const { category, cells } of grid.rows) {
        expect(cells.map(({ date }) => date)).toEqual(grid.dates);
        for (const cell of cells) {
          const batch = batches.get(`${category} ${cell.date}`);
          expect(cell.state).toBe(batch?.state ?? (isListDate(cell.date) ? 'unknown' : 'quiet'));
        }
      }
    }),
    { numRuns: 100 },
  );
});
