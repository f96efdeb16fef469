import type { Paper } from '../../../../../lambdas/core/paper/paper.ts';
import { paperIdSchema } from '../../../../../lambdas/core/paper/paper.ts';
import { newSignal } from '../../../../../lambdas/core/signal/new-signal.ts';
import type { Signal } from '../../../../../lambdas/core/signal/signal.ts';
import { BASELINES, knownOn, type KnownPaper } from '../../../../../local/cli/backtest/baselines.ts';

const valueOf = (name: string, known: Partial<KnownPaper>): number | undefined =>
  BASELINES.find((baseline) => baseline.name === name)?.valueOf({
    ageHours: 22,
    stars: 0,
    total: 0,
    starHours: 24,
    starGain: 0,
    ...known,
  });

describe('the formulas', () => {
  it.each([
    // (33 − 1)^0.8 / (22 + 2)^1.8 = 16 / 305.1.
    ['hacker-news', { total: 33 }, 0.05245],
    ['hacker-news', { total: 0 }, 0],
    // log10 100 − 22 · 3600 / 45000.
    ['reddit', { total: 100 }, 0.24],
    ['reddit', { total: 0 }, -1.76],
    ['stars-per-hour', { stars: 12, starHours: 48 }, 0.25],
    ['stars', { stars: 12, total: 40 }, 12],
    ['total', { stars: 12, total: 40 }, 40],
    ['newest', {}, -22],
    // log2 8 + 0.35 · log2 16.
    ['log-gain-log-total', { stars: 15, starGain: 7 }, 4.4],
  ])('%s with %j', (name, known, expected) => {
    expect(valueOf(name, known)).toBeCloseTo(expected, 4);
  });
});

describe('what is known of a paper', () => {
  const paperId = paperIdSchema.parse('2601.00001');
  const paper = { paperId, announcedOn: '2026-01-05' } as Paper;
  const starRow = (rows: readonly Signal[], observedOn: string, count: number, credit: 'own' | 'framework'): Signal =>
    newSignal(
      {
        source: 'github',
        count,
        startedOn: '2026-01-04',
        details: { repository: 'a/b', repositoryId: 'r', forks: 0, issues: 0, createdOn: '2026-01-04', credit },
      },
      rows,
      { paperId, observedOn, observedAt: `${observedOn}T08:00:00Z`, usualGain: 5 },
    );

  it('is its age, its latest counts and the gain of the day', () => {
    const first = starRow([], '2026-01-05', 4, 'own');
    const rows = [first, starRow([first], '2026-01-06', 10, 'own')];
    expect(knownOn('2026-01-06')(paper, rows)).toEqual({
      ageHours: 52,
      stars: 10,
      total: 10,
      starHours: 72,
      starGain: 6,
    });
  });

  it('has no gain at the first look', () => {
    expect(knownOn('2026-01-05')(paper, [starRow([], '2026-01-05', 4, 'own')])).toMatchObject({
      stars: 4,
      starGain: 0,
    });
  });

  it('leaves out the stars of a repository that is not its own', () => {
    expect(knownOn('2026-01-05')(paper, [starRow([], '2026-01-05', 4, 'framework')])).toMatchObject({
      stars: 0,
      total: 0,
    });
  });
});
