import type { MissingSource } from '../../../../lambdas/core/rank/ranked-list.ts';
import { missingClauses } from '../../../../lambdas/core/render/missing-words.ts';

const missing = (source: MissingSource['source'], row: Partial<MissingSource> = {}): MissingSource => ({
  source,
  state: 'down',
  since: '2026-11-18',
  reason: 'GitHub answers with HTTP 502',
  ...row,
});
const clausesOf = (...rows: readonly MissingSource[]): readonly string[] => missingClauses(rows, '2026-11-20');

describe('what a list was made without', () => {
  it('is said with the day since when and the reason', () => {
    expect(clausesOf(missing('github'))).toEqual([
      'without GitHub stars since 18 November: GitHub answers with HTTP 502',
    ]);
    expect(missingClauses([missing('github', { since: '2025-12-30' })], '2026-01-02')).toEqual([
      'without GitHub stars since 30 December 2025: GitHub answers with HTTP 502',
    ]);
  });

  it('tells a part from nothing', () => {
    expect(clausesOf(missing('hacker-news', { state: 'partial', reason: 'Hacker News sets a limit.' }))).toEqual([
      'with only some of the Hacker News points since 18 November: Hacker News sets a limit',
    ]);
  });

  it('says once what several sources have in common', () => {
    const unseen = { state: 'unseen', since: '2026-11-20', reason: 'it has not been asked' } as const;
    expect(
      clausesOf(missing('github', unseen), missing('hugging-face', unseen), missing('hacker-news', unseen)),
    ).toEqual(['without GitHub stars, Hugging Face upvotes and Hacker News points since 20 November: not asked']);
  });

  it('leaves out what is switched off, and is empty where nothing is missing', () => {
    expect(clausesOf(missing('github', { state: 'off', reason: 'no token' }))).toEqual([]);
    expect(clausesOf()).toEqual([]);
  });

  it('bounds a reason and keeps it on one line', () => {
    const [clause = ''] = clausesOf(missing('github', { reason: `a\nb\u202E${'x'.repeat(5000)}` }));
    expect(clause.length).toBeLessThan(200);
    expect(clause).not.toMatch(/[\n\u202E]/);
  });
});
