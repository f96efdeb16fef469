/** docs/scoring.md says what the code does: its figures are held against the constants, its example is worked out again. */
import { readFileSync } from 'node:fs';
import { noonInNewYork } from '../../../../lambdas/core/calendar/announcement-calendar.ts';
import { MANY_STARS, UNSUPPORTED_TRUST, WITHIN_DAYS } from '../../../../lambdas/core/score/unsupported-stars.ts';
import {
  decayedMass,
  FORMULA_VERSION,
  HALF_LIFE_DAYS,
  LANDMARK,
  scoreFromContributions,
} from '../../../../lambdas/core/score/forward-decay.ts';
import { WINDOWS, type Contribution } from '../../../../lambdas/core/score/paper-score.ts';
import { SIGNAL_WEIGHTS } from '../../../../lambdas/core/score/signal-weights.ts';
import { SIGNAL_SOURCES } from '../../../../lambdas/core/signal/signal.ts';
import { FIRST_USUAL_GAIN, SUMS_HALF_LIFE_DAYS } from '../../../../lambdas/core/signal/usual-gain.ts';

const text = readFileSync(new URL('../../../../docs/scoring.md', import.meta.url), 'utf8');
const lines = text.split('\n');

describe('docs/scoring.md', () => {
  it.each(SIGNAL_SOURCES)('gives the weight and the first usual gain of %s', (source) => {
    const row = lines.find((line) => line.startsWith(`| \`${source}\``)) ?? '';
    const [weight, firstGain] = row.split('|').slice(3, 5);
    expect([Number(weight), Number.parseFloat(firstGain ?? '')]).toEqual([
      SIGNAL_WEIGHTS[source],
      FIRST_USUAL_GAIN[source],
    ]);
  });

  it('gives half-lives, landmark and trust', () => {
    expect(text).toContain(
      `${HALF_LIFE_DAYS.day} day for\n   \`day\`, ${HALF_LIFE_DAYS.week} days for \`week\`, ${HALF_LIFE_DAYS.month} days for \`month\``,
    );
    expect(text).toContain(`${LANDMARK} at present`);
    expect(text).toContain(`trust: 1, or ${UNSUPPORTED_TRUST} for`);
    expect(text).toContain(`${MANY_STARS} or more of them within ${WITHIN_DAYS} days`);
    expect(text).toContain(`half-life of ${SUMS_HALF_LIFE_DAYS} days`);
  });

  it('has a line in its change log for the formula', () => {
    expect(lines.some((line) => line.startsWith(`| ${FORMULA_VERSION} | 20`))).toBe(true);
  });

  it('works its example out as the code does', () => {
    const signal = (source: string, gain: number, usualGain: number): Contribution => ({
      ...{ source, on: '2026-11-20', features: [] },
      mass: SIGNAL_WEIGHTS.github * Math.log2(1 + gain / usualGain),
    });
    const score = scoreFromContributions([
      { source: 'announcement', on: '2026-11-19', mass: 2, features: [] },
      signal('github', 38, 6),
      signal('hugging-face', 20, 5),
    ]);
    const told = (start: string): readonly number[] =>
      (lines.find((line) => line.startsWith(start)) ?? '')
        .split('|')
        .slice(2, 5)
        .map((cell) => Number(cell.split('=').at(-1)));
    for (const [date, row] of [
      ['2026-11-20', '| Friday 20 November'],
      ['2026-11-24', '| Tuesday 24 November'],
    ] as const) {
      const worked = WINDOWS.map((window) => Number(decayedMass(score, window, noonInNewYork(date)).toFixed(2)));
      expect(told(row)).toEqual(worked);
    }
  });
});
