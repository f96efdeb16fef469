import { addDays } from '../../../../lambdas/core/calendar/new-york-time.ts';
import { signalEvidence } from '../../../../lambdas/core/score/signal-evidence.ts';
import type { Signal } from '../../../../lambdas/core/signal/signal.ts';
import { afterLook, starsLook } from '../signal/invented-looks.ts';

/** A lab's earlier repository: 200 days old, 400 stars, 60 forks. It is bought 400 stars a day for five days after the announcement. */
const looksOf = (firstLook: string, campaignFrom: string): readonly Signal[] => {
  const details = { forks: 60, issues: 0, createdOn: '2026-05-01' };
  const look = (stars: number) => ({ ...starsLook(stars, details), startedOn: '2026-05-01' });
  let rows: readonly Signal[] = [];
  let stars = 400;
  for (let day = firstLook; day < campaignFrom; day = addDays(day, 1)) rows = afterLook(rows, day, look(stars));
  for (let night = 0; night < 5; night += 1) {
    stars += 400;
    rows = afterLook(rows, addDays(campaignFrom, night), look(stars));
  }
  return rows;
};

describe('stars bought for a repository that is older than the paper', () => {
  it('are found two weeks after the first look (control)', () => {
    expect(signalEvidence(looksOf('2026-11-01', '2026-11-20')).suspect).toBe(true);
  });

  it('are found right after the first look: forks of the half year before did not come with them', () => {
    expect(signalEvidence(looksOf('2026-11-19', '2026-11-20')).suspect).toBe(true);
  });
});
