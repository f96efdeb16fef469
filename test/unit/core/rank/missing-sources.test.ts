import { missingSourcesOn } from '../../../../lambdas/core/rank/missing-sources.ts';
import type { SignalSource } from '../../../../lambdas/core/signal/signal.ts';
import type { SourceNight } from '../../../../lambdas/core/signal/source-night.ts';

const night = (date: string, over: Partial<SourceNight> = {}): SourceNight => ({
  source: 'github',
  date,
  state: 'complete',
  due: 10,
  looked: 10,
  requests: 1,
  today: {},
  before: {},
  revived: [],
  updatedAt: `${date}T05:00:00Z`,
  ...over,
});
const COMPLETE = (['github', 'hugging-face', 'hacker-news'] as const).map(
  (source) => [source, [night('2026-11-20', { source })]] as const,
);
const missing = (...nights: readonly (readonly [SignalSource, readonly SourceNight[]])[]) =>
  missingSourcesOn(new Map([...COMPLETE, ...nights]), '2026-11-20');

describe('missing sources', () => {
  it('are none on a night that was complete', () => {
    expect(missing()).toEqual([]);
  });

  it('are told with their state, since when and why', () => {
    const down = night('2026-11-20', { state: 'down', since: '2026-11-18', reason: 'GitHub answers with HTTP 502' });
    expect(missing(['github', [down]])).toEqual([
      { source: 'github', state: 'down', since: '2026-11-18', reason: 'GitHub answers with HTTP 502' },
    ]);
  });

  it('hold a source that was not asked that day, since the day after its last night', () => {
    const nights = [night('2026-11-17'), night('2026-11-21')];
    expect(missing(['github', nights])).toMatchObject([{ source: 'github', state: 'unseen', since: '2026-11-18' }]);
    expect(missing(['github', []])).toMatchObject([{ source: 'github', state: 'unseen', since: '2026-11-20' }]);
  });

  it('hold a source whose collection is not finished', () => {
    const collecting = night('2026-11-20', { state: 'collecting' });
    expect(missing(['github', [collecting]])).toMatchObject([
      { source: 'github', state: 'partial', reason: 'the collection was not finished' },
    ]);
  });
});
