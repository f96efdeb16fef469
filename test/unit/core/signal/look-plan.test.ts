import { addDays } from '../../../../lambdas/core/calendar/new-york-time.ts';
import type { PaperId } from '../../../../lambdas/core/paper/paper.ts';
import { WATCH_DAYS } from '../../../../lambdas/core/paper/watch.ts';
import {
  dueLists,
  isRepositoryDue,
  LATER_EVERY_DAYS,
  LIST_DAYS,
  NIGHTLY_DAYS,
  storyDays,
} from '../../../../lambdas/core/signal/look-plan.ts';

const START = '2026-11-02';
/** A paper whose announcement or latest evidence was on that day. */
const paperOf = (number: number, eventOn: string) => ({
  paperId: `2611.${String(number).padStart(5, '0')}` as PaperId,
  watchUntil: addDays(eventOn, WATCH_DAYS),
});
const nightsDue = (number: number, eventOn: string): readonly number[] =>
  Array.from({ length: WATCH_DAYS + 1 }, (_, age) => age).filter((age) =>
    isRepositoryDue(paperOf(number, eventOn), addDays(eventOn, age)),
  );

describe('the plan of looks at repositories', () => {
  it('has a paper every night for a week after its announcement or its latest evidence', () => {
    for (let number = 0; number < 20; number += 1)
      expect(nightsDue(number, START).slice(0, NIGHTLY_DAYS + 1)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  });

  it('has it every third night later, never twice in three nights and never less often', () => {
    for (let number = 0; number < 20; number += 1) {
      const later = nightsDue(number, START).filter((age) => age > NIGHTLY_DAYS);
      expect(new Set(later.slice(1).map((age, index) => age - (later[index] ?? 0)))).toEqual(new Set([3]));
      expect(later[0]).toBeLessThanOrEqual(NIGHTLY_DAYS + LATER_EVERY_DAYS);
    }
  });

  it('spreads the later papers over the nights', () => {
    const due = [14, 15, 16].map(
      (age) =>
        Array.from({ length: 3000 }, (_, number) => paperOf(number, START)).filter((paper) =>
          isRepositoryDue(paper, addDays(START, age)),
        ).length,
    );
    expect(due.reduce((sum, each) => sum + each)).toBe(3000);
    for (const each of due) expect(Math.abs(each - 1000)).toBeLessThan(100);
  });

  it('has 6,750 watched repositories, spread over a month, in fewer than fifty queries of a hundred', () => {
    const papers = Array.from({ length: 6750 }, (_, number) => paperOf(number, addDays('2026-11-20', -(number % 30))));
    const due = papers.filter((paper) => isRepositoryDue(paper, '2026-11-20')).length;
    expect(due / 100).toBeLessThan(50);
  });
});

describe('the plan of lists of Hugging Face', () => {
  const noon = new Date('2026-11-20T17:00:00Z');

  it('has those of the last week every night, newest first', () => {
    const dates = dueLists('2026-11-20', noon).map(({ date }) => date);
    expect(dates.slice(0, 7)).toEqual(Array.from({ length: 7 }, (_, age) => addDays('2026-11-20', -age)));
    expect(dates).toEqual(dates.toSorted().reverse());
  });

  it('has every older one of thirty days on one of three nights in a row', () => {
    const nights = ['2026-11-20', '2026-11-21', '2026-11-22'].map(
      (night) => new Set(dueLists(night, noon).map(({ date }) => date)),
    );
    for (let age = 10; age < LIST_DAYS - 3; age += 1)
      expect(nights.filter((dates) => dates.has(addDays('2026-11-20', -age)))).toHaveLength(1);
  });

  it('sorts by key as by date, whatever the hour of the run', () => {
    const keys = dueLists('2026-11-20', noon).map(({ key }) => key);
    expect(keys).toEqual(keys.toSorted());
    const late = dueLists('2026-11-20', new Date('2026-11-21T02:00:00Z'));
    expect(late.slice(1)).toEqual(dueLists('2026-11-20', noon));
  });

  it("has tomorrow's once it is tomorrow in UTC, and no later one when the clock is wrong", () => {
    expect(dueLists('2026-11-20', noon)[0]?.date).toBe('2026-11-20');
    expect(dueLists('2026-11-20', new Date('2026-11-21T02:00:00Z'))[0]?.date).toBe('2026-11-21');
    expect(dueLists('2026-11-20', new Date('2036-11-21T02:00:00Z'))[0]?.date).toBe('2026-11-21');
    expect(dueLists('2026-11-20', new Date('2016-11-21T02:00:00Z'))[0]?.date).toBe('2026-11-20');
  });
});

describe('the plan of days of stories', () => {
  it('is the last week, newest first', () => {
    expect(storyDays('2026-11-02')).toEqual([
      '2026-11-02',
      '2026-11-01',
      '2026-10-31',
      '2026-10-30',
      '2026-10-29',
      '2026-10-28',
      '2026-10-27',
    ]);
  });
});
