import type { Batch } from '../../../../lambdas/core/batch.ts';
import { isListDate, noonInNewYork } from '../../../../lambdas/core/calendar/announcement-calendar.ts';
import { addDays } from '../../../../lambdas/core/calendar/new-york-time.ts';
import { buildHarvestStatus, type HarvestFacts } from '../../../../lambdas/core/harvest/harvest-status.ts';
import { aBatch } from '../../../fakes/stored-rows.ts';
import { inventRun, inventWindow } from './invented-harvest.ts';

const FRIDAY = '2026-11-20';
const statusOf = (facts: Partial<HarvestFacts> = {}) =>
  buildHarvestStatus({
    batches: [],
    windows: [],
    runs: [],
    backfills: [],
    categories: ['cs.LG', 'cs.CL'],
    now: noonInNewYork(FRIDAY),
    ...facts,
  });
const short = (date: string, category: string, changes: Partial<Batch> = {}): Batch =>
  aBatch(date, { category, state: 'short', ...changes });

describe('the state of the harvest', () => {
  it('has a row for every field, then one for all of them together', () => {
    expect(statusOf().grid.rows.map(({ category }) => category)).toEqual(['cs.LG', 'cs.CL', 'all']);
  });

  it('names short batches newest first, also those before the grid, in the order of the fields', () => {
    const batches = [
      short('2026-10-20', 'cs.LG'),
      short(FRIDAY, 'cs.CL'),
      short(FRIDAY, 'cs.LG'),
      short(FRIDAY, 'q-bio.NC'),
    ];
    const { shortBatches } = statusOf({ batches: [...batches, aBatch('2026-11-19')] });
    expect(shortBatches.map(({ date, category }) => [date, category])).toEqual([
      [FRIDAY, 'cs.LG'],
      [FRIDAY, 'cs.CL'],
      ['2026-10-20', 'cs.LG'],
    ]);
  });

  it('names the whole only where none of its parts is short', () => {
    const whole = short(FRIDAY, 'all');
    const named = (batches: readonly Batch[]) => statusOf({ batches }).shortBatches.map(({ category }) => category);
    expect(named([whole])).toEqual(['all']);
    expect(named([whole, short(FRIDAY, 'cs.CL')])).toEqual(['cs.CL']);
  });

  it('adds up the rejects of each date over two weeks', () => {
    const batches = [
      aBatch(FRIDAY, { rejected: 2 }),
      aBatch(FRIDAY, { category: 'cs.CL', rejected: 1 }),
      aBatch(FRIDAY, { category: 'all', rejected: 2 }),
      aBatch('2026-11-18', { category: 'all', rejected: 5 }),
      aBatch('2026-11-19'),
      aBatch('2026-11-06', { rejected: 9 }),
    ];
    expect(statusOf({ batches }).rejects).toEqual([
      { date: FRIDAY, records: 3 },
      { date: '2026-11-18', records: 5 },
    ]);
  });

  it('has thirty announcements for its chart, oldest first, without quiet days', () => {
    const days = Array.from({ length: 60 }, (_, index) => addDays(FRIDAY, -index));
    const batches = days.map((date) =>
      aBatch(date, { category: 'all', ...(!isListDate(date) && { state: 'quiet', announced: 0, stored: 0 }) }),
    );
    const { volumes } = statusOf({ batches });
    expect(volumes).toHaveLength(30);
    expect(volumes.at(-1)).toEqual({ date: FRIDAY, announced: 10, stored: 10, state: 'complete' });
    expect(volumes.every(({ date }) => isListDate(date))).toBe(true);
    expect(volumes.map(({ date }) => date)).toEqual(volumes.map(({ date }) => date).toSorted());
  });

  it('tells open windows from done ones, and has the newest run first', () => {
    const windows = [
      inventWindow('2026-11-19', { state: 'open' }),
      inventWindow('2026-11-18', { state: 'open' }),
      inventWindow('2026-11-17'),
    ];
    const runs = [
      inventRun('poll', { endedAt: '2026-11-20T05:00:00Z' }),
      inventRun('repair', { endedAt: '2026-11-20T06:00:00Z' }),
    ];
    const status = statusOf({ windows, runs });
    expect(status.openWindows.map(({ day }) => day)).toEqual(['2026-11-18', '2026-11-19']);
    expect(status.doneWindows).toBe(1);
    expect(status.runs.map(({ task }) => task)).toEqual(['repair', 'poll']);
  });

  it.each([
    [noonInNewYork(FRIDAY), '2026-11-23', '2026-11-23T01:00:00.000Z'],
    [noonInNewYork('2026-11-26'), '2026-11-30', '2026-11-30T01:00:00.000Z'],
    [noonInNewYork('2026-10-29'), '2026-10-30', '2026-10-30T00:00:00.000Z'],
  ])('knows at %s when the next list is announced: that of %s at %s', (now, date, announcedAt) => {
    expect(statusOf({ now }).nextList).toMatchObject({ date, announcedAt });
  });
});
