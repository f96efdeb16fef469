import * as fc from 'fast-check';
import {
  DUE_SHARDS,
  dueShardOf,
  hasDigestOn,
  localDateOf,
  nextDueAt,
  streamOf,
} from '../../../../lambdas/core/subscriber/due-time.ts';
import {
  preferencesSchema,
  type Preferences,
  type SubscriberId,
} from '../../../../lambdas/core/subscriber/subscriber.ts';

const preferencesOf = (over: Partial<Preferences> = {}): Preferences =>
  preferencesSchema.parse({ categories: ['cs.LG'], ...over });
const nextOf = (after: string, over: Partial<Preferences>) => nextDueAt(preferencesOf(over), new Date(after));

/** Due times from one instant to the other. */
const dueTimes = (preferences: Preferences, { from, to }: { readonly from: string; readonly to: string }): Date[] => {
  const times: Date[] = [];
  for (let due = new Date(nextDueAt(preferences, new Date(from))); due < new Date(to);) {
    times.push(due);
    due = new Date(nextDueAt(preferences, due));
  }
  return times;
};
const everyDate = (from: string, days: number): string[] =>
  Array.from({ length: days }, (_, index) =>
    new Date(Date.parse(from) + index * 86_400_000).toISOString().slice(0, 10),
  );

describe('due time', () => {
  it('is the local hour of today when that is to come, of tomorrow when it has passed', () => {
    expect(nextOf('2026-11-20T11:59:00Z', { localHour: 7 })).toBe('2026-11-20T12:00:00.000Z');
    expect(nextOf('2026-11-20T12:00:00Z', { localHour: 7 })).toBe('2026-11-21T12:00:00.000Z');
  });

  it('keeps half-hour and quarter-hour zones', () => {
    expect(nextOf('2026-11-20T00:00:00Z', { timeZone: 'Asia/Kolkata' })).toBe('2026-11-20T01:30:00.000Z');
    expect(nextOf('2026-11-20T00:00:00Z', { timeZone: 'Asia/Kathmandu' })).toBe('2026-11-20T01:15:00.000Z');
  });

  it('takes the moment at which a skipped hour ends', () => {
    expect(nextOf('2026-03-08T05:00:00Z', { localHour: 2 })).toBe('2026-03-08T07:00:00.000Z');
    expect(nextOf('2026-10-03T12:00:00Z', { localHour: 2, timeZone: 'Australia/Lord_Howe' })).toBe(
      '2026-10-03T15:30:00.000Z',
    );
  });

  it('takes a repeated hour the first time only', () => {
    expect(nextOf('2026-11-01T04:00:00Z', { localHour: 1 })).toBe('2026-11-01T05:00:00.000Z');
    expect(nextOf('2026-11-01T05:00:00Z', { localHour: 1 })).toBe('2026-11-02T06:00:00.000Z');
  });

  it('stays on its date where the clocks skip the hour before midnight', () => {
    const due = nextOf('2026-03-28T12:00:00Z', { localHour: 23, timeZone: 'America/Nuuk' });
    expect(localDateOf(new Date(due), 'America/Nuuk')).toBe('2026-03-28');
  });

  it('passes over a date that a zone never had', () => {
    const dates = dueTimes(preferencesOf({ timeZone: 'Pacific/Apia' }), {
      from: '2011-12-28T00:00:00Z',
      to: '2012-01-02T00:00:00Z',
    }).map((due) => localDateOf(due, 'Pacific/Apia'));
    expect(dates).toEqual(['2011-12-28', '2011-12-29', '2011-12-31', '2012-01-01', '2012-01-02']);
  });

  it('falls exactly once on every local date of a year, in every zone', () => {
    const dates = everyDate('2026-01-01', 365);
    const hours = [0, 1, 2, 3, 7, 23];
    for (const [index, timeZone] of Intl.supportedValuesOf('timeZone').entries()) {
      const preferences = preferencesOf({ timeZone, localHour: hours[index % hours.length] ?? 7 });
      const due = dueTimes(preferences, { from: '2025-12-30T00:00:00Z', to: '2027-01-03T00:00:00Z' })
        .map((instant) => localDateOf(instant, timeZone))
        .filter((date) => date.startsWith('2026'));
      expect(due).toEqual(dates);
    }
  });

  it('comes at every hour once a date around both changes of the clocks', () => {
    for (const timeZone of [
      'America/New_York',
      'Europe/Dublin',
      'America/Nuuk',
      'Africa/Cairo',
      'America/Havana',
      'Asia/Beirut',
    ]) {
      for (let localHour = 0; localHour < 24; localHour += 1) {
        for (const from of ['2026-03-01', '2026-10-20']) {
          const due = dueTimes(preferencesOf({ timeZone, localHour }), {
            from: `${from}T12:00:00Z`,
            to: new Date(Date.parse(from) + 62 * 86_400_000).toISOString(),
          }).map((instant) => localDateOf(instant, timeZone));
          expect(due).toEqual(everyDate(due[0] ?? '', due.length));
          expect(due.length).toBeGreaterThanOrEqual(60);
        }
      }
    }
  });

  it('is after the given instant, at most a day and an hour or so away', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('2026-01-01'), max: new Date('2027-01-01'), noInvalidDate: true }),
        fc.integer({ min: 0, max: 23 }),
        fc.constantFrom(...Intl.supportedValuesOf('timeZone')),
        (after, localHour, timeZone) => {
          const distance = Date.parse(nextDueAt(preferencesOf({ localHour, timeZone }), after)) - after.getTime();
          expect(distance).toBeGreaterThan(0);
          expect(distance).toBeLessThanOrEqual(26 * 3_600_000);
        },
      ),
    );
  });

  it('waits for the weekday of a weekly digest', () => {
    const weekly = { frequency: 'weekly', weekday: 7, localHour: 7 } as const;
    expect(nextOf('2026-11-20T12:00:00Z', weekly)).toBe('2026-11-22T12:00:00.000Z');
    expect(nextOf('2026-11-22T12:00:00Z', weekly)).toBe('2026-11-29T12:00:00.000Z');
    expect(hasDigestOn(preferencesOf(weekly), '2026-11-22')).toBe(true);
    expect(hasDigestOn(preferencesOf(weekly), '2026-11-23')).toBe(false);
  });

  it('refuses a zone that is none', () => {
    expect(() => nextOf('2026-11-20T12:00:00Z', { timeZone: 'Mars/Olympus' })).toThrow(RangeError);
  });
});

describe('local date', () => {
  it('is that of the reader, not of UTC', () => {
    const instant = new Date('2026-11-20T12:00:00Z');
    expect(localDateOf(instant, 'Pacific/Auckland')).toBe('2026-11-21');
    expect(localDateOf(instant, 'Pacific/Niue')).toBe('2026-11-20');
    expect(localDateOf(new Date('2026-11-20T05:00:00Z'), 'Pacific/Niue')).toBe('2026-11-19');
  });
});

describe('shard and stream', () => {
  it('spreads subscribers over all sixteen shards, each always on the same', () => {
    const shards = Array.from({ length: 1600 }, (_, index) => dueShardOf(`subscriber-${index}` as SubscriberId));
    expect(new Set(shards)).toEqual(new Set(DUE_SHARDS));
    expect(DUE_SHARDS).toHaveLength(16);
    expect(dueShardOf('subscriber-1' as SubscriberId)).toBe(shards[1]);
  });

  it('names the stream of daily and weekly readers', () => {
    expect(streamOf(preferencesOf())).toBe('daily');
    expect(streamOf(preferencesOf({ frequency: 'weekly' }))).toBe('weekly');
  });
});
