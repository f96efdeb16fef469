import * as fc from 'fast-check';
import {
  announcementInstant,
  isDoubleList,
  isListDate,
  listDateOfSubmission,
  newYorkDate,
  nextListDate,
  noonInNewYork,
  previousListDate,
  quietReason,
  submissionWindow,
} from '../../../../lambdas/core/calendar/announcement-calendar.ts';

const instants = fc
  .integer({ min: Date.parse('2024-01-01T00:00:00Z'), max: Date.parse('2028-06-01T00:00:00Z') })
  .map((ms) => new Date(ms).toISOString());
const dates = instants.map((instant) => instant.slice(0, 10));

describe('listDateOfSubmission', () => {
  it.each([
    ['Thursday after two', '2026-11-05T19:00:00Z', '2026-11-09'],
    ['Thursday before two', '2026-11-05T18:59:59Z', '2026-11-06'],
    ['Friday before two', '2026-11-06T18:59:00Z', '2026-11-09'],
    ['Friday after two', '2026-11-06T19:00:00Z', '2026-11-10'],
    ['Saturday', '2026-11-07T12:00:00Z', '2026-11-10'],
    ['Sunday night', '2026-11-09T04:00:00Z', '2026-11-10'],
    ['Monday before two', '2026-11-09T18:00:00Z', '2026-11-10'],
    ['Monday after two', '2026-11-09T19:00:00Z', '2026-11-11'],
    ['Wednesday before two in summer', '2026-07-15T17:59:59Z', '2026-07-16'],
    ['Wednesday after two in summer', '2026-07-15T18:00:00Z', '2026-07-17'],
  ])('puts %s on the list of the rule', (_name, instant, date) => {
    expect(listDateOfSubmission(instant)).toBe(date);
  });

  it('gives a list whose window holds the submission, across daylight saving and holidays', () => {
    fc.assert(
      fc.property(instants, (instant) => {
        const date = listDateOfSubmission(instant);
        const { from, to } = submissionWindow(date);
        expect(isListDate(date)).toBe(true);
        expect(Date.parse(from)).toBeLessThanOrEqual(Date.parse(instant));
        expect(Date.parse(instant)).toBeLessThan(Date.parse(to));
        expect(Date.parse(to)).toBeLessThan(announcementInstant(date).getTime());
      }),
      { numRuns: 2_000 },
    );
  });

  it('never goes back in time', () => {
    fc.assert(
      fc.property(instants, instants, (a, b) => {
        const [earlier, later] = a < b ? [a, b] : [b, a];
        expect(listDateOfSubmission(earlier) <= listDateOfSubmission(later)).toBe(true);
      }),
    );
  });

  it('refuses what is no instant', () => {
    expect(() => listDateOfSubmission('yesterday')).toThrow(RangeError);
  });
});

describe('holidays', () => {
  it.each([
    ['2026-01-02', "New Year's Day"],
    ['2026-01-20', 'Martin Luther King Jr. Day'],
    ['2026-06-22', 'Juneteenth'],
    ['2026-07-06', 'Independence Day'],
    ['2026-09-08', 'Labor Day'],
    ['2026-11-27', 'Thanksgiving'],
    ['2026-12-28', 'Christmas'],
    ['2026-12-30', 'winter break'],
    ['2027-01-01', "New Year's Eve"],
    ['2025-07-07', 'Independence Day'],
    ['2025-12-31', 'winter break'],
  ])('leave %s without a list (%s)', (date, reason) => {
    expect(quietReason(date)).toBe(reason);
  });

  it.each([
    '2026-06-19',
    '2026-06-23',
    '2026-07-03',
    '2026-12-25',
    '2026-12-29',
    '2026-12-31',
    '2026-01-19',
    '2026-05-26',
    '2026-01-01',
    '2025-11-28',
  ])('leave the list of %s in place', (date) => {
    expect(quietReason(date)).toBeUndefined();
  });

  it('put two days of submissions on the next list', () => {
    expect(submissionWindow('2026-01-21')).toEqual({
      from: '2026-01-16T19:00:00.000Z',
      to: '2026-01-20T19:00:00.000Z',
    });
    expect(submissionWindow('2026-06-23')).toEqual({
      from: '2026-06-18T18:00:00.000Z',
      to: '2026-06-22T18:00:00.000Z',
    });
  });
});

describe('list dates', () => {
  it('are quiet on weekends', () => {
    expect(quietReason('2026-11-21')).toBe('weekend');
    expect(quietReason('2026-11-22')).toBe('weekend');
    expect(nextListDate('2026-11-20')).toBe('2026-11-23');
    expect(nextListDate('2026-11-26')).toBe('2026-11-30');
    expect(previousListDate('2026-11-30')).toBe('2026-11-26');
  });

  it('follow one another without gap or overlap of their windows', () => {
    fc.assert(
      fc.property(dates, (date) => {
        const next = nextListDate(date);
        const after = nextListDate(next);
        expect(previousListDate(after)).toBe(next);
        expect(submissionWindow(after).from).toBe(submissionWindow(next).to);
      }),
    );
  });

  it('span a weekend on Tuesdays: three days instead of one', () => {
    const hoursOf = (date: string): number => {
      const { from, to } = submissionWindow(date);
      return (Date.parse(to) - Date.parse(from)) / 3_600_000;
    };
    expect(['2026-11-16', '2026-11-17', '2026-11-18', '2026-11-19', '2026-11-20'].map(hoursOf)).toEqual([
      24, 72, 24, 24, 24,
    ]);
    expect([hoursOf('2026-03-10'), hoursOf('2026-11-03')]).toEqual([71, 73]);
  });

  it.each(['2026-02-30x', '20261120', '', '2026-13-01'])('refuse %s as a date', (date) => {
    expect(() => isListDate(date)).toThrow(RangeError);
  });
});

describe('New York time', () => {
  it('is told in summer and in winter', () => {
    expect(noonInNewYork('2026-11-20').toISOString()).toBe('2026-11-20T17:00:00.000Z');
    expect(noonInNewYork('2026-07-20').toISOString()).toBe('2026-07-20T16:00:00.000Z');
    expect(newYorkDate(new Date('2026-11-20T04:59:59Z'))).toBe('2026-11-19');
    expect(newYorkDate(new Date('2026-11-20T05:00:00Z'))).toBe('2026-11-20');
  });

  it('has its announcement at eight in the evening before the list', () => {
    expect(announcementInstant('2026-11-20').toISOString()).toBe('2026-11-20T01:00:00.000Z');
    expect(announcementInstant('2026-11-23').toISOString()).toBe('2026-11-23T01:00:00.000Z');
    expect(announcementInstant('2026-07-20').toISOString()).toBe('2026-07-20T00:00:00.000Z');
  });

  it('shows noon on the date asked for, every day', () => {
    fc.assert(fc.property(dates, (date) => expect(newYorkDate(noonInNewYork(date))).toBe(date)));
  });
});

describe('a double list', () => {
  it.each([
    ['2026-11-23', false],
    ['2026-11-24', true],
    ['2026-11-25', false],
    // After Juneteenth, a Friday: Sunday evening fell away.
    ['2026-06-23', true],
    // After Labor Day.
    ['2026-09-09', true],
    // The day on which clocks went back has 25 hours, on a weekend.
    ['2026-11-02', false],
  ])('is %s: %s', (date, expected) => {
    expect(isDoubleList(date)).toBe(expected);
  });
});
