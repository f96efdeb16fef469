import {
  beginNight,
  completeNight,
  mayGoOn,
  resumeNight,
  stopNight,
} from '../../../../lambdas/core/signal/night-progress.ts';
import { sourceNightSchema, type SourceNight } from '../../../../lambdas/core/signal/source-night.ts';

const AT = '2026-11-20T05:00:00.000Z';
const begin = (before?: SourceNight): SourceNight => beginNight('github', { date: '2026-11-20', before, at: AT });
const nightOf = (date: string, changes: Partial<SourceNight> = {}): SourceNight => ({
  ...beginNight('github', { date, before: undefined, at: `${date}T05:00:00.000Z` }),
  ...changes,
});
const complete = (date: string): SourceNight => completeNight(nightOf(date));

describe('the night of a source', () => {
  it('misses the source since that night, when the one before was complete', () => {
    expect(begin(complete('2026-11-19')).since).toBe('2026-11-20');
    expect(begin().since).toBe('2026-11-20');
  });

  it('misses it since the first of the nights in a row that were not complete, whatever each was', () => {
    const states = ['down', 'partial', 'off', 'collecting'] as const;
    for (const state of states)
      expect(begin(nightOf('2026-11-19', { state, since: '2026-11-12' })).since).toBe('2026-11-12');
  });

  it('misses it on days without any night, too', () => {
    expect(begin(complete('2026-11-15')).since).toBe('2026-11-16');
  });

  it('misses nothing once it is complete, and says nothing of what was in between', () => {
    const stopped = stopNight(
      { ...begin(), cursor: 'lind/fold', unanswered: ['a/b'] },
      { kind: 'limited', reason: 'GitHub asks to wait', retryAt: '2026-11-20T06:00:00.000Z' },
      { gave: true },
    );
    expect(stopped).toMatchObject({ state: 'partial', reason: 'GitHub asks to wait', since: '2026-11-20' });
    expect(resumeNight(stopped)).toMatchObject({ state: 'collecting', cursor: 'lind/fold' });
    expect(resumeNight(stopped)).not.toHaveProperty('retryAt');
    const done = completeNight(stopped);
    expect(Object.keys(done).sort()).toEqual(Object.keys(complete('2026-11-20')).sort());
    expect(sourceNightSchema.parse(done)).toEqual(done);
  });

  it('is down when nothing came, and off without a token', () => {
    expect(stopNight(begin(), { kind: 'unreachable', reason: 'no answer' }, { gave: false }).state).toBe('down');
    expect(stopNight(begin(), { kind: 'off', reason: 'no token' }, { gave: false }).state).toBe('off');
    expect(stopNight(begin(), { kind: 'off', reason: 'no token' }, { gave: true }).state).toBe('partial');
  });

  it('goes on after an accident, not after a limit or a refusal', () => {
    const kinds = ['off', 'refused', 'limited', 'unreachable', 'unreadable'] as const;
    expect(kinds.filter((kind) => mayGoOn({ kind, reason: '' }))).toEqual(['unreachable', 'unreadable']);
  });
});
