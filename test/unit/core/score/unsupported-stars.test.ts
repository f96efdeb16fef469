import { addDays } from '../../../../lambdas/core/calendar/new-york-time.ts';
import { unsupportedStars, type StarHistory } from '../../../../lambdas/core/score/unsupported-stars.ts';

const day = (number: number): string => addDays('2026-11-01', number);
const days = (history: StarHistory) => [...unsupportedStars(history).boughtOn];
/** Five forks and issues in all, of a first look ten days before the burst. */
const quiet = { activity: [{ on: day(0), gain: 5 }], activityInAll: 5, elsewhere: [] };
const burst = [{ on: day(10), gain: 60 }];

describe('stars that look bought', () => {
  it('are many within two weeks while nothing else moves', () => {
    expect(days({ gains: burst, ...quiet })).toEqual([day(10)]);
  });

  it('are found when they are spread over the days', () => {
    const gains = Array.from({ length: 10 }, (_, index) => ({ on: day(index + 1), gain: 6 }));
    expect(days({ gains, ...quiet })).toHaveLength(10);
  });

  it('are not those of fewer than ten in two weeks, which are only trusted less', () => {
    const gains = [
      { on: day(0), gain: 4 },
      { on: day(8), gain: 4 },
      { on: day(16), gain: 4 },
    ];
    const nothing = { activity: [], activityInAll: 0, elsewhere: [] };
    expect(days({ gains, ...nothing })).toEqual([]);
    expect([...unsupportedStars({ gains, ...nothing }).days]).toEqual([day(0), day(8), day(16)]);
  });

  it('are trusted, when they are few, where the repository has been forked before', () => {
    const gains = [{ on: day(10), gain: 4 }];
    expect(unsupportedStars({ gains, ...quiet }).days.size).toBe(0);
  });

  it.each([
    ['forks', { activity: [...quiet.activity, { on: day(10), gain: 2 }], activityInAll: 7 }],
    ['issues', { activity: [...quiet.activity, { on: day(11), gain: 2 }], activityInAll: 7 }],
    ['upvotes or points elsewhere', { elsewhere: [{ on: day(9), gain: 8 }] }],
  ])('are not those that %s support', (_support, rest) => {
    expect(days({ gains: burst, ...quiet, ...rest })).toEqual([]);
  });

  it('need support in proportion: one fork does not stand for a thousand stars', () => {
    const activity = [...quiet.activity, { on: day(10), gain: 1 }];
    expect(days({ ...quiet, gains: [{ on: day(10), gain: 1000 }], activity, activityInAll: 6 })).toEqual([day(10)]);
  });

  it('are not supported by one or two votes, which may be somebody’s own', () => {
    expect(days({ gains: burst, ...quiet, elsewhere: [{ on: day(10), gain: 2 }] })).toEqual([day(10)]);
  });

  it('are not supported by what came before them', () => {
    const activity = [{ on: day(0), gain: 130 }];
    const elsewhere = [{ on: day(1), gain: 50 }];
    expect(days({ gains: [{ on: day(25), gain: 60 }], activity, activityInAll: 130, elsewhere })).toEqual([day(25)]);
  });

  it('on a first look count what the repository has besides', () => {
    const gains = [{ on: day(3), gain: 300 }];
    const activity = [{ on: day(3), gain: 34 }];
    expect(days({ gains, activity, activityInAll: 34, elsewhere: [] })).toEqual([]);
    expect(days({ gains, activity: [], activityInAll: 0, elsewhere: [] })).toEqual([day(3)]);
  });
});
